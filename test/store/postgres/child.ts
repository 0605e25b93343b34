/** A process of its own for the tests that kill one: does what it is told, says so, and lives until it is ended. */
import { applyMigrations } from '../../../src/store/migrate.js'
import { claimServer } from '../../../src/store/postgres/claim.js'
import { startPostgres } from '../../../src/store/postgres/embedded.js'

const tasks: Record<string, (place: string, more?: string) => Promise<unknown>> = {
  attach: async (dataDir) => (await startPostgres(dataDir)).url,
  visit: async (dataDir) => (await startPostgres(dataDir)).release(),
  claim: (dataDir) => claimServer(dataDir),
  migrate: (url, folder) => applyMigrations(url, folder ? { folder } : {}),
}

const [, , task = '', place = '', more] = process.argv
try {
  const result = await tasks[task]?.(place, more)
  process.stdout.write(`done ${typeof result === 'string' ? result : ''}\n`)
  if (task === 'attach' || task === 'claim') setInterval(() => undefined, 1000)
} catch (error) {
  process.stdout.write(`failed ${error instanceof Error ? error.message : String(error)}\n`)
}
