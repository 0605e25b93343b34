import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createPictureHandles } from '../../src/store/picture-handles.js'
import { openStore, type OpenedStore } from './opened-store.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.pool.query('truncate picture_handle'))
afterAll(() => store.close())

describe('what a platform calls our pictures', () => {
  it('is unknown, then known to every process, by the name of the picture', async () => {
    const here = createPictureHandles(store.pool, 'telegram')
    expect(await here.find('man-hinh-1')).toBeNull()
    await here.remember('man-hinh-1', 'AgAC1')
    const elsewhere = createPictureHandles(store.pool, 'telegram')
    expect(await elsewhere.find('man-hinh-1')).toBe('AgAC1')
    expect(await elsewhere.find('man-hinh-2')).toBeNull()
  })

  it('is the newest that was remembered', async () => {
    const handles = createPictureHandles(store.pool, 'telegram')
    await Promise.all(['AgAC1', 'AgAC2'].map((handle) => handles.remember('man-hinh-1', handle)))
    await handles.remember('man-hinh-1', 'AgAC3')
    expect(await handles.find('man-hinh-1')).toBe('AgAC3')
    expect((await store.pool.query('select * from picture_handle')).rows).toHaveLength(1)
  })

  it('is nothing to another channel', async () => {
    await createPictureHandles(store.pool, 'telegram').remember('man-hinh-1', 'AgAC1')
    expect(await createPictureHandles(store.pool, 'web').find('man-hinh-1')).toBeNull()
  })

  it('is forgotten with its age, where a platform forgets it', async () => {
    const time = { now: new Date('2026-11-22T01:00:00Z') }
    const handles = createPictureHandles(store.pool, 'zalo-oa', { maxAgeMs: 60_000, clock: () => time.now })
    await handles.remember('man-hinh-1', 'attachment-1')
    time.now = new Date('2026-11-22T01:00:59Z')
    expect(await handles.find('man-hinh-1')).toBe('attachment-1')
    time.now = new Date('2026-11-22T01:01:00Z')
    expect(await handles.find('man-hinh-1')).toBeNull()
    await handles.remember('man-hinh-1', 'attachment-2')
    expect(await handles.find('man-hinh-1')).toBe('attachment-2')
  })

  it('is of no use there when nobody knows its age', async () => {
    await store.pool.query(
      `insert into picture_handle (channel, name, handle) values ('zalo-oa', 'a', 'old')`,
    )
    expect(await createPictureHandles(store.pool, 'zalo-oa', { maxAgeMs: 60_000 }).find('a')).toBeNull()
    expect(await createPictureHandles(store.pool, 'zalo-oa').find('a')).toBe('old')
  })
})
