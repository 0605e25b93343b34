import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Attachment, startPostgres } from '../../../src/store/postgres/embedded.js'
import { inLongRun } from '../../support/long.js'
import { type Child, startChild } from './start-child.js'

const children: Child[] = []
const attachments: Attachment[] = []
const logged: string[] = []
let dataDir: string

beforeAll(async () => {
  // A directory that only its owner may enter, as below /root.
  dataDir = await realpath(await mkdtemp(join(tmpdir(), 'guong-sang-embedded-')))
})
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()))
  await Promise.all(attachments.splice(0).map((attachment) => attachment.release()))
  logged.length = 0
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

async function start(): Promise<Attachment> {
  const attachment = await startPostgres(dataDir, { log: (sentence) => logged.push(sentence) })
  attachments.push(attachment)
  return attachment
}

async function startElsewhere(task: string): Promise<Child> {
  const child = startChild(task, dataDir)
  children.push(child)
  expect(await child.said).toMatch(/^done/)
  return child
}

async function query(url: string, sql: string): Promise<Record<string, unknown>> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows[0] ?? {}
  } finally {
    await client.end()
  }
}

const postmaster = async () =>
  Number(
    (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '0')).split('\n')[0],
  )

describe('the embedded server', () => {
  it('makes its database, on this machine only, never as root, for its owner only', async () => {
    const { url } = await start()
    expect(logged.join(' ')).toMatch(/Making a database .* PostgreSQL has started on 127\.0\.0\.1:/)
    expect(
      await query(
        url,
        `SELECT current_setting('listen_addresses') AS listens, current_setting('unix_socket_directories') AS sockets,
                current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding, upper('ẵ') AS upper`,
      ),
    ).toEqual({ listens: '127.0.0.1', sockets: '', fsync: 'on', encoding: 'UTF8', upper: 'Ẵ' })
    const keys = await stat(join(dataDir, 'postgres.json'))
    expect(keys.mode & 0o777).toBe(0o600)
    const { uid } = await stat(join(dataDir, 'postgres', 'postmaster.pid'))
    expect(uid).not.toBe(0)
    await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/authentication/)
  })

  it('is shared, and stopped by the last to leave', async () => {
    const [first, second] = [await start(), await start()]
    expect(second.url).toBe(first.url)
    await first.release()
    await first.release()
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual({ one: 1 })
    await second.release()
    await expect(query(second.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/)
    expect(await postmaster()).toBe(0)
  })

  inLongRun(() => {
    it('is started once by many who come at the same moment', async () => {
      const visitors = ['visit', 'visit'].map((task) => startChild(task, dataDir))
      children.push(...visitors)
      const urls = await Promise.all([start(), start(), start()])
      expect(new Set(urls.map(({ url }) => url)).size).toBe(1)
      expect(await Promise.all(visitors.map((child) => child.said))).toEqual(['done', 'done'])
      expect(logged.filter((sentence) => sentence.includes('has started'))).toHaveLength(1)
      expect(await query(urls[0].url, 'SELECT 1 AS one')).toEqual({ one: 1 })
    })
  })

  it('outlives the kill of its starter, is attached to, and does not count the dead', async () => {
    const child = await startElsewhere('attach')
    const pid = await postmaster()
    await child.kill()
    const attached = await start()
    expect(await postmaster()).toBe(pid)
    expect(logged.join(' ')).toMatch(/was already running/)
    expect(await query(attached.url, 'SELECT 1 AS one')).toEqual({ one: 1 })
    await attached.release()
    expect(await postmaster()).toBe(0)
  })

  it('keeps what was committed when the server itself is killed, and starts past its stale note', async () => {
    const { url } = await start()
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS value')
    const pid = await postmaster()
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => stat(`/proc/${pid}/cwd`).catch(() => null)).toBeNull()
    const again = await start()
    expect(await postmaster()).not.toBe(pid)
    expect(await query(again.url, 'SELECT value FROM kept')).toEqual({ value: 42 })
  })

  inLongRun(() => {
    it('starts past a note whose process id belongs to another program by now', async () => {
      await (await start()).release()
      const note = join(dataDir, 'postgres', 'postmaster.pid')
      await writeFile(note, `${process.pid}\n${join(dataDir, 'postgres')}\n1700000000\n5432\n\n127.0.0.1\n`)
      const { url } = await start()
      expect(await query(url, 'SELECT 1 AS one')).toEqual({ one: 1 })
    })

    it('takes another port when its own is taken meanwhile', async () => {
      const first = await start()
      await first.release()
      const port = Number(new URL(first.url).port)
      const squatter = createServer((socket) => socket.end('no'))
      await new Promise<void>((resolve) => void squatter.listen(port, '127.0.0.1', resolve))
      try {
        const { url } = await start()
        expect(new URL(url).port).not.toBe(String(port))
        expect(await query(url, 'SELECT 1 AS one')).toEqual({ one: 1 })
      } finally {
        squatter.close()
      }
    })

    it('sets a new password when the old one is lost', async () => {
      await (await start()).release()
      await rm(join(dataDir, 'postgres.json'))
      const { url } = await start()
      expect(await query(url, 'SELECT 1 AS one')).toEqual({ one: 1 })
    })
  })

  it('refuses a database of another major version, and leaves it alone', async () => {
    await (await start()).release()
    const version = join(dataDir, 'postgres', 'PG_VERSION')
    const own = await readFile(version, 'utf8')
    await writeFile(version, '12\n')
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 12, but this program brings PostgreSQL 18;/)
    await writeFile(version, own)
    expect(await query((await start()).url, 'SELECT value FROM kept')).toEqual({ value: 42 })
  })

  inLongRun(() => {
    it('puts a half-made database aside and makes a whole one', async () => {
      const cluster = join(dataDir, 'postgres')
      await rm(cluster, { recursive: true })
      await mkdir(join(cluster, 'global'), { recursive: true })
      await writeFile(join(cluster, 'PG_VERSION'), '18\n')
      await mkdir(join(dataDir, 'postgres.making-old', 'cluster'), { recursive: true })
      await chmod(cluster, 0o700)
      expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual({ one: 1 })
      const names = await readdir(dataDir)
      expect(names.filter((name) => name.includes('.making-'))).toEqual([])
      expect(names.filter((name) => name.includes('.half-made-'))).toHaveLength(1)
    })

    it('starts afresh after a kill in the middle of making the database', async () => {
      await rm(join(dataDir, 'postgres'), { recursive: true })
      const child = startChild('attach', dataDir)
      children.push(child)
      const midway = async () => {
        const making = (await readdir(dataDir)).find((name) => name.includes('.making-')) ?? 'none'
        return stat(join(dataDir, making, 'cluster', 'PG_VERSION')).then(
          () => 'midway',
          () => 'not yet',
        )
      }
      await expect.poll(midway, { interval: 5, timeout: 60_000 }).toBe('midway')
      await child.kill()
      expect(await stat(join(dataDir, 'postgres')).catch(() => null)).toBeNull()
      expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual({ one: 1 })
    })
  })
})
