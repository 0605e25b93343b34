import { checkTwice } from './check-item.js'
import { checkText } from './check-text.js'
import { checkTyped } from './check-typed.js'
import { checkScreen, checkScreenText } from './check-screen.js'
import type { TaskHeadFile, TaskStepFile } from './exercise-schema.js'
import { LIMITS, TASK_STEPS } from './limits.js'
import { figureProblems } from './trust-words.js'
import type { Wording } from './wording.js'
import type { Report } from './yaml-file.js'

/** One variant of a task, as it is written. */
export interface TaskVariantFile extends TaskHeadFile {
  steps: WrittenStep[]
}

/** A step that this variant has. */
export interface WrittenStep {
  /** Where it stands in the file. */
  index: number
  /** Whether another choice may be right in another variant. */
  rightVaries: boolean
  step: TaskStepFile
}

/** Checks one variant of a task: its flow, its words, and what its screens show. */
export function checkTask(task: TaskVariantFile, report: Report, wording: Wording): void {
  checkText(task.title, ['title'], report, { characters: LIMITS.titleCharacters, lines: 1 }, wording)
  const [least, most] = TASK_STEPS
  const count = task.steps.length
  if (count < least || count > most)
    report(['steps'], `it has ${count} ${count === 1 ? 'step' : 'steps'}, it needs ${least} to ${most}`)
  task.steps.forEach((written, position) => {
    const { index, step } = written
    if (task.steps.slice(0, position).some((other) => other.step.step === step.step))
      report(['steps', index, 'step'], `the name ${step.step} stands twice in this task`)
    checkStep(written, report, wording)
  })
  checkSlip(task, report)
}

function checkStep(written: WrittenStep, report: Report, wording: Wording): void {
  const { step } = written
  const at = ['steps', written.index]
  checkScreen(step.screen, [...at, 'screen'], report, wording)
  const { askCharacters, hintCharacters } = LIMITS
  checkText(step.ask, [...at, 'ask'], report, { characters: askCharacters, lines: 1, sentences: 2 }, wording)
  checkText(
    step.hint,
    [...at, 'hint'],
    report,
    { characters: hintCharacters, lines: 1, sentences: 1 },
    wording,
  )
  if (!step.choices.some(({ id }) => id === step.right))
    report([...at, 'right'], `there is no choice ${step.right}`)
  checkTyped(step.choices, false, [...at, 'choices'], report, wording)
  for (const message of figureProblems(step.ask)) report([...at, 'ask'], message)
  step.choices.forEach((_, index) => checkChoice(written, index, [...at, 'choices', index], report, wording))
}

function checkChoice(
  { step, rightVaries }: WrittenStep,
  index: number,
  here: readonly PropertyKey[],
  report: Report,
  wording: Wording,
): void {
  const { id, text, label, then } = step.choices[index]!
  checkScreenText(text, [...here, 'text'], report, LIMITS.choiceCharacters, wording)
  if (label !== undefined)
    checkScreenText(label, [...here, 'label'], report, LIMITS.choiceCharacters, wording)
  checkTwice(step.choices, index, here, report, wording)
  if (id === step.right) {
    if (then !== undefined && !rightVaries) report([...here, 'then'], 'only a wrong choice has a then')
  } else if (then === undefined) {
    report([...here, 'then'], 'a wrong choice needs what would happen then, and how to step back')
  } else {
    checkText(then, [...here, 'then'], report, { characters: LIMITS.thenCharacters, lines: 1 }, wording)
  }
}

function checkSlip({ steps, slip }: TaskVariantFile, report: Report): void {
  const step = steps.find((written) => written.step.step === slip.step)?.step
  if (step === undefined) return report(['slip'], `there is no step ${slip.step} to slip in`)
  if (!step.choices.some(({ id }) => id === slip.choice))
    return report(['slip'], `the step ${slip.step} has no choice ${slip.choice}`)
  if (step.right === slip.choice)
    report(['slip'], `the choice ${slip.choice} is right in the step ${slip.step}`)
}
