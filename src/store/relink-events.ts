import type { Pool, PoolClient } from 'pg'
import type { OwnDataEvent } from '../domain/family-events.js'
import { dayOf } from '../domain/calendar.js'
import { relinkPause, relinkWorksFrom } from '../domain/family.js'
import { audit } from './audit.js'
import { chatsOf, tellWanted } from './learners-chats.js'
import { BRANCH_ON, mergeLearners } from './merge-learners.js'
import { NotAnyMore } from './not-any-more.js'
import { hasMadeRelink, worksAt } from './relinks.js'
import type { EventOf } from './writing.js'

type Of<K extends OwnDataEvent['kind']> = Extract<OwnDataEvent, { kind: K }>
type Client = Pool | PoolClient

/** Of several words for one new chat only the newest work. */
export const END_EARLIER = `
  update invitation set ended_at = $2, ending = 'revoked', words = null
  where kind = 'relink' and learner_id = $1 and ended_at is null`
const MAKE = `
  insert into invitation (kind, words, helper_id, learner_id, made_at, works_from, expires_at)
  select 'relink', $3, g.helper_id, g.learner_id, $4, $6, $5 from helping g join helper h on h.id = g.helper_id
  where g.id = $2 and h.contact_id = $1 and g.ended_at is null
  on conflict (words) do nothing
  returning id, helper_id as "helperId", learner_id as "learnerId"`

/**
 * Three words by which a new chat becomes that of somebody whom this contact's helper helps: when the learner says yes, or
 * a day from now where the helper may see how they get on. All chats the learner has are told.
 */
export async function makeRelink(of: EventOf, made: Of<'relink-made'>): Promise<void> {
  const { client, contactId, at } = of
  const { words, helpingId, expiresAt } = made
  const { rows: helped } = await client.query<{ learnerId: number }>(
    'select learner_id as "learnerId" from helping where id = $1 and ended_at is null for share',
    [helpingId],
  )
  if (helped[0] === undefined) throw new NotAnyMore('they do not help each other any more')
  if (await hasMadeRelink(client, helpingId, relinkPause(at)))
    throw new NotAnyMore('they made words for this learner less than a day ago')
  await client.query(END_EARLIER, [helped[0].learnerId, at])
  const { rows } = await client.query<{ id: number; helperId: number; learnerId: number }>(MAKE, [
    contactId,
    helpingId,
    words,
    at,
    expiresAt,
    relinkWorksFrom(at),
  ])
  const kept = rows[0]
  if (kept === undefined) throw new NotAnyMore('the words are taken, or somebody else helps')
  const facts = { learner: kept.learnerId, helper: kept.helperId }
  const placeId = await branchOn(client, kept.learnerId, at)
  await audit(client, { officerId: null, action: 'make-relink', placeId, facts, at })
  await tellWanted(of, kept.learnerId, kept.id)
}

/** The branch of a learner on a day; null where they have none. */
export async function branchOn(client: Client, learnerId: number, at: Date): Promise<string | null> {
  const { rows } = await client.query<{ placeId: string }>(BRANCH_ON, [learnerId, dayOf(at)])
  return rows[0]?.placeId ?? null
}

const USE = `
  update invitation i set ended_at = $2, ending = 'used', words = null
  where i.id = $1 and i.kind = 'relink' and i.ended_at is null and i.expires_at > $2 and (i.helper_id is null or exists (
    select from helping g where g.helper_id = i.helper_id and g.learner_id = i.learner_id and g.ended_at is null))
    and ${worksAt('$2')}
    and not exists (select from helper h where h.id = i.helper_id and h.contact_id = $3)
    and not exists (select from officer o where o.id = i.officer_id and o.contact_id = $3)
  returning i.learner_id as "learnerId", i.helper_id as helper, i.officer_id as officer`
/** While they are held no message to these chats is stored. */
const HOLD_CHATS = `
  select id from contact
  where id = $1 or learner_id = any($2) or id in (select contact_id from profile where learner_id = any($2))
  order by id for no key update`
/**
 * A turn that waits in one of the other chats may be worked on just now, with logs that are about to change: under
 * another number it cannot be saved, and is loaded anew.
 */
export const RELOAD = `
  update turn set id = renewed.id
  from (
    select before, nextval(pg_get_serial_sequence('turn', 'id')) as id
    from (select id as before from turn where state = 'waiting' and contact_id = any($1) order by id) waiting
  ) renewed
  where turn.id = renewed.before and turn.state = 'waiting'`

/** This chat is that of the invitation's learner from now on; who learned here before is merged with them. Who stays. */
export async function relink(of: EventOf, { invitationId }: Of<'relinked'>): Promise<number> {
  const { contactId, at, notify } = of
  // A turn's events are written in one transaction, so on one client.
  const client = of.client as PoolClient
  const { rows } = await client.query<{ learnerId: number; helper: number | null; officer: number | null }>(
    USE,
    [invitationId, at, contactId],
  )
  const used = rows[0]
  if (used === undefined) throw new NotAnyMore('the words open nothing any more')
  const { learnerId: target, helper, officer } = used
  const present = of.learnerId
  if (present === target) throw new NotAnyMore('the chat is theirs already')
  const both = present === null ? [target] : [target, present]
  const { rows: chats } = await client.query<{ id: number }>(HOLD_CHATS, [contactId, both])
  const others = chats.map(({ id }) => id).filter((id) => id !== contactId)
  await client.query(RELOAD, [others])
  await holdLearners(client, both, contactId)
  if (present !== null && helper !== null && !(await helps(client, helper, present)))
    throw new NotAnyMore('whoever made the words does not help the one who learns here')

  const placeId = await branchOn(client, target, at)
  const facts = { learner: target, contact: contactId, helper, officer }
  await audit(client, { officerId: null, action: 'relink', placeId, facts, at })
  // Before a merge, since afterwards the chats of both are one person's.
  for (const id of await chatsOf(client, target, contactId))
    await notify(client, id, { kind: 'relinked', invitationId }, at)
  if (present !== null) return mergeLearners(client, target, present, { contactId, at })
  await client.query('update contact set learner_id = $2 where id = $1', [contactId, target])
  return target
}

/** The lower number first, so that two merges never wait for each other. */
async function holdLearners(
  client: PoolClient,
  learners: readonly number[],
  contactId: number,
): Promise<void> {
  const { rows } = await client.query('select from learner where id = any($1) order by id for update', [
    learners,
  ])
  if (rows.length < learners.length) throw new NotAnyMore('one of the two has erased everything')
  const { rows: shared } = await client.query('select from profile where contact_id = $1', [contactId])
  if (shared.length > 0) throw new NotAnyMore('several people learn in this chat')
}

/** Until the end of the transaction too: whoever ends this helping waits. */
async function helps(client: PoolClient, helperId: number, learnerId: number): Promise<boolean> {
  const { rows } = await client.query(
    'select from helping where helper_id = $1 and learner_id = $2 and ended_at is null for share',
    [helperId, learnerId],
  )
  return rows.length > 0
}
