import type { ProfileEvent } from '../domain/family-events.js'
import { MOST_PROFILES } from '../domain/profile.js'
import { endedDay } from '../domain/turn/day.js'
import { NotAnyMore } from './not-any-more.js'
import { storedJson } from './stored-json.js'
import type { EventOf } from './writing.js'

type Of<K extends ProfileEvent['kind']> = Extract<ProfileEvent, { kind: K }>

/** Writes who learns on a chat that several share; who is learning there afterwards. */
export async function writeProfileEvent(of: EventOf, event: ProfileEvent): Promise<number | null> {
  // Whoever gives the chat to somebody else at the same time waits.
  await of.client.query('select from contact where id = $1 for update', [of.contactId])
  switch (event.kind) {
    case 'profile-added':
      return makeRoom(of, event)
    case 'profile-named':
      return nameNewcomer(of, event)
    case 'profile-chosen':
      return changeOver(of, event)
  }
}

/** Where the present learner stands, without the form they were in. */
const PRESENT = `(select (state || '{"form": null}') - 'who' from session where contact_id = $1)`
const KEEP_NAMED = `
  insert into profile (contact_id, learner_id, name, session, made_at) values ($1, $2, $3, ${PRESENT}, $4)
  on conflict (contact_id, learner_id) do update set session = excluded.session`
const KEEP = `update profile set session = ${PRESENT} where contact_id = $1 and learner_id = $2`
const TAKE_PLACE = `
  with placed as (
    update profile p set session = null from profile was
    where p.contact_id = $1 and p.learner_id = $2 and was.contact_id = $1 and was.learner_id = $2
    returning was.session
  ), given as (
    update contact set learner_id = $2 where id = $1 and exists (select from placed)
  )
  insert into session (contact_id, state, updated_at)
  select $1, coalesce(session, $3::jsonb) || '{"who": "chosen"}', $4 from placed
  on conflict (contact_id) do update set state = excluded.state, updated_at = excluded.updated_at`
/** A turn that nobody wrote, answered like any other. */
const RESUME = `
  with resumed as (
    insert into turn (channel, update_id, contact_id, incoming, received_at)
    select channel, 'chosen-' || $2::text, id, $3::jsonb, $4 from contact where id = $1
    returning contact_id
  ) select pg_notify('turn', contact_id::text) from resumed`

/** The present learner's place is kept, and the chat is nobody's until the newcomer agrees to be kept. */
async function makeRoom(of: EventOf, { own }: Of<'profile-added'>): Promise<null> {
  const { client, contactId, learnerId, at } = of
  if (learnerId !== null && own !== null) await client.query(KEEP_NAMED, [contactId, learnerId, own, at])
  else if (learnerId !== null) await keepPlace(of, learnerId)
  const { rows } = await client.query<{ profiles: number }>(
    'select count(*)::int as profiles from profile where contact_id = $1',
    [contactId],
  )
  if (rows[0]!.profiles >= MOST_PROFILES) throw new NotAnyMore('there is no room on this chat any more')
  await client.query('update contact set learner_id = null where id = $1', [contactId])
  return null
}

async function nameNewcomer(
  { client, contactId, learnerId, at }: EventOf,
  { name }: Of<'profile-named'>,
): Promise<number> {
  if (learnerId === null) throw new Error(`nobody on contact ${contactId} can be named`)
  await client.query('insert into profile (contact_id, learner_id, name, made_at) values ($1, $2, $3, $4)', [
    contactId,
    learnerId,
    name,
    at,
  ])
  return learnerId
}

/** The session goes with its learner, and a turn of its own shows the chosen one where they stand. */
async function changeOver(of: EventOf, { learnerId: chosen, wish }: Of<'profile-chosen'>): Promise<number> {
  const { client, turn, contactId, learnerId, at } = of
  if (learnerId !== null) await keepPlace(of, learnerId)
  const { rowCount } = await client.query(TAKE_PLACE, [contactId, chosen, storedJson(endedDay()), at])
  if (rowCount === 0) throw new NotAnyMore('the chosen one does not learn on this chat any more')
  const incoming = storedJson({ kind: 'resume', learnerId: chosen, wish })
  await client.query(RESUME, [contactId, turn.id, incoming, at])
  return chosen
}

async function keepPlace({ client, contactId }: EventOf, learnerId: number): Promise<void> {
  const { rowCount } = await client.query(KEEP, [contactId, learnerId])
  if (rowCount === 0) throw new Error(`learner ${learnerId} has no name on contact ${contactId}`)
}
