import type { Pool, PoolClient, QueryConfig } from 'pg'
import { writeEvents, type Evidence } from './events.js'
import { writeItem } from './rows-of.js'
import { storableText, storedJson } from './stored-json.js'
import type { PendingTurn, TurnOutcome } from './store.js'

/** The turn was saved by somebody else, set aside or erased meanwhile: load it again. */
export class TurnNotWaiting extends Error {
  override name = 'TurnNotWaiting'
  constructor(readonly turnId: number) {
    super(`turn ${turnId} is not waiting any more`)
  }
}

/** One part of the statement: a CTE over `marked`, written with `$` for each of its own values. */
interface Part {
  name: string
  text: string
  values: unknown[]
}

/**
 * Saves what a turn leaves behind, all or nothing. An answer with nothing else beside session,
 * prompt and replies, nearly every turn, is one statement; other events come first, in their order,
 * in one transaction with it. Rejects with TurnNotWaiting when the turn was saved before.
 */
export async function saveTurn(pool: Pool, turn: PendingTurn, outcome: TurnOutcome, at: Date): Promise<void> {
  const { events } = outcome
  if (events.filter(({ kind }) => kind === 'attempted').length > 1)
    throw new Error('a turn grades one answer')

  const others = events.some(({ kind }) => kind !== 'attempted' && kind !== 'listening-made')
  await (others ? inTransaction(pool, (client) => save(client)) : save(pool))

  async function save(queries: Pool | PoolClient): Promise<void> {
    const evidence = await writeEvents(queries, turn, events, at)
    const { rowCount } = await queries.query(statementOf(turn.id, outcome, evidence, at))
    if (rowCount !== 1) throw new TurnNotWaiting(turn.id)
  }
}

/** Marks the turn and keeps, in the same statement, what the turn changed and nothing else: all or nothing. */
function statementOf(turnId: number, outcome: TurnOutcome, evidence: Evidence, at: Date): QueryConfig {
  const { replies } = outcome
  const state = replies.length === 0 ? 'done' : 'answered'
  const values: unknown[] = [turnId, state, replies.length === 0 ? null : storedJson(replies), at]
  const parts = [
    sessionPart(outcome.session),
    promptPart(outcome.prompt),
    formPart(outcome.form),
    attemptPart(evidence),
    listeningPart(evidence.made),
  ].filter((part) => part !== null)
  const written = parts.map((part) => {
    const text = part.text.replaceAll('$$', () => `$${values.push(part.values.shift())}`)
    return `, ${part.name} as (${text})`
  })
  // Few combinations occur, and each is prepared once on each connection.
  return {
    name: `turn-save ${parts.map(({ name }) => name.replace('_kept', '+').replace('_gone', '-')).join(' ')}`,
    text: `
      with marked as (
        update turn set state = $2, replies = $3::jsonb, answered_at = $4
        where id = $1 and state = 'waiting'
        returning id, contact_id
      )${written.join('')}
      select id from marked`,
    values,
  }
}

const removal = (table: 'session' | 'prompt' | 'form'): Part => ({
  name: `${table}_gone`,
  text: `delete from ${table} using marked where ${table}.contact_id = marked.contact_id`,
  values: [],
})

function sessionPart(session: TurnOutcome['session']): Part | null {
  if (session === 'same') return null
  if (session === null) return removal('session')
  return {
    name: 'session_kept',
    text: `insert into session (contact_id, state, updated_at)
      select contact_id, $$::jsonb, $4 from marked
      on conflict (contact_id) do update set state = excluded.state, updated_at = excluded.updated_at`,
    values: [storedJson(session)],
  }
}

function promptPart(prompt: TurnOutcome['prompt']): Part | null {
  if (prompt === 'same') return null
  if (prompt === null) return removal('prompt')
  const { stamp, options, item, openedAt } = prompt
  return {
    name: 'prompt_kept',
    text: `insert into prompt (contact_id, stamp, options, item, "right", opened_at, turn_id)
      select contact_id, $$, $$::jsonb, $$, $$, $$::timestamptz, id from marked
      on conflict (contact_id) do update set stamp = excluded.stamp, options = excluded.options,
        item = excluded.item, "right" = excluded."right", opened_at = excluded.opened_at, turn_id = excluded.turn_id`,
    values: [stamp, storedJson(options), writeItem(item), item?.right ?? null, openedAt],
  }
}

function formPart(form: TurnOutcome['form']): Part | null {
  if (form === 'same') return null
  if (form === null) return removal('form')
  return {
    name: 'form_kept',
    text: `insert into form (contact_id, name, version, state, opened_at)
      select contact_id, $$, $$, $$::jsonb, $$::timestamptz from marked
      on conflict (contact_id) do update set name = excluded.name, version = excluded.version,
        state = excluded.state, opened_at = excluded.opened_at`,
    values: [form.name, form.version, storedJson(form.state), form.openedAt],
  }
}

/** Whose learner is nobody, in a trial, leaves no evidence. */
function attemptPart({ learnerId, attempt }: Evidence): Part | null {
  if (learnerId === null || attempt === null) return null
  const { lessonId, itemId, option, right, nth, shownAt } = attempt
  return {
    name: 'attempt_kept',
    text: `insert into attempt (learner_id, turn_id, lesson_id, item_id, option, "right", nth, shown_at, answered_at)
      select $$::int, id, $$, $$, $$, $$::boolean, $$::int, $$::timestamptz, $4 from marked`,
    values: [learnerId, lessonId, itemId, storableText(option), right, nth, shownAt],
  }
}

function listeningPart(made: Evidence['made']): Part | null {
  if (made.length === 0) return null
  const words = new Map(made.map(({ token, text }) => [token, storableText(text)]))
  return {
    name: 'listening_kept',
    text: `insert into listening (token, text, made_at)
      select token, words, $4 from marked, unnest($$::text[], $$::text[]) as made(token, words)
      on conflict (token) do update set made_at = excluded.made_at`,
    values: [[...words.keys()], [...words.values()]],
  }
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
