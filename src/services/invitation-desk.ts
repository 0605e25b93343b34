import type { ChannelId } from '../channels/channel.js'
import type { Helper, Helping, OpenInvitation } from '../domain/family.js'
import { readThreeWords } from '../domain/three-words.js'
import { createGuesses } from '../store/guesses.js'
import {
  type EndedHelping,
  endedHelping,
  helperOfContact,
  helpingOf,
  helpingsOfHelper,
  helpingsOfLearner,
  viewingNow,
} from '../store/helpings.js'
import {
  type Answered,
  type Waiting,
  answerTo,
  openById,
  openByWords,
  waitingOf,
} from '../store/invitations.js'
import type { Pool } from '../store/pool.js'
import { freeWords } from './free-words.js'

export type { EndedHelping } from '../store/helpings.js'
export type { Answered, Waiting } from '../store/invitations.js'

/** Who invites whom, and who stands by whom. Reads only: what is changed goes with the turn. */
export interface InvitationDesk {
  helperOf(contactId: number): Promise<Helper | null>
  /** Those whom a helper helps now. */
  helpingsOf(helperId: number): Promise<Helping[]>
  /** Those who help a learner now. */
  helpersOf(learnerId: number): Promise<Helping[]>
  /** A helping that holds now; null for one that ended. */
  helping(helpingId: number): Promise<Helping | null>
  /** A helper's invitations that wait for an answer. */
  waiting(helperId: number, at: Date): Promise<Waiting[]>
  /** Three words that are nobody's, not kept yet; null when none were found. */
  newWords(): Promise<string | null>
  /** What leads to the bot on a channel, with these words in it where it can; null where there is no such link. */
  link(channel: ChannelId, words: string): string | null
  /**
   * What the three words in a text open. `closed` when they open nothing, whatever the reason; `busy` after too many
   * tries that opened nothing, whether these would or not; null when the text holds none.
   */
  byWords(text: string, contactId: number, at: Date): Promise<OpenInvitation | 'closed' | 'busy' | null>
  /** The same invitation a moment later; null when it is not open any more. */
  byId(invitationId: number, at: Date): Promise<OpenInvitation | null>
  /** What became of an invitation; null when it was not answered. */
  answerTo(invitationId: number): Promise<Answered | null>
  /** Whether the helper of a helping sees, if the consent with this id is the newest; else null. */
  viewingNow(helpingId: number, consentId: number): Promise<{ called: string; sees: boolean } | null>
  /** A helping that ended, unless the two help each other again. */
  ended(helpingId: number): Promise<EndedHelping | null>
}

export interface InvitationDeskDeps {
  pool: Pool
  /** The link of each channel, given the words as the list writes them. */
  link: InvitationDesk['link']
}

export function createInvitationDesk({ pool, link }: InvitationDeskDeps): InvitationDesk {
  const guesses = createGuesses(pool, 'three-words')
  return {
    helperOf: (contactId) => helperOfContact(pool, contactId),
    helpingsOf: (helperId) => helpingsOfHelper(pool, helperId),
    helpersOf: (learnerId) => helpingsOfLearner(pool, learnerId),
    helping: (helpingId) => helpingOf(pool, helpingId),
    waiting: (helperId, at) => waitingOf(pool, helperId, at),
    newWords: () => freeWords(pool),
    link,
    async byWords(text, contactId, at) {
      const words = readThreeWords(text)
      if (words === null) return null
      if (!(await guesses.mayTry(contactId, at))) return 'busy'
      const found = await openByWords(pool, words, at, contactId)
      if (found === null) return 'closed'
      await guesses.wasRight(contactId)
      return found
    },
    byId: (invitationId, at) => openById(pool, invitationId, at),
    answerTo: (invitationId) => answerTo(pool, invitationId),
    viewingNow: (helpingId, consentId) => viewingNow(pool, helpingId, consentId),
    ended: (helpingId) => endedHelping(pool, helpingId),
  }
}
