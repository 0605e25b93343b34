import { type Command, type Intent, isCry } from '../intent.js'
import { MOST_PROFILES, type Profile, type Wish, readWaiting, wishIn } from '../profile.js'
import type { Prompt } from '../prompt.js'
import { type Option, type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { fold } from '../text.js'

/** After so long without a word, somebody else of the house may hold the phone. */
const PAUSE_MS = 20 * 60 * 1000

/** A chat, as far as it tells who is learning there. */
export interface Shared {
  /** Empty where only one person learns. */
  profiles: readonly Profile[]
  /** Who is learning now; null for nobody who is kept. */
  learnerId: number | null
  session: Session | null
  prompt: Prompt | null
}

/** A learner, or the newcomer who has not agreed to be kept yet. */
export type Whom = number | 'newcomer'

export type Verdict =
  /** `unsure`: answered without asking, so it is asked later; nothing of it may be anybody's. */
  | { kind: 'goes-on'; unsure: boolean }
  | { kind: 'asks' }
  | { kind: 'chosen'; whom: Whom }
  /** They were asked, and say that nobody wants to learn now. */
  | { kind: 'leaves' }

/**
 * Whether it has to be asked who is learning before this is answered, or who was just named. An emergency is answered
 * at once; so is what a helper's button tells, which is about nobody of this chat.
 */
export function whoLearns(chat: Shared, intent: Intent, now: Date): Verdict {
  const isAsked = isAskingWho(chat.prompt)
  const isDue = mustAsk(chat, now)
  if (intent.kind === 'help-answer' || intent.kind === 'emergency' || isCry(intent))
    return { kind: 'goes-on', unsure: isDue }
  if (isAsked && intent.kind === 'choose') return chosen(chat, intent.option)
  if (!isShared(chat)) return { kind: 'goes-on', unsure: false }
  if (intent.kind === 'command') {
    if (intent.command === 'who') return { kind: 'asks' }
    if (intent.command === 'add-learner') return { kind: 'goes-on', unsure: isDue }
    if (isAsked && intent.command === 'stop') return { kind: 'leaves' }
    if (isAsked && ABOUT_THE_SCREEN.includes(intent.command)) return { kind: 'asks' }
  } else if (isAsked) return { kind: 'asks' }
  return isDue && !isAboutNobody(chat, intent, now) ? { kind: 'asks' } : { kind: 'goes-on', unsure: isDue }
}

/** They are about the question that stands open, not about what was there before it. */
const ABOUT_THE_SCREEN: Command[] = ['listen', 'larger', 'help', 'again']

/** Whether more than one person may be the one who writes. */
const isShared = ({ profiles, learnerId }: Shared): boolean =>
  profiles.length > 1 || (profiles.length > 0 && learnerId === null)

function mustAsk(chat: Shared, now: Date): boolean {
  if (!isShared(chat)) return false
  const { session } = chat
  if (session === null || session.who === 'unsure') return true
  return session.who !== 'chosen' && isAfterPause(session, now)
}

const isAfterPause = ({ seenAt, heardAt = seenAt }: Session, now: Date): boolean =>
  now.getTime() - Math.max(Date.parse(seenAt), Date.parse(heardAt)) >= PAUSE_MS

/** The next step of an emergency, and the form that adds somebody, while they are under way. */
function isAboutNobody({ session }: Shared, intent: Intent, now: Date): boolean {
  if (session === null) return false
  const isStep = intent.kind === 'choose' && !intent.option.startsWith('cmd:')
  if (session.mode.kind === 'emergency' && session.form === null) return isStep
  return session.form === 'add-learner' && !isAfterPause(session, now)
}

function chosen(chat: Shared, option: string): Verdict {
  const named = option.split(':')[1]
  if (named === NEWCOMER && newcomerOf(chat) !== null) return { kind: 'chosen', whom: 'newcomer' }
  const profile = chat.profiles.find(({ learnerId }) => String(learnerId) === named)
  if (profile !== undefined) return { kind: 'chosen', whom: profile.learnerId }
  // They were erased meanwhile.
  return isShared(chat) ? { kind: 'asks' } : { kind: 'goes-on', unsure: false }
}

const WHO = 'who:'
const NEWCOMER = 'new'

export const isAskingWho = (prompt: Prompt | null): boolean =>
  prompt !== null && prompt.options.length > 0 && prompt.options.every(({ id }) => id.startsWith(WHO))

/** What somebody is called who has begun here and not yet agreed to be kept. */
const newcomerOf = ({ learnerId, session }: Shared): string | null =>
  learnerId === null ? (session?.newcomer ?? null) : null

/** What the one who was chosen is called here. */
export const nameOf = (chat: Shared, whom: Whom): string | null =>
  whom === 'newcomer'
    ? newcomerOf(chat)
    : (chat.profiles.find(({ learnerId }) => learnerId === whom)?.name ?? null)

/** What waits for the answer: what is wished now, else what was wished when it was asked; null for nothing. */
export function wishOf({ prompt }: Shared, intent: Intent): Wish | null {
  const said = wishIn(intent)
  if (said !== null) return said
  const kept = isAskingWho(prompt) ? prompt?.options[0]?.id.split(':').slice(2).join(':') : undefined
  return readWaiting(kept ?? '')
}

/** The learners in the order in which they came, whoever learned last; each choice carries what was wished. */
export function whoScreen(chat: Shared, wish: Wish | null = null): Screen {
  const options = chat.profiles.map(({ learnerId, name }) => whoOption(String(learnerId), name, wish))
  const newcomer = newcomerOf(chat)
  if (newcomer !== null) options.push(whoOption(NEWCOMER, newcomer, wish))
  const hasRoom = options.length < MOST_PROFILES
  return { lines: hasRoom ? [say('who.ask'), say('who.other')] : [say('who.ask')], options }
}

const whoOption = (whom: string, name: string, wish: Wish | null): Option => ({
  id: wish === null ? `${WHO}${whom}` : `${WHO}${whom}:${wish}`,
  label: { text: name },
  words: shortName(name),
})

/** "ba" and "hai" may be a place in the list as well as a name: there the whole name is needed. */
const NUMBERS = new Set(['mot', 'hai', 'ba', 'bon', 'nhat', 'nhi', 'tu', 'nam', 'dau', 'cuoi'])

/** "Lan" for bà Lan. */
function shortName(name: string): string[] {
  const last = name.split(' ').at(-1)!
  const folded = fold(last)
  return last === name || folded.length < 2 || NUMBERS.has(folded) ? [] : [last]
}
