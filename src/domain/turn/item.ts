import type { Item } from '../curriculum.js'
import { type Option, type Phrase, type Screen, say } from '../screen.js'
import { shuffled } from '../shuffle.js'

export const NEXT: Option = {
  id: 'next',
  label: say('nav.next-label'),
  words: [
    'tiep', 'hoc', 'hoc tiep', 'tiep tuc', 'tiep theo', 'roi', 'xong', 'vang', 'da', 'ok', 'u', 'hieu roi', 'biet roi',
  ],
} // prettier-ignore

export const toNext = (lines: Phrase[]): Screen => ({ lines: [...lines, say('nav.next')], options: [NEXT] })

/** The text of a card or an item, a line each. */
export const linesOf = (text: string): Phrase[] =>
  text
    .trim()
    .split('\n')
    .map((line) => ({ text: line }))

/** The choices in the order shown, perhaps fewer; an order kept from before the item was mended counts for nothing. */
export function inOrder(item: Item, order: string[] | null): Option[] {
  const ordered = (order ?? []).map((id) => item.choices.find((choice) => choice.id === id))
  const fits = ordered.every((choice) => choice !== undefined) && order?.includes(item.right) === true
  const choices = fits && ordered.length > 1 ? ordered : item.choices
  return choices.map((choice) => ({ id: choice.id, label: { text: choice.text } }))
}

/** A new order in which the right answer does not stand where it stood. */
export function reordered(item: Item, order: string[] | null, random: () => number): string[] | null {
  if (item.fixedOrder) return order
  const before = inOrder(item, order).map(({ id }) => id)
  const place = before.indexOf(item.right)
  const after = shuffled(before, random)
  return after.indexOf(item.right) === place ? [...after.slice(1), after[0]!] : after
}

const choiceText = (item: Item, id: string): Phrase => ({
  text: item.choices.find((choice) => choice.id === id)!.text,
})
const echo = (item: Item, id: string): Phrase => say('lesson.echo', { choice: choiceText(item, id) })

/** How an item went, shown again. */
export const answeredScreen = (item: Item): Screen =>
  toNext([say('lesson.answer', { choice: choiceText(item, item.right) }), { text: item.why }])

/** Five-part kindness: the thought, the answer, why, what to do next time, and trying again. */
export function feedback(
  item: Item,
  option: string,
  order: string[] | null,
  answered: 'right' | 'twice-wrong' | null,
): Screen {
  const why: Phrase = { text: item.why }
  if (answered === 'right') return toNext([echo(item, option), say('lesson.right', { why })])
  const thought: Phrase = { text: item.choices.find((choice) => choice.id === option)!.thought ?? '' }
  const nextTime: Phrase = { text: item.nextTime }
  const head = [
    say('lesson.echo-thought', { choice: choiceText(item, option), thought }),
    say('lesson.answer-why', { choice: choiceText(item, item.right), why }),
  ]
  if (answered === 'twice-wrong') return toNext([...head, say('lesson.later', { nextTime })])
  return { lines: [...head, say('lesson.try-again', { nextTime })], options: inOrder(item, order) }
}
