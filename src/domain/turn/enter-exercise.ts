import { dayNumber } from '../calendar.js'
import { contentHash } from '../content-hash.js'
import { shownFact } from '../countable.js'
import type { EvidenceFact } from '../evidence.js'
import type { Exercise, TaskExercise } from '../exercise.js'
import type { Learner } from '../learner.js'
import { newMastery } from '../mastery.js'
import type { Phrase } from '../screen.js'
import type { ExerciseMode, ExerciseWhy, Session } from '../session.js'
import { shuffled } from '../shuffle.js'
import { exerciseView } from './exercise-screens.js'
import { observe } from './observe.js'
import { type Result, type World, show, under } from './turn.js'

type Standing = { learner: Learner; session: Session }

/** Puts an exercise; whether its answer will count is fixed now. One that waits for its answer comes first. */
export function enterExercise(
  { learner, session }: Standing,
  wanted: { exercise: Exercise; as: ExerciseMode['as']; why: ExerciseWhy },
  world: World,
  head: Phrase[],
): Result {
  const { curriculum, now, leaks } = world
  const mastery = learner.mastery[wanted.exercise.skill] ?? newMastery(curriculum.rules.current)
  const waiting = mastery.open === null ? undefined : curriculum.exercises.get(mastery.open.exercise)
  const exercise = waiting ?? wanted.exercise
  const as = waiting === undefined ? wanted.as : 'alone'
  const day = dayNumber(now)
  const facts: EvidenceFact[] = []
  // Content may leave the curriculum while it waits for an answer.
  if (mastery.open !== null && waiting === undefined) facts.push({ kind: 'abandoned' })
  if (waiting === undefined) {
    const showing = {
      guided: as !== 'alone',
      placement: wanted.why.kind === 'placement',
      helper: session.besideOn === day,
      leaks: leaks.has(exercise.key) || leaks.has(exercise.source),
    }
    const shown = shownFact(exercise, mastery, showing, day, curriculum.rules.current)
    facts.push({ ...shown, content: contentHash(exercise) })
  }
  const observed =
    facts.length === 0 ? { learner, events: [] } : observe(learner, exercise.skill, facts, world)
  const mode: ExerciseMode = {
    kind: 'exercise',
    exercise: exercise.key,
    why: wanted.why,
    as,
    step: 0,
    misses: 0,
    missed: false,
    order: exercise.type === 'task' || exercise.item.fixedOrder ? null : orderOf(exercise, world),
    answered: null,
    asking: null,
    reached: [],
  }
  const view = exerciseView(mode, curriculum)
  return show({ learner: observed.learner, session: { ...session, mode } }, under(head, view.screen), {
    item: view.item,
    events: observed.events,
  })
}

const orderOf = (exercise: Exclude<Exercise, TaskExercise>, { random }: World): string[] =>
  shuffled(
    exercise.item.choices.map(({ id }) => id),
    random,
  )
