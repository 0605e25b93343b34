import { createHash } from 'node:crypto'
import type { ScreenPart, TaskChoice, TaskExercise, TaskStep } from '../domain/exercise.js'
import { type TaskVariantFile, checkTask } from './check-task.js'
import type { Loaded } from './curriculum.js'
import { eachVariant } from './each-variant.js'
import {
  type PartFile,
  type TaskFile,
  type TaskStepFile,
  taskHeadSchema,
  taskStepSchema,
} from './exercise-schema.js'
import { VARIANTS } from './limits.js'
import { type Variant, inVariant, isByAxis, standsIn } from './variants.js'
import type { Wording } from './wording.js'
import { type Report, readForm } from './yaml-file.js'

/** Checks a task and writes out its variants. */
export function readTask({ value: file, report }: Loaded<TaskFile>, wording: Wording): TaskExercise[] {
  const { vary: axes, title, steps, slip } = file
  const source = { axes, written: { title, steps, slip }, report, wording }
  const made = eachVariant(source, VARIANTS.task, (variant, told) => taskIn(variant, file, told, wording))
  return made.map(({ number, value }) => toExercise(file, number, value))
}

function taskIn(variant: Variant, file: TaskFile, report: Report, wording: Wording): TaskVariantFile | null {
  const { title, slip } = file
  const head = readForm(taskHeadSchema, inVariant({ title, slip }, variant), [], report)
  const steps = file.steps.flatMap(({ when, ...written }, index) => {
    if (!standsIn(when, variant)) return []
    const step = readForm(taskStepSchema, inVariant(written, variant), ['steps', index], report)
    return [step === null ? null : { index, rightVaries: isByAxis(written['right']), step }]
  })
  if (head === null || !steps.every((step) => step !== null)) return null
  const task = { ...head, steps }
  checkTask(task, report, wording)
  return task
}

function toExercise(file: TaskFile, number: number, task: TaskVariantFile): TaskExercise {
  const source = `${file.skill}/${file.id}`
  const key = `${source}.${number}`
  return {
    type: 'task',
    key,
    source,
    skill: file.skill,
    title: task.title,
    steps: task.steps.map(({ step }) => toStep(key, step)),
    slip: {
      step: task.steps.findIndex(({ step }) => step.step === task.slip.step),
      choice: task.slip.choice,
    },
  }
}

function toStep(key: string, step: TaskStepFile): TaskStep {
  const choices = step.choices.map((choice) => toChoice(choice, choice.id === step.right))
  return {
    id: step.step,
    screen: { title: step.screen.title, parts: step.screen.parts.map(toPart) },
    ask: step.ask,
    hint: step.hint,
    choices: step.shuffle ? mixed(choices, `${key}/${step.step}`) : choices,
    right: step.right,
  }
}

const toChoice = (
  { id, text, label, then }: TaskStepFile['choices'][number],
  right: boolean,
): TaskChoice => ({
  id,
  text,
  ...(label === undefined ? {} : { label }),
  // oxlint-disable-next-line unicorn/no-thenable -- a text, never awaited
  ...(then === undefined || right ? {} : { then }),
})

function toPart(part: PartFile): ScreenPart {
  if ('message' in part) return { kind: 'message', from: part.from, text: part.message }
  if ('field' in part) return { kind: 'field', label: part.field, value: part.value }
  return { kind: 'note', text: part.note }
}

/** The choices in an order that looks random and is the same for ever, on every machine. */
function mixed(choices: TaskChoice[], step: string): TaskChoice[] {
  const ranked = choices.map((choice) => ({
    choice,
    rank: createHash('sha256').update(`${step}/${choice.id}`).digest('hex'),
  }))
  return ranked.toSorted((one, other) => (one.rank < other.rank ? -1 : 1)).map(({ choice }) => choice)
}
