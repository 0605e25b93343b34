import type { ClientBase } from 'pg'

const END_WHEN_SILENT = `select set_config(name, $1, false) from pg_settings where name = 'idle_session_timeout'`

/**
 * A process that is frozen keeps its connection, and the system answers for it: nothing would ever free what it holds. So
 * PostgreSQL ends this session, and with it its locks, when it asked nothing for so long; before version 14 it knows no
 * such limit, and nothing is done.
 */
export async function endWhenSilent(client: Pick<ClientBase, 'query'>, afterMs: number): Promise<void> {
  await client.query(END_WHEN_SILENT, [String(afterMs)])
}
