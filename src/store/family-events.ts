import type { FamilyEvent } from '../domain/family-events.js'
import { MOST_INVITATIONS } from '../domain/family.js'
import { chatOfLearner } from './chat-of-learner.js'
import { writeEmergencyEvent } from './emergency-events.js'
import { writeHelpEvent } from './help-events.js'
import { SEES } from './helpings.js'
import { NotAnyMore } from './not-any-more.js'
import { noteToldOf } from './untell.js'
import type { EventOf } from './writing.js'

type Of<K extends FamilyEvent['kind']> = Extract<FamilyEvent, { kind: K }>

/**
 * Writes what a turn changed about helpers and those they help, and queues what the other side is told. Throws
 * NotAnyMore where somebody else was quicker: what the turn said is not true then.
 */
export async function writeFamilyEvent(of: EventOf, event: FamilyEvent): Promise<void> {
  switch (event.kind) {
    case 'helper-named':
      return nameHelper(of, event)
    case 'invitation-made':
      return makeInvitation(of, event)
    case 'invitation-revoked':
      return revoke(of, event)
    case 'invitation-refused':
      return refuse(of, event)
    case 'invitation-accepted':
      return accept(of, event)
    case 'viewing-set':
      return setViewing(of, event)
    case 'helping-ended':
      return endHelping(of, event)
    case 'help-requested':
    case 'officers-asked':
    case 'help-answered':
    case 'beside-told':
    case 'seen-in-life':
      return writeHelpEvent(of, event)
    case 'silence-told':
      return noteTold(of, event)
    case 'emergency-begun':
    case 'emergency-told':
      return writeEmergencyEvent(of, event)
  }
}

async function nameHelper({ client, contactId, at }: EventOf, { name }: Of<'helper-named'>): Promise<void> {
  await client.query(
    `insert into helper (contact_id, name, made_at) values ($1, $2, $3)
     on conflict (contact_id) do update set name = excluded.name`,
    [contactId, name, at],
  )
}

async function makeInvitation(
  { client, contactId, at }: EventOf,
  { words, called, expiresAt }: Of<'invitation-made'>,
): Promise<void> {
  const { rowCount } = await client.query(
    `insert into invitation (kind, words, helper_id, called, made_at, expires_at)
     select 'family', $2, h.id, $3, $4, $5 from helper h
     where h.contact_id = $1 and (
       select count(*) from invitation i
       where i.helper_id = h.id and i.kind = 'family' and i.ended_at is null and i.expires_at > $4) < $6
     on conflict (words) do nothing`,
    [contactId, words, called, at, expiresAt, MOST_INVITATIONS],
  )
  if (rowCount === 0) throw new NotAnyMore('the words are taken, or too many invitations wait')
}

async function revoke(
  { client, contactId, at }: EventOf,
  { invitationId }: Of<'invitation-revoked'>,
): Promise<void> {
  const { rowCount } = await client.query(
    `update invitation i set ended_at = $3, ending = 'revoked', words = null
     from helper h
     where i.id = $2 and h.id = i.helper_id and h.contact_id = $1 and i.ended_at is null and i.expires_at > $3`,
    [contactId, invitationId, at],
  )
  if (rowCount === 0) throw new NotAnyMore('the invitation does not wait any more')
}

/** The invitation is over by this; only the first of two who say its words comes so far. */
const END = `
  update invitation i set ended_at = $2, ending = $3, words = null, learner_id = $4
  from helper h
  where i.id = $1 and h.id = i.helper_id and i.kind = 'family' and i.ended_at is null and i.expires_at > $2
  returning h.id as "helperId", h.contact_id as "contactId", i.called`

interface Ended {
  helperId: number
  contactId: number
  called: string
}

async function endInvitation(
  { client, at }: EventOf,
  invitationId: number,
  ending: 'viewing' | 'learning' | 'refused',
  learnerId: number | null,
): Promise<Ended> {
  const { rows } = await client.query<Ended>(END, [invitationId, at, ending, learnerId])
  if (rows[0] === undefined) throw new NotAnyMore('the invitation is not open any more')
  return rows[0]
}

async function refuse(of: EventOf, { invitationId }: Of<'invitation-refused'>): Promise<void> {
  const { contactId } = await endInvitation(of, invitationId, 'refused', null)
  await of.notify(of.client, contactId, { kind: 'invitation-answered', invitationId }, of.at)
}

async function accept(
  of: EventOf,
  { invitationId, viewing, textVersion }: Of<'invitation-accepted'>,
): Promise<void> {
  const { client, learnerId, at } = of
  if (learnerId === null) throw new Error('only a learner can be helped')
  const inviter = await endInvitation(of, invitationId, viewing ? 'viewing' : 'learning', learnerId)
  if (inviter.contactId === of.contactId) throw new NotAnyMore('nobody is their own helper')
  const { rows } = await client.query<{ id: number }>(
    `insert into helping (helper_id, learner_id, called, since) values ($1, $2, $3, $4)
     on conflict (helper_id, learner_id) where ended_at is null do nothing
     returning id`,
    [inviter.helperId, learnerId, inviter.called, at],
  )
  if (rows[0] === undefined) throw new NotAnyMore('they help each other already')
  await consent(of, learnerId, rows[0].id, viewing, textVersion)
  await of.notify(client, inviter.contactId, { kind: 'invitation-answered', invitationId }, at)
}

async function consent(
  { client, at }: EventOf,
  learnerId: number,
  helpingId: number,
  given: boolean,
  textVersion: string,
): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `insert into consent (learner_id, purpose, helping_id, given, text_version, at)
     values ($1, 'family', $2, $3, $4, $5) returning id`,
    [learnerId, helpingId, given, textVersion, at],
  )
  return rows[0]!.id
}

/** Each helper for whom it changes gets a row of consent of their own, and is told. */
async function setViewing(of: EventOf, { helpingId, given, textVersion }: Of<'viewing-set'>): Promise<void> {
  const { client, learnerId, at } = of
  if (learnerId === null) return
  // Held first, so that two chats of one learner do not say yes and no at once.
  const { rows: held } = await client.query<{ id: number }>(
    `select id from helping
     where learner_id = $1 and ended_at is null and ($2::int is null or id = $2) order by id for update`,
    [learnerId, helpingId === 'all' ? null : helpingId],
  )
  const { rows } = await client.query<{ id: number; contactId: number; sees: boolean }>(
    `select g.id, h.contact_id as "contactId", ${SEES} as sees
     from helping g join helper h on h.id = g.helper_id where g.id = any($1) order by g.id`,
    [held.map(({ id }) => id)],
  )
  if (rows.length === 0 && helpingId !== 'all') throw new NotAnyMore('this helper does not help any more')
  for (const { id, contactId, sees } of rows) {
    if (sees === given) continue
    const consentId = await consent(of, learnerId, id, given, textVersion)
    await of.notify(client, contactId, { kind: 'viewing-changed', helpingId: id, consentId }, at)
  }
}

async function noteTold(
  { client, contactId, turn }: EventOf,
  { helpingId, since }: Of<'silence-told'>,
): Promise<void> {
  await client.query(
    `update helping g set silence_told = $3::date from helper h
     where g.id = $1 and h.id = g.helper_id and h.contact_id = $2`,
    [helpingId, contactId, since],
  )
  await noteToldOf(client, turn.id, helpingId)
}

async function endHelping(of: EventOf, { helpingId, by }: Of<'helping-ended'>): Promise<void> {
  const { client, contactId, learnerId, at } = of
  const { rows } = await client.query<{ contactId: number; learnerId: number }>(
    `update helping g set ended_at = $2, ended_by = $3
     from helper h
     where g.id = $1 and h.id = g.helper_id and g.ended_at is null
       and case $3 when 'learner' then g.learner_id = $4 else h.contact_id = $5 end
     returning h.contact_id as "contactId", g.learner_id as "learnerId"`,
    [helpingId, at, by, learnerId, contactId],
  )
  const ended = rows[0]
  if (ended === undefined) throw new NotAnyMore('they do not help each other any more')
  const other = by === 'learner' ? ended.contactId : await chatOfLearner(client, ended.learnerId)
  if (other !== null) await of.notify(client, other, { kind: 'helping-ended', helpingId }, at)
}
