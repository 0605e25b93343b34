import { isDeepStrictEqual } from 'node:util'
import {
  type AnnouncementContent,
  type AnnouncementState,
  MOST_UNDER_WAY,
  hasBegun,
  isOver,
  mayBeCancelled,
  needsSecond,
} from '../domain/announcement.js'
import { type AnnouncementProblem, problemOf, tidiedContent } from '../domain/announcement-check.js'
import { dayOf } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import { sendingTime } from '../domain/quiet-hours.js'
import { type Officer, may } from '../domain/role.js'
import { type Rough, roughFact, toldTo } from '../domain/rough-number.js'
import { scopeOf } from '../domain/scope.js'
import { isAwareness } from '../domain/strand.js'
import {
  announcersAbove,
  chatOfOfficer,
  countAlone,
  countReached,
  fixRecipients,
} from '../store/announcement-recipients.js'
import {
  type Announcement,
  type Held,
  addAnnouncement,
  announcementWithin,
  announcementsWithin,
  beginSending,
  cancelAnnouncement,
  changeAnnouncement,
  holdAnnouncement,
  placeOfAnnouncements,
  placesInside,
  waitForSecond,
} from '../store/announcements.js'
import { type Progress, progressOf } from '../store/announcement-totals.js'
import { audit } from '../store/audit.js'
import {
  beginCallingOff,
  holdSender,
  isOfMaker,
  mayAsk,
  peopleAlone,
  underWay,
} from '../store/announcement-second.js'
import type { NotifyMany } from '../store/notice-queue.js'
import { type OfficePlace, placesWithin } from '../store/officers.js'
import type { Pool } from '../store/pool.js'
import { inTransaction } from '../store/transaction.js'
import { queuePage } from './queue-announcements.js'

export type { Announcement } from '../store/announcements.js'

/** What an officer wrote, and for which place. */
export interface Draft {
  placeId: string
  content: AnnouncementContent
}

/**
 * How it ended. `nothing`: there is no such announcement for this officer; `faster`: somebody changed it meanwhile;
 * `own`: who stands for it cannot be the second; `nobody`: nobody would be reached; `maker-gone`: who stands for it is no
 * officer any more; `deputy`: one of the two invited the other or lately made them a new code; `many`: enough of whoever
 * stands for it is being told at that place.
 */
export type Outcome =
  | 'done'
  | 'waiting'
  | 'sending'
  | 'nothing'
  | 'faster'
  | 'own'
  | 'nobody'
  | 'maker-gone'
  | 'deputy'
  | 'many'
  | 'no-chat'
  | AnnouncementProblem

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
export interface Announcements {
  /** Those of the own scope, newest first; null for a role that may not. */
  list(by: Officer, at: Date): Promise<Listed[] | null>
  /** Where this officer may announce: the own place and those in it, or `inside` one of them; province first. */
  places(by: Officer, inside: string | null, at: Date): Promise<OfficePlace[]>
  find(by: Officer, id: number, at: Date): Promise<Seen | null>
  make(by: Officer, draft: Draft & { once: string }, at: Date): Promise<Kept>
  change(by: Officer, id: number, draft: Draft & { version: number }, at: Date): Promise<Outcome>
  /** To the officer's own chat, as members would read it. */
  try(by: Officer, id: number, at: Date): Promise<Outcome>
  /** To all it reaches; above a thousand people it waits for a second officer. */
  send(by: Officer, id: number, version: number, at: Date): Promise<Outcome>
  agree(by: Officer, id: number, version: number, at: Date): Promise<Outcome>
  /** What was not told yet is not told any more. */
  cancel(by: Officer, id: number, at: Date): Promise<Outcome>
  /** The lessons that may be announced. */
  lessons(): { id: string; title: string }[]
}

export interface AnnouncementDeps {
  pool: Pool
  notifyMany: NotifyMany
  curriculum: () => Curriculum
  /** Whether the operator pays for messages on Zalo OA after its window. */
  paid: boolean
}

const LEVELS = ['province', 'commune', 'branch']
/** So many officers are asked to agree; on the page every one of them finds it. */
const MOST_ASKED = 10

export function createAnnouncements(deps: AnnouncementDeps): Announcements {
  const { pool, notifyMany, curriculum, paid } = deps

  const rules = (at: Date) => {
    const { contacts, lessons } = curriculum()
    return { contacts: [...contacts.values()], lessons, at }
  }
  const mayNot = (by: Officer): boolean => !may(by.role, 'announce')

  const find = async (by: Officer, id: number, at: Date): Promise<Announcement | null> => {
    if (mayNot(by)) return null
    return announcementWithin(pool, scopeOf(by), id, dayOf(at))
  }
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

  /** Work on an announcement of the own scope, alone with it; rolled back with whatever it throws. */
  const withOne = async (
    by: Officer,
    id: number,
    at: Date,
    work: (client: Client, held: Held) => Promise<Outcome>,
  ): Promise<Outcome> => {
    if ((await find(by, id, at)) === null) return 'nothing'
    return inTransaction(pool, async (client) => {
      const held = await holdAnnouncement(client, id)
      return held === null ? 'nothing' : work(client, held)
    })
  }
  const note = (
    client: Client | Pool,
    by: Officer,
    action: string,
    placeId: string | null,
    facts: Record<string, number>,
    at: Date,
  ): Promise<void> => audit(client, { officerId: by.id, action, placeId, facts, at })

  /** Fixes to whom it goes; null where it needs a second officer. */
  async function sendAll(
    client: Client,
    by: Officer,
    id: number,
    held: Held,
    agreedById: number | null,
    at: Date,
  ): Promise<Outcome | null> {
    await client.query('savepoint counted')
    const people = await fixRecipients(client, id, held.placeId, { at, paid })
    if (people === 0) return 'nobody'
    // What is split over several announcements needs a second as it would in one.
    if (agreedById === null && needsSecond(await peopleAlone(client, { id, officerId: by.id }, at))) {
      await client.query('rollback to savepoint counted')
      return null
    }
    const notBefore = sendingTime(at, { kind: 'announcement', announcementId: id, learnerId: 0, until: 0 })
    await beginSending(client, id, { officerId: by.id, isSecond: agreedById !== null, at, notBefore })
    const action = agreedById === null ? 'send-announcement' : 'agree-announcement'
    await note(client, by, action, held.placeId, { announcement: id, ...roughFact('people', people) }, at)
    return 'sending'
  }

  const firstPage = (id: number, at: Date) => queuePage({ pool, notifyMany }, id, at).catch(() => false)

  /** The first page is queued at once; the rest, and a page that fails now, by the job of each minute. */
  async function begun(id: number, outcome: Outcome, at: Date): Promise<Outcome> {
    if (outcome === 'sending') await firstPage(id, at)
    return outcome
  }

  /** Alone with what this officer sends: two buttons pressed at once count one after the other. */
  async function hasEnough(client: Client, officerId: number, { placeId }: Held, at: Date): Promise<boolean> {
    await holdSender(client, officerId)
    return (await underWay(client, { officerId, placeId }, at)) >= MOST_UNDER_WAY
  }

  async function askSecond(client: Client, by: Officer, id: number, held: Held, at: Date): Promise<Outcome> {
    await waitForSecond(client, id, by.id)
    const asked = { at, notId: by.id, limit: MOST_ASKED }
    const found = await announcersAbove(client, held.placeId, asked)
    const others = found.length > 0 && (await mayAsk(client, id, at)) ? found : []
    const version = held.version + 1
    const notices = others.map(({ id: officerId, contactId: to }) => ({
      to,
      notice: { kind: 'agreement-wanted', announcementId: id, officerId, version } as const,
    }))
    await notifyMany(client, notices, at)
    await note(client, by, 'ask-agreement', held.placeId, { announcement: id, asked: others.length }, at)
    return 'waiting'
  }

  return {
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
    send: async (by, id, version, at) => {
      const outcome = await withOne(by, id, at, async (client, held) => {
        if (isRepeated(held, by, version)) return held.state as 'waiting' | 'sending'
        if (held.version !== version || held.state !== 'draft') return 'faster'
        const why = stillGood(held, at) ?? problemOf(held.content, rules(at))
        if (why !== null) return why
        if (await hasEnough(client, by.id, held, at)) return 'many'
        return (await sendAll(client, by, id, held, null, at)) ?? askSecond(client, by, id, held, at)
      })
      return begun(id, outcome, at)
    },
    agree: async (by, id, version, at) => {
      const outcome = await withOne(by, id, at, async (client, held) => {
        if (isRepeated(held, by, version)) return 'sending'
        if (held.version !== version || held.state !== 'waiting') return 'faster'
        if (held.madeById === by.id) return 'own'
        if (held.madeById === null || !held.hasMaker) return 'maker-gone'
        if (await isOfMaker(client, { officerId: by.id, makerId: held.madeById }, at)) return 'deputy'
        const why = stillGood(held, at) ?? problemOf(held.content, rules(at))
        if (why !== null) return why
        if (await hasEnough(client, held.madeById, held, at)) return 'many'
        return (await sendAll(client, by, id, held, by.id, at)) ?? 'faster'
      })
      return begun(id, outcome, at)
    },
    cancel: async (by, id, at) => {
      const outcome = await withOne(by, id, at, async (client, held) => {
        if (!mayBeCancelled(held, at)) return 'faster'
        const dropped = await cancelAnnouncement(client, id, at)
        await beginCallingOff(client, id, at)
        await note(
          client,
          by,
          'cancel-announcement',
          held.placeId,
          { announcement: id, ...roughFact('dropped', dropped) },
          at,
        )
        return 'done'
      })
      if (outcome === 'done') await firstPage(id, at)
      return outcome
    },
    lessons: () =>
      [...curriculum().lessons.values()].filter(isAwareness).map(({ id, title }) => ({ id, title })),
  }
}

type Client = Parameters<typeof holdAnnouncement>[0]

function progressFor(by: Officer, progress: Progress): ProgressSeen {
  const unanswered = Math.max(0, progress.told - progress.coming - progress.notComing)
  const numbers = { ...progress, unanswered }
  const told = toldTo(by)
  return Object.fromEntries(
    Object.entries(numbers).map(([name, people]) => [name, told(people)]),
  ) as ProgressSeen
}

const isUnsent = (state: AnnouncementState): boolean => state === 'draft' || state === 'waiting'

/** The same button pressed twice: done the first time. */
const isRepeated = (held: Held, by: Officer, version: number): boolean =>
  held.version === version + 1 &&
  ((held.state === 'waiting' && held.madeById === by.id) ||
    (held.state === 'sending' && (held.agreedById ?? held.madeById) === by.id))

/** The same form handed in twice: kept the first time. */
const isKept = (held: Held, by: Officer, form: Pick<Held, 'placeId' | 'content' | 'version'>): boolean =>
  isUnsent(held.state) &&
  held.version === form.version + 1 &&
  held.madeById === by.id &&
  held.placeId === form.placeId &&
  isDeepStrictEqual(held.content, form.content)

const stillGood = ({ content }: Held, at: Date): AnnouncementProblem | null =>
  hasBegun(content, at) ? 'past' : null
