import { createHash, randomBytes } from 'node:crypto'
import type { PoolClient } from 'pg'
import type { Level } from '../domain/exercise.js'

/** What a row of the ledger tells of one recognition: that it was awarded, or that it lapsed. */
export interface Told {
  what: 'awarded' | 'lapsed'
  /** The recognition's number: for an award that of this very row. */
  recognition: number
  /** The learner's pseudonym; no name stands here. */
  learner: string
  level: Level
  subject: string
  /** The day of the award or of the lapse, YYYY-MM-DD. */
  on: string
  /** Until when it held, as seen on that day; null for what is kept for ever. */
  until: string | null
  rule: string
  /** What was known on that day of each skill it rests on. */
  skills: Record<string, ToldSkill>
}

export interface ToldSkill {
  e: number
  /** P on that day, 0 to 1. */
  p: number
  /** Days with counted evidence. */
  days: number
  /** Counted tasks passed alone. */
  tasks: number
  /** How long the log was. */
  entries: number
  /** The numbers (`seq`) of the counted exercises in it. */
  evidence: number[]
}

/** What stands before the first row. */
export const BEGINNING = '0'.repeat(64)

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A link of the chain: the hash of the row before and of this row's content, written one after the other. */
export const linkHash = (previous: string, contentHash: string): string => sha256(previous + contentHash)

/** Any number, as long as nothing else takes it; held until the transaction ends. */
const ALONE = 'select pg_advisory_xact_lock(727260137)'
const LAST = 'select id, hash from ledger order by id desc limit 1'
const APPEND = `
  insert into ledger (id, recognition_id, content, content_hash, previous_hash, hash)
  select * from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[])`

/**
 * Appends rows to the chain, each made by its own number; the numbers. One writer at a time, in all processes:
 * call it inside a transaction, last.
 */
export async function appendToLedger(
  client: PoolClient,
  tell: readonly ((row: number) => Told)[],
): Promise<number[]> {
  // A statement of its own: what is read after it must see what the writer before has committed.
  await client.query(ALONE)
  const { rows: last } = await client.query<{ id: number; hash: string }>(LAST)
  let { id, hash } = last[0] ?? { id: 0, hash: BEGINNING }
  const rows = tell.map((toldBy) => {
    const told = toldBy(++id)
    // The salt keeps content that was erased from being guessed by its hash.
    const content = JSON.stringify({ ...told, salt: randomBytes(16).toString('hex') })
    const [contentHash, previous] = [sha256(content), hash]
    hash = linkHash(previous, contentHash)
    return { id, recognition: told.recognition, content, contentHash, previous, hash }
  })
  await client.query(APPEND, [
    rows.map((row) => row.id),
    rows.map((row) => row.recognition),
    rows.map((row) => row.content),
    rows.map((row) => row.contentHash),
    rows.map((row) => row.previous),
    rows.map((row) => row.hash),
  ])
  return rows.map((row) => row.id)
}
