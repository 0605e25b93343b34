import { checkText } from './check-text.js'
import { checkTyped } from './check-typed.js'
import { LIMITS } from './limits.js'
import type { ItemFile } from './schema.js'
import { figureProblems } from './trust-words.js'
import type { Wording } from './wording.js'
import type { Report } from './yaml-file.js'

/** What an item of a lesson and a question have in common. */
export type Asked = Omit<ItemFile, 'item'>

/** Checks the words of an item or question, the room of its screens, and its choices. */
export function checkItem(item: Asked, at: readonly PropertyKey[], report: Report, wording: Wording): void {
  const { lengthOf } = wording
  checkText(item.text, [...at, 'text'], report, { lines: LIMITS.itemLines }, wording)
  for (const field of ['why', 'next_time'] as const)
    checkText(item[field], [...at, field], report, { lines: 1, sentences: 1 }, wording)
  const shown = [item.text, ...item.choices.map(({ text }) => text)].reduce(
    (sum, text) => sum + lengthOf(text),
    0,
  )
  if (shown > LIMITS.itemCharacters) {
    report(
      [...at, 'text'],
      `with its choices it has ${shown} characters, at most ${LIMITS.itemCharacters} are allowed`,
    )
  }
  checkChoices(item, at, report, wording)
  checkTyped(item.choices, item.shuffle, [...at, 'choices'], report, wording)
  for (const message of figureProblems(item.text)) report([...at, 'text'], message)
  item.choices.forEach(({ text }, index) => {
    for (const message of figureProblems(text)) report([...at, 'choices', index, 'text'], message)
  })
}

function checkChoices(item: Asked, at: readonly PropertyKey[], report: Report, wording: Wording): void {
  const right = item.choices.find(({ id }) => id === item.right)
  if (right === undefined) report([...at, 'right'], `there is no choice ${item.right}`)
  item.choices.forEach((choice, index) => {
    const here = [...at, 'choices', index]
    const room = { characters: LIMITS.choiceCharacters, lines: 1 }
    checkText(choice.text, [...here, 'text'], report, room, wording)
    checkTwice(item.choices, index, here, report, wording)
    if (right === undefined) return
    if (choice === right) {
      if (choice.thought !== undefined) report([...here, 'thought'], 'only a wrong choice has a thought')
      return
    }
    checkThought(item, choice, here, right.text, report, wording)
  })
}

/** Checks that a choice ends as a label does and holds no «», in which it is said again, and that it is not there already, also when typed without marks. */
export function checkTwice(
  choices: readonly { id: string; text: string }[],
  index: number,
  here: readonly PropertyKey[],
  report: Report,
  { folded }: Wording,
): void {
  const { id, text } = choices[index]!
  if (text.endsWith('.')) report([...here, 'text'], 'a choice ends without a full stop')
  if (/[«»]/.test(text)) report([...here, 'text'], 'a choice holds no «»: it is said again within them')
  const before = choices.slice(0, index)
  if (before.some((other) => other.id === id)) report([...here, 'id'], `the choice ${id} stands twice`)
  if (before.some((other) => folded(other.text) === folded(text)))
    report([...here, 'text'], `the choice "${text}" stands twice`)
}

function checkThought(
  item: Asked,
  choice: Asked['choices'][number],
  here: readonly PropertyKey[],
  rightText: string,
  report: Report,
  wording: Wording,
): void {
  const { lengthOf } = wording
  const { thought } = choice
  if (thought === undefined) {
    // A misconception that is not known is told where it stands.
    if (choice.misconception !== undefined) return
    report([...here, 'thought'], 'a wrong choice needs the thought that was right behind it')
    return
  }
  checkText(thought, [...here, 'thought'], report, { lines: 1, sentences: 1 }, wording)
  const kindness = lengthOf(thought) + lengthOf(item.why) + lengthOf(item.next_time)
  const answer = kindness + lengthOf(choice.text) + lengthOf(rightText)
  if (kindness > LIMITS.kindnessCharacters) {
    const most = `at most ${LIMITS.kindnessCharacters} are allowed`
    report([...here, 'thought'], `with why and next_time it has ${kindness} characters, ${most}`)
  } else if (answer > LIMITS.answerCharacters) {
    const most = `at most ${LIMITS.answerCharacters} are allowed`
    report([...here, 'thought'], `with why, next_time and both choices it has ${answer} characters, ${most}`)
  }
}
