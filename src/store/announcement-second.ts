import type { Pool, PoolClient } from 'pg'
import { ASKED_AGAIN_MS, COUNTED_MS, LASTS_MS, RENEWED_MS } from '../domain/announcement.js'

type Client = Pool | PoolClient

/**
 * That two officers stand together: one invited the other, or lately made the other a new code, by which whoever holds it
 * takes the other's place. Such a one is no second of the other. `o` is the one, $maker the other, $since since when.
 */
export const standTogether = (maker: string, since: string): string => `(
  exists (select from officer made where made.id = ${maker} and (o.invited_by_id = made.id or made.invited_by_id = o.id))
  or exists (select from audit renewed where renewed.action = 'renew-code' and renewed.at > ${since}
    and ((renewed.officer_id = ${maker} and (renewed.facts->>'officer')::int = o.id)
      or (renewed.officer_id = o.id and (renewed.facts->>'officer')::int = ${maker}))))`

/** Whether this officer stands with whoever stands for the announcement, and so cannot be the second. */
export async function isOfMaker(
  client: Client,
  { officerId, makerId }: { officerId: number; makerId: number },
  at: Date,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from officer o where o.id = $1 and ${standTogether('$2::int', '$3::timestamptz')}`,
    [officerId, makerId, renewedSince(at)],
  )
  return (rowCount ?? 0) > 0
}

export const renewedSince = (at: Date): Date => new Date(at.getTime() - RENEWED_MS)

/** The people who are or were told what $officer sent with nobody's yes since the moment $since. */
export const toldAlone = (officer: string, since: string): string => `
  select r.learner_id from announcement a join announcement_recipient r on r.announcement_id = a.id
  where a.made_by_id = ${officer} and a.agreed_by_id is null and a.not_before > ${since} and r.state <> 'dropped'`

export const countedSince = (at: Date): Date => new Date(at.getTime() - COUNTED_MS)

/** How many people this announcement goes to, with those whom the officer told others alone lately: each once. */
export async function peopleAlone(
  client: Client,
  { id, officerId }: { id: number; officerId: number },
  at: Date,
): Promise<number> {
  const { rows } = await client.query<{ people: number }>(
    `select count(*)::int as people from (
       select learner_id from announcement_recipient where announcement_id = $1
       union ${toldAlone('$2', '$3')}) told`,
    [id, officerId, countedSince(at)],
  )
  return rows[0]!.people
}

/** How many announcements of this officer for this place are still being told. */
export async function underWay(
  client: Client,
  { officerId, placeId }: { officerId: number; placeId: string },
  at: Date,
): Promise<number> {
  const { rows } = await client.query<{ many: number }>(
    `select count(*)::int as many from announcement a
     where a.made_by_id = $1 and a.place_id = $2 and a.state = 'sending' and a.not_before > $3
       and (a.begins_at is null or a.begins_at > $4) and (a.queue_after is not null or exists (
         select from announcement_recipient r where r.announcement_id = a.id and r.state = 'queued'))`,
    [officerId, placeId, new Date(at.getTime() - LASTS_MS), at],
  )
  return rows[0]!.many
}

/** Alone with what this officer sends, so that two buttons pressed at once count one after the other. */
export const holdSender = async (client: PoolClient, officerId: number): Promise<void> =>
  void (await client.query('select from officer where id = $1 for no key update', [officerId]))

/** Notes that others are asked to agree now; false where they were lately, and are not asked again. */
export async function mayAsk(client: PoolClient, id: number, at: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    'update announcement set asked_at = $2 where id = $1 and (asked_at is null or asked_at <= $3)',
    [id, at, new Date(at.getTime() - ASKED_AGAIN_MS)],
  )
  return (rowCount ?? 0) > 0
}

/** The event is over for those who were told of it: they are told that as well. Nothing where it has begun. */
export async function beginCallingOff(client: PoolClient, id: number, at: Date): Promise<void> {
  await client.query(
    `update announcement a set queue_after = 0
     where a.id = $1 and a.kind = 'event' and a.begins_at > $2 and exists (
       select from announcement_recipient r where r.announcement_id = a.id and r.state = 'told')`,
    [id, at],
  )
}
