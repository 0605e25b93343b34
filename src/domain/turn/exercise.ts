import { dayNumber } from '../calendar.js'
import type { Exercise, TaskExercise } from '../exercise.js'
import type { Learner } from '../learner.js'
import { knows } from '../mastery.js'
import { type Phrase, type Screen, say } from '../screen.js'
import type { Asked, ExerciseMode, Session } from '../session.js'
import { afterExercise } from './after-exercise.js'
import { asksStill, askedIn, labelOf } from './asked.js'
import { choicesOf, exerciseView, isSlip, named, rightPlace, stepOf } from './exercise-screens.js'
import { NEXT, feedback, reordered, toNext } from './item.js'
import { type Observed, observe } from './observe.js'
import { type Result, type State, type World, show, under } from './turn.js'

type Standing = { learner: Learner; session: Session }
type InExercise = Standing & { session: Session & { mode: ExerciseMode } }

/** An answer wrong although P is at least this looks like a slip of the finger. */
const LIKELY_KNOWN = 0.8
/** After so many likely slips every answer is asked back before it is graded. */
const SLIPS = 2

/** Whether the first answer to this exercise is still out. */
const isOpen = ({ learner }: Standing, { skill, key }: Exercise): boolean =>
  learner.mastery[skill]?.open?.exercise === key

/** What the learner chose in an exercise; null when the choice belongs to something else. */
export function answerExercise(
  state: State & { session: Session },
  option: string,
  world: World,
): Result | null {
  const { mode } = state.session
  if (mode.kind !== 'exercise') return null
  const standing: InExercise = { learner: state.learner, session: { ...state.session, mode } }
  const exercise = world.curriculum.exercises.get(mode.exercise)!
  if (mode.asking !== null) return answerAskBack(standing, exercise, mode.asking, option, world)
  if (mode.as === 'shown' && exercise.type === 'task')
    return option === NEXT.id ? showOn(standing, exercise, world) : null
  if (mode.answered !== null) return option === NEXT.id ? goOn(standing, exercise, world) : null
  const asked = askedIn(state.prompt)
  if (asked === null || !isAbout(state, mode) || !asked.options.some(({ id }) => id === option)) return null
  if (state.session.asksBack === true && mode.as === 'alone')
    return reshown(standing, { ...mode, asking: option, asked }, world)
  return grade(standing, exercise, { option, asked }, world)
}

/** Whether the open prompt is this step of this exercise. */
function isAbout({ prompt }: State, mode: ExerciseMode): boolean {
  const graded = prompt?.item ?? null
  return (
    graded !== null && 'exercise' in graded && graded.exercise === mode.exercise && graded.step === mode.step
  )
}

function answerAskBack(
  standing: InExercise,
  exercise: Exercise,
  asking: string,
  option: string,
  world: World,
): Result | null {
  const { asked = asksNow(exercise, standing.session.mode), ...was } = standing.session.mode
  const mode: ExerciseMode = { ...was, asking: null }
  if (option === 'other') return reshown(standing, mode, world)
  if (option !== 'sure') return null
  const session = { ...standing.session, mode }
  return grade({ ...standing, session }, exercise, { option: asking, asked }, world)
}

/** For an answer that was asked back before its question was kept with it. */
const asksNow = (exercise: Exercise, mode: ExerciseMode): Asked => ({
  options: choicesOf(exercise, mode),
  right: exercise.type === 'task' ? stepOf(exercise, mode).right : exercise.item.right,
})

function reshown(
  { learner, session }: InExercise,
  mode: ExerciseMode,
  world: World,
  head: Phrase[] = [],
): Result {
  const view = exerciseView(mode, world.curriculum)
  return show({ learner, session: { ...session, mode } }, under(head, view.screen), { item: view.item })
}

/** The next step of the worked example. */
function showOn(standing: InExercise, task: TaskExercise, world: World): Result {
  const { mode } = standing.session
  if (isSlip(task, mode)) return reshown(standing, { ...mode, misses: 1 }, world)
  if (mode.step + 1 < task.steps.length)
    return reshown(standing, { ...mode, step: mode.step + 1, misses: 0 }, world)
  return afterExercise(standing, mode, world)
}

/** After a step that had to be shown comes the next one; after the last the exercise is over. */
function goOn(standing: InExercise, exercise: Exercise, world: World): Result {
  const { mode } = standing.session
  const isLast = exercise.type !== 'task' || mode.step + 1 >= exercise.steps.length
  if (isLast) return afterExercise(standing, mode, world)
  return reshown(standing, { ...mode, step: mode.step + 1, misses: 0, answered: null }, world)
}

interface Given {
  option: string
  /** What it answers, as it was shown. */
  asked: Asked
}

function grade(standing: InExercise, exercise: Exercise, given: Given, world: World): Result {
  const right = given.option === given.asked.right
  const isOver = !right || exercise.type !== 'task' || standing.session.mode.step + 1 >= exercise.steps.length
  const observed: Observed =
    isOver && isOpen(standing, exercise)
      ? observe(standing.learner, exercise.skill, [{ kind: 'answered', right }], world)
      : { learner: standing.learner, events: [], reached: [] }
  const session =
    right || observed.events.length === 0 ? standing.session : noteSlip(standing, exercise, world)
  const reached = [...standing.session.mode.reached, ...observed.reached]
  const after: InExercise = {
    learner: observed.learner,
    session: { ...session, mode: { ...standing.session.mode, reached } },
  }
  const result =
    exercise.type === 'task'
      ? gradeStep(after, exercise, given, right, world)
      : gradeQuestion(after, exercise, given, right, world)
  const asksBackNow = session.asksBack === true && standing.session.asksBack !== true
  const screen =
    asksBackNow && result.screen !== null ? under([say('exercise.asks-back')], result.screen) : result.screen
  return { ...result, screen, events: observed.events }
}

/** Counts an answer that looks like a slip; after two every answer is asked back. */
function noteSlip({ learner, session }: InExercise, { skill }: Exercise, world: World): Session {
  const mastery = learner.mastery[skill]
  if (mastery === undefined || knows(mastery, dayNumber(world.now)) < LIKELY_KNOWN) return session
  const slips = (session.slips ?? 0) + 1
  return { ...session, slips, asksBack: session.asksBack === true || slips === SLIPS }
}

function gradeQuestion(
  { learner, session }: InExercise,
  exercise: Exclude<Exercise, TaskExercise>,
  { option, asked }: Given,
  right: boolean,
  world: World,
): Result {
  const { mode } = session
  const { item } = exercise
  const misses = mode.misses + (right ? 0 : 1)
  const isSame = asksStill(asked, item)
  // A question that was mended meanwhile is not asked again in other words.
  const answered: ExerciseMode['answered'] = right ? 'right' : misses > 1 || !isSame ? 'missed' : null
  const order = answered === null ? reordered(item, mode.order, world.random) : mode.order
  const next: ExerciseMode = { ...mode, misses, missed: mode.missed || !right, order, answered }
  const screen = isSame
    ? feedback(item, option, order, answered === 'missed' ? 'twice-wrong' : answered)
    : mendedScreen({ option, asked }, right && asked.right === item.right)
  const graded = answered === null ? exerciseView(next, world.curriculum).item : null
  return show({ learner, session: { ...session, mode: next } }, screen, { item: graded })
}

const mendedScreen = ({ option, asked }: Given, right: boolean): Screen =>
  toNext([say(right ? 'mended.item-right' : 'mended.item', { choice: labelOf(asked, option) })])

function gradeStep(
  standing: InExercise,
  task: TaskExercise,
  { option, asked }: Given,
  right: boolean,
  world: World,
): Result {
  const { mode } = standing.session
  const options = choicesOf(task, mode)
  const echo = say('exercise.echo', { named: named(asked.options, option) })
  if (right) {
    if (mode.step + 1 < task.steps.length)
      return reshown(standing, { ...mode, step: mode.step + 1, misses: 0 }, world, [echo])
    const done = mode.missed
      ? 'exercise.through'
      : mode.as === 'alone'
        ? 'exercise.passed'
        : 'exercise.together-done'
    const next: ExerciseMode = { ...mode, answered: 'right' }
    return show({ ...standing, session: { ...standing.session, mode: next } }, toNext([echo, say(done)]))
  }
  const misses = mode.misses + 1
  const step = stepOf(task, mode)
  const then: Phrase = { text: step.choices.find(({ id }) => id === option)?.then ?? '' }
  const next: ExerciseMode = { ...mode, misses, missed: true, answered: misses >= 3 ? 'missed' : null }
  const session = { ...standing.session, mode: next }
  if (misses >= 3)
    return show(
      { ...standing, session },
      toNext([echo, rightPlace(options, step), say('exercise.offer-help')]),
    )
  const help: Phrase[] = misses === 2 ? [{ text: step.hint }] : []
  const view = exerciseView(next, world.curriculum)
  // What they touched is not on this screen any more: they see the one of now, picture and all.
  if (!asksStill(asked, step))
    return reshown({ ...standing, session }, next, world, [echo, say('mended.step')])
  return show({ ...standing, session }, { lines: [echo, then, ...help], options }, { item: view.item })
}

/** A hint in the middle of an exercise; on a first answer still out it counts as a miss. Null elsewhere. */
export function hintInExercise({ learner, session }: Standing, world: World): Result | null {
  const { mode } = session
  if (mode.kind !== 'exercise' || mode.answered !== null || mode.asking !== null || mode.as === 'shown')
    return null
  const exercise = world.curriculum.exercises.get(mode.exercise)!
  const observed = askForHelp({ learner, session: { ...session, mode } }, exercise, world)
  const next: ExerciseMode = {
    ...mode,
    missed: true,
    ...(exercise.type === 'task' ? {} : { order: fewer(exercise, mode) }),
  }
  const isLong = choicesOf(exercise, mode).length > 2
  const hint: Phrase =
    exercise.type === 'task'
      ? { text: stepOf(exercise, mode).hint }
      : say(isLong ? 'exercise.fewer' : 'help.item')
  return {
    ...reshown({ learner: observed.learner, session: { ...session, mode: next } }, next, world, [hint]),
    events: observed.events,
  }
}

/** A first answer that is still out counts as a miss. */
const askForHelp = (standing: InExercise, exercise: Exercise, world: HelpWorld): Observed =>
  isOpen(standing, exercise)
    ? observe(standing.learner, exercise.skill, [{ kind: 'hinted' }], world)
    : { learner: standing.learner, events: [], reached: [] }

type HelpWorld = Pick<World, 'curriculum' | 'now'>

/** Somebody of the family was asked about an exercise: as a hint, it counts as a miss. Null elsewhere. */
export function helpInExercise(
  { learner, session }: Standing,
  world: HelpWorld,
): (Standing & { events: Observed['events'] }) | null {
  const { mode } = session
  if (mode.kind !== 'exercise' || mode.answered !== null || mode.as === 'shown') return null
  const exercise = world.curriculum.exercises.get(mode.exercise)
  if (exercise === undefined) return null
  const asked = askForHelp({ learner, session: { ...session, mode } }, exercise, world)
  return {
    learner: asked.learner,
    session: { ...session, mode: { ...mode, missed: true } },
    events: asked.events,
  }
}

/** The right choice and one other, in the order they stood. */
function fewer(exercise: Exclude<Exercise, TaskExercise>, mode: ExerciseMode): string[] {
  const ids = choicesOf(exercise, mode).map(({ id }) => id)
  const wrong = ids.find((id) => id !== exercise.item.right)
  return ids.filter((id) => id === exercise.item.right || id === wrong)
}
