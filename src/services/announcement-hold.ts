import type { AnnouncementProblem, AnnouncementRules } from '../domain/announcement-check.js'
import { dayOf } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import { type Officer, may } from '../domain/role.js'
import { scopeOf } from '../domain/scope.js'
import { type Announcement, type Held, announcementWithin, holdAnnouncement } from '../store/announcements.js'
import { audit } from '../store/audit.js'
import type { NotifyMany } from '../store/notice-queue.js'
import type { Pool } from '../store/pool.js'
import { inTransaction } from '../store/transaction.js'

export interface AnnouncementDeps {
  pool: Pool
  notifyMany: NotifyMany
  curriculum: () => Curriculum
  /** Whether the operator pays for messages on Zalo OA after its window. */
  paid: boolean
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

export const mayNot = (by: Officer): boolean => !may(by.role, 'announce')

export type Client = Parameters<typeof holdAnnouncement>[0]
/** See {@link createHold}. */
export type Hold = ReturnType<typeof createHold>

/** How an officer comes to an announcement: only to those of the own scope, and to change one alone with it. */
export function createHold({ pool, curriculum }: Pick<AnnouncementDeps, 'pool' | 'curriculum'>) {
  const rules = (at: Date): AnnouncementRules => {
    const { contacts, lessons } = curriculum()
    return { contacts: [...contacts.values()], lessons, at }
  }
  const find = async (by: Officer, id: number, at: Date): Promise<Announcement | null> => {
    if (mayNot(by)) return null
    return announcementWithin(pool, scopeOf(by), id, dayOf(at))
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
  return { rules, find, withOne, note }
}
