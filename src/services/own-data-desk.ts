import { dayOf } from '../domain/calendar.js'
import type { Sight } from '../domain/own-data.js'
import { type Noted, absencesOf, mayBeTold } from '../store/absences.js'
import { readSight } from '../store/sight.js'
import type { Pool } from '../store/pool.js'
import { relinkPause } from '../domain/family.js'
import { chatsOf } from '../store/learners-chats.js'
import {
  type RelinkAsked,
  type RelinkWanted,
  hasMadeRelink,
  isRelinked,
  openRelinkOf,
  relinkAsked,
  relinkWanted,
} from '../store/relinks.js'
import { hashed, newToken } from './tokens.js'

export type { Noted } from '../store/absences.js'
export type { RelinkAsked, RelinkWanted } from '../store/relinks.js'

/** A link to one's own data works for so long, as often as it is opened. */
export const LINK_MINUTES = 15
const MINUTE_MS = 60 * 1000

/** A link that is not kept yet: the token goes into the chat, its hash into the turn's events. */
export interface NewDataLink {
  token: string
  tokenHash: string
  expiresAt: Date
}

/** What is kept about a learner, who sees it, and their rests. Reads only: what is changed goes with the turn. */
export interface OwnDataDesk {
  /** What a learner decided, and who can see what now. */
  sight(learnerId: number, at: Date): Promise<Sight>
  newLink(at: Date): NewDataLink
  /** Absences that were not undone, oldest first. */
  absences(learnerId: number): Promise<Noted[]>
  /** Whether a learner may be told something they did not ask for. */
  mayBeTold(learnerId: number, at: Date): Promise<boolean>
  /** Whose new chat an invitation is for, as the one who said its words is asked; null when it is not open any more. */
  relinkAsked(invitationId: number, contactId: number, at: Date): Promise<RelinkAsked | null>
  /** Whether the invitation made this learner's studies go on in another chat. */
  isRelinked(invitationId: number, learnerId: number): Promise<boolean>
  /** Whether the helper of a helping may make words for a new chat now: one set a day. */
  mayMakeRelink(helpingId: number, at: Date): Promise<boolean>
  /** Words for a new chat as their learner is asked about them; null when they are long gone. */
  relinkWanted(invitationId: number, at: Date): Promise<RelinkWanted | null>
  /** The words that would open a new chat of this learner; null where there are none. */
  openRelinkOf(learnerId: number, at: Date): Promise<number | null>
  /** In how many chats but this one a learner learns. */
  otherChats(learnerId: number, contactId: number): Promise<number>
}

export const createOwnDataDesk = (pool: Pool): OwnDataDesk => ({
  sight: (learnerId, at) => readSight(pool, learnerId, dayOf(at)),
  newLink(at) {
    const token = newToken()
    const expiresAt = new Date(at.getTime() + LINK_MINUTES * MINUTE_MS)
    return { token, tokenHash: hashed(token), expiresAt }
  },
  absences: (learnerId) => absencesOf(pool, learnerId),
  mayBeTold: (learnerId, at) => mayBeTold(pool, learnerId, at),
  relinkAsked: (invitationId, contactId, at) => relinkAsked(pool, invitationId, contactId, at),
  isRelinked: (invitationId, learnerId) => isRelinked(pool, invitationId, learnerId),
  mayMakeRelink: async (helpingId, at) => !(await hasMadeRelink(pool, helpingId, relinkPause(at))),
  relinkWanted: (invitationId, at) => relinkWanted(pool, invitationId, at),
  openRelinkOf: (learnerId, at) => openRelinkOf(pool, learnerId, at),
  otherChats: async (learnerId, contactId) => (await chatsOf(pool, learnerId, contactId)).length,
})
