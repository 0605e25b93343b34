import { wasSeen } from '../countable.js'
import { dayNumber } from '../calendar.js'
import type { Curriculum } from '../curriculum.js'
import type { Exercise } from '../exercise.js'
import type { Learner } from '../learner.js'
import { newMastery } from '../mastery.js'
import { type Phrase, say } from '../screen.js'
import type { Session } from '../session.js'
import { MORE, REST } from './day.js'
import { enterExercise } from './enter-exercise.js'
import { type Result, type World, show } from './turn.js'

type Standing = { learner: Learner; session: Session }

const AT_MOST = 5

/** A few questions, at most five, that say where to begin; they move P only. */
export function enterPlacement(standing: Standing, world: World): Result {
  const session: Session = { ...standing.session, placed: true }
  return nextPlaced({ ...standing, session }, skillsToPlace(world.curriculum), world, [
    say('placement.begin'),
  ])
}

/** One skill of each area in turn, safety first, as long as there are questions. */
function skillsToPlace({ skills, exercisesOf, areas }: Curriculum): string[] {
  const asked = [...skills.values()].filter(({ id }) =>
    exercisesOf.get(id)?.some(({ type }) => type !== 'task'),
  )
  const ofArea = areas.map(({ id }) => asked.filter(({ area }) => area === id))
  const inTurn = Array.from({ length: AT_MOST }, (_, at) => ofArea.flatMap((all) => all[at] ?? [])).flat()
  return inTurn.slice(0, AT_MOST).map(({ id }) => id)
}

function nextPlaced(standing: Standing, skills: readonly string[], world: World, head: Phrase[]): Result {
  for (const [at, skill] of skills.entries()) {
    const exercise = freshQuestion(standing.learner, skill, world)
    if (exercise === null) continue
    const why = { kind: 'placement', left: skills.slice(at + 1) } as const
    return enterExercise(standing, { exercise, as: 'alone', why }, world, head)
  }
  const session: Session = { ...standing.session, mode: { kind: 'rest' } }
  return show(
    { ...standing, session },
    { lines: [say('placement.done'), say('finish.ask')], options: [MORE, REST] },
  )
}

function freshQuestion(learner: Learner, skill: string, world: World): Exercise | null {
  const { rules, exercisesOf } = world.curriculum
  const mastery = learner.mastery[skill] ?? newMastery(rules.current)
  const day = dayNumber(world.now)
  const fresh = (exercisesOf.get(skill) ?? []).filter(
    ({ type, key }) => type !== 'task' && !wasSeen(mastery, key, day, rules.current),
  )
  return fresh[Math.floor(world.random() * fresh.length)] ?? null
}

export const afterPlacement = (standing: Standing, left: readonly string[], world: World): Result =>
  nextPlaced(standing, left, world, [])
