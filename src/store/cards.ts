import type { Pool, PoolClient } from 'pg'
import { dayOf } from '../domain/calendar.js'
import { UNJOINED_DAYS } from '../domain/class-list.js'
import type { OwnDataEvent } from '../domain/family-events.js'
import type { MemberScope } from '../domain/scope.js'
import { audit } from './audit.js'
import { IS_CARD, endCards, giveUpRows, missCard } from './card-ends.js'
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
  /** It opens nothing from then on. */
  expiresAt: Date
}

const CARDS = `
  select r.id as "rowId", r.name, r.birth_year as "birthYear", i.words, i.expires_at as "expiresAt"
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
const MAKE = `
  insert into invitation (kind, words, class_list_row_id, officer_id, made_at, expires_at)
  select 'class-list', given.words, r.id, $3, $4, ${ENDS}
  from unnest($1::int[], $2::text[]) as given(id, words) join class_list_row r on r.id = given.id
  on conflict (words) do nothing returning class_list_row_id as id`
const SAME = `
  select from invitation i where i.id = $1 and i.class_list_row_id = $2 and ${IS_CARD} and i.expires_at > $3`
/** Words are nearly always free; so often others are tried. */
const TRIES = 20

/** Which card is made anew, as the page showed it. */
export interface SeenCard {
  rowId: number
  cardId: number
}

/** `faster`: the row has another card by now, or none. */
export type MadeCards = number | 'faster' | null

/**
 * Makes cards for those of a branch who have none, or, with `renew`, another one instead of this: its words open nothing
 * from now on. How many; null for a branch or row outside the scope, or of somebody who joined.
 */
export const makeCards = (
  pool: Pool,
  scope: MemberScope,
  { branchId, renew, newWords }: { branchId: string; renew: SeenCard | null; newWords: () => string },
  { officerId, at, day }: Change,
): Promise<MadeCards> =>
  inTransaction(pool, async (client) => {
    if ((await listedBranches(client, scope, day, branchId)).length === 0) return null
    // Of two officers who press at once one waits, and finds the cards of the other; who joins goes on.
    await client.query('select from place where id = $1 for no key update', [branchId])
    if (renew !== null) {
      const { rowCount } = await client.query(
        'select from class_list_row where id = $1 and branch_id = $2 and learner_id is null for update',
        [renew.rowId, branchId],
      )
      if (rowCount === 0) return null
      const { rowCount: same } = await client.query(SAME, [renew.cardId, renew.rowId, at])
      if (same === 0) return 'faster'
      await endCards(client, [renew.rowId], at)
    }
    const { rows } = await client.query<{ id: number }>(WANTING, [branchId, at, renew?.rowId ?? null])
    const wanting = new Set(rows.map(({ id }) => id))
    // What the words of a card that ran out hold is free again.
    await endCards(client, [...wanting], at)
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
        facts: renew === null ? { cards } : { cards, row: renew.rowId },
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
  /** Whether the list has the year of birth of whom the card is for: then it is asked before it opens anything. */
  asksYear: boolean
}

/** How a year of birth stands to a card; `gone` where it cannot be used any more. */
export type CardFits = 'fits' | 'other-year' | 'gone'

const FITS = `
  select r.birth_year is null or r.birth_year = $3::int as fits
  from invitation i join class_list_row r on r.id = i.class_list_row_id
  where i.id = $1 and ${IS_CARD} and i.expires_at > $2 and r.learner_id is null`

export async function cardFits(
  client: Client,
  invitationId: number,
  birthYear: number | null,
  at: Date,
): Promise<CardFits> {
  const { rows } = await client.query<{ fits: boolean | null }>(FITS, [invitationId, at, birthYear])
  if (rows[0] === undefined) return 'gone'
  return rows[0].fits === true ? 'fits' : 'other-year'
}

/** How things stand between a learner and the branch of a card; nothing of whom the card is for. */
export async function cardAsked(
  client: Client,
  { id, branchId }: { id: number; branchId: string },
  learnerId: number,
  at: Date,
): Promise<CardAsked> {
  const { rows } = await client.query<{
    commune: string | null
    ownId: string | null
    own: string | null
    isListed: boolean
    asksYear: boolean
  }>(
    `select ${nameOn(`(select s.parent_id from place_span s where s.place_id = $1 and ${holds('s')})`, '$3')} as commune,
       own.branch_id as "ownId", coalesce(${nameOn('own.branch_id', '$3')}, own.branch_id) as own,
       exists (select from class_list_row where learner_id = $2 and branch_id = $1) as "isListed",
       exists (select from invitation i join class_list_row r on r.id = i.class_list_row_id
         where i.id = $4 and r.birth_year is not null) as "asksYear"
     from (select 1) as one left join lateral (
       select branch_id from membership m where m.learner_id = $2 and ${holds('m')} order by m.id desc limit 1
     ) own on true`,
    [branchId, learnerId, dayOf(at), id],
  )
  const { commune = null, ownId = null, own = null, isListed = false, asksYear = false } = rows[0] ?? {}
  return {
    commune,
    own: ownId === null || own === null ? null : { branchId: ownId, branch: own },
    isListed,
    asksYear,
  }
}

/** On the day `$3`. */
const holds = (span: string): string =>
  `${span}."from" <= $3::date and (${span}.until is null or ${span}.until > $3::date)`

/** The card's row, and what the learner holds: locked before the card, as officers do, and in one order. */
const ROWS = `
  select from class_list_row
  where learner_id = $1 or id = (select class_list_row_id from invitation where id = $2) order by id for update`
const USE = `
  update invitation i set words = null, ended_at = $2, ending = 'used'
  from class_list_row r
  where i.id = $1 and ${IS_CARD} and i.expires_at > $2 and r.id = i.class_list_row_id and r.learner_id is null
    and (r.birth_year is null or r.birth_year = $3::int)
  returning r.id as "rowId", r.branch_id as "branchId"`
const TAKE =
  'update class_list_row set learner_id = $1, version = version + 1 where id = $2 and learner_id is null'
/** Who belongs there already goes on belonging; the list adds what was not said. */
const STAY = `
  update membership m set sex = coalesce(m.sex, r.sex), "group" = coalesce(r."group", m."group"),
    group_at = case when m.sex is null and r.sex is not null
      or r."group" is distinct from m."group" and r."group" is not null then $4 else m.group_at end
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
  { invitationId, birthYear }: Extract<OwnDataEvent, { kind: 'card-joined' }>,
): Promise<void> {
  if (learnerId === null) return
  const day = dayOf(at)
  await client.query('select from learner where id = $1 for update', [learnerId])
  await client.query(ROWS, [learnerId, invitationId])
  const { rows: used } = await client.query<{ rowId: number; branchId: string }>(USE, [
    invitationId,
    at,
    birthYear,
  ])
  if (used[0] === undefined)
    throw new NotAnyMore('the card was used, renewed or taken back, or has another year')
  const { rowId, branchId } = used[0]
  await giveUpRows(client, learnerId, branchId, at)
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
  // Without row or card: either would tell whom the list names, consent or not.
  const facts = { learner: learnerId, membership: made[0]!.id, doubles }
  await audit(client, { officerId: null, action: 'join-by-card', placeId: branchId, facts, at })
}

/** Writes that another year of birth was said than the card's row has; nobody is told which part was wrong. */
export const writeMissedCard = (
  { client, at }: Pick<EventOf, 'client' | 'at'>,
  { invitationId }: Extract<OwnDataEvent, { kind: 'card-missed' }>,
): Promise<void> => missCard(client, invitationId, at)
