import type { Pool, PoolClient } from 'pg'
import type { ClassListEntry } from '../domain/class-list.js'
import { type Deed, audit } from './audit.js'
import { storedJson } from './stored-json.js'
import { inTransaction } from './transaction.js'

/** An entry that is kept, with the number of its row. */
export interface KeptEntry extends ClassListEntry {
  id: number
}

export interface ClassList {
  of(branchIds: readonly string[]): Promise<KeptEntry[]>
  /** Reads these lists, decides and writes in one transaction, one writer at a time. */
  change<T>(
    branchIds: readonly string[],
    at: Date,
    decide: (known: readonly KeptEntry[]) => {
      add: readonly ClassListEntry[]
      /** Sets the sex of entries that had none, and what they are in the association where that is given. */
      complete: readonly KeptEntry[]
      /** All by one officer. */
      deeds: readonly Deed[]
      result: T
    },
  ): Promise<T>
  /** Erases the entries that nobody joined for, entered before a time; how many. */
  forgetUnjoined(before: Date): Promise<number>
}

/** Any number, as long as nothing else takes it. */
const LOCK = 727_260_141

/** One writer of lists at a time, so that nobody is entered twice: until the transaction ends. */
export const holdLists = async (client: PoolClient): Promise<void> => {
  await client.query('select pg_advisory_xact_lock($1)', [LOCK])
}

/** The entries of these branches, joined or not: to compare with, never to be shown. */
export async function entriesOf(
  client: Pool | PoolClient,
  branchIds: readonly string[],
): Promise<KeptEntry[]> {
  const { rows } = await client.query<KeptEntry>(OF, [branchIds])
  return rows
}

const OF = `
  select id, branch_id as "branchId", name, birth_year as "birthYear", sex, "group" from class_list_row
  where branch_id = any($1) order by id`
const ADD = `
  insert into class_list_row (branch_id, name, birth_year, sex, "group", officer_id, entered_at)
  select "branchId", name, "birthYear", sex, "group", $2, $3
  from jsonb_to_recordset($1::jsonb)
    as given("branchId" text, name text, "birthYear" int, sex text, "group" text)`
/** In one order, as everybody locks them who locks several. */
const LOCK_ROWS = 'select from class_list_row where id = any($1::int[]) order by id for update'
const COMPLETE = `
  update class_list_row
  set sex = coalesce(class_list_row.sex, given.sex), "group" = coalesce(given."group", class_list_row."group"),
    version = version + 1
  from jsonb_to_recordset($1::jsonb) as given(id int, sex text, "group" text)
  where class_list_row.id = given.id`
/** Who joined already is from now on what their branch says. */
const SAY_GROUP = `
  update membership m set sex = coalesce(m.sex, r.sex), "group" = coalesce(r."group", m."group"), group_at = $2
  from class_list_row r
  where r.id = any($1::int[]) and m.learner_id = r.learner_id and m.branch_id = r.branch_id and m.until is null
    and (m.sex is null and r.sex is not null or r."group" is not null and m."group" is distinct from r."group")`
const FORGET = 'delete from class_list_row where learner_id is null and entered_at < $1'

export function createClassList(pool: Pool): ClassList {
  return {
    of: (branchIds) => entriesOf(pool, branchIds),
    change: (branchIds, at, decide) =>
      inTransaction(pool, async (client) => {
        await holdLists(client)
        const { add, complete, deeds, result } = decide(await entriesOf(client, branchIds))
        if (add.length > 0) await client.query(ADD, [storedJson(add), deeds[0]?.officerId ?? null, at])
        if (complete.length > 0) {
          await client.query(LOCK_ROWS, [complete.map(({ id }) => id)])
          await client.query(COMPLETE, [storedJson(complete)])
          await client.query(SAY_GROUP, [complete.map(({ id }) => id), at])
        }
        for (const deed of deeds) await audit(client, deed)
        return result
      }),
    async forgetUnjoined(before) {
      const { rowCount } = await pool.query(FORGET, [before])
      return rowCount ?? 0
    },
  }
}
