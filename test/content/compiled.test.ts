import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compiled } from '../../src/content/compiled.js'
import { readContent } from '../../src/content/load.js'
import type { Curriculum } from '../../src/domain/curriculum.js'

const GOOD = fileURLToPath(new URL('fixtures/good', import.meta.url))

let folder: string
let cache: string
let read: number

const reading = (dir: string): Curriculum => {
  read++
  return readContent(dir).curriculum!
}
/** What another process would get: this one remembers only what it was asked for last. */
const anew = (dir: string): Curriculum => {
  compiled(join(dir, 'nothing'), () => ({}) as Curriculum, join(cache, 'elsewhere'))
  return compiled(dir, reading, cache)
}
const keptFiles = async (): Promise<string[]> =>
  (await readdir(cache)).filter((name) => name.endsWith('.content'))

beforeEach(async () => {
  read = 0
  folder = await mkdtemp(join(tmpdir(), 'guong-sang-compiled-'))
  cache = await mkdtemp(join(tmpdir(), 'guong-sang-cache-'))
  await cp(GOOD, folder, { recursive: true })
})
afterEach(async () => {
  for (const dir of [folder, cache]) await rm(dir, { recursive: true, force: true })
})

describe('content that passed before', () => {
  it('is not checked again, and is the same', () => {
    const first = anew(folder)
    const again = anew(folder)
    expect(read).toBe(1)
    expect(again).toEqual(first)
    expect(again).not.toBe(first)
    expect(() => (again.lessons as Map<string, unknown>).clear()).toThrow('frozen')
    expect(Object.isFrozen(again.lessons.get('0')!.steps)).toBe(true)
  })

  it('is checked again when a file changed, also one of the same length', async () => {
    anew(folder)
    const file = join(folder, 'areas.yaml')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace(/name: (.)/, 'name: Ô'))
    expect(anew(folder).areas).not.toEqual(readContent(GOOD).curriculum!.areas)
    expect(read).toBe(2)
  })

  it('counts for nothing when it was broken on the disk', async () => {
    const first = anew(folder)
    const [name] = await keptFiles()
    await writeFile(join(cache, name!), 'half a fi')
    expect(anew(folder)).toEqual(first)
    expect(read).toBe(2)
  })

  it('is not kept when reading it throws', async () => {
    await writeFile(join(folder, 'areas.yaml'), '# broken\n')
    const broken = (): Curriculum => {
      throw new Error('a lesson without a title')
    }
    expect(() => compiled(folder, broken, cache)).toThrow('a lesson without a title')
    expect(await keptFiles()).toEqual([])
  })

  it('is not kept when a file changed while it was read', async () => {
    const { writeFileSync } = await import('node:fs')
    compiled(
      folder,
      (dir) => {
        writeFileSync(join(dir, 'lessons', 'new.yaml'), 'id: new')
        return reading(GOOD)
      },
      cache,
    )
    expect(await keptFiles()).toEqual([])
  })

  it('is kept for the last few only', async () => {
    for (let at = 0; at < 11; at++) {
      await writeFile(join(folder, 'areas.yaml'), `# ${at}\n`)
      compiled(folder, () => reading(GOOD), cache)
    }
    expect(await keptFiles()).toHaveLength(8)
  })

  it('is read anew each time where nothing may be written', () => {
    const nowhere = join(folder, 'areas.yaml', 'cache')
    compiled(folder, reading, nowhere)
    expect(read).toBe(1)
  })
})
