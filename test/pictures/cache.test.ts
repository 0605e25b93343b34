import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCache } from '../../src/pictures/cache.js'
import { encodePng } from '../../src/pictures/png.js'

const PNG = encodePng({ pixels: Buffer.alloc(4, 255), width: 1, height: 1 })

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'pictures-'))))
afterEach(() => rm(dir, { recursive: true }))

/** As if it had been written so many seconds after 2026 began. */
const dated = async (name: string, seconds: number): Promise<void> =>
  utimes(join(dir, name), 1_767_225_600, 1_767_225_600 + seconds)

describe('the kept pictures', () => {
  it('are read as they were written, also into a folder that is not there yet', async () => {
    const cache = createCache(join(dir, 'new', 'pictures'))
    expect(await cache.read('a')).toBeNull()
    await cache.write('a', PNG)
    expect(await cache.read('a')).toEqual(PNG)
    expect(await readdir(join(dir, 'new', 'pictures'))).toEqual(['a.png'])
  })

  it.each([
    ['cut off', PNG.subarray(0, -1)],
    ['empty', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(PNG.length)],
  ])('are drawn anew where the file is %s', async (_what, bytes) => {
    await writeFile(join(dir, 'a.png'), bytes)
    const cache = createCache(dir)
    expect(await cache.read('a')).toBeNull()
    await cache.write('a', PNG)
    expect(await cache.read('a')).toEqual(PNG)
  })

  it('leave the oldest behind when there are too many, also those of another time', async () => {
    for (const [at, name] of ['old.png', 'older.png', 'left.tmp', 'new.png'].entries()) {
      await writeFile(join(dir, name), PNG)
      await dated(name, [20, 10, 0, 30][at]!)
    }
    const cache = createCache(dir, PNG.length * 4)
    await cache.write('now', PNG)
    expect((await readdir(dir)).toSorted()).toEqual(['new.png', 'now.png', 'old.png'])
    // From here on what was written is added up; the folder is looked at again at the limit only.
    await cache.write('then', PNG)
    expect(await readdir(dir)).toHaveLength(4)
    await dated('then.png', 1)
    await cache.write('last', PNG)
    expect((await readdir(dir)).toSorted()).toEqual(['last.png', 'new.png', 'now.png'])
  })
})
