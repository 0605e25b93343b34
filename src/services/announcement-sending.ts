import { MOST_UNDER_WAY, hasBegun, mayBeCancelled, needsSecond } from '../domain/announcement.js'
import { type AnnouncementProblem, problemOf } from '../domain/announcement-check.js'
import { sendingTime } from '../domain/quiet-hours.js'
import type { Officer } from '../domain/role.js'
import { roughFact } from '../domain/rough-number.js'
import { announcersAbove, fixRecipients } from '../store/announcement-recipients.js'
import { type Held, beginSending, cancelAnnouncement, waitForSecond } from '../store/announcements.js'
import {
  beginCallingOff,
  holdSender,
  isOfMaker,
  mayAsk,
  peopleAlone,
  underWay,
} from '../store/announcement-second.js'
import type { AnnouncementDeps, Client, Hold, Outcome } from './announcement-hold.js'
import { queuePage } from './queue-announcements.js'

/** So many officers are asked to agree; on the page every one of them finds it. */
const MOST_ASKED = 10

/** Announcements on their way: sent by one officer or, to many people, by two, and taken back. */
export interface AnnouncementSending {
  /** To all it reaches; above a thousand people it waits for a second officer. */
  send(by: Officer, id: number, version: number, at: Date): Promise<Outcome>
  agree(by: Officer, id: number, version: number, at: Date): Promise<Outcome>
  /** What was not told yet is not told any more. */
  cancel(by: Officer, id: number, at: Date): Promise<Outcome>
}

export function createAnnouncementSending(
  { pool, notifyMany, paid }: Omit<AnnouncementDeps, 'curriculum'>,
  { rules, withOne, note }: Hold,
): AnnouncementSending {
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
  }
}

/** The same button pressed twice: done the first time. */
const isRepeated = (held: Held, by: Officer, version: number): boolean =>
  held.version === version + 1 &&
  ((held.state === 'waiting' && held.madeById === by.id) ||
    (held.state === 'sending' && (held.agreedById ?? held.madeById) === by.id))

const stillGood = ({ content }: Held, at: Date): AnnouncementProblem | null =>
  hasBegun(content, at) ? 'past' : null
