import { isDeepStrictEqual } from 'node:util'
import {
  type AnnouncementContent,
  type AnnouncementState,
  isOver,
  needsSecond,
} from '../domain/announcement.js'
import { type AnnouncementProblem, problemOf, tidiedContent } from '../domain/announcement-check.js'
import { dayOf } from '../domain/calendar.js'
import { sendingTime } from '../domain/quiet-hours.js'
import type { Officer } from '../domain/role.js'
import { type Rough, toldTo } from '../domain/rough-number.js'
import { scopeOf } from '../domain/scope.js'
import { isAwareness } from '../domain/strand.js'
import { announcersAbove, chatOfOfficer, countAlone, countReached } from '../store/announcement-recipients.js'
import { isOfMaker } from '../store/announcement-second.js'
import { type Progress, progressOf } from '../store/announcement-totals.js'
import {
  type Announcement,
  type Held,
  addAnnouncement,
  announcementsWithin,
  changeAnnouncement,
  placeOfAnnouncements,
  placesInside,
} from '../store/announcements.js'
import { type OfficePlace, placesWithin } from '../store/officers.js'
import { inTransaction } from '../store/transaction.js'
import { type AnnouncementDeps, type Outcome, createHold, mayNot } from './announcement-hold.js'
import { type AnnouncementSending, createAnnouncementSending } from './announcement-sending.js'

export type { AnnouncementDeps, Outcome } from './announcement-hold.js'
export type { Announcement } from '../store/announcements.js'

/** What an officer wrote, and for which place. */
export interface Draft {
  placeId: string
  content: AnnouncementContent
}

export type Kept = { ok: true; id: number } | { ok: false; why: AnnouncementProblem | 'place' }

/** As a list shows it; numbers as this officer may know them. */
export interface Listed extends Announcement {
  reached: Rough
  told: Rough
}

/** What became of it, as this officer may know it; `unanswered`: of those told of an event. */
export type ProgressSeen = Record<keyof Progress | 'unanswered', Rough>

/** One announcement as its page shows it. */
export interface Seen extends Announcement {
  /** How many people it would reach now; null once it was sent. */
  reaches: Rough | null
  /** What became of it; null before it is sent. */
  progress: ProgressSeen | null
  /** When the first would be told, if it were sent now; null once it was sent. */
  sendsAt: Date | null
  /** Whether a second officer has to agree before it is sent. */
  needsSecond: boolean
  /** Whether this officer may be the second. */
  mayAgree: boolean
  /** Whether it waits, and nobody who is an officer now may be the second. */
  lacksSecond: boolean
}

/** Announcements as officers make, try, send and follow them; every change and look is noted. */
export interface Announcements extends AnnouncementSending {
  /** Those of the own scope, newest first; null for a role that may not. */
  list(by: Officer, at: Date): Promise<Listed[] | null>
  /** Where this officer may announce: the own place and those in it, or `inside` one of them; province first. */
  places(by: Officer, inside: string | null, at: Date): Promise<OfficePlace[]>
  find(by: Officer, id: number, at: Date): Promise<Seen | null>
  make(by: Officer, draft: Draft & { once: string }, at: Date): Promise<Kept>
  change(by: Officer, id: number, draft: Draft & { version: number }, at: Date): Promise<Outcome>
  /** To the officer's own chat, as members would read it. */
  try(by: Officer, id: number, at: Date): Promise<Outcome>
  /** The lessons that may be announced. */
  lessons(): { id: string; title: string }[]
}

const LEVELS = ['province', 'commune', 'branch']

export function createAnnouncements(deps: AnnouncementDeps): Announcements {
  const { pool, notifyMany, curriculum, paid } = deps
  const hold = createHold(deps)
  const { rules, find, withOne, note } = hold

  const placeOf = (by: Officer, placeId: string, at: Date) =>
    placeOfAnnouncements(pool, scopeOf(by), placeId, dayOf(at))

  const isSecond = async (by: Officer, makerId: number | null, at: Date): Promise<boolean> =>
    makerId !== by.id && (makerId === null || !(await isOfMaker(pool, { officerId: by.id, makerId }, at)))

  const secondOf = async (
    by: Officer,
    { state, placeId, madeById }: Announcement,
    at: Date,
  ): Promise<Pick<Seen, 'needsSecond' | 'mayAgree' | 'lacksSecond'>> => {
    if (state === 'draft') {
      const people = await countAlone(pool, { placeId, officerId: by.id }, { at, paid })
      return { needsSecond: needsSecond(people), mayAgree: false, lacksSecond: false }
    }
    if (state !== 'waiting') return { needsSecond: false, mayAgree: false, lacksSecond: false }
    const mayAgree = await isSecond(by, madeById, at)
    const isAnybody =
      mayAgree ||
      madeById === null ||
      (await announcersAbove(pool, placeId, { at, notId: madeById, limit: 1 })).length > 0
    return { needsSecond: true, mayAgree, lacksSecond: !isAnybody }
  }

  return {
    ...createAnnouncementSending(deps, hold),
    async list(by, at) {
      if (mayNot(by)) return null
      const found = await announcementsWithin(pool, scopeOf(by), dayOf(at))
      await note(pool, by, 'see-announcements', by.placeId, { announcements: found.length }, at)
      const told = toldTo(by)
      return found.map((one) => ({ ...one, reached: told(one.reached), told: told(one.told) }))
    },
    async places(by, inside, at) {
      if (mayNot(by)) return []
      const day = dayOf(at)
      if (inside !== null) return placesInside(pool, scopeOf(by), inside, day)
      // A province has more branches than anybody would look through.
      const isWide = by.role === 'province' || by.role === 'admin'
      return placesWithin(pool, scopeOf(by), { levels: isWide ? LEVELS.slice(0, 2) : LEVELS, day })
    },
    async find(by, id, at) {
      const found = await find(by, id, at)
      if (found === null) return null
      await note(pool, by, 'see-announcement', found.placeId, { announcement: id }, at)
      const isUnsent = found.state === 'draft' || found.state === 'waiting'
      return {
        ...found,
        reaches: isUnsent ? toldTo(by)(await countReached(pool, found.placeId, { at, paid })) : null,
        progress: isUnsent ? null : progressFor(by, await progressOf(pool, id)),
        sendsAt: isUnsent
          ? sendingTime(at, { kind: 'announcement', announcementId: id, learnerId: 0, until: 0 })
          : null,
        ...(await secondOf(by, found, at)),
      }
    },
    async make(by, { once, placeId, content: typed }, at) {
      const place = mayNot(by) ? null : await placeOf(by, placeId, at)
      if (place === null) return { ok: false, why: 'place' }
      const content = tidiedContent(typed)
      const why = problemOf(content, rules(at))
      if (why !== null) return { ok: false, why }
      return inTransaction(pool, async (client) => {
        const made = await addAnnouncement(client, { once, placeId, content, madeById: by.id, at })
        if (made === null) return { ok: false, why: 'place' }
        if (made.isNew) await note(client, by, 'make-announcement', placeId, { announcement: made.id }, at)
        return { ok: true, id: made.id }
      })
    },
    async change(by, id, { placeId, content: typed, version }, at) {
      const content = tidiedContent(typed)
      const why = problemOf(content, rules(at))
      if (why !== null) return why
      if ((await placeOf(by, placeId, at)) === null) return 'nothing'
      return withOne(by, id, at, async (client, held) => {
        if (isKept(held, by, { placeId, content, version })) return 'done'
        if (held.version !== version || !isUnsent(held.state)) return 'faster'
        await changeAnnouncement(client, id, { placeId, content, madeById: by.id })
        await note(client, by, 'change-announcement', placeId, { announcement: id }, at)
        return 'done'
      })
    },
    try: (by, id, at) =>
      withOne(by, id, at, async (client, held) => {
        if (isOver(held.state)) return 'faster'
        const to = await chatOfOfficer(client, by.id)
        if (to === null) return 'no-chat'
        const asked = at.getTime()
        const notice = { kind: 'announcement-tried', announcementId: id, officerId: by.id, asked } as const
        await notifyMany(client, [{ to, notice }], at)
        await note(client, by, 'try-announcement', held.placeId, { announcement: id }, at)
        return 'done'
      }),
    lessons: () =>
      [...curriculum().lessons.values()].filter(isAwareness).map(({ id, title }) => ({ id, title })),
  }
}

function progressFor(by: Officer, progress: Progress): ProgressSeen {
  const unanswered = Math.max(0, progress.told - progress.coming - progress.notComing)
  const numbers = { ...progress, unanswered }
  const told = toldTo(by)
  return Object.fromEntries(
    Object.entries(numbers).map(([name, people]) => [name, told(people)]),
  ) as ProgressSeen
}

const isUnsent = (state: AnnouncementState): boolean => state === 'draft' || state === 'waiting'

/** The same form handed in twice: kept the first time. */
const isKept = (held: Held, by: Officer, form: Pick<Held, 'placeId' | 'content' | 'version'>): boolean =>
  isUnsent(held.state) &&
  held.version === form.version + 1 &&
  held.madeById === by.id &&
  held.placeId === form.placeId &&
  isDeepStrictEqual(held.content, form.content)
