import type { Pool, PoolClient } from 'pg'
import { createBatch } from './batch.js'
import { writeEvents, type Evidence } from './events.js'
import { type Saving, saveStatement } from './save-statement.js'
import type { PendingTurn, TurnOutcome } from './store.js'

/** The turn was saved by somebody else, set aside or erased meanwhile: load it again. */
export class TurnNotWaiting extends Error {
  override name = 'TurnNotWaiting'
  constructor(readonly turnId: number) {
    super(`turn ${turnId} is not waiting any more`)
  }
}

type Save = (turn: PendingTurn, outcome: TurnOutcome, at: Date) => Promise<void>

/**
 * Saves what a turn leaves behind, all or nothing. An answer with nothing else beside session, prompt and
 * replies, nearly every turn, is one statement, which turns of other chats may share; other events come
 * first, in their order, in one transaction with it. Rejects with TurnNotWaiting when the turn was saved before.
 */
export function createSaver(pool: Pool): Save {
  const saveShared = createBatch((savings: Saving[]) => saveTogether(pool, savings))

  return async (turn, outcome, at) => {
    const { events } = outcome
    if (events.filter(({ kind }) => kind === 'attempted').length > 1)
      throw new Error('a turn grades one answer')

    const write = async (client: Pool | PoolClient): Promise<Saving> => {
      const evidence: Evidence = await writeEvents(client, turn, events, at)
      return { turnId: turn.id, outcome, evidence, at }
    }
    const others = events.some(({ kind }) => kind !== 'attempted' && kind !== 'listening-made')
    if (others) {
      await inTransaction(pool, async (client) => {
        const [isSaved] = await saveTogether(client, [await write(client)])
        if (isSaved !== true) throw new TurnNotWaiting(turn.id)
      })
    } else if (!(await saveShared(await write(pool)))) throw new TurnNotWaiting(turn.id)
  }
}

/** Whether each was waiting. */
async function saveTogether(client: Pool | PoolClient, savings: Saving[]): Promise<boolean[]> {
  const { rows } = await client.query<{ id: number }>(saveStatement(savings))
  const saved = new Set(rows.map(({ id }) => id))
  return savings.map(({ turnId }) => saved.has(turnId))
}

async function inTransaction(pool: Pool, write: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await write(client)
    await client.query('commit')
    client.release()
  } catch (error) {
    // A connection that cannot even roll back is closed, not handed on.
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
    throw error
  }
}
