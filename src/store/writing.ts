import type { Pool, PoolClient } from 'pg'
import type { Notify, PendingTurn } from './store.js'

/** What the events of a turn are written with: all in its transaction. */
export interface Writing {
  client: Pool | PoolClient
  turn: Pick<PendingTurn, 'id' | 'contactId' | 'learner'>
  at: Date
  notify: Notify
}

/** The same for one event: whose chat it is, and who is learning in that moment (null: nobody who is kept). */
export interface EventOf extends Pick<Writing, 'client' | 'at' | 'notify' | 'turn'> {
  contactId: number
  learnerId: number | null
}
