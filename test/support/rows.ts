import type { Pool } from 'pg'

export type Row = Record<string, unknown>

/** About pictures and their uploads, tokens, places of the content, as of which day figures stand: about no person. */
export const OF_NOBODY = [
  'picture_handle', 'upload_count', 'zalo_token', 'place', 'place_span', 'rollup_day',
] // prettier-ignore

/**
 * Every row of every table of the database but those of the migrations and what pg-boss notes of itself, by table;
 * tables without rows are left out, so that `toEqual` lists all that is left.
 */
export async function everyRowOf(pool: Pool): Promise<Record<string, Row[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_name <> '_prisma_migrations'
      and table_schema not in ('pg_catalog', 'information_schema')
      and not (table_schema = 'pgboss' and table_name in ('queue', 'version'))
      and not (select relispartition from pg_class where oid = format('%I.%I', table_schema, table_name)::regclass)
    order by 1`)
  const left: Record<string, Row[]> = {}
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: Row }>(
      `select to_jsonb(t) as row from ${name} t order by t::text`,
    )
    if (rows.length > 0) left[name.replace(/^public\./, '')] = rows.map(({ row }) => row)
  }
  return left
}
