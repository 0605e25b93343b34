import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import { type Account, runAs } from './account.js'
import type { Binaries } from './binaries.js'
import { CannotStart } from './cannot-start.js'
import { reasonIn } from './cluster.js'
import { type Keys, urlOf } from './keys.js'
import { commandOf } from './life.js'

/** What stands in PostgreSQL's own note of who serves a database directory. */
export interface Postmaster {
  pid: number
  port: number
}

/** What a server says when asked who it is: ours, not yet ready, or an answer that no waiting will change. */
export type Answer = { state: 'ours' | 'not-ready' | 'other'; said: string }

const PATIENCE_SECONDS = 120
/** Wrong password, no such database and the like. */
const FINAL = /^(28|3D|42)/

/** Who serves the directory, by the note there; null when nobody does. A note of a dead server is removed. */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const note = join(cluster, 'postmaster.pid')
  const lines = (await readFile(note, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!pid) return null
  if (await serves(pid, cluster)) return { pid, port: Number(lines[3]) }
  // The number may belong to quite another program by now, before which PostgreSQL itself would stop short.
  await rm(note, { force: true })
  return null
}

/** A PostgreSQL server works in its database directory, and we name the directory when we start it. */
async function serves(pid: number, cluster: string): Promise<boolean> {
  const command = await commandOf(pid)
  if (!command || !/postgres/.test(command)) return false
  const workplace = await readlink(`/proc/${pid}/cwd`).catch(() => null)
  return workplace === cluster || command.includes(` ${cluster} `)
}

/** Asks the server at `keys` which database directory it serves. */
export async function ask(cluster: string, keys: Keys): Promise<Answer> {
  const client = new Client({ connectionString: urlOf(keys), connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    const theirs = await realpath(rows[0]?.data_directory ?? '')
    return { state: theirs === cluster ? 'ours' : 'other', said: `it serves ${theirs}` }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return {
      state: FINAL.test(code) ? 'other' : 'not-ready',
      said: error instanceof Error ? error.message : code,
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Starts the server on the port and waits until it takes connections; false when the port was taken.
 * @throws CannotStart when it fails for another reason.
 */
export async function startServer(
  cluster: string,
  port: number,
  account: Account,
  binaries: Binaries,
): Promise<boolean> {
  const log = join(cluster, 'start.log')
  await rm(log, { force: true })
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port}`
  const start = ['start', '-w', '-t', String(PATIENCE_SECONDS), '-D', cluster, '-l', log, '-o', settings]
  const { code, output } = await runAs(account, join(binaries.root, 'bin', 'pg_ctl'), start)
  if (code === 0) return true
  const said = await readFile(log, 'utf8').catch(() => '')
  if (/could not bind|could not create any TCP\/IP sockets/.test(said)) return false
  throw new CannotStart(`The database in ${cluster} does not start: ${reasonIn(said || output)}`)
}

/** Stops the server: open transactions are rolled back, everything committed is kept. */
export async function stopServer(cluster: string, account: Account, binaries: Binaries): Promise<void> {
  const stop = ['stop', '-w', '-t', String(PATIENCE_SECONDS), '-D', cluster, '-m', 'fast']
  const { code, output } = await runAs(account, join(binaries.root, 'bin', 'pg_ctl'), stop)
  if (code !== 0 && (await findPostmaster(cluster))) {
    throw new Error(`The database in ${cluster} does not stop: ${reasonIn(output)}`)
  }
}

/** Sets the owner's password without the old one; works only while no server runs on the directory. */
export async function setPassword(
  cluster: string,
  password: string,
  account: Account,
  binaries: Binaries,
): Promise<void> {
  const program = join(binaries.root, 'bin', 'postgres')
  const input = `ALTER ROLE postgres PASSWORD '${password}'\n`
  const { code, output } = await runAs(account, program, ['--single', '-D', cluster, 'postgres'], input)
  if (code !== 0)
    throw new CannotStart(`The database in ${cluster} takes no new password: ${reasonIn(output)}`)
}

/** The wished port when it is free on 127.0.0.1, else another one. */
export async function freePort(wished: number): Promise<number> {
  return (await tryPort(wished)) ?? (await tryPort(0)) ?? wished
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : null))
    })
  })
}
