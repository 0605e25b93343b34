import type { Pool, PoolClient } from 'pg'
import { type Helper, type Helping, SILENCE_CONSENTS, VIEWING_CONSENT } from '../domain/family.js'

type Client = Pool | PoolClient

/** The helper of a chat; null when it is nobody's. */
export async function helperOfContact(client: Client, contactId: number): Promise<Helper | null> {
  const { rows } = await client.query<Helper>(
    'select id, contact_id as "contactId", name from helper where contact_id = $1',
    [contactId],
  )
  return rows[0] ?? null
}

/** Whether the newest consent for the helper of the helping `g` is a yes. */
export const SEES = `
  coalesce((select c.given from consent c where c.helping_id = g.id and c.purpose = 'family'
    order by c.id desc limit 1), false)`

/** Whether the newest consent for the helper of the helping `g` is a yes to one of these texts. */
const agreedTo = (texts: readonly string[]): string => `
  coalesce((select c.given and c.text_version in (${texts.map((text) => `'${text}'`).join(', ')}) from consent c
    where c.helping_id = g.id and c.purpose = 'family' order by c.id desc limit 1), false)`

/** Whether the helper of the helping `g` may be told that the learner does not learn. */
export const IS_TOLD_OF_SILENCE = agreedTo(SILENCE_CONSENTS)

const HELPINGS = `
  select g.id, g.helper_id as "helperId", h.name as "helperName", g.learner_id as "learnerId", g.called,
    ${SEES} as sees, ${agreedTo([VIEWING_CONSENT])} as "hearsOfScams"
  from helping g join helper h on h.id = g.helper_id
  where g.ended_at is null`

/** Those whom a helper helps now, in the order in which they agreed. */
export async function helpingsOfHelper(client: Client, helperId: number): Promise<Helping[]> {
  const { rows } = await client.query<Helping>(`${HELPINGS} and g.helper_id = $1 order by g.id`, [helperId])
  return rows
}

/** Those who help a learner now, in the order in which they were let. */
export async function helpingsOfLearner(client: Client, learnerId: number): Promise<Helping[]> {
  const { rows } = await client.query<Helping>(`${HELPINGS} and g.learner_id = $1 order by g.id`, [learnerId])
  return rows
}

/** A helping that holds now; null for one that ended. */
export async function helpingOf(client: Client, helpingId: number): Promise<Helping | null> {
  const { rows } = await client.query<Helping>(`${HELPINGS} and g.id = $1`, [helpingId])
  return rows[0] ?? null
}

/** Who ended a helping, and whom it was between. */
export interface EndedHelping {
  by: 'learner' | 'helper'
  learnerId: number
  called: string
  helperName: string
}

/** A helping that ended; null while it holds, and when the two help each other again. */
export async function endedHelping(client: Client, helpingId: number): Promise<EndedHelping | null> {
  const { rows } = await client.query<EndedHelping>(
    `select g.ended_by as by, g.learner_id as "learnerId", g.called, h.name as "helperName"
     from helping g join helper h on h.id = g.helper_id
     where g.id = $1 and g.ended_at is not null and not exists (
       select from helping again
       where again.helper_id = g.helper_id and again.learner_id = g.learner_id and again.ended_at is null)`,
    [helpingId],
  )
  return rows[0] ?? null
}

/** What a consent says of a helping that holds, if it is the newest for it; else null. */
export async function viewingNow(
  client: Client,
  helpingId: number,
  consentId: number,
): Promise<{ called: string; sees: boolean } | null> {
  const { rows } = await client.query<{ called: string; sees: boolean }>(
    `select g.called, c.given as sees from helping g join consent c on c.helping_id = g.id
     where g.id = $1 and g.ended_at is null and c.id = $2 and not exists (
       select from consent later where later.helping_id = g.id and later.purpose = 'family' and later.id > c.id)`,
    [helpingId, consentId],
  )
  return rows[0] ?? null
}

/** Of these helpings those whose helper was told of a silence: since which day (YYYY-MM-DD) the last one was. */
export async function toldSilences(
  client: Client,
  helpingIds: readonly number[],
): Promise<Map<number, string>> {
  const { rows } = await client.query<{ id: number; since: string }>(
    `select id, to_char(silence_told, 'YYYY-MM-DD') as since from helping
     where id = any($1) and silence_told is not null`,
    [helpingIds],
  )
  return new Map(rows.map(({ id, since }) => [id, since]))
}
