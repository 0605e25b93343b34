import type { Pool, PoolClient } from 'pg'
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

/** The parts that are kept, removed or set by the one statement, each from `marked` and so all or nothing. */
const SAVE = {
  name: 'turn-save',
  text: `
    with marked as (
      update turn set state = $2, replies = $3::jsonb, answered_at = $4
      where id = $1 and state = 'waiting'
      returning id, contact_id
    ), session_kept as (
      insert into session (contact_id, state, updated_at)
      select contact_id, $6::jsonb, $4 from marked where $5 = 'set'
      on conflict (contact_id) do update set state = excluded.state, updated_at = excluded.updated_at
    ), session_gone as (
      delete from session using marked where session.contact_id = marked.contact_id and $5 = 'remove'
    ), prompt_kept as (
      insert into prompt (contact_id, stamp, options, item, "right", opened_at, turn_id)
      select contact_id, $8, $9::jsonb, $10, $11, $12, id from marked where $7 = 'set'
      on conflict (contact_id) do update set stamp = excluded.stamp, options = excluded.options,
        item = excluded.item, "right" = excluded."right", opened_at = excluded.opened_at, turn_id = excluded.turn_id
    ), prompt_gone as (
      delete from prompt using marked where prompt.contact_id = marked.contact_id and $7 = 'remove'
    ), form_kept as (
      insert into form (contact_id, name, version, state, opened_at)
      select contact_id, $14, $15, $16::jsonb, $17 from marked where $13 = 'set'
      on conflict (contact_id) do update set name = excluded.name, version = excluded.version,
        state = excluded.state, opened_at = excluded.opened_at
    ), form_gone as (
      delete from form using marked where form.contact_id = marked.contact_id and $13 = 'remove'
    ), attempt_kept as (
      insert into attempt (learner_id, turn_id, lesson_id, item_id, option, "right", nth, shown_at, answered_at)
      select $18, id, $19, $20, $21, $22, $23, $24, $4 from marked where $18::int is not null
    ), listening_kept as (
      insert into listening (token, text, made_at)
      select token, words, $4 from marked, unnest($25::text[], $26::text[]) as made(token, words)
      on conflict (token) do update set made_at = excluded.made_at
    )
    select id from marked`,
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
    const { rowCount } = await queries.query({ ...SAVE, values: valuesOf(turn.id, outcome, evidence, at) })
    if (rowCount !== 1) throw new TurnNotWaiting(turn.id)
  }
}

function valuesOf(turnId: number, outcome: TurnOutcome, evidence: Evidence, at: Date): unknown[] {
  const { replies } = outcome
  const state = replies.length === 0 ? 'done' : 'answered'
  return [
    turnId,
    state,
    replies.length === 0 ? null : storedJson(replies),
    at,
    ...sessionValues(outcome.session),
    ...promptValues(outcome.prompt),
    ...formValues(outcome.form),
    ...attemptValues(evidence),
    ...listeningValues(evidence.made),
  ]
}

const nulls = (count: number): null[] => Array.from({ length: count }, () => null)

function sessionValues(session: TurnOutcome['session']): unknown[] {
  if (session === 'same') return ['same', null]
  return session === null ? ['remove', null] : ['set', storedJson(session)]
}

function promptValues(prompt: TurnOutcome['prompt']): unknown[] {
  if (prompt === 'same' || prompt === null) return [prompt ?? 'remove', ...nulls(5)]
  const { stamp, options, item, openedAt } = prompt
  return ['set', stamp, storedJson(options), writeItem(item), item?.right ?? null, openedAt]
}

function formValues(form: TurnOutcome['form']): unknown[] {
  if (form === 'same' || form === null) return [form ?? 'remove', ...nulls(4)]
  return ['set', form.name, form.version, storedJson(form.state), form.openedAt]
}

/** Whose learner is nobody, in a trial, leaves no evidence. */
function attemptValues({ learnerId, attempt }: Evidence): unknown[] {
  if (learnerId === null || attempt === null) return nulls(7)
  const { lessonId, itemId, option, right, nth, shownAt } = attempt
  return [learnerId, lessonId, itemId, storableText(option), right, nth, shownAt]
}

function listeningValues(made: Evidence['made']): unknown[] {
  const words = new Map(made.map(({ token, text }) => [token, storableText(text)]))
  return [[...words.keys()], [...words.values()]]
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
