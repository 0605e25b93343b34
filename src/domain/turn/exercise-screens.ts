import type { Curriculum } from '../curriculum.js'
import type { Exercise, ScreenPart, TaskExercise, TaskStep } from '../exercise.js'
import type { Graded } from '../prompt.js'
import { type Option, type Phrase, type Screen, say } from '../screen.js'
import type { ExerciseMode } from '../session.js'
import { NEXT, answeredScreen, inOrder, linesOf, toNext } from './item.js'

const SURE: Option = {
  id: 'sure',
  label: say('exercise.sure'),
  words: ['phai', 'phai roi', 'dung roi', 'vang', 'da', 'u', 'ok'],
}
const OTHER: Option = {
  id: 'other',
  label: say('exercise.other'),
  words: ['khong', 'khong phai', 'chon lai', 'nham', 'quay lai'],
}

interface View {
  screen: Screen
  item: Graded | null
}

/** What stands on the screen in the middle of an exercise, and what an answer is graded against. */
export function exerciseView(mode: ExerciseMode, curriculum: Curriculum): View {
  const exercise = curriculum.exercises.get(mode.exercise)!
  const options = choicesOf(exercise, mode)
  if (mode.asking !== null)
    return { screen: askBack(mode.asked?.options ?? options, mode.asking), item: null }
  if (exercise.type === 'task') return taskView(exercise, mode, options)
  if (mode.answered !== null) return { screen: answeredScreen(exercise.item), item: null }
  return {
    screen: { lines: linesOf(exercise.item.text), options },
    item: { exercise: exercise.key, step: 0, right: exercise.item.right, nth: mode.misses + 1 },
  }
}

/** The choices in the order shown. */
export function choicesOf(exercise: Exercise, mode: ExerciseMode): Option[] {
  if (exercise.type !== 'task') return inOrder(exercise.item, mode.order)
  return stepOf(exercise, mode).choices.map(({ id, text }) => ({ id, label: { text } }))
}

export const stepOf = ({ steps }: TaskExercise, { step }: ExerciseMode): TaskStep =>
  steps[Math.min(step, steps.length - 1)]!

/** "số 2: «Từ chối»", as the picture and the buttons number it. */
export function named(options: readonly Option[], id: string): Phrase {
  const at = options.findIndex((option) => option.id === id)
  return say('exercise.named', { n: at + 1, choice: options[at]?.label ?? { text: '' } })
}

/** "{Goi} chọn số 2: «…», phải không?" For every answer alike, so that it gives nothing away. */
const askBack = (options: readonly Option[], id: string): Screen => ({
  lines: [say('exercise.ask-back', { named: named(options, id) })],
  options: [SURE, OTHER],
})

function taskView(task: TaskExercise, mode: ExerciseMode, options: Option[]): View {
  const step = stepOf(task, mode)
  const picture = { kind: 'task', exercise: task.key, step: task.steps.indexOf(step) } as const
  if (mode.answered !== null) return { screen: toNext([rightPlace(options, step)]), item: null }
  // The first screen says that nothing here is real.
  const first: Phrase[] = mode.step === 0 ? [say('exercise.machine')] : []
  if (mode.as === 'shown')
    return { screen: { picture, ...shownScreen(task, mode, options, first) }, item: null }
  const hint: Phrase[] = mode.as === 'together' ? [{ text: step.hint }] : []
  return {
    screen: { picture, lines: [...first, { text: step.ask }, ...hint], options },
    item: { exercise: task.key, step: mode.step, right: step.right, nth: mode.misses + 1 },
  }
}

export const rightPlace = (options: readonly Option[], step: TaskStep): Phrase =>
  say('exercise.right-place', { named: named(options, step.right) })

/** The worked example: we do every step; at one we err and show how to come back. */
function shownScreen(task: TaskExercise, mode: ExerciseMode, options: Option[], first: Phrase[]): Screen {
  const step = stepOf(task, mode)
  if (isSlip(task, mode)) {
    const wrong = step.choices.find(({ id }) => id === task.slip.choice)
    const lines = [
      say('exercise.slip', { named: named(options, task.slip.choice) }),
      { text: wrong?.then ?? '' },
    ]
    return { lines: [...first, ...lines], options: [NEXT] }
  }
  const does = say(mode.misses > 0 ? 'exercise.repair' : 'exercise.show', {
    named: named(options, step.right),
  })
  return { lines: [...first, { text: step.hint }, does], options: [NEXT] }
}

/** The screen with the words of its picture before its own, for those who have it read to them. */
export function readAloud(screen: Screen, { exercises }: Curriculum): Screen {
  const { picture } = screen
  const task = picture?.kind === 'task' ? exercises.get(picture.exercise) : undefined
  if (picture?.kind !== 'task' || task?.type !== 'task') return screen
  const { title, parts } = task.steps[picture.step]!.screen
  const lines = [say('exercise.on-screen', { title }), ...parts.map(partInWords), ...screen.lines]
  return { ...screen, lines }
}

function partInWords(part: ScreenPart): Phrase {
  switch (part.kind) {
    case 'message':
      return { text: `${part.from}: ${part.text}` }
    case 'field':
      return { text: `${part.label}: ${part.value}` }
    case 'note':
      return { text: part.text }
  }
}

/** Whether the worked example makes its planned mistake now. */
export const isSlip = ({ slip }: TaskExercise, { as, step, misses }: ExerciseMode): boolean =>
  as === 'shown' && slip.step === step && misses === 0
