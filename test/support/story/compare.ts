import { isDeepStrictEqual } from 'node:util'
import type { Expected } from './format.js'
import type { Shown } from './phone.js'
import { filled, hasChoicesOf, stands, stepNamed } from './pupil.js'

/** What differs between the messages a story expects and those that were seen; `before` was asked last. */
export function seenProblems(wanted: Expected[], seen: Shown[], before: Shown | undefined): string[] {
  if (wanted.length !== seen.length) return [`${seen.length} messages were seen, not ${wanted.length}`]
  return wanted.flatMap((expected, at) => messageProblems(expected, seen[at]!, before))
}

function messageProblems(expected: Expected, shown: Shown, before: Shown | undefined): string[] {
  const labels = labelsOf(shown)
  const all = [shown.text, ...labels].join('\n')
  const { has, not, options, moved, picture } = expected
  return [
    ...has
      .map((words) => filled(words, before))
      .filter((words) => !stands(words, shown.text))
      .map((words) => `«${words}» does not stand in «${shown.text}»`),
    ...not.filter((words) => all.includes(words)).map((words) => `«${words}» stands in «${all}»`),
    ...lessonProblems(expected, shown),
    ...(options === undefined || isDeepStrictEqual(labels, options)
      ? []
      : [`the choices are ${list(labels)}, not ${list(options)}`]),
    ...(moved === undefined || hasMoved(filled(moved, before), labels, before)
      ? []
      : [`«${moved}» stands where it stood`]),
    ...(picture === undefined || picture === (shown.picture !== undefined)
      ? []
      : [picture ? 'there is no picture' : `there is the picture ${shown.picture}`]),
  ]
}

/** What should come from the lessons: the text of a step, its choices, the reason of an item. */
function lessonProblems(expected: Expected, shown: Shown): string[] {
  const { card, asks, why } = expected
  const choicesOf = expected['choices-of']
  const text = [card, asks]
    .filter((name) => name !== undefined)
    .flatMap((name) => stepNamed(name).text.trim().split('\n'))
  const lines = why === undefined ? text : [...text, itemNamed(why).why]
  const choices = [asks, choicesOf].filter((name) => name !== undefined).map(itemNamed)
  return [
    ...lines
      .filter((line) => !stands(line, shown.text))
      .map((line) => `«${line}» does not stand in «${shown.text}»`),
    ...choices
      .filter((item) => !hasChoicesOf(shown, item))
      .map((item) => `the choices are ${list(labelsOf(shown))}, not those of ${item.id}`),
    ...(card === undefined || shown.buttons.length <= 1 ? [] : ['a card asks nothing']),
  ]
}

function itemNamed(name: string) {
  const step = stepNamed(name)
  if (step.kind !== 'item') throw new Error(`${name} asks nothing`)
  return step
}

function hasMoved(label: string, labels: string[], before: Shown | undefined): boolean {
  const was = before === undefined ? -1 : labelsOf(before).findIndex((one) => stands(label, one))
  const is = labels.findIndex((one) => stands(label, one))
  return was >= 0 && is >= 0 && is !== was
}

const labelsOf = ({ buttons }: Shown): string[] => buttons.map(({ label }) => label)
const list = (labels: string[]): string =>
  labels.length === 0 ? 'none' : labels.map((label) => `[${label}]`).join(' ')
