import type { Pool, PoolClient } from 'pg'
import type { Recognition } from '../domain/recognition.js'
import { BEGINNING, type Told, linkHash, sha256 } from './chain.js'
import { type RecognitionRow, recognitionOf } from './rows-of.js'

/** What the check of the whole chain found. */
export interface LedgerCheck {
  rows: number
  /** Rows whose content was erased with their learner; their hashes still hold. */
  erased: number
  /** The hash of the last good row: kept elsewhere, it shows later whether rows after it were cut off. */
  lastHash: string
  /** The first row that does not hold, and why; null when all do. */
  broken: { id: number; fault: Fault } | null
}

export type Fault =
  /** A row is not there, or stands elsewhere. */
  | 'missing'
  /** It does not follow from the row before it. */
  | 'order'
  /** Its content is not what was hashed. */
  | 'content'
  /** Its content is gone, though its learner was not erased. */
  | 'emptied'
  /** The table of recognitions says otherwise. */
  | 'recognition'
  /** The chain is good in itself, but the row is not the one that was noted. */
  | 'rewritten'

/** A row as it was noted elsewhere, earlier. */
export interface Noted {
  row: number
  hash: string
}

const PAGE = `
  select g.*, r.id is not null as recognised, r.level, r.subject, to_char(r.awarded_on, 'YYYY-MM-DD') as awarded_on, r.rule
  from ledger g left join recognition r on r.id = g.id
  where g.id > $1 order by g.id limit 1000`
const UNTOLD = `
  select min(r.id) as id from recognition r where r.id > $1 or not exists (select from ledger g where g.id = r.id)`

interface LedgerRow {
  id: number
  recognition_id: number
  content: string | null
  content_hash: string
  previous_hash: string
  hash: string
  /** Whether the recognition of this number is kept, and what it says. */
  recognised: boolean
  level: string | null
  subject: string | null
  awarded_on: string | null
  rule: string | null
}

/**
 * Walks the whole chain at one moment, with flat memory. Changed, moved and removed rows are found; a tail that was
 * cut off together with its recognitions, and a chain written anew, only by what was `noted` elsewhere.
 */
export async function checkLedger(pool: Pool, noted: Noted | null = null): Promise<LedgerCheck> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read, read only')
    return await walk(client, noted)
  } finally {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
  }
}

async function walk(client: PoolClient, noted: Noted | null): Promise<LedgerCheck> {
  const check: LedgerCheck = { rows: 0, erased: 0, lastHash: BEGINNING, broken: null }
  for (;;) {
    const { rows } = await client.query<LedgerRow>(PAGE, [check.rows])
    for (const row of rows) {
      const isOther = row.id === noted?.row && row.hash !== noted.hash
      const fault = faultOf(row, check) ?? (isOther ? 'rewritten' : null)
      if (fault !== null)
        return { ...check, broken: { id: fault === 'missing' ? check.rows + 1 : row.id, fault } }
      check.rows++
      check.erased += row.content === null ? 1 : 0
      check.lastHash = row.hash
    }
    if (rows.length > 0) continue
    const { rows: untold } = await client.query<{ id: number | null }>(UNTOLD, [check.rows])
    const isCut = noted !== null && check.rows < noted.row
    const id = untold[0]?.id ?? (isCut ? check.rows + 1 : null)
    return id === null ? check : { ...check, broken: { id, fault: 'missing' } }
  }
}

function faultOf(row: LedgerRow, { rows, lastHash }: LedgerCheck): Fault | null {
  if (row.id !== rows + 1) return 'missing'
  if (row.previous_hash !== lastHash || row.hash !== linkHash(lastHash, row.content_hash)) return 'order'
  if (row.content === null) return row.recognised ? 'emptied' : null
  if (sha256(row.content) !== row.content_hash) return 'content'
  const told = JSON.parse(row.content) as Told
  if (told.recognition !== row.recognition_id) return 'content'
  if (row.recognised !== (told.what === 'awarded')) return 'recognition'
  return row.recognised && !isSame(row, told) ? 'recognition' : null
}

const isSame = ({ level, subject, awarded_on: on, rule }: LedgerRow, told: Told): boolean =>
  level === told.level && subject === told.subject && on === told.on && rule === told.rule

/** Everything that is told of one recognition. */
export interface Account {
  /** Null when it was erased with its learner. */
  kept: { learnerId: number; recognition: Recognition } | null
  award: Told | null
  /** The row that tells of its lapse. */
  lapse: { row: number; told: Told } | null
}

const TOLD = `
  select id, content from ledger where recognition_id = (select recognition_id from ledger where id = $1) order by id`
const KEPT = `
  select learner_id,
    jsonb_build_array(level, subject, awarded_on - date '1970-01-01', valid_until - date '1970-01-01', rule) as row
  from recognition where id = $1`

/** What the ledger tells of a recognition, by its own number or that of the row of its lapse; null for neither. */
export async function readAccount(pool: Pool, id: number): Promise<Account | null> {
  const { rows } = await pool.query<{ id: number; content: string | null }>(TOLD, [id])
  const [first, second] = rows.map((row) => ({
    row: row.id,
    told: row.content === null ? null : (JSON.parse(row.content) as Told),
  }))
  if (first === undefined) return null
  const kept = await pool.query<{ learner_id: number; row: RecognitionRow }>(KEPT, [first.row])
  const [found] = kept.rows
  return {
    kept: found === undefined ? null : { learnerId: found.learner_id, recognition: recognitionOf(found.row) },
    award: first.told,
    lapse: second === undefined || second.told === null ? null : { row: second.row, told: second.told },
  }
}
