import type { Learner } from '../learner.js'
import { say } from '../screen.js'
import type { ExerciseMode, Session } from '../session.js'
import { goOnDay, restOfDay } from './day.js'
import { enterExercise } from './enter-exercise.js'
import { finishLesson } from './finish.js'
import { NEXT } from './item.js'
import { enterLesson } from './enter-lesson.js'
import { type PaperMode, paperScreen } from './paper.js'
import { afterPlacement } from './placement.js'
import { type Result, type World, show } from './turn.js'

type Standing = { learner: Learner; session: Session }
type Ended = PaperMode['after']

/** What follows an exercise: first a paper for each step reached, then what it was put for. */
export function afterExercise({ learner, session }: Standing, mode: ExerciseMode, world: World): Result {
  if (mode.reached.length === 0) return followUp({ learner, session }, mode, world)
  const { exercise, why, as, missed } = mode
  const paper: PaperMode = { kind: 'paper', papers: mode.reached, after: { exercise, why, as, missed } }
  return show({ learner, session: { ...session, mode: paper } }, paperScreen(paper.papers, world.curriculum))
}

/** The next paper, or what follows the last; null when the choice belongs to something else. */
export function answerPaper({ learner, session }: Standing, option: string, world: World): Result | null {
  const { mode } = session
  if (mode.kind !== 'paper' || option !== NEXT.id) return null
  const [, ...papers] = mode.papers
  if (papers.length === 0) return followUp({ learner, session }, mode.after, world)
  const next: PaperMode = { ...mode, papers }
  return show({ learner, session: { ...session, mode: next } }, paperScreen(papers, world.curriculum))
}

function followUp(standing: Standing, ended: Ended, world: World): Result {
  const { why } = ended
  if (ended.as === 'shown') return together(standing, ended, world)
  switch (why.kind) {
    case 'review': {
      const { session } = standing
      return goOnDay({ ...standing, session: { ...session, reviews: (session.reviews ?? 0) + 1 } }, world, [])
    }
    case 'practice':
      return restOfDay(standing, world, [say('day.practised')])
    case 'try':
      return afterTry(standing, why.lessonId, ended.missed, world)
    case 'placement':
      return afterPlacement(standing, why.left, world)
  }
}

/** The worked example is over: the same task again, with hints. */
function together(standing: Standing, { exercise, why }: Ended, world: World): Result {
  const shown = world.curriculum.exercises.get(exercise)!
  // None where the learner has moved meanwhile, to a province that does not ask for it.
  const others = (world.curriculum.exercisesOf.get(shown.skill) ?? []).filter(
    ({ source, key }) => source === shown.source && key !== shown.key,
  )
  const next = others[Math.floor(world.random() * others.length)] ?? shown
  return enterExercise(standing, { exercise: next, as: 'together', why }, world, [say('exercise.together')])
}

/** Passed without a miss: the lesson is known. Missed: the lesson, kindly. */
function afterTry(standing: Standing, lessonId: string, missed: boolean, world: World): Result {
  const lesson = world.curriculum.lessons.get(lessonId)
  if (lesson === undefined) return goOnDay(standing, world, [])
  return missed
    ? enterLesson(standing, lessonId, world, [say('opening.missed')])
    : finishLesson({ ...standing, prompt: null }, lesson, world)
}
