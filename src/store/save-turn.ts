import type { Pool, PoolClient } from 'pg'
import type { Event } from '../domain/events.js'
import { createBatch } from './batch.js'
import { writeEvents } from './events.js'
import { award } from './recognitions.js'
import { type Saving, saveStatement } from './save-statement.js'
import type { Notify, PendingTurn, TurnOutcome } from './store.js'
import { inTransaction } from './transaction.js'

/** The turn was saved by somebody else, set aside or erased meanwhile: load it again. */
export class TurnNotWaiting extends Error {
  override name = 'TurnNotWaiting'
  constructor(readonly turnId: number) {
    super(`turn ${turnId} is not waiting any more`)
  }
}

/** Whether an event is part of the one statement that every turn ends with. */
const isShared = (event: Event): boolean =>
  event.kind === 'recognised'
    ? !event.isNew
    : event.kind === 'attempted' || event.kind === 'observed' || event.kind === 'listening-made'

type Save = (turn: PendingTurn, outcome: TurnOutcome, at: Date) => Promise<void>

/**
 * Saves what a turn leaves behind, all or nothing. An answer with nothing else beside session, prompt and
 * replies, nearly every turn, is one statement, which turns of other chats may share; other events come
 * first, in their order, in one transaction with it. Rejects with TurnNotWaiting when the turn was saved before.
 */
export function createSaver(pool: Pool, notify: Notify): Save {
  const saveShared = createBatch((savings: Saving[]) => saveTogether(pool, savings))

  return async (turn, outcome, at) => {
    const { events } = outcome
    if (events.filter(({ kind }) => kind === 'attempted').length > 1)
      throw new Error('a turn grades one answer')

    const write = async (client: Pool | PoolClient): Promise<Saving> => {
      return { turnId: turn.id, outcome, kept: await writeEvents({ client, turn, at, notify }, events), at }
    }
    if (!events.every(isShared)) {
      await inTransaction(pool, async (client) => {
        const saving = await write(client)
        const [isSaved] = await saveTogether(client, [saving])
        if (isSaved !== true) throw new TurnNotWaiting(turn.id)
        // Last, because from the ledger's lock to the end of the transaction all who append wait.
        await award(client, saving.kept.learnerId, saving.kept.reached)
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
