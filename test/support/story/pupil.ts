import { fileURLToPath } from 'node:url'
import { loadCurriculum } from '../../../src/content/load.js'
import type { Item, Step } from '../../../src/domain/curriculum.js'
import type { Button, Shown } from './phone.js'

export const curriculum = loadCurriculum(fileURLToPath(new URL('../../../content', import.meta.url)))
const { lessons, path: order } = curriculum

/** The lessons in the order in which they are taken. */
export const path = order.map((id) => lessons.get(id)!)

/** The lessons of the path before this one. */
export function lessonsBefore(id: string): string[] {
  const place = order.indexOf(id)
  if (place < 0) throw new Error(`there is no ${id} in the path`)
  return order.slice(0, place)
}

const steps = [...lessons.values()].flatMap((lesson) => lesson.steps)
const items = steps.filter((step) => step.kind === 'item')

/** "5.1/bam-lac": a card or an item of a lesson; stories name it so, since educators change its words. */
export function stepNamed(name: string): Step {
  const [lesson = '', id = ''] = name.split('/')
  const step = lessons.get(lesson)?.steps.find((one) => one.id === id)
  if (step === undefined) throw new Error(`there is no ${name} in the lessons`)
  return step
}

const patternOf = (line: string): string =>
  line
    .trim()
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{\w+\}/g, '\\S+')

/** Whether these words of a lesson stand in the text, whoever it is said to. */
export const stands = (words: string, text: string): boolean => new RegExp(patternOf(words), 'u').test(text)

const isMadeFrom = (text: string, words: string): boolean =>
  new RegExp(`^${patternOf(words)}$`, 'u').test(text)

export const hasChoicesOf = ({ buttons }: Shown, { choices }: Item): boolean =>
  choices.length === buttons.length &&
  choices.every(({ text }) => buttons.some(({ label }) => isMadeFrom(label, text)))

/** The item a message asks, known by its choices. */
export const itemAskedIn = (shown: Shown): Item | undefined => items.find((item) => hasChoicesOf(shown, item))

/**
 * What `<right>`, `<wrong>`, `<other>` (the second wrong choice), `<thought>` (behind `<wrong>`), `<other thought>`,
 * `<why>` and `<next time>` stand for, for the item the message asks; placeholders stay as they are.
 */
export function lessonWords(token: string, asking: Shown | undefined): string {
  const item = asking === undefined ? undefined : itemAskedIn(asking)
  if (item === undefined) return exerciseWords(token, asking)
  const right = item.choices.find(({ id }) => id === item.right)!
  const [wrong, other] = item.choices.filter(({ id }) => id !== item.right)
  const known: Record<string, string | undefined> = {
    right: right.text,
    wrong: wrong?.text,
    other: other?.text,
    thought: wrong?.thought,
    'other thought': other?.thought,
    why: item.why,
    'next time': item.nextTime,
  }
  const words = known[token]
  if (words === undefined) throw new Error(`<${token}> stands for nothing`)
  return words
}

/** The same for a question or a step of a task, which come in many variants: what stands on its choices. */
function exerciseWords(token: string, asking: Shown | undefined): string {
  const right = asking?.right
  if (asking === undefined || right === undefined) throw new Error(`<${token}>: nothing was asked`)
  const [wrong, other] = asking.buttons.map(({ label }) => label).filter((label) => label !== right)
  const words = { right, wrong, other }[token]
  if (words === undefined) throw new Error(`<${token}> stands for nothing in an exercise`)
  return words
}

/** Words of a story with its tokens filled in. */
export const filled = (words: string, asking: Shown | undefined): string =>
  words.replace(/<([a-z ]+)>/g, (_, token: string) => lessonWords(token, asking))

/** The button with these words, which may be a token. */
export const buttonNamed = (shown: Shown, words: string): Button | undefined => {
  const wanted = filled(words, shown)
  return shown.buttons.find(({ label }) => isMadeFrom(label, wanted))
}

/** Learning, going on, and saying yes: what leads on where nothing is graded. */
const LEADS_ON = ['next', 'learn', 'sure', 'cmd:learn', 'cmd:again']

/** The button of the right answer, or of going on; undefined when the message asks for something else. */
export function rightButton(shown: Shown): Button | undefined {
  const { buttons, right } = shown
  if (right !== undefined || itemAskedIn(shown) !== undefined) return buttonNamed(shown, '<right>')
  return buttons.length === 1 ? buttons[0] : buttons.find(({ data }) => LEADS_ON.includes(optionOf(data)))
}

const optionOf = (data: string): string => data.slice(data.indexOf(':') + 1)
