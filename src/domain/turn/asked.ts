import type { Prompt } from '../prompt.js'
import type { Option, Phrase } from '../screen.js'
import type { Asked } from '../session.js'

/** What the open prompt asks; null when its answer is not graded. */
export const askedIn = (prompt: Prompt | null): Asked | null =>
  prompt === null || prompt.item === null
    ? null
    : {
        // A command beside the choices answers nothing.
        options: prompt.options.filter(({ id }) => !id.startsWith('cmd:')),
        right: prompt.item.right,
      }

/** The words of a choice as they were shown. */
export const labelOf = ({ options }: Asked, id: string): Phrase =>
  options.find((option) => option.id === id)?.label ?? { text: '' }

/** Whether the content of now asks the same still: these choices in these words, and this one right. */
export function asksStill(
  { options, right }: Asked,
  now: { right: string; choices: readonly { id: string; text: string }[] },
): boolean {
  const stands = ({ id, label }: Option): boolean =>
    now.choices.some((choice) => choice.id === id && 'text' in label && label.text === choice.text)
  return now.right === right && options.every(stands)
}

/** Whether two lists of choices read the same. */
export const sameOptions = (one: readonly Option[], other: readonly Option[]): boolean =>
  one.length === other.length &&
  one.every(({ id, label }, at) => id === other[at]!.id && wordsOf(label) === wordsOf(other[at]!.label))

/** Words with values are told apart by their key alone: only those of the program have any. */
const wordsOf = (phrase: Phrase): string => ('text' in phrase ? phrase.text : `say:${phrase.say}`)
