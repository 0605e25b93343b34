import { Client } from 'pg'

/** Everything that makes our schema, one line each; order and place of a column do not count. That of pg-boss is its own. */
const CATALOGUE = `
  WITH tables AS (
    SELECT oid, relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
       AND relname NOT LIKE '\\_prisma%'
  ), lines AS (
    SELECT format('relation %s kind %s persistence %s rls %s', c.relname, c.relkind, c.relpersistence,
                  c.relrowsecurity) AS line
      FROM pg_class c JOIN tables USING (oid)
    UNION ALL
    SELECT format('column %s.%s %s not null %s default %s identity %s generated %s collation %s', t.relname, a.attname,
                  format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity,
                  a.attgenerated, a.attcollation::regcollation)
      FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
    UNION ALL
    SELECT format('sequence %s %s from %s by %s owned by %s', s.seqrelid::regclass, s.seqtypid::regtype, s.seqstart,
                  s.seqincrement, p.refobjid::regclass)
      FROM pg_sequence s LEFT JOIN pg_depend p ON p.objid = s.seqrelid AND p.deptype IN ('a', 'i')
    UNION ALL
    SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN tables t ON t.oid = i.indrelid
    UNION ALL
    SELECT format('constraint %s on %s: %s', k.conname, t.relname, pg_get_constraintdef(k.oid))
      FROM pg_constraint k JOIN tables t ON t.oid = k.conrelid
    UNION ALL
    SELECT format('type %s: %s', t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder))
      FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
     WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
    UNION ALL
    SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('trigger %s', pg_get_triggerdef(g.oid))
      FROM pg_trigger g JOIN tables t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal
  )
  SELECT line FROM lines ORDER BY line`

/** The schema of a database as sorted lines, by PostgreSQL's own catalogue. */
export async function catalogueOf(url: string): Promise<string[]> {
  return (await query<{ line: string }>(url, CATALOGUE)).map(({ line }) => line)
}

/** Runs SQL on a connection of its own. */
export async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}
