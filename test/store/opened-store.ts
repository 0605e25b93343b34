import { Client, type Pool } from 'pg'
import { vi } from 'vitest'
import type { Learner } from '../../src/domain/learner.js'
import { createArrivals, type Arrivals } from '../../src/store/arrivals.js'
import { createInbox } from '../../src/store/inbox.js'
import { createPool } from '../../src/store/pool.js'
import type { Inbox, PendingTurn, TurnOutcome } from '../../src/store/store.js'
import { createDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { delivery, NOON, outcome, silent } from './fixtures.js'
import { untold } from '../support/untold.js'

export interface OpenedStore {
  url: string
  pool: Pool
  arrivals: Arrivals
  inbox: Inbox
  /** Empties every table. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** Counts the statements from now on, without the signs of life of connections that are kept. */
export function countStatements(): () => number {
  const queries = vi.spyOn(Client.prototype, 'query')
  return () => queries.mock.calls.filter(([text]) => (text as unknown) !== 'select 1').length
}

/** A migrated database of its own with an inbox on it. */
export async function openStore(): Promise<OpenedStore> {
  const database = await createDatabase()
  const pool = createPool(database.url, 8)
  const arrivals = await createArrivals(database.url, silent)
  return {
    url: database.url,
    pool,
    arrivals,
    inbox: createInbox(pool, arrivals, untold),
    clear: () => emptyTables(pool),
    async close() {
      await arrivals.close()
      await pool.end()
      await database.drop()
    },
  }
}

let updates = 0

/** Stores a message and picks the turn up. */
export async function pickedUp(inbox: Inbox, address = 'an', at = NOON): Promise<PendingTurn> {
  updates += 1
  const stored = await inbox.store(delivery(`u${updates}`, address), at)
  const turn = await inbox.next(stored!.contactId)
  return turn!
}

/** A whole turn: stored, picked up, saved, all replies marked as sent. */
export async function wholeTurn(
  inbox: Inbox,
  part: Partial<TurnOutcome> = {},
  address = 'an',
  at = NOON,
): Promise<PendingTurn> {
  const turn = await pickedUp(inbox, address, at)
  const left = outcome(part)
  await inbox.save(turn, left, at)
  if (left.replies.length > 0)
    await inbox.markSent({ id: turn.id, replies: left.replies }, left.replies.length, 'm1')
  return turn
}

/** The learner as the next turn of the chat would see them. */
export async function learnerOf(inbox: Inbox, address = 'an'): Promise<Learner | null> {
  const turn = await pickedUp(inbox, address)
  await inbox.setAside(turn.id)
  return turn.learner
}
