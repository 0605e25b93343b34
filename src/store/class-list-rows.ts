import type { Pool, PoolClient } from 'pg'
import { type ClassListEntry, likenessOf, nameKey } from '../domain/class-list.js'
import type { AssociationGroup } from '../domain/group.js'
import type { Listed } from '../domain/listed.js'
import type { Sex } from '../domain/officer-events.js'
import type { MemberScope } from '../domain/scope.js'
import { audit } from './audit.js'
import { endCards } from './card-ends.js'
import { entriesOf, holdLists } from './class-list.js'
import { type Change, HOLDS, consented } from './members.js'
import { nameOn, rootOf, withinScope } from './scope-sql.js'
import { inTransaction } from './transaction.js'

type Client = Pool | PoolClient

/** A branch of a scope, with how many stand on its list and how many of them joined. */
export interface ListedBranch {
  branchId: string
  branch: string
  commune: string | null
  rows: number
  joined: number
}

const BRANCHES = `
  with recursive ${withinScope('$1', '$2')}
  select p.id as "branchId", coalesce(${nameOn('p.id', '$2')}, p.id) as branch, ${nameOn('s.parent_id', '$2')} as commune,
    (select count(*)::int from class_list_row r where r.branch_id = p.id) as rows,
    (select count(*)::int from class_list_row r where r.branch_id = p.id and r.learner_id is not null) as joined
  from place p join place_span s on s.place_id = p.id and s."from" <= $2::date and (s.until is null or s.until > $2::date)
  where p.level = 'branch' and p.id in (select place_id from within) and ($3::text is null or p.id = $3)
  order by branch, p.id limit 2000`

/** The branches within a scope on a day; with `only`, that one if it lies within. */
export async function listedBranches(
  client: Client,
  scope: MemberScope,
  day: string,
  only: string | null = null,
): Promise<ListedBranch[]> {
  const { rows } = await client.query<ListedBranch>(BRANCHES, [rootOf(scope), day, only])
  return rows
}

interface Row {
  id: number
  version: number
  branchId: string
  sex: Sex | null
  enteredAt: Date
  learnerId: number | null
  since: string | null
  isNamed: boolean
  name: string
  birthYear: number | null
  group: AssociationGroup | null
  card: number | null
}

/** `$3` is a branch or null, `$4` a row or null, `$5` the moment. */
const ROWS = `
  with recursive ${withinScope('$1', '$2')}
  select r.id, r.version, r.branch_id as "branchId", r.sex, r.entered_at as "enteredAt", r.learner_id as "learnerId", m.since,
    r.learner_id is not null and ${consented('r.learner_id', 'name')} as "isNamed",
    r.name, r.birth_year as "birthYear", r."group",
    (select i.id from invitation i where i.class_list_row_id = r.id and i.words is not null and i.ended_at is null
      and i.expires_at > $5 limit 1) as card
  from class_list_row r left join lateral (
    select to_char(m."from", 'YYYY-MM-DD') as since from membership m
    where m.learner_id = r.learner_id and m.branch_id = r.branch_id and ${HOLDS('$2')} order by m.id desc limit 1
  ) m on true
  where r.branch_id in (select place_id from within) and ($3::text is null or r.branch_id = $3)
    and ($4::int is null or r.id = $4)
  limit 5000`

/** What may be seen of a row: this is the one place that decides whether a name leaves the store. */
function listed({ id, version, sex, enteredAt, learnerId, since, isNamed, card, ...row }: Row): Listed {
  const { name, birthYear, group } = row
  if (learnerId === null) return { id, version, sex, is: 'open', enteredAt, card, name, birthYear, group }
  if (since === null) return { id, version, sex: null, is: 'elsewhere' }
  if (!isNamed) return { id, version, sex, is: 'unnamed', learnerId, since }
  return { id, version, sex, is: 'named', learnerId, since, name, birthYear, group }
}

/** The list of a branch within the scope, in no order; none for every other branch. */
export async function listedRows(
  client: Client,
  scope: MemberScope,
  branchId: string,
  { at, day }: Pick<Change, 'at' | 'day'>,
): Promise<Listed[]> {
  const { rows } = await client.query<Row>(ROWS, [rootOf(scope), day, branchId, null, at])
  return rows.map(listed)
}

/** A row within the scope, as it may be seen; null for every other. */
export async function listedRow(
  client: Client,
  scope: MemberScope,
  id: number,
  { at, day }: Pick<Change, 'at' | 'day'>,
): Promise<{ row: Listed; branchId: string } | null> {
  const { rows } = await client.query<Row>(ROWS, [rootOf(scope), day, null, id, at])
  return rows[0] === undefined ? null : { row: listed(rows[0]), branchId: rows[0].branchId }
}

/** Which row, as it was seen. */
export interface SeenRow {
  id: number
  version: number
}

/** `faster`: somebody changed it since it was seen; `twin`: another row of the branch may be the same person. */
export type RowChanged = 'done' | 'faster' | 'twin' | 'nothing'

const UPDATE = `
  update class_list_row set name = $2, birth_year = $3, sex = $4, "group" = $5, version = version + 1 where id = $1`
/** Who joined already is from now on what their branch says. */
const TELL_MEMBERSHIP = `
  update membership m set sex = r.sex, "group" = r."group",
    group_at = $2
  from class_list_row r
  where r.id = $1 and m.learner_id = r.learner_id and m.branch_id = r.branch_id and m.until is null
    and (m.sex is distinct from r.sex or m."group" is distinct from r."group")`

/** Changes a row whose name may be seen. A card that bears another name, or asks for another year, ends. */
export const changeRow = (
  pool: Pool,
  scope: MemberScope,
  { id, version }: SeenRow,
  entry: Omit<ClassListEntry, 'branchId'>,
  change: Change,
): Promise<RowChanged> =>
  onRow(pool, scope, { id, version }, change, async (client, { row, branchId }) => {
    if (row.is !== 'open' && row.is !== 'named') return 'nothing'
    const others = (await entriesOf(client, [branchId])).filter((other) => other.id !== id)
    if (others.some((other) => likenessOf({ ...entry, branchId }, other) !== null)) return 'twin'
    await client.query(UPDATE, [id, entry.name, entry.birthYear, entry.sex, entry.group])
    await client.query(TELL_MEMBERSHIP, [id, change.at])
    if (
      nameKey({ ...row, branchId }) !== nameKey({ ...entry, branchId }) ||
      row.birthYear !== entry.birthYear
    )
      await endCards(client, [id], change.at)
    await audit(client, {
      officerId: change.officerId,
      action: 'change-class-row',
      placeId: branchId,
      facts: { row: id },
      at: change.at,
    })
    return 'done'
  })

/** Takes a row away that nobody joined for, with its card. */
export const removeRow = (
  pool: Pool,
  scope: MemberScope,
  seen: SeenRow,
  change: Change,
): Promise<RowChanged> =>
  onRow(pool, scope, seen, change, async (client, { row, branchId }) => {
    if (row.is !== 'open') return 'nothing'
    await client.query('delete from class_list_row where id = $1', [seen.id])
    const { officerId, at } = change
    await audit(client, {
      officerId,
      action: 'remove-class-row',
      placeId: branchId,
      facts: { row: seen.id },
      at,
    })
    return 'done'
  })

async function onRow(
  pool: Pool,
  scope: MemberScope,
  { id, version }: SeenRow,
  change: Change,
  work: (client: PoolClient, found: { row: Listed; branchId: string }) => Promise<RowChanged>,
): Promise<RowChanged> {
  return inTransaction(pool, async (client) => {
    await holdLists(client)
    await client.query('select from class_list_row where id = $1 for update', [id])
    const found = await listedRow(client, scope, id, change)
    if (found === null) return 'nothing'
    return found.row.version === version ? work(client, found) : 'faster'
  })
}
