import { execFile } from 'node:child_process'
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseAccount, runAs } from '../../../src/store/postgres/account.js'
import { findBinaries, withLinks } from '../../../src/store/postgres/binaries.js'
import { CannotStart } from '../../../src/store/postgres/cannot-start.js'
import { claimServer } from '../../../src/store/postgres/claim.js'
import { isComplete, makeCluster } from '../../../src/store/postgres/cluster.js'
import { startPostgres } from '../../../src/store/postgres/embedded.js'
import { childScript } from './start-child.js'
import { unprivileged } from './unprivileged.js'
import { inLongRun } from '../../support/long.js'

const run = promisify(execFile)
let directory: string
beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'guong-sang-cannot-')))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof CannotStart ? error.message : error),
  )

describe('a start that cannot be', () => {
  it('names a DATA_DIR below a file', async () => {
    await writeFile(join(directory, 'file'), '')
    const dataDir = join(directory, 'file', 'data')
    expect(await refusal(startPostgres(dataDir))).toBe(
      `Cannot use ${dataDir}: a part of the path is a file; make it writable or set DATA_DIR to another directory.`,
    )
    expect(await refusal(claimServer(dataDir))).toMatch(/^Cannot use .* a part of the path is a file/)
  })

  it('names a DATA_DIR that may not be written', async () => {
    await chmod(directory, 0o555)
    const sentence = `Cannot use ${directory}: this user may not write there; make it writable or set DATA_DIR to another directory.`
    expect(await unprivileged(() => refusal(startPostgres(directory)))).toBe(sentence)
    expect(await unprivileged(() => refusal(claimServer(directory)))).toBe(sentence)
  })

  it('says that no space is left, and leaves nothing half-made', async () => {
    const dataDir = join(directory, 'data')
    await mkdir(dataDir)
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', dataDir]).then(
      () => true,
      () => false,
    )
    try {
      // Where no small disk can be mounted an initdb that fails with PostgreSQL's words stands in for one.
      const work = mounted ? startPostgres(dataDir) : makeCluster(dataDir, ...(await fullDisk(directory)), '')
      expect(await refusal(work)).toBe(
        `Cannot make a database in ${dataDir}: no space is left on the disk; free some space or set DATA_DIR to another directory.`,
      )
      expect((await readdir(dataDir)).filter((name) => /making|^postgres$/.test(name))).toEqual([])
    } finally {
      if (mounted) await run('umount', [dataDir])
    }
  })

  it('says what initdb said', async () => {
    const [account, binaries] = await fullDisk(directory, 'initdb: error: invalid locale settings')
    expect(await refusal(makeCluster(directory, account, binaries, ''))).toBe(
      `Cannot make a database in ${directory}: “invalid locale settings”.`,
    )
  })
})

type Account = Awaited<ReturnType<typeof chooseAccount>>
type Binaries = Awaited<ReturnType<typeof findBinaries>>

async function fullDisk(
  place: string,
  words = 'initdb: error: could not write to file "pg_wal/xlogtemp.31": No space left on device',
): Promise<[Account, Binaries]> {
  const root = join(place, 'fake')
  await mkdir(join(root, 'bin'), { recursive: true })
  await writeFile(join(root, 'bin', 'initdb'), `#!/bin/sh\necho '${words}' >&2\nexit 1\n`, { mode: 0o755 })
  return [await chooseAccount(join(place, 'postgres'), [place, root]), { root, major: 18 }]
}

describe('the PostgreSQL programs', () => {
  it('are copied with their links when node_modules cannot be written', async () => {
    const root = join(directory, 'package')
    const lib = join(root, 'native', 'lib')
    await mkdir(lib, { recursive: true })
    await writeFile(join(lib, 'liba.so.1.2'), 'library')
    await writeFile(
      join(root, 'native', 'pg-symlinks.json'),
      JSON.stringify([{ source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so.1' }]),
    )
    await chmod(lib, 0o555)
    await chmod(directory, 0o777)
    const copy = join(directory, 'copy')
    expect(await unprivileged(() => withLinks(root, copy))).toBe(copy)
    expect(await readFile(join(copy, 'native', 'lib', 'liba.so.1'), 'utf8')).toBe('library')
    expect(await unprivileged(() => withLinks(root, copy))).toBe(copy)
    await chmod(lib, 0o755)
    expect(await withLinks(root, copy)).toBe(root)
  })

  inLongRun(() => {
    it('run from below a directory that only root may enter', async () => {
      const own = await findBinaries(directory)
      const [closed, dataDir] = [join(directory, 'closed'), join(directory, 'data')]
      await Promise.all([mkdir(closed, { mode: 0o700 }), mkdir(dataDir)])
      const root = join(closed, 'native')
      await cp(own.root, root, { recursive: true, verbatimSymlinks: true })
      const account = await chooseAccount(join(dataDir, 'postgres'), [dataDir, join(root, 'bin')])
      await makeCluster(dataDir, account, { ...own, root }, '')
      expect(await isComplete(join(dataDir, 'postgres'))).toBe(true)
    })

    it('run for an ordinary user as that user', async () => {
      const { root } = await findBinaries(directory)
      // Root lends an account that owns nothing; any other user is an ordinary one already.
      const account = await chooseAccount(join(directory, 'postgres'), [
        directory,
        join(root, 'bin'),
        join(childScript, '..'),
      ])
      if (account.lent) await chown(directory, account.lent.uid, account.lent.gid)
      const args = ['--import', import.meta.resolve('tsx'), childScript, 'visit', directory]
      const { output } = await runAs(account, process.execPath, args)
      expect(output.trim()).toBe('done')
      expect(await readdir(directory)).toContain('postgres.json')
    })
  })
})
