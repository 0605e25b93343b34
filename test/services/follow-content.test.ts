import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Pool } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contentFolder } from '../../src/content/folder.js'
import { createLastGood } from '../../src/content/last-good.js'
import { openContent } from '../../src/content/open.js'
import { readHere } from '../../src/content/read-here.js'
import { type Content, followContent } from '../../src/services/follow-content.js'
import { createContentVersions } from '../../src/store/content-versions.js'
import { createPool } from '../../src/store/pool.js'
import { GOOD } from '../content/fixtures.js'
import { type TestDatabase, createDatabase } from '../support/database.js'

let database: TestDatabase
let pool: Pool
let root: string
let now = Date.parse('2026-11-28T01:00:00Z')
const running: Content[] = []

beforeAll(async () => {
  database = await createDatabase()
  pool = createPool(database.url, 4)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'guong-sang-content-'))
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
  await pool.query('truncate content_version')
  await rm(root, { recursive: true, force: true })
})

/** A content folder of this test's own. */
async function folder(name: string): Promise<string> {
  const dir = join(root, name)
  await cp(GOOD, dir, { recursive: true })
  return dir
}

/** A process that has its content in `dir`; it looks only when it is told to, without a thread unless asked. */
async function instance(dir: string, inThread = false): Promise<Content> {
  const lastGood = createLastGood(`${dir}.kept`)
  const first = await openContent(dir, lastGood)
  const keep = (hash: string) => lastGood.keep(dir, hash)
  if (first.problems.length === 0) await keep(first.hash)
  const started = await followContent({
    folder: inThread ? contentFolder(dir) : contentFolder(dir, (one) => Promise.resolve(readHere(one))),
    versions: createContentVersions(pool),
    first,
    keep,
    clock: () => new Date((now += 1000)),
    log: pino({ level: 'silent' }),
    everyMs: 1_000_000,
    quietMs: 10,
  })
  running.push(started)
  return started
}

async function edit(dir: string, from: string, to: string): Promise<void> {
  const file = join(dir, 'lessons/4.1.yaml')
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to))
}

const titleOf = (content: Content): string | undefined => content.current().lessons.get('4.1')?.title
const OLD = 'Ba việc giữ tiền: dừng, hỏi, gọi lại'
const versions = async (): Promise<number> => (await pool.query('select from content_version')).rowCount ?? 0

describe('one instance', () => {
  it('takes up a changed lesson, frozen, and keeps the one before', async () => {
    const dir = await folder('a')
    const content = await instance(dir, true)
    const before = content.current()
    await edit(dir, OLD, 'Ba việc mới')
    await content.look()
    expect(titleOf(content)).toBe('Ba việc mới')
    expect(Object.isFrozen(content.current().lessons.get('4.1'))).toBe(true)
    expect(content.recent()).toEqual([content.current(), before])
    expect(await versions()).toBe(2)
  })

  it('does nothing while nothing changes', async () => {
    const content = await instance(await folder('a'))
    const before = content.current()
    await content.look()
    expect(content.current()).toBe(before)
    expect(await versions()).toBe(1)
  })

  it('goes on with what was good while a file is broken, and says what is wrong', async () => {
    const dir = await folder('a')
    const content = await instance(dir)
    const before = content.current()
    await edit(dir, 'reviewed_on: 2026-11-22', 'reviewed_on: gestern')
    await content.look()
    expect(content.current()).toBe(before)
    expect(content.state()).toMatchObject({ isBehind: false, problems: [{ file: 'lessons/4.1.yaml' }] })
    expect(await versions()).toBe(1)
    await edit(dir, 'reviewed_on: gestern', 'reviewed_on: 2026-11-22')
    await content.look()
    expect(content.state().problems).toEqual([])
    expect(content.current()).toBe(before)
  })

  it('starts with what was good when the folder is broken by then', async () => {
    const dir = await folder('a')
    const { hash } = (await instance(dir)).state()
    await edit(dir, OLD, '')
    const again = await instance(dir)
    expect(titleOf(again)).toBe(OLD)
    expect(again.state()).toMatchObject({
      hash,
      problems: [{ field: 'title' }, ...again.state().problems.slice(1)],
    })
    await edit(dir, "title: ''", 'title: Mở lại')
    await again.look()
    expect(titleOf(again)).toBe('Mở lại')
  })

  it('does not start with a broken folder when nothing was good before', async () => {
    const dir = await folder('a')
    await edit(dir, OLD, '')
    await expect(instance(dir)).rejects.toThrow('lessons/4.1.yaml')
  })
})

describe('two instances', () => {
  it('of one folder pick up a change and agree on it', async () => {
    const dir = await folder('a')
    const [one, other] = [await instance(dir), await instance(dir)]
    await edit(dir, OLD, 'Ba việc mới')
    await Promise.all([one.look(), other.look()])
    expect([titleOf(one), titleOf(other)]).toEqual(['Ba việc mới', 'Ba việc mới'])
    expect(one.state()).toEqual(other.state())
    expect(one.state().isBehind).toBe(false)
    expect(await versions()).toBe(2)
  })

  it('of one folder agree that a change was taken back', async () => {
    const dir = await folder('a')
    const [one, other] = [await instance(dir), await instance(dir)]
    const looks = () => Promise.all([one.look(), other.look()])
    await edit(dir, OLD, 'Ba việc mới')
    await looks()
    await edit(dir, 'Ba việc mới', OLD)
    await looks()
    await looks()
    expect([titleOf(one), titleOf(other)]).toEqual([OLD, OLD])
    expect([one.state().isBehind, other.state().isBehind]).toEqual([false, false])
  })

  it('of different folders: who lacks the newer one goes on and is known to be behind', async () => {
    const [newer, older] = [await folder('a'), await folder('b')]
    const [one, other] = [await instance(newer), await instance(older)]
    await edit(newer, OLD, 'Ba việc mới')
    await one.look()
    await other.look()
    expect(titleOf(other)).toBe(OLD)
    expect([one.state().isBehind, other.state().isBehind]).toEqual([false, true])
    const { rows } = await pool.query<{ hash: string }>(
      'select hash from content_version order by since desc',
    )
    expect(rows[0]?.hash).toBe(one.state().hash)
  })

  it('one that is started with older files overwrites nothing', async () => {
    const [newer, older] = [await folder('a'), await folder('b')]
    const one = await instance(newer)
    await edit(newer, OLD, 'Ba việc mới')
    await one.look()
    const late = await instance(older)
    expect(late.state().isBehind).toBe(true)
    await one.look()
    expect(one.state().isBehind).toBe(false)
    await edit(older, OLD, 'Ba việc mới')
    await late.look()
    expect(late.state()).toEqual(one.state())
  })

  it('one with a broken folder changes nothing for the other', async () => {
    const [good, broken] = [await folder('a'), await folder('b')]
    const [one, other] = [await instance(good), await instance(broken)]
    await edit(broken, OLD, '')
    await other.look()
    await one.look()
    expect(one.state()).toMatchObject({ isBehind: false, problems: [] })
    expect(other.state().problems).not.toEqual([])
  })
})
