import type { Contact, Curriculum, Lesson, Scam } from '../curriculum.js'
import { type Phrase, type Screen, say } from '../screen.js'
import type { SignId } from './signs.js'
import type { Judgement, Verdict } from './verdict.js'

/** What the person thought of the message themselves; null where they said nothing. */
export type Guess = 'scam' | 'genuine' | 'unknown' | null

/** A judgement without a word of what was judged. */
export interface Opinion {
  verdict: Verdict
  kind: Judgement['kind']
  /** The heaviest first, at most three. */
  signs: SignId[]
}

const MOST_SIGNS = 3
const MOST_CONTACTS = 2

/** Nothing that was sent stands in it. */
export const opinionOf = ({ verdict, kind, signs }: Judgement): Opinion => ({
  verdict,
  kind,
  signs: signs.slice(0, MOST_SIGNS).map(({ id }) => id),
})

const GRAVITY: Record<Verdict, number> = { 'no-sign': 0, careful: 1, scam: 2 }

/** Of two parts of a message the one that says more against it; the first where both say as much. */
export const graver = (one: Opinion, other: Opinion): Opinion =>
  GRAVITY[other.verdict] > GRAVITY[one.verdict] ? other : one

/** What we think of it and why. Where nothing was seen, it says that this is no guarantee, and what to do. */
export function verdictScreen({ verdict, signs }: Opinion, guess: Guess): Screen {
  const said = saidOf(guess, verdict)
  const head = said === null ? [] : [say(`check.said.${said}`)]
  if (verdict === 'no-sign')
    return { lines: [...head, say('check.verdict.no-sign'), say('check.do.no-sign')], options: [] }
  return { lines: [...head, say(`check.verdict.${verdict}`), signsPhrase(signs)], options: [] }
}

/** A right guess is praised, a wrong one is never called wrong. */
function saidOf(guess: Guess, verdict: Verdict): string | null {
  switch (guess) {
    case 'scam':
      return verdict === 'scam' ? 'right' : 'careful'
    case 'genuine':
      return verdict === 'no-sign' ? 'looked' : 'like-genuine'
    case 'unknown':
      return 'asked'
    case null:
      return null
  }
}

const signsPhrase = (signs: readonly SignId[]): Phrase => ({
  text: signs.map((_, at) => `{sign${at}}`).join(' '),
  with: Object.fromEntries(signs.map((id, at) => [`sign${at}`, say(`sign.${id}`)])),
})

/** Whom to ask where the message is like no scam we know. */
const ANYBODY: Record<Exclude<Verdict, 'no-sign'>, readonly string[]> = {
  scam: ['nguoi-nha', 'cong-an'],
  careful: ['nguoi-nha', 'cong-an-xa'],
}

type Known = Pick<Curriculum, 'scams' | 'contacts'>

/** What to do now, and whom to ask. Only verified contacts are in the content, and numbers are those of the province. */
export function adviceLines({ verdict, kind }: Opinion, { scams, contacts }: Known): Phrase[] {
  if (verdict === 'no-sign') return []
  const scam = scams.get(kind ?? '')
  const own = scam !== undefined && verdict === 'scam'
  const todo: Phrase = own ? { text: scam.do.join(' ') } : say(`check.do.${verdict}`)
  const called = (scam?.call ?? ANYBODY[verdict]).flatMap((id) => contacts.get(id) ?? [])
  return [todo, ...callLine(called.slice(0, MOST_CONTACTS))]
}

function callLine([one, two]: readonly Contact[]): Phrase[] {
  if (one === undefined) return []
  if (two === undefined) return [say('check.call-one', { one: contactPhrase(one) })]
  return [say('check.call-two', { one: contactPhrase(one), two: contactPhrase(two) })]
}

const contactPhrase = ({ id, title }: Contact): Phrase =>
  say('check.contact', { title: { text: title }, how: { text: `{so.${id}}` } })

/** The lesson about such messages that the learner has not finished yet, else the first of them; null for none. */
export function lessonAbout(
  { kind }: Pick<Opinion, 'kind'>,
  finished: readonly string[],
  { scams, lessons, path }: Pick<Curriculum, 'scams' | 'lessons' | 'path'>,
): Lesson | null {
  const taughtIn = (scams.get(kind ?? '')?.taughtIn ?? ([] as Scam['taughtIn'])).filter((id) =>
    path.includes(id),
  )
  const id = taughtIn.find((one) => !finished.includes(one)) ?? taughtIn[0]
  return lessons.get(id ?? '') ?? null
}
