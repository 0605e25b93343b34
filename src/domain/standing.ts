import { type KnownOption, matchOption } from './choice.js'
import type { Intent } from './intent.js'
import { buttonData, readAnnouncementButton, readHelpButton, readRelinkButton } from './prompt.js'

/** A choice that stands below a message, and what its button carries. */
export interface StandingChoice {
  /** As it was shown, without its number. */
  label: string
  /** More words that mean it, without diacritics. */
  words?: string[]
  data: string
}

/**
 * What a chat may answer beside its open prompt: the choices below the last message that nobody asked for. Not every
 * platform has buttons, and people type digits everywhere.
 */
export interface Standing {
  choices: StandingChoice[]
  /** When the message was told. */
  at: Date
  /** A choice of the open prompt was made since: from then on a number belongs to that prompt, while one is open. */
  passed?: true
  /** We asked which of these was meant; answered by the next message, or not at all. */
  which?: StandingChoice[]
}

/** What stands open beside it. */
export interface Open {
  prompt: { stamp: string; options: readonly KnownOption[] } | null
  /** When the person last saw the prompt's choices. */
  putAt: Date
  /** A form may take any words, also a number that is none of its choices. */
  isForm: boolean
}

export type Meant =
  /** As it was read against the open prompt. */
  | { kind: 'open' }
  | { kind: 'standing'; data: string }
  /** Both fit: the person says which. `number` is what was typed, null when it was words. */
  | { kind: 'asks'; which: [StandingChoice, StandingChoice]; number: string | null }

/** Whether choices are shown with their numbers: where there are several, or a grave one. */
export const areNumbered = (choices: readonly { data: string }[]): boolean =>
  choices.length > 1 || choices.some(({ data }) => readRelinkButton(data) !== null)

const MINUTE_MS = 60_000
/** Two questions put so close to each other may both be meant; of two further apart the newer is. */
export const NEAR_MS = 10 * MINUTE_MS
const STANDS_FOR_MS = 24 * 60 * MINUTE_MS

/** What stands still: a choice can be made for 24 hours. */
export const standsStill = (standing: Standing | null, now: Date): Standing | null =>
  standing !== null && now.getTime() - standing.at.getTime() < STANDS_FOR_MS ? standing : null

const OPEN: Meant = { kind: 'open' }

/**
 * What a typed text means where choices stand below an unasked message. `read` is what it means to the open prompt.
 * - Where only one of the two has it, that one. A whole label decides against a number or a part of a label.
 * - Where both have it, and were put within 10 minutes: the person is asked. Nothing is graded, and nobody is called,
 *   by a guess.
 * - Where both have it and one came later, the later one, since that is what the person reads. A message about who may
 *   open one's own studies is asked about all the same.
 * - Whoever made a choice of the prompt since the message came goes on with it: no question each time.
 * - A mere yes or no to such a message is asked about also over a card that only goes on.
 * - A part of a label counts only where nothing else is asked; a form takes every number that is not its own as words.
 */
export function meantBy(text: string, read: Intent, open: Open, standing: Standing): Meant {
  if (!mayBeChoice(read)) return OPEN
  const answered = match(text, standing.which ?? [])
  if (answered !== null) return { kind: 'standing', data: answered.choice.data }

  const told = match(text, standing.choices)
  if (told === null) return OPEN
  const toldIt: Meant = { kind: 'standing', data: told.choice.data }
  const isGrave = readRelinkButton(told.choice.data) !== null
  const option = read.kind === 'choose' ? matchOption(text, open.prompt?.options ?? []) : null
  if (option === null) {
    // "vâng" over a card that only goes on may be said to the card.
    const [first, ...others] = open.prompt?.options ?? []
    if (isGrave && first !== undefined && others.length === 0 && told.by === 'label' && !isInFull(text, told))
      return asking(text, told, { stamp: open.prompt!.stamp, option: [first], id: first.id })
    return isMeantAlone(told.by, read, open, standing) ? toldIt : OPEN
  }

  // The person has opened that very question: it answers the same.
  const shown = new Set(open.prompt?.options.map(({ words: [label] }) => label))
  if (standing.choices.length > 1 && standing.choices.every(({ label }) => shown.has(label))) return OPEN
  if (told.by !== option.by && (told.by === 'label' || option.by === 'label'))
    return told.by === 'label' ? toldIt : OPEN
  if (standing.passed === true || told.by === 'part') return OPEN
  const later = standing.at.getTime() - open.putAt.getTime()
  if (later < -NEAR_MS) return OPEN
  if (later > NEAR_MS && !isGrave) return toldIt
  return asking(text, told, { stamp: open.prompt!.stamp, option: open.prompt!.options, id: option.id })
}

/** An emergency, a message to be checked and what somebody else wrote are no choice. */
const mayBeChoice = (read: Intent): boolean =>
  read.kind === 'choose' ||
  (read.kind === 'command' && read.payload === undefined) ||
  (read.kind === 'words' && !read.masked && read.forwarded !== true)

type By = 'number' | 'label' | 'part'

/** Whether it is meant where it is no choice of the open prompt. */
function isMeantAlone(by: By, read: Intent, { prompt, isForm }: Open, { passed }: Standing): boolean {
  if (by === 'label') return true
  if (read.kind === 'command' || isForm) return false
  return prompt === null || (by === 'number' && passed !== true)
}

interface Match {
  choice: StandingChoice
  by: By
}

/** By the words that were shown, not by a mere yes or no. */
const isInFull = (text: string, { choice: { label } }: Match): boolean =>
  matchOption(text, [{ id: '0', words: [label] }])?.by === 'label'

/** A lone button bears no number, except the one that closes what a thief may have opened. */
function match(text: string, choices: readonly StandingChoice[]): Match | null {
  const options = choices.map(({ label, words = [] }, at) => ({ id: String(at), words: [label, ...words] }))
  const found = matchOption(text, options)
  if (found === null || (found.by === 'number' && !areNumbered(choices))) return null
  return { choice: choices[Number(found.id)]!, by: found.by }
}

function asking(
  text: string,
  told: Match,
  { stamp, option, id }: { stamp: string; option: readonly KnownOption[]; id: string },
): Meant {
  const label = option.find((one) => one.id === id)!.words[0]!
  const number = told.by === 'number' ? (/\d/.exec(text)?.[0] ?? null) : null
  return { kind: 'asks', which: [{ label, data: buttonData(stamp, id) }, told.choice], number }
}

/**
 * What stands after a message that was read as `read`: passed by where a choice of the open prompt was made, and with
 * no question which but the one that is asked now.
 */
export function afterMessage(
  standing: Standing,
  read: Intent,
  asks: { which?: StandingChoice[] } = {},
): Standing {
  const { which: asked, ...rest } = standing
  if (asks.which !== undefined) return { ...rest, which: asks.which }
  if (read.kind === 'choose' && standing.passed !== true) return { ...rest, passed: true }
  return asked === undefined ? standing : rest
}

/** What stands once the question of these buttons was answered or is over: what is not below that message. */
export const withoutAnswered = (
  standing: Standing | null,
  isOfIt: (data: string) => boolean,
): Standing | null => (standing?.choices.some(({ data }) => isOfIt(data)) === true ? null : standing)

export const isHelpButtonOf =
  (requestId: number) =>
  (data: string): boolean =>
    readHelpButton(data)?.requestId === requestId

export const isAnnouncementButtonOf =
  (announcementId: number) =>
  (data: string): boolean =>
    readAnnouncementButton(data)?.announcementId === announcementId

/** Null: of whatever new chat. */
export const isRelinkButtonOf =
  (invitationId: number | null) =>
  (data: string): boolean => {
    const read = readRelinkButton(data)
    return read !== null && (invitationId === null || read.invitationId === invitationId)
  }
