import {
  access,
  appendFile,
  chown,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Account, runAs } from './account.js'
import type { Binaries } from './binaries.js'
import { CannotStart } from './cannot-start.js'
import { newPassword, quote, readKeys, writeKeys } from './keys.js'

/** PostgreSQL's own files below DATA_DIR. */
export function clusterOf(dataDir: string): string {
  return join(dataDir, 'postgres')
}

const SETTINGS = `
# Set by Gương Sáng when this database was made; change them here as you like.
# Address and port are given at each start.
unix_socket_directories = ''
max_connections = 100
shared_buffers = 128MB
jit = off
fsync = on
synchronous_commit = on
timezone = 'UTC'
log_timezone = 'UTC'
password_encryption = 'scram-sha-256'
# No word of any person in the log: neither statements nor the values that broke a rule.
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
`

/** Whether the directory holds a whole database: `initdb` writes these two first and last. */
export async function isComplete(cluster: string): Promise<boolean> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')
  const control = await stat(join(cluster, 'global', 'pg_control')).catch(() => null)
  return version.trim() !== '' && control !== null && control.size > 0
}

/**
 * Makes the database directory. It is made under another name and renamed when complete, so that a crash
 * leaves either nothing or a whole one. What stands in its place half-made is put aside, never removed.
 * @throws CannotStart when `initdb` fails.
 */
export async function makeCluster(
  dataDir: string,
  account: Account,
  binaries: Binaries,
  settings: string,
): Promise<void> {
  await removeHalfMade(dataDir)
  const cluster = clusterOf(dataDir)
  const making = await mkdtemp(`${cluster}.making-`)
  try {
    // Kept when there is one already, in case what stands half-made is mended and put back by hand.
    const keys = (await readKeys(dataDir)) ?? { port: 0, password: newPassword() }
    await lend(making, account)
    await writeFile(join(making, 'password'), keys.password, { mode: 0o600 })
    await lend(join(making, 'password'), account)
    await initialise(join(making, 'cluster'), join(making, 'password'), account, binaries)
    await appendFile(join(making, 'cluster', 'postgresql.conf'), SETTINGS + settings)
    await writeKeys(dataDir, keys)
    await putAside(cluster)
    await rename(join(making, 'cluster'), cluster)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

/** @throws CannotStart when the directory was made by another major version of PostgreSQL. */
export async function checkVersion(cluster: string, major: number): Promise<void> {
  const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
  if (version === String(major)) return
  throw new CannotStart(
    `${cluster} was made by PostgreSQL ${version}, but this program brings PostgreSQL ${major}; use the version of Gương Sáng that made it, or set DATA_DIR to another directory.`,
  )
}

async function initialise(
  cluster: string,
  passwordFile: string,
  account: Account,
  binaries: Binaries,
): Promise<void> {
  const { code, output } = await runAs(account, join(binaries.root, 'bin', 'initdb'), [
    `--pgdata=${cluster}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    // Unicode's own rules for letters, the same on every machine.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ])
  if (code === 0) return
  throw new CannotStart(`Cannot make a database in ${dirname(dirname(cluster))}: ${reasonIn(output)}`)
}

/** Why a PostgreSQL program failed, by its output, as the end of a sentence. */
export function reasonIn(output: string): string {
  if (/No space left on device|Disk quota exceeded|Check free disk space/.test(output)) {
    return 'no space is left on the disk; free some space or set DATA_DIR to another directory.'
  }
  const error = /(?:FATAL|PANIC|ERROR|error):\s+(.+)/.exec(output)?.[1]
  const lines = output.split('\n').map((line) => line.trim())
  return quote(error ?? lines.findLast((line) => line !== '') ?? 'it ended without a word')
}

/** Gives a file to the account that is lent to PostgreSQL. */
async function lend(path: string, { lent }: Account): Promise<void> {
  if (lent) await chown(path, lent.uid, lent.gid)
}

/** What killed starts left. An `initdb` that outlived its starter may still write there: then it stays for now. */
async function removeHalfMade(dataDir: string): Promise<void> {
  const left = (await readdir(dataDir)).filter((name) => /^postgres.*\.making-/.test(name))
  await Promise.allSettled(left.map((name) => rm(join(dataDir, name), { recursive: true, force: true })))
}

async function putAside(cluster: string): Promise<void> {
  const taken = await access(cluster).then(
    () => true,
    () => false,
  )
  if (!taken) return
  const aside = await mkdtemp(`${cluster}.half-made-`)
  await rename(cluster, join(aside, 'postgres'))
}
