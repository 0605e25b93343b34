import { isDeepStrictEqual } from 'node:util'
import type { Expected } from './format.js'
import type { Shown } from './phone.js'

/** What differs between the messages a story expects and those that were seen; `before` was asked last. */
export function seenProblems(wanted: Expected[], seen: Shown[], before: Shown | undefined): string[] {
  if (wanted.length !== seen.length) {
    return [`${seen.length} messages were seen, not ${wanted.length}`]
  }
  return wanted.flatMap((expected, at) => messageProblems(expected, seen[at]!, before))
}

function messageProblems(expected: Expected, shown: Shown, before: Shown | undefined): string[] {
  const labels = labelsOf(shown)
  const all = [shown.text, ...labels].join('\n')
  const { has, not } = expected
  const [options, anyOrder, moved] =
    'options' in expected || 'any-order' in expected || 'moved' in expected
      ? [expected.options, expected['any-order'], expected.moved]
      : []
  return [
    ...has.filter((words) => !shown.text.includes(words)).map((words) => `«${words}» does not stand in «${shown.text}»`),
    ...not.filter((words) => all.includes(words)).map((words) => `«${words}» stands in «${all}»`),
    ...(options === undefined || isDeepStrictEqual(labels, options)
      ? []
      : [`the choices are ${list(labels)}, not ${list(options)}`]),
    ...(anyOrder === undefined || isDeepStrictEqual(labels.toSorted(), anyOrder.toSorted())
      ? []
      : [`the choices are ${list(labels)}, not in any order ${list(anyOrder)}`]),
    ...(moved === undefined || hasMoved(moved, labels, before) ? [] : [`«${moved}» stands where it stood`]),
  ]
}

function hasMoved(label: string, labels: string[], before: Shown | undefined): boolean {
  const was = before === undefined ? -1 : labelsOf(before).indexOf(label)
  return was >= 0 && labels.includes(label) && labels.indexOf(label) !== was
}

const labelsOf = ({ buttons }: Shown): string[] => buttons.map(({ label }) => label)
const list = (labels: string[]): string => (labels.length === 0 ? 'none' : labels.map((label) => `[${label}]`).join(' '))
