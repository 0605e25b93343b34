import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createUploads } from '../../src/store/upload-counts.js'
import { openStore, type OpenedStore } from './opened-store.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

describe('uploads of pictures', () => {
  it('are counted by channel and by month of Việt Nam, over all processes', async () => {
    const here = createUploads(store.pool, 'zalo-oa')
    const lastHour = new Date('2026-11-30T16:59:00Z')
    const nextMonth = new Date('2026-11-30T17:00:00Z')
    expect(await here.count(lastHour)).toBe(0)
    const counted = await Promise.all(Array.from({ length: 10 }, () => here.add(lastHour)))
    expect(counted.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await createUploads(store.pool, 'zalo-oa').count(lastHour)).toBe(10)
    expect(await here.add(nextMonth)).toBe(1)
    expect(await createUploads(store.pool, 'zalo-bot').count(lastHour)).toBe(0)
  })
})
