import { type App, createApp } from './app.js'
import { BadConfig, type Config, doubtsAbout, readConfig } from './config.js'
import { ContentError } from './content/problem.js'
import { createLog } from './log.js'
import { applyMigrations } from './store/migrate.js'
import { checkAdvisoryLocks } from './store/postgres/advisory-locks.js'
import { CannotStart } from './store/postgres/cannot-start.js'
import { claimServer } from './store/postgres/claim.js'
import { startPostgres } from './store/postgres/embedded.js'

/** Starts the database when none is named, brings it up to date, and starts the program on it. */
async function start(config: Config): Promise<{ app: App; release(): Promise<void> }> {
  const log = createLog(config.logLevel)
  const told = (sentence: string) => log.info(sentence)
  for (const doubt of doubtsAbout(config)) log.warn(doubt)
  const release: (() => Promise<void>)[] = []
  try {
    let { databaseUrl } = config
    if (databaseUrl === null) {
      release.push(await claimServer(config.dataDir))
      const postgres = await startPostgres(config.dataDir, { log: told })
      release.push(postgres.release)
      databaseUrl = postgres.url
    } else {
      await checkAdvisoryLocks(databaseUrl)
    }
    await applyMigrations(databaseUrl, { log: told })
    const app = await createApp(config, { databaseUrl, clock: () => new Date(), log })
    return { app, release: () => inReverse(release) }
  } catch (error) {
    await inReverse(release)
    throw error
  }
}

async function inReverse(steps: (() => Promise<void>)[]): Promise<void> {
  for (const step of steps.toReversed()) await step()
}

/** Why the address cannot be listened on, by the code of the system. */
const CANNOT_LISTEN: Record<string, string> = {
  EADDRINUSE: 'The port is taken: set PORT to another number.',
  EACCES: 'The port needs more rights than the program has: set PORT to a number above 1023.',
  EADDRNOTAVAIL: 'HOST is no address of this machine: set HOST to 127.0.0.1 or 0.0.0.0.',
  ENOTFOUND: 'HOST is no address of this machine: set HOST to 127.0.0.1 or 0.0.0.0.',
}

/** One clear sentence for what an operator can mend; everything else is a bug and shows itself whole. */
function fail(error: unknown): never {
  const isKnown = error instanceof BadConfig || error instanceof CannotStart || error instanceof ContentError
  const cannotListen =
    error instanceof Error && 'code' in error ? CANNOT_LISTEN[String(error.code)] : undefined
  if (cannotListen !== undefined) process.stderr.write(`${cannotListen}\n`)
  else if (isKnown) process.stderr.write(`${error.message}\n`)
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}

try {
  const config = readConfig(process.env)
  const { app, release } = await start(config)
  process.stdout.write(`Gương Sáng: ${app.url}\n`)
  // Figures of the demo come when they come; nobody waits for them.
  void app
    .openDemo()
    .catch((error: unknown) => createLog(config.logLevel).error({ err: error }, 'there is no demo'))
  const stop = async (): Promise<void> => {
    await app.stop()
    await release()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().catch(fail))
} catch (error) {
  fail(error)
}
