import { mkdir, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, chooseAccount, handOver } from './account.js'
import { type Binaries, findBinaries } from './binaries.js'
import { CannotStart, cannotUse } from './cannot-start.js'
import { checkVersion, clusterOf, isComplete, makeCluster } from './cluster.js'
import { type Keys, newPassword, readKeys, urlOf, writeKeys } from './keys.js'
import { enqueue, exclusively, leave, living } from './queue.js'
import {
  ask,
  findPostmaster,
  freePort,
  type Postmaster,
  setPassword,
  startServer,
  stopServer,
} from './server.js'

/** A share in the running server of a DATA_DIR. */
export interface Attachment {
  /** The connection string of the database. */
  url: string
  /** Ends the share; the last one to leave stops the server. May be called more than once. */
  release(): Promise<void>
}

export interface PostgresOptions {
  /** Told what happens, in sentences without private data. */
  log?: (sentence: string) => void
  /** Further lines for postgresql.conf when the database is made; tests switch fsync off with it. */
  settings?: string
}

interface Place {
  dataDir: string
  cluster: string
  account: Account
  binaries: Binaries
}

const PATIENCE_MS = 120_000

/**
 * Attaches to the PostgreSQL server of DATA_DIR, or makes its database and starts it. Safe to call from many
 * processes at once. The server lives in a session of its own: it outlives us when we are killed, and the next
 * one attaches to it.
 * @throws CannotStart with a sentence for the operator.
 */
export async function startPostgres(dataDir: string, options: PostgresOptions = {}): Promise<Attachment> {
  const absolute = resolve(dataDir)
  try {
    await mkdir(absolute, { recursive: true })
    const real = await realpath(absolute)
    return await exclusively(join(real, 'postgres-lock'), () => attach(real, options))
  } catch (error) {
    throw cannotUse(absolute, error)
  }
}

async function attach(dataDir: string, options: PostgresOptions): Promise<Attachment> {
  const users = join(dataDir, 'postgres-users')
  const place = await prepare(dataDir, options)
  const user = await enqueue(users)
  try {
    const keys = await serve(place, options)
    let leaving: Promise<void> | null = null
    return { url: urlOf(keys), release: () => (leaving ??= release(place, users, user, options)) }
  } catch (error) {
    await leave(users, user)
    throw error
  }
}

async function release(place: Place, users: string, user: string, { log }: PostgresOptions): Promise<void> {
  await exclusively(join(place.dataDir, 'postgres-lock'), async () => {
    await leave(users, user)
    if ((await living(users)).length > 0) return
    await stopServer(place.cluster, place.account, place.binaries)
    log?.('The embedded PostgreSQL server has stopped.')
  })
}

/** Everything that must be there before a server can run. */
async function prepare(dataDir: string, { log, settings = '' }: PostgresOptions): Promise<Place> {
  const cluster = clusterOf(dataDir)
  const binaries = await findBinaries(dataDir)
  const account = await chooseAccount(cluster, [dataDir, join(binaries.root, 'bin')])
  if (!(await isComplete(cluster))) {
    log?.(`Making a database in ${cluster}.`)
    await makeCluster(dataDir, account, binaries, settings)
  }
  await checkVersion(cluster, binaries.major)
  await handOver(cluster, account)
  return { dataDir, cluster, account, binaries }
}

/** Finds the server running, or starts it; a server that comes up or goes down just now is waited for. */
async function serve(place: Place, { log }: PostgresOptions): Promise<Keys> {
  const { dataDir, cluster, account, binaries } = place
  const keys = (await readKeys(dataDir)) ?? (await renewKeys(place))
  const until = performance.now() + PATIENCE_MS
  let started = false
  for (;;) {
    const running = await findPostmaster(cluster)
    const port = running?.port || (await freePort(keys.port))
    if (port !== keys.port) await writeKeys(dataDir, { ...keys, port })
    keys.port = port
    if (!running) {
      if (performance.now() > until)
        throw new CannotStart(`The database in ${cluster} does not stay up; see start.log there.`)
      started = await startServer(cluster, port, account, binaries)
      continue
    }
    const { state, said } = await ask(cluster, keys)
    if (state === 'ours') {
      log?.(`PostgreSQL ${started ? 'has started' : 'was already running'} on 127.0.0.1:${port}.`)
      return keys
    }
    if (state === 'other' || performance.now() > until) throw noAnswer(running, said, dataDir)
    await sleep(50)
  }
}

/** When the password is lost the owner of the files may set a new one; only while no server runs on them. */
async function renewKeys({ dataDir, cluster, account, binaries }: Place): Promise<Keys> {
  const running = await findPostmaster(cluster)
  if (running) throw noAnswer(running, 'its password in postgres.json is lost', dataDir)
  const keys = { port: 0, password: newPassword() }
  await setPassword(cluster, keys.password, account, binaries)
  await writeKeys(dataDir, keys)
  return keys
}

function noAnswer({ pid, port }: Postmaster, said: string, dataDir: string): CannotStart {
  return new CannotStart(
    `PostgreSQL (process ${pid}, port ${port}) serves ${dataDir} but cannot be used: ${said}; stop that process and start again.`,
  )
}
