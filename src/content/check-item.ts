import { checkText, sameWords } from './check-text.js'
import { LIMITS } from './limits.js'
import type { ItemFile } from './schema.js'
import { lengthOf } from './wording.js'
import type { Report } from './yaml-file.js'

/** What an item of a lesson and a question have in common. */
export type Asked = Omit<ItemFile, 'item'>

/** Checks the words of an item or question, the room of its screens, and its choices. */
export function checkItem(
  item: Asked,
  at: readonly PropertyKey[],
  report: Report,
  explainsAbbreviations = false,
): void {
  checkText(item.text, [...at, 'text'], report, { lines: LIMITS.itemLines }, explainsAbbreviations)
  for (const field of ['why', 'next_time'] as const)
    checkText(item[field], [...at, field], report, { lines: 1, sentences: 1 }, explainsAbbreviations)
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
  checkChoices(item, at, report, explainsAbbreviations)
}

function checkChoices(
  item: Asked,
  at: readonly PropertyKey[],
  report: Report,
  explainsAbbreviations: boolean,
): void {
  const right = item.choices.find(({ id }) => id === item.right)
  if (right === undefined) report([...at, 'right'], `there is no choice ${item.right}`)
  item.choices.forEach((choice, index) => {
    const here = [...at, 'choices', index]
    const room = { characters: LIMITS.choiceCharacters, lines: 1 }
    checkText(choice.text, [...here, 'text'], report, room, explainsAbbreviations)
    checkTwice(item.choices, index, here, report)
    if (right === undefined) return
    if (choice === right) {
      if (choice.thought !== undefined) report([...here, 'thought'], 'only a wrong choice has a thought')
      return
    }
    checkThought(item, choice, here, right.text, report, explainsAbbreviations)
  })
}

/** Checks that a choice ends as a label does, and that it is not there already. */
export function checkTwice(
  choices: readonly { id: string; text: string }[],
  index: number,
  here: readonly PropertyKey[],
  report: Report,
): void {
  const { id, text } = choices[index]!
  if (text.endsWith('.')) report([...here, 'text'], 'a choice ends without a full stop')
  const before = choices.slice(0, index)
  if (before.some((other) => other.id === id)) report([...here, 'id'], `the choice ${id} stands twice`)
  if (before.some((other) => sameWords(other.text, text)))
    report([...here, 'text'], `the choice "${text}" stands twice`)
}

function checkThought(
  item: Asked,
  choice: Asked['choices'][number],
  here: readonly PropertyKey[],
  rightText: string,
  report: Report,
  explainsAbbreviations: boolean,
): void {
  const { thought } = choice
  if (thought === undefined) {
    report([...here, 'thought'], 'a wrong choice needs the thought that was right behind it')
    return
  }
  checkText(thought, [...here, 'thought'], report, { lines: 1, sentences: 1 }, explainsAbbreviations)
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
