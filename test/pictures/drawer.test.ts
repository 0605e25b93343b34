import { afterEach, describe, expect, it } from 'vitest'
import { type Drawer, type DrawerOptions, createDrawer } from '../../src/pictures/drawer.js'
import type { PaperDrawing } from '../../src/pictures/paper.js'
import { cases, inLongRun } from '../support/long.js'

const thread = new URL('./threads/obeys.ts', import.meta.url)
const paper = (title: string): PaperDrawing => ({
  kind: 'paper',
  from: 'Gương Sáng',
  title,
  step: 'Vững',
  subject: '',
  date: '',
  honest: [],
})

let drawer: Drawer
const start = (options: DrawerOptions = {}): Drawer => (drawer = createDrawer({ thread, ...options }))
afterEach(() => drawer.close())

const draw = async (title: string): Promise<string> => (await drawer.draw(paper(title))).toString()
const threadOf = (drawn: string): string => drawn.split(' ').at(-1)!

describe('the drawing thread', () => {
  it('draws a real picture', async () => {
    drawer = createDrawer()
    const png = await drawer.draw(paper('Giấy ghi nhận'))
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(png.length).toBeGreaterThan(5_000)
  })

  it.each(cases(['die', 'throw', 'hang'], (what) => what === 'die'))(
    'is replaced after it was told to %s, and those that wait are drawn',
    async (what) => {
      // A thread takes its time to start on a slow machine; only one that hangs has to be waited for.
      start(what === 'hang' ? { timeoutMs: 8_000 } : {})
      const before = threadOf(await draw('a'))
      const [broken, ...waited] = await Promise.allSettled([draw(what), draw('b'), draw('c')])
      expect(broken.status).toBe('rejected')
      const after = waited.map((one) => (one.status === 'fulfilled' ? one.value : 'not drawn'))
      expect(after.map((drawn) => drawn.slice(0, 1))).toEqual(['b', 'c'])
      expect(threadOf(after[0]!)).not.toBe(before)
      expect(threadOf(after[1]!)).toBe(threadOf(after[0]!))
    },
  )

  inLongRun(() => {
    it('lets only so many wait', async () => {
      start({ maxWaiting: 2 })
      const all = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(draw))
      expect(all.map(({ status }) => status)).toEqual([
        'fulfilled',
        'fulfilled',
        'fulfilled',
        'rejected',
        'rejected',
      ])
      expect(await draw('f')).toMatch(/^f /)
    })
  })

  it('ends what is under way and draws no more when it is closed', async () => {
    start()
    await draw('a')
    const all = Promise.allSettled([draw('hang'), draw('b')])
    await drawer.close()
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(draw('c')).rejects.toThrow('no more pictures')
  })

  inLongRun(() => {
    it('draws one after the other, in the order asked', async () => {
      start()
      const done: string[] = []
      await Promise.all(['a', 'b', 'c'].map(async (title) => done.push((await draw(title)).slice(0, 1))))
      expect(done).toEqual(['a', 'b', 'c'])
    })

    it('says what could not be drawn, and goes on', async () => {
      start()
      const refused = draw('refuse')
      await expect(refused).rejects.toMatchObject({ cause: { message: 'refused on purpose' } })
      expect(await draw('a')).toMatch(/^a /)
    })
  })
})
