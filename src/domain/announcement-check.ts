import type { AnnouncementContent } from './announcement.js'
import type { Contact, Lesson } from './curriculum.js'
import { hasForeignSigns, hidesLink, hidesNumber } from './disguised.js'
import { maskSecrets } from './secrets.js'
import { isAwareness } from './strand.js'
import { judge } from './suspicious/verdict.js'
import { tidied } from './written-name.js'

/** Characters of the longest texts; all of an event stands in one message. */
export const LONGEST = { body: 300, title: 80, venue: 80, eventBody: 100 } as const
export const MOST_LINES = 3

/** Why something is not kept or sent; each has its sentence. */
export type AnnouncementProblem =
  | 'empty'
  | 'long'
  | 'lines'
  | 'strange'
  | 'link'
  | 'number'
  | 'cost'
  | 'secret'
  | 'scam'
  | 'lesson'
  | 'past'
  | 'far'

/** What a content is checked against. */
export interface AnnouncementRules {
  contacts: readonly Pick<Contact, 'inProvince' | 'elsewhere'>[]
  lessons: ReadonlyMap<string, Lesson>
  at: Date
}

const YEAR_MS = 366 * 24 * 60 * 60 * 1000

/** Unicode form NFC, each line tidied, no empty lines. */
export const tidiedLines = (text: string): string =>
  text
    .split(/\r\n|\r|\n/u)
    .map(tidied)
    .filter((line) => line !== '')
    .join('\n')

/** As it is kept. */
export function tidiedContent(content: AnnouncementContent): AnnouncementContent {
  switch (content.kind) {
    case 'text':
      return { ...content, body: tidiedLines(content.body) }
    case 'lesson':
      return content
    case 'event': {
      const body = tidied(content.body ?? '')
      return {
        ...content,
        title: tidied(content.title),
        venue: tidied(content.venue),
        body: body === '' ? null : body,
      }
    }
  }
}

/** Why this tidied content may not be told to anybody; null when it may. */
export function problemOf(
  content: AnnouncementContent,
  rules: AnnouncementRules,
): AnnouncementProblem | null {
  switch (content.kind) {
    case 'text':
      return textProblem(content.body, LONGEST.body, rules) ?? judged([content.body])
    case 'lesson': {
      const lesson = rules.lessons.get(content.lessonId)
      return lesson !== undefined && isAwareness(lesson) ? null : 'lesson'
    }
    case 'event': {
      const { title, venue, body, beginsAt } = content
      const texts = body === null ? [title, venue] : [title, venue, body]
      return (
        lineProblem(title, LONGEST.title, rules) ??
        lineProblem(venue, LONGEST.venue, rules) ??
        (body === null ? null : lineProblem(body, LONGEST.eventBody, rules)) ??
        // Nor is a number one piece the less for standing in two fields.
        signProblem(texts.join('\n'), rules.contacts) ??
        (body === null ? null : signProblem(`${title}\n${body}`, rules.contacts)) ??
        judged(texts) ??
        dayProblem(beginsAt, rules.at)
      )
    }
  }
}

function dayProblem(beginsAt: Date, at: Date): AnnouncementProblem | null {
  if (beginsAt <= at) return 'past'
  return beginsAt.getTime() - at.getTime() > YEAR_MS ? 'far' : null
}

const lineProblem = (text: string, longest: number, rules: AnnouncementRules): AnnouncementProblem | null =>
  text.includes('\n') ? 'lines' : textProblem(text, longest, rules)

/** Hidden characters turn words round; a table would run what begins with these marks. */
const STRANGE = /[\p{Cf}\p{Co}\p{Cn}\p{Cs}<>]|[^\P{Cc}\n]|&#?\w+;|^\s*[=@+]/u

function textProblem(
  text: string,
  longest: number,
  { contacts }: Pick<AnnouncementRules, 'contacts'>,
): AnnouncementProblem | null {
  if (text === '') return 'empty'
  if (Array.from(text).length > longest) return 'long'
  if (text.split('\n').length > MOST_LINES) return 'lines'
  if (STRANGE.test(text) || hasForeignSigns(text)) return 'strange'
  return signProblem(text, contacts)
}

/** What stands in a text that our lessons teach nobody to press, to call or to tell. */
function signProblem(text: string, contacts: AnnouncementRules['contacts']): AnnouncementProblem | null {
  // The very thing we teach never to press, whoever sends it.
  if (hidesLink(text)) return 'link'
  const problem = numberProblem(text, contacts)
  if (problem !== null) return problem
  if (maskSecrets(text).masked.some((kind) => kind !== 'phone-number')) return 'secret'
  return hidesNumber(withoutKnown(text, contacts)) ? 'number' : null
}

/** What our own lessons would warn of is not sent in our name. */
const judged = (texts: readonly string[]): AnnouncementProblem | null =>
  judge(texts.join('\n')).verdict === 'no-sign' ? null : 'scam'

/** Hotlines, and numbers of telephones as they are written here; no days, no sums. */
const TELEPHONE = /(?<!\d)(?:1[89]00(?:[ .-]?\d){4,6}|(?:\+?84|0)(?:[ .-]?\d){8,10})(?!\d)/gu
const COSTS = /có tính cước/iu

const digitsOf = (text: string): string => text.replaceAll(/\D/gu, '')

const knownIn = (contacts: AnnouncementRules['contacts']): string[] =>
  contacts.flatMap(({ inProvince, elsewhere }) => [...inProvince.values(), elsewhere])

function withoutKnown(text: string, contacts: AnnouncementRules['contacts']): string {
  const known = new Set(knownIn(contacts).map(digitsOf))
  return text.normalize('NFKC').replaceAll(TELEPHONE, (told) => (known.has(digitsOf(told)) ? ' x ' : told))
}

/** Only numbers that the lessons name, and those that cost something with these words. */
function numberProblem(text: string, contacts: AnnouncementRules['contacts']): AnnouncementProblem | null {
  const plain = text.normalize('NFKC')
  const told = [...plain.matchAll(TELEPHONE)].map(([number]) => digitsOf(number))
  if (told.length === 0) return null
  const known = knownIn(contacts)
  const knownFor = (number: string): string[] => known.filter((words) => digitsOf(words) === number)
  if (told.some((number) => knownFor(number).length === 0)) return 'number'
  const isCharged = told.some((number) => knownFor(number).some((words) => COSTS.test(words)))
  return isCharged && !COSTS.test(plain) ? 'cost' : null
}
