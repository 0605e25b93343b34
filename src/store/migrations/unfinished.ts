import type { Client } from 'pg'

/** Held by a running script's own transaction, so that the next process can wait for its end. */
const SCRIPT_LOCK = 727_260_136
const MARK = 'guong-sang: the script was committed'

/**
 * A migration's script with a mark that is committed together with it. The engine notes the end of a migration
 * in a statement of its own; killed in between it would refuse to go on until somebody repairs its table by hand.
 */
export function withMark(script: string): string {
  return `SELECT pg_advisory_xact_lock(${SCRIPT_LOCK});
${script}
;UPDATE _prisma_migrations SET logs = '${MARK}' WHERE finished_at IS NULL AND rolled_back_at IS NULL`
}

/**
 * Settles what a killed process left in the table of migrations: a committed script becomes a finished migration,
 * any other is free to be tried again. Waits for a script whose process is dead but which the server still runs.
 */
export async function settleUnfinished(client: Client, at: Date): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1), pg_advisory_unlock($1)', [SCRIPT_LOCK])
  const unfinished = 'finished_at IS NULL AND rolled_back_at IS NULL'
  await client.query(
    `UPDATE _prisma_migrations SET finished_at = $1, applied_steps_count = 1, logs = NULL
      WHERE ${unfinished} AND logs = $2`,
    [at, MARK],
  )
  await client.query(`UPDATE _prisma_migrations SET rolled_back_at = $1 WHERE ${unfinished}`, [at])
}
