import { scopeOf } from '../domain/scope.js'
import { dayOf } from '../domain/calendar.js'
import { may } from '../domain/role.js'
import { type Rough, toldTo } from '../domain/rough-number.js'
import {
  type Answerable,
  type ToTell,
  announcementForOfficer,
  announcementToTell,
  announcementTold,
  calledOff,
  lastToldOf,
} from '../store/announcement-told.js'
import { countReached } from '../store/announcement-recipients.js'
import { placeOfAnnouncements } from '../store/announcements.js'
import { officerOfContact } from '../store/officers.js'
import type { Pool } from '../store/pool.js'

export type { Answerable, ToTell }

/** What the chat needs to tell announcements and to take answers. Reads only: what is changed goes with the turn. */
export interface AnnouncementDesk {
  /** What a member is told now; null where it does not hold for them any more. */
  toTell(of: { announcementId: number; learnerId: number }, at: Date): Promise<ToTell | null>
  /** An event that was called off, for a member who was told of it and did not say no; else null. */
  calledOff(of: { announcementId: number; learnerId: number }, at: Date): Promise<ToTell | null>
  /** What this learner was told; null where they were not. */
  told(announcementId: number, learnerId: number): Promise<Answerable | null>
  /** The event or lesson that this learner was told of last, while it can be answered. */
  last(learnerId: number, kind: 'event' | 'lesson', at: Date): Promise<Answerable | null>
  /** To try, for the officer of this chat; null where they may not, or it is over. */
  tried(
    of: { announcementId: number; officerId: number },
    contactId: number,
    at: Date,
  ): Promise<ToTell | null>
  /**
   * That the officer of this chat may agree, to how many people it goes; null where nobody waits for it any more. Changed
   * meanwhile and waiting again, it is the same asking: they are asked once a day.
   */
  wanted(
    of: { announcementId: number; officerId: number; version: number },
    contactId: number,
    at: Date,
  ): Promise<{ place: string; people: Rough } | null>
}

/** @param paid whether the operator pays for messages on Zalo OA after its window */
export function createAnnouncementDesk(pool: Pool, paid: boolean): AnnouncementDesk {
  /** The announcement, where the officer of this chat is the one asked and it lies in their scope. */
  const forOfficer = async (
    { announcementId, officerId }: { announcementId: number; officerId: number },
    contactId: number,
    at: Date,
  ) => {
    const officer = await officerOfContact(pool, contactId)
    if (officer?.id !== officerId || !may(officer.role, 'announce')) return null
    const found = await announcementForOfficer(pool, announcementId, at)
    if (found === null) return null
    const place = await placeOfAnnouncements(pool, scopeOf(officer), found.placeId, dayOf(at))
    return place === null ? null : { officer, found }
  }
  return {
    toTell: (of, at) => announcementToTell(pool, of, at),
    calledOff: (of, at) => calledOff(pool, of, at),
    told: (announcementId, learnerId) => announcementTold(pool, announcementId, learnerId),
    last: (learnerId, kind, at) => lastToldOf(pool, learnerId, kind, at),
    async tried(of, contactId, at) {
      const found = (await forOfficer(of, contactId, at))?.found
      return found === undefined || found.state === 'cancelled' ? null : found
    },
    async wanted({ version, ...of }, contactId, at) {
      const wanted = await forOfficer(of, contactId, at)
      if (wanted === null) return null
      const { officer, found } = wanted
      if (found.state !== 'waiting' || found.version < version) return null
      const people = await countReached(pool, found.placeId, { at, paid })
      return { place: found.place, people: toldTo(officer)(people) }
    },
  }
}
