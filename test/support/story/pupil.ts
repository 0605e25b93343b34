import { fileURLToPath } from 'node:url'
import { loadCurriculum } from '../../../src/content/load.js'
import type { Item } from '../../../src/domain/curriculum.js'
import type { Button, Shown } from './phone.js'

const curriculum = loadCurriculum(fileURLToPath(new URL('../../../content', import.meta.url)))

export const items: Item[] = [...curriculum.lessons.values()]
  .flatMap(({ steps }) => steps)
  .filter((step) => step.kind === 'item')

export const path = curriculum.path.map((id) => curriculum.lessons.get(id)!)

/** Whether the text was made from this line of a lesson, whoever it is said to. */
export const isMadeFrom = (text: string, line: string): boolean =>
  new RegExp(`^${line.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+')}$`, 'u').test(text)

/** The item a message asks, known by its choices. */
export const itemAskedIn = ({ buttons }: Shown): Item | undefined =>
  items.find(
    ({ choices }) =>
      choices.length === buttons.length &&
      choices.every((choice) => buttons.some(({ label }) => isMadeFrom(label, choice.text))),
  )

/** The button of the right answer, or of going on; undefined when the message asks for something else. */
export function rightButton(shown: Shown): Button | undefined {
  const item = itemAskedIn(shown)
  const right = item?.choices.find(({ id }) => id === item.right)
  if (right !== undefined) return shown.buttons.find(({ label }) => isMadeFrom(label, right.text))
  return shown.buttons.length === 1 ? shown.buttons[0] : undefined
}
