import type { Shown } from './phone.js'

/** The published rule is told in one sentence. */
const RULE = 'Tự làm đúng 3 lần, 3 ngày khác nhau, cách nhau ít nhất một tuần, có 2 lần trên màn hình tập.'

/** The room of a screen; an echo or a recap may stand above three lines, the line of navigation below. */
const MOST = { characters: 300, lines: 5, wordsInSentence: 14, options: 5, dataBytes: 64 }

/** The learners of one phone are named all at once. */
const MOST_LEARNERS = 6

/** Zalo lets an Official Account say so many for each message of a person. */
const MOST_MESSAGES = 8

const NEVER = /(?<!\p{L})(?:bạn|hết hạn|mất|rớt|chứng chỉ|chứng nhận|điểm|hạng)(?!\p{L})/iu
const LINK = /https?:\/\/\S+/g

/** What is wrong with one message by the rules for every screen; no message is above them. */
export function ruleProblems({ text, buttons }: Shown): string[] {
  const said = [text, ...buttons.map(({ label }) => label)].join('\n')
  const never = NEVER.exec(said)?.[0]
  return [
    atMost('characters', Array.from(text.replace(LINK, 'link')).length, MOST.characters),
    atMost('lines', text.split('\n').length, MOST.lines),
    atMost('choices', buttons.length, text.startsWith('Ai đang học') ? MOST_LEARNERS : MOST.options),
    ...sentencesOf(text.replace(RULE, '')).map((sentence) =>
      atMost(`words in «${sentence}»`, wordsIn(sentence), MOST.wordsInSentence),
    ),
    ...buttons.map(({ data }) => atMost(`bytes behind ${data}`, Buffer.byteLength(data), MOST.dataBytes)),
    text.trim() === '' ? 'it says nothing' : null,
    said === said.normalize('NFC') ? null : 'it is not in NFC',
    never === undefined ? null : `it says «${never}»`,
    /[{}]|undefined|null|NaN|\[object/.test(said) ? 'a placeholder was left unfilled' : null,
    /\S {2,}\S|\n\n\n| [.,?!:](?!\p{L})/u.test(said) ? 'it has a gap' : null,
    new Set(buttons.map(({ label }) => label)).size === buttons.length ? null : 'two choices say the same',
  ].filter((problem) => problem !== null)
}

/** What is wrong with all that was said to one message of a learner. */
export const answerProblem = (seen: readonly Shown[]): string | null =>
  atMost('messages were said at once', seen.length, MOST_MESSAGES)

const atMost = (what: string, count: number, most: number): string | null =>
  count <= most ? null : `${count} ${what}, at most ${most}`

/** A quotation after a colon is a sentence of its own. */
const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?…][»)]?)\s+|\n|(?<=:)\s+/).filter((sentence) => sentence !== '')

const wordsIn = (sentence: string): number =>
  sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
