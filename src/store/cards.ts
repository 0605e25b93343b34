import type { Pool, PoolClient } from 'pg'
import { dayOf } from '../domain/calendar.js'
import { UNJOINED_DAYS } from '../domain/class-list.js'
import type { OwnDataEvent } from '../domain/family-events.js'
import type { MemberScope } from '../domain/scope.js'
import { audit } from './audit.js'
import { listedBranches } from './class-list-rows.js'
import { findDoubles } from './likely-doubles.js'
import type { Change } from './members.js'
import { NotAnyMore } from './not-any-more.js'
import { leaveBranch } from './officer-events.js'
import { nameOn } from './scope-sql.js'
import { inTransaction } from './transaction.js'
import type { EventOf } from './writing.js'

type Client = Pool | PoolClient

/** The card of somebody who has not joined. */
export interface Card {
  rowId: number
  /** As the branch knows them. */
  name: string
  birthYear: number | null
  words: string
}

const IS_CARD = `i.kind = 'class-list' and i.words is not null and i.ended_at is null`
const CARDS = `
  select r.id as "rowId", r.name, r.birth_year as "birthYear", i.words
  from class_list_row r join invitation i on i.class_list_row_id = r.id and ${IS_CARD} and i.expires_at > $2
  where r.branch_id = $1 and r.learner_id is null order by r.id`

/** The cards of a branch of the scope, of those who have not joined; null for every other branch. */
export async function cardsOf(
  client: Client,
  scope: MemberScope,
  branchId: string,
  { at, day }: Pick<Change, 'at' | 'day'>,
): Promise<Card[] | null> {
  if ((await listedBranches(client, scope, day, branchId)).length === 0) return null
  const { rows } = await client.query<Card>(CARDS, [branchId, at])
  return rows
}

const ENDS = `entered_at + make_interval(days => ${UNJOINED_DAYS})`
const WANTING = `
  select id from class_list_row r
  where branch_id = $1 and learner_id is null and ${ENDS} > $2 and ($3::int is null or id = $3)
    and not exists (select from invitation i where i.class_list_row_id = r.id and ${IS_CARD} and i.expires_at > $2)
  order by id for update`
const END = `
  update invitation i set words = null, ended_at = $2, ending = 'revoked'
  where i.class_list_row_id = any($1) and ${IS_CARD}`
const MAKE = `
  insert into invitation (kind, words, class_list_row_id, officer_id, made_at, expires_at)
  select 'class-list', given.words, r.id, $3, $4, ${ENDS}
  from unnest($1::int[], $2::text[]) as given(id, words) join class_list_row r on r.id = given.id
  on conflict (words) do nothing returning class_list_row_id as id`
/** Words are nearly always free; so often others are tried. */
const TRIES = 20

/**
 * Makes cards for those of a branch who have none, or, with `renew`, another one for this row: the words of the former
 * open nothing from now on. How many; null for a branch or row outside the scope, or of somebody who joined.
 */
export const makeCards = (
  pool: Pool,
  scope: MemberScope,
  { branchId, renew, newWords }: { branchId: string; renew: number | null; newWords: () => string },
  { officerId, at, day }: Change,
): Promise<number | null> =>
  inTransaction(pool, async (client) => {
    if ((await listedBranches(client, scope, day, branchId)).length === 0) return null
    // Of two officers who press at once one waits, and finds the cards of the other.
    await client.query('select from place where id = $1 for update', [branchId])
    if (renew !== null) {
      const { rows } = await client.query<{ id: number }>(
        'select id from class_list_row where id = $1 and branch_id = $2 and learner_id is null for update',
        [renew, branchId],
      )
      if (rows.length === 0) return null
      await client.query(END, [[renew], at])
    }
    const { rows } = await client.query<{ id: number }>(WANTING, [branchId, at, renew])
    const wanting = new Set(rows.map(({ id }) => id))
    // What the words of a card that ran out hold is free again.
    await client.query(END, [[...wanting], at])
    for (let tried = 0; tried < TRIES && wanting.size > 0; tried++) {
      const ids = [...wanting]
      const { rows: made } = await client.query<{ id: number }>(MAKE, [ids, ids.map(newWords), officerId, at])
      for (const { id } of made) wanting.delete(id)
    }
    const cards = rows.length - wanting.size
    if (cards > 0)
      await audit(client, {
        officerId,
        action: 'make-cards',
        placeId: branchId,
        facts: renew === null ? { cards } : { cards, row: renew },
        at,
      })
    return cards
  })

/** What a learner is asked about who said the words of a card. */
export interface CardAsked {
  commune: string | null
  /** Where they belong now; null when nowhere. */
  own: { branchId: string; branch: string } | null
  /** Whether a row of that branch's list is theirs already. */
  isListed: boolean
}

/** How things stand between a learner and the branch of a card; nothing of whom the card is for. */
export async function cardAsked(
  client: Client,
  branchId: string,
  learnerId: number,
  at: Date,
): Promise<CardAsked> {
  const { rows } = await client.query<{
    commune: string | null
    ownId: string | null
    own: string | null
    isListed: boolean
  }>(
    `select ${nameOn(`(select s.parent_id from place_span s where s.place_id = $1 and ${holds('s')})`, '$3')} as commune,
       own.branch_id as "ownId", coalesce(${nameOn('own.branch_id', '$3')}, own.branch_id) as own,
       exists (select from class_list_row where learner_id = $2 and branch_id = $1) as "isListed"
     from (select 1) as one left join lateral (
       select branch_id from membership m where m.learner_id = $2 and ${holds('m')} order by m.id desc limit 1
     ) own on true`,
    [branchId, learnerId, dayOf(at)],
  )
  const { commune = null, ownId = null, own = null, isListed = false } = rows[0] ?? {}
  return { commune, own: ownId === null || own === null ? null : { branchId: ownId, branch: own }, isListed }
}

/** On the day `$3`. */
const holds = (span: string): string =>
  `${span}."from" <= $3::date and (${span}.until is null or ${span}.until > $3::date)`

const USE = `
  update invitation i set words = null, ended_at = $2, ending = 'used'
  from class_list_row r
  where i.id = $1 and ${IS_CARD} and i.expires_at > $2 and r.id = i.class_list_row_id and r.learner_id is null
  returning r.id as "rowId", r.branch_id as "branchId"`
const TAKE =
  'update class_list_row set learner_id = $1, version = version + 1 where id = $2 and learner_id is null'
/** Who belongs there already goes on belonging; the list adds what was not said. */
const STAY = `
  update membership m set sex = coalesce(m.sex, r.sex), "group" = coalesce(r."group", m."group"),
    group_at = case when r."group" is distinct from m."group" and r."group" is not null then $4 else m.group_at end
  from class_list_row r
  where r.id = $3 and m.learner_id = $1 and m.branch_id = $2 and m.until is null returning m.id`
const JOIN = `
  insert into membership (learner_id, branch_id, "from", way, sex, "group", confirmed_at)
  select $1, r.branch_id, $2::date, 'class-list', r.sex, r."group", $4 from class_list_row r where r.id = $3 returning id`
const PLACE = `
  update learner set place_id = (select s.parent_id from place_span s where s.place_id = $2 and ${holds('s')})
  where id = $1 and place_id is null`

/**
 * Writes that this turn's learner is whom the card is for: the row is theirs, they belong to its branch from today with
 * what the list says of them, the card is used up, and likely doubles are looked for.
 */
export async function joinByCard(
  { client, learnerId, at }: EventOf,
  { invitationId }: Extract<OwnDataEvent, { kind: 'card-joined' }>,
): Promise<void> {
  if (learnerId === null) return
  const day = dayOf(at)
  const { rows: used } = await client.query<{ rowId: number; branchId: string }>(USE, [invitationId, at])
  if (used[0] === undefined) throw new NotAnyMore('the card was used, renewed or taken back')
  const { rowId, branchId } = used[0]
  await client.query('select from learner where id = $1 for update', [learnerId])
  // One person is one row: the one they held before is free again.
  await client.query(
    'update class_list_row set learner_id = null, version = version + 1 where learner_id = $1',
    [learnerId],
  )
  const { rowCount } = await client.query(TAKE, [learnerId, rowId])
  if (rowCount === 0) throw new NotAnyMore('somebody else was confirmed as whom the card is for')
  const { rows: stayed } = await client.query<{ id: number }>(STAY, [learnerId, branchId, rowId, at])
  if (stayed[0] === undefined) await leaveBranch(client, learnerId, branchId, at)
  const { rows: made } =
    stayed[0] === undefined
      ? await client.query<{ id: number }>(JOIN, [learnerId, day, rowId, at])
      : { rows: stayed }
  await client.query(PLACE, [learnerId, branchId, day])
  const doubles = await findDoubles(client, learnerId, branchId, day, at)
  const facts = { learner: learnerId, membership: made[0]!.id, row: rowId, invitation: invitationId, doubles }
  await audit(client, { officerId: null, action: 'join-by-card', placeId: branchId, facts, at })
}
