import type { Pool, PoolClient } from 'pg'
import { dayOf } from '../domain/calendar.js'
import type { Confirmation, OfficerEvent } from '../domain/officer-events.js'
import type { Officer } from '../domain/role.js'
import { memberScopeOf } from '../domain/scope.js'
import { revokeTokens } from './api-tokens.js'
import { audit } from './audit.js'
import { giveUpRows } from './card-ends.js'
import { NotAnyMore } from './not-any-more.js'
import { chatOfLearner } from './chat-of-learner.js'
import { findDoubles } from './likely-doubles.js'
import { rootOf, withinScope } from './scope-sql.js'
import type { Notify } from './store.js'
import type { EventOf } from './writing.js'

type Client = Pool | PoolClient

/** Writes what a turn changed about officers and members, on the client of the turn's transaction. */
export async function writeOfficerEvent(
  { client, contactId, learnerId, at, notify }: Omit<EventOf, 'turn'>,
  event: OfficerEvent,
): Promise<void> {
  switch (event.kind) {
    case 'officer-joined':
      return join(client, contactId, event, at)
    case 'login-link-made':
      return void (await client.query(
        'insert into login_link (token_hash, officer_id, made_at, expires_at) values ($1, $2, $3, $4)',
        [event.tokenHash, event.officerId, at, event.expiresAt],
      ))
    case 'browser-confirmed':
      return confirmBrowser(client, event, at)
    case 'browser-refused':
      return refuseBrowser(client, event, at)
    case 'member-words-made':
      return learnerId === null ? undefined : showWords(client, learnerId, event, at)
    case 'member-confirmed':
      return confirmMember(client, event.confirmation, at, notify)
    case 'branch-left':
      return learnerId === null ? undefined : leaveBranch(client, learnerId, null, at)
  }
}

type Of<K extends OfficerEvent['kind']> = Extract<OfficerEvent, { kind: K }>

async function placeOf(client: Client, officerId: number): Promise<string | null> {
  const { rows } = await client.query<{ place_id: string | null }>(
    'select place_id from officer where id = $1',
    [officerId],
  )
  return rows[0]?.place_id ?? null
}

/** The chat they had before is theirs no longer, nor what was signed in from it or made there. */
async function join(
  client: Client,
  contactId: number,
  { codeHash, officerId }: Of<'officer-joined'>,
  at: Date,
): Promise<void> {
  const { rowCount } = await client.query(
    `update officer_invitation set used_at = $2
     where code_hash = $1 and officer_id = $3 and used_at is null and expires_at > $2`,
    [codeHash, at, officerId],
  )
  if (rowCount === 0) throw new NotAnyMore('the code was used by somebody else')
  await client.query('update officer set contact_id = null where contact_id = $1 and ended_at is not null', [
    contactId,
  ])
  await client.query('update officer set contact_id = $2 where id = $1', [officerId, contactId])
  await client.query('update officer_session set ended_at = $2 where officer_id = $1 and ended_at is null', [
    officerId,
    at,
  ])
  await client.query('delete from login_link where officer_id = $1', [officerId])
  const placeId = await placeOf(client, officerId)
  await audit(client, { officerId, action: 'join', placeId, facts: { contact: contactId }, at })
  await revokeTokens(client, { id: officerId, placeId }, at)
}

async function confirmBrowser(
  client: Client,
  { officerId, words, picture }: Of<'browser-confirmed'>,
  at: Date,
): Promise<void> {
  const { rowCount } = await client.query(
    `update login_request set officer_id = $1, confirmed_at = $4
     where words = $2 and picture = $3 and expires_at > $4 and officer_id is null`,
    [officerId, words, picture, at],
  )
  if (rowCount === 0) throw new NotAnyMore('the browser does not wait any more')
  const placeId = await placeOf(client, officerId)
  await audit(client, { officerId, action: 'confirm-browser', placeId, at })
}

async function refuseBrowser(
  client: Client,
  { officerId, words }: Of<'browser-refused'>,
  at: Date,
): Promise<void> {
  const { rowCount } = await client.query(
    'delete from login_request where words = $1 and officer_id is null',
    [words],
  )
  if (rowCount === 0) return
  const placeId = await placeOf(client, officerId)
  await audit(client, { officerId, action: 'refuse-browser', placeId, at })
}

async function showWords(
  client: Client,
  learnerId: number,
  { words, expiresAt }: Of<'member-words-made'>,
  at: Date,
): Promise<void> {
  await client.query('delete from member_words where learner_id = $1 or (words = $2 and expires_at <= $3)', [
    learnerId,
    words,
    at,
  ])
  const { rowCount } = await client.query(
    `insert into member_words (words, learner_id, made_at, expires_at) values ($1, $2, $3, $4)
     on conflict (words) do nothing`,
    [words, learnerId, at, expiresAt],
  )
  if (rowCount === 0) throw new NotAnyMore('somebody else shows these words by now')
}

const BRANCH_WITHIN = `
  with recursive ${withinScope('$1', '$2')}
  select from place
  where place.id = $3 and place.level = 'branch' and place.id in (select place_id from within)`

async function confirmMember(
  client: Client,
  { officerId, words, branchId, sex, classListRow }: Confirmation,
  at: Date,
  notify: Notify,
): Promise<void> {
  const day = dayOf(at)
  const { rows: officers } = await client.query<Officer>(
    `select id, name, role, place_id as "placeId", plan, agency from officer
     where id = $1 and ended_at is null for share`,
    [officerId],
  )
  const scope = officers[0] === undefined ? null : memberScopeOf(officers[0])
  if (scope === null) throw new NotAnyMore('the officer may not confirm members any more')
  const { rowCount: branches } = await client.query(BRANCH_WITHIN, [rootOf(scope), day, branchId])
  const { rows: shown } = await client.query<{ learner_id: number }>(
    'delete from member_words where words = $1 and expires_at > $2 returning learner_id',
    [words, at],
  )
  if (branches === 0 || shown[0] === undefined)
    throw new NotAnyMore('the branch or the words are not there any more')
  const learnerId = shown[0].learner_id
  await client.query('select from learner where id = $1 for update', [learnerId])
  await leaveBranch(client, learnerId, branchId, at)
  const isListed = await takeRow(client, learnerId, { branchId, row: classListRow }, at)
  const { rows: made } = await client.query<{ id: number }>(
    `insert into membership (learner_id, branch_id, "from", way, sex, "group", confirmed_by_id, confirmed_at)
     values ($1, $2, $3::date, $4, $5, (select "group" from class_list_row where learner_id = $1 and branch_id = $2),
       $6, $7) returning id`,
    [learnerId, branchId, day, isListed ? 'class-list' : 'officer', sex, officerId, at],
  )
  const doubles = await findDoubles(client, learnerId, branchId, day, at)
  const facts = { learner: learnerId, membership: made[0]!.id, doubles }
  await audit(client, { officerId, action: 'confirm-member', placeId: branchId, facts, at })
  await tellLearner({ client, at, notify }, learnerId, made[0]!.id)
}

/** Gives the learner their row of the class list; false when there is none, or somebody else has it. */
async function takeRow(
  client: Client,
  learnerId: number,
  { branchId, row }: { branchId: string; row: number | null },
  at: Date,
): Promise<boolean> {
  if (row === null) return false
  await giveUpRows(client, learnerId, branchId, at)
  const { rowCount } = await client.query(
    `update class_list_row set learner_id = $1, version = version + 1
     where id = $2 and branch_id = $3 and learner_id is null`,
    [learnerId, row, branchId],
  )
  return rowCount === 1
}

/** Ends the membership that holds; `next` is the branch they go to, null when to none. */
export async function leaveBranch(
  client: Client,
  learnerId: number,
  next: string | null,
  at: Date,
): Promise<void> {
  const day = dayOf(at)
  const { rows } = await client.query<{ id: number; branch_id: string }>(
    `update membership set until = greatest("from", $2::date)
     where learner_id = $1 and until is null returning id, branch_id`,
    [learnerId, day],
  )
  for (const { id, branch_id: placeId } of rows) {
    if (placeId === next) continue
    const facts = { learner: learnerId, membership: id }
    await audit(client, { officerId: null, action: 'leave-branch', placeId, facts, at })
  }
  if (next === null)
    await client.query('update class_list_row set learner_id = null where learner_id = $1', [learnerId])
}

/** The news goes to the learner's own chat, where there is one. */
async function tellLearner(
  { client, at, notify }: Pick<EventOf, 'client' | 'at' | 'notify'>,
  learnerId: number,
  membershipId: number,
): Promise<void> {
  const chat = await chatOfLearner(client, learnerId)
  if (chat !== null) await notify(client, chat, { kind: 'confirmed', membershipId }, at)
}
