import type { Pool, PoolClient } from 'pg'
import { dayOf } from '../domain/calendar.js'
import type { OwnDataEvent } from '../domain/family-events.js'
import type { MemberScope } from '../domain/scope.js'
import { audit } from './audit.js'
import { findDoubles } from './likely-doubles.js'
import type { Change } from './members.js'
import { NotAnyMore } from './not-any-more.js'
import { leaveBranch } from './officer-events.js'
import { nameOn, rootOf, withinScope } from './scope-sql.js'
import { inTransaction } from './transaction.js'
import type { EventOf } from './writing.js'

type Client = Pool | PoolClient

/** A poster that somebody photographed and passed on brings strangers: more than so many a day is no branch meeting. */
export const MOST_A_DAY = 50
/** One mistake can be mended on the same day; to and fro is no belonging. */
const OWN_MOST_A_DAY = 2

/** A branch as officers see it, and the words on its poster; null where it has none. */
export interface BranchWithWords {
  branchId: string
  branch: string
  commune: string | null
  words: string | null
  /** How many members came by these or former words. */
  joined: number
}

const IS_OPEN = `i.kind = 'branch' and i.words is not null and i.ended_at is null`
const HOLDS = (span: string, day: string): string =>
  `${span}."from" <= ${day}::date and (${span}.until is null or ${span}.until > ${day}::date)`

const WITHIN = `
  with recursive ${withinScope('$1', '$2')}
  select p.id as "branchId", coalesce(${nameOn('p.id', '$2')}, p.id) as branch,
    ${nameOn('s.parent_id', '$2')} as commune,
    (select i.words from invitation i where i.branch_id = p.id and ${IS_OPEN} limit 1) as words,
    (select count(*)::int from membership m where m.branch_id = p.id and m.way = 'branch-words') as joined
  from place p join place_span s on s.place_id = p.id and ${HOLDS('s', '$2')}
  where p.level = 'branch' and p.id in (select place_id from within) and ($3::text is null or p.id = $3)
  order by branch, p.id limit 500`

/** The branches of a scope on a day; with `only`, that one if it lies within. */
export async function branchesWithWords(
  client: Client,
  scope: MemberScope,
  day: string,
  only: string | null = null,
): Promise<BranchWithWords[]> {
  const { rows } = await client.query<BranchWithWords>(WITHIN, [rootOf(scope), day, only])
  return rows
}

/** `faster`: the branch has other words by now than the page showed; `nothing`: it is not theirs, or there is nothing to end. */
export type WordsChanged = 'done' | 'faster' | 'nothing'

/**
 * Gives a branch of the scope these words, and ends those it had; with null it has none from now on. Only where it still
 * has what the page showed: a poster that a colleague has just printed is not ended unseen.
 */
export const setBranchWords = (
  pool: Pool,
  scope: MemberScope,
  { branchId, shown, words }: { branchId: string; shown: string | null; words: string | null },
  { officerId, at, day }: Change,
): Promise<WordsChanged> =>
  inTransaction(pool, async (client) => {
    // Of two officers who press at once one waits: a branch has one poster.
    await client.query('select from place where id = $1 for update', [branchId])
    const [branch] = await branchesWithWords(client, scope, day, branchId)
    if (branch === undefined) return 'nothing'
    if (branch.words !== shown) return 'faster'
    const { rows: ended } = await client.query<{ id: number }>(
      `update invitation i set words = null, ended_at = $2, ending = 'revoked'
       where i.branch_id = $1 and ${IS_OPEN} returning i.id`,
      [branchId, at],
    )
    for (const { id: invitation } of ended)
      await audit(client, {
        officerId,
        action: 'end-branch-words',
        placeId: branchId,
        facts: { invitation },
        at,
      })
    if (words === null) return ended.length > 0 ? 'done' : 'nothing'
    const { rows: made } = await client.query<{ id: number }>(
      `insert into invitation (kind, words, officer_id, branch_id, made_at)
       values ('branch', $1, $2, $3, $4) returning id`,
      [words, officerId, branchId, at],
    )
    const facts = { invitation: made[0]!.id }
    await audit(client, { officerId, action: 'make-branch-words', placeId: branchId, facts, at })
    return 'done'
  })

/** What a learner is asked about before they join by a branch's words. */
export interface BranchAsked {
  commune: string | null
  /** Where they belong now; null when nowhere. */
  own: { branchId: string; branch: string } | null
  /** Whether the branch has taken as many people by its words as it may in a day. */
  isFull: boolean
  /** Whether they joined branches by such words as often as one may in a day. */
  isTooOften: boolean
}

/** How things stand between a learner and a branch. */
export async function branchAsked(
  client: Client,
  branchId: string,
  learnerId: number,
  at: Date,
): Promise<BranchAsked> {
  const day = dayOf(at)
  const { rows } = await client.query<{ commune: string | null; ownId: string | null; own: string | null }>(
    `select ${nameOn('(select s.parent_id from place_span s where s.place_id = $1 and ' + HOLDS('s', '$3') + ')', '$3')} as commune,
       own.branch_id as "ownId", coalesce(${nameOn('own.branch_id', '$3')}, own.branch_id) as own
     from (select 1) as one left join lateral (
       select branch_id from membership m where m.learner_id = $2 and ${HOLDS('m', '$3')} order by m.id desc limit 1
     ) own on true`,
    [branchId, learnerId, day],
  )
  const { commune = null, ownId = null, own = null } = rows[0] ?? {}
  return {
    commune,
    own: ownId === null || own === null ? null : { branchId: ownId, branch: own },
    ...(await joinedOn(client, branchId, learnerId, day)),
  }
}

/** People are counted, not joinings: one who comes and goes shuts the branch to nobody. */
async function joinedOn(
  client: Client,
  branchId: string,
  learnerId: number,
  day: string,
): Promise<Pick<BranchAsked, 'isFull' | 'isTooOften'>> {
  const { rows } = await client.query<{ joined: number; own: number }>(
    `select count(distinct learner_id) filter (where branch_id = $1)::int as joined,
       count(*) filter (where learner_id = $2)::int as own
     from membership where (branch_id = $1 or learner_id = $2) and way = 'branch-words' and "from" = $3::date`,
    [branchId, learnerId, day],
  )
  const { joined, own } = rows[0]!
  return { isFull: joined >= MOST_A_DAY, isTooOften: own >= OWN_MOST_A_DAY }
}

/**
 * Writes that this turn's learner belongs to the branch whose words they said: a membership from today, the commune
 * as their place where they have none, and a look for likely doubles. Who belongs there already stays as they are.
 */
export async function joinBranch(
  { client, learnerId, at }: EventOf,
  { invitationId }: Extract<OwnDataEvent, { kind: 'branch-joined' }>,
): Promise<void> {
  if (learnerId === null) return
  const day = dayOf(at)
  // For update: those who join one branch at the same moment are counted one after the other.
  const { rows } = await client.query<{ branchId: string | null }>(
    `select i.branch_id as "branchId" from invitation i where i.id = $1 and ${IS_OPEN} for update`,
    [invitationId],
  )
  const branchId = rows[0]?.branchId ?? null
  if (branchId === null) throw new NotAnyMore('the words of the branch were taken back')
  await client.query('select from learner where id = $1 for update', [learnerId])
  const { own, isFull, isTooOften } = await branchAsked(client, branchId, learnerId, at)
  if (own?.branchId === branchId) return
  if (isTooOften) throw new NotAnyMore('this learner has joined often enough today')
  if (isFull) throw new NotAnyMore('the branch has taken enough people by its words today')
  await leaveBranch(client, learnerId, branchId, at)
  const { rows: made } = await client.query<{ id: number }>(
    `insert into membership (learner_id, branch_id, "from", way, confirmed_at)
     values ($1, $2, $3::date, 'branch-words', $4) returning id`,
    [learnerId, branchId, day, at],
  )
  await client.query(
    `update learner set place_id = (
       select s.parent_id from place_span s where s.place_id = $2 and ${HOLDS('s', '$3')})
     where id = $1 and place_id is null`,
    [learnerId, branchId, day],
  )
  const doubles = await findDoubles(client, learnerId, branchId, day, at)
  const facts = { learner: learnerId, membership: made[0]!.id, invitation: invitationId, doubles }
  await audit(client, { officerId: null, action: 'join-branch', placeId: branchId, facts, at })
}
