import type { Pool } from 'pg'

/** Makes commits of new rows of a table take so many seconds when `condition` holds, so that others overtake them. */
export async function slowDown(
  pool: Pool,
  table: string,
  condition: string,
  seconds = 0.1,
): Promise<{ end(): Promise<void> }> {
  await pool.query(`
    create or replace function take_time() returns trigger language plpgsql as $$
      begin perform pg_sleep(${seconds}); return null; end $$;
    create constraint trigger slow after insert on ${table} deferrable initially deferred
      for each row when (${condition}) execute function take_time()`)
  return {
    async end() {
      await pool.query(`drop trigger slow on ${table}`)
    },
  }
}
