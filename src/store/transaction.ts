import type { Pool, PoolClient } from 'pg'

/** Runs `work` in one transaction on a connection of its own: all of it or, when it rejects, nothing. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  // A connection lost in the middle would end the process; the statement under way rejects as well.
  client.on('error', heard)
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    release(client)
    return result
  } catch (error) {
    // A connection that cannot even roll back is closed, not handed on.
    await client.query('rollback').then(
      () => release(client),
      () => client.release(true),
    )
    throw error
  }
}

const heard = (): void => undefined

function release(client: PoolClient): void {
  client.off('error', heard)
  client.release()
}
