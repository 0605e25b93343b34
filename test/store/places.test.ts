import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { spansOfContent } from '../../src/domain/content-spans.js'
import type { PlaceSpan } from '../../src/domain/place-tree.js'
import { keepPlaces } from '../../src/services/keep-places.js'
import { knownPlaces } from '../../src/services/known-places.js'
import { type Places, createPlaces } from '../../src/store/places.js'
import { curriculum } from '../support/bot/content.js'
import { branchOf, day, provinceOf, spanOf } from '../support/spans.js'
import { NOON } from './fixtures.js'
import { openStore, type OpenedStore } from './opened-store.js'

let store: OpenedStore
let places: Places
beforeAll(async () => {
  store = await openStore()
  places = createPlaces(store.pool)
})
afterEach(() => store.clear())
afterAll(() => store.close())

const put = (...spans: PlaceSpan[]): Promise<void> =>
  places.change(() => ({ put: spans, deed: null, result: undefined }))
const ordered = (spans: readonly PlaceSpan[]): PlaceSpan[] =>
  spans.toSorted((one, other) => one.placeId.localeCompare(other.placeId) || one.from - other.from)

const SPANS = [
  provinceOf('tinh', { name: 'Tây Ninh' }),
  spanOf('a', { until: day('2026-01-01'), kinds: ['nong-thon', 'vung-kho-khan'], formerProvince: 'long-an' }),
  spanOf('a', { from: day('2026-01-01'), name: 'Phường A', kinds: ['nong-thon'] }),
  branchOf('ap', 'a', { until: null, isDemo: false }),
]

describe('the tree of places in the database', () => {
  it('comes back as it was put', async () => {
    await put(...SPANS)
    expect(ordered(await places.spans())).toEqual(ordered(SPANS))
  })

  it('has a span replaced by the one that begins on its day', async () => {
    await put(...SPANS)
    const mended = { ...SPANS[1]!, name: 'Xã Á', kinds: [], formerProvince: null, source: 'đính chính' }
    await put(mended)
    expect((await places.spans()).filter(({ placeId }) => placeId === 'a')).toEqual([mended, SPANS[2]])
  })

  it('is not changed when the decision fails, nor is anything noted', async () => {
    await put(SPANS[0]!)
    const deed = { officerId: null, action: 'import-places', placeId: null, at: NOON }
    await expect(
      places.change(() => ({ put: [branchOf('ap', 'nowhere')], deed, result: null })),
    ).rejects.toThrow(/foreign key/)
    expect(await places.spans()).toHaveLength(1)
    expect((await store.pool.query('select * from audit')).rows).toEqual([])
  })

  it('is changed by one at a time: each sees what the other wrote', async () => {
    await put(SPANS[0]!)
    const seen: number[] = []
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) =>
        places.change((known) => {
          seen.push(known.length)
          return { put: [spanOf(id)], deed: null, result: null }
        }),
      ),
    )
    expect(seen).toEqual([1, 2, 3, 4])
  })

  it('tells the real communes that stand on a day, with their province', async () => {
    await put(
      ...SPANS,
      provinceOf('cu', { name: 'Long An', until: day('2025-07-01') }),
      spanOf('huyen', {
        level: 'district',
        parentId: 'cu',
        from: day('2025-01-01'),
        until: day('2025-07-01'),
      }),
      spanOf('xa-cu', { parentId: 'huyen', from: day('2025-01-01'), until: day('2025-07-01') }),
      provinceOf('mau', { isDemo: true }),
      spanOf('xa-mau', { isDemo: true, parentId: 'mau' }),
    )
    expect(await places.communesOn(day('2025-12-31'))).toEqual([
      { id: 'a', name: 'Xã a', province: 'Tây Ninh' },
    ])
    expect(await places.communesOn(day('2026-01-01'))).toEqual([
      { id: 'a', name: 'Phường A', province: 'Tây Ninh' },
    ])
    expect(await places.communesOn(day('2025-06-30'))).toEqual([
      { id: 'xa-cu', name: 'Xã xa-cu', province: 'Long An' },
    ])
  })
})

describe('the places of the content', () => {
  it('become the tree once, and leave imported ones alone', async () => {
    const told = spansOfContent(curriculum.places)
    expect(await keepPlaces(places, curriculum.places)).toEqual({ written: told.length, leftOut: [] })
    expect(await keepPlaces(places, curriculum.places)).toEqual({ written: 0, leftOut: [] })
    const own = (await places.spans()).find(({ placeId }) => placeId === 'tay-ninh-ben-luc')!
    await put(
      { ...own, until: day('2027-01-01'), source: 'nghị quyết' },
      { ...own, from: day('2027-01-01'), name: 'Phường Bến Lức', source: 'nghị quyết' },
      branchOf('ap', 'tay-ninh-ben-luc'),
    )
    const before = await places.spans()
    expect(await keepPlaces(places, curriculum.places)).toEqual({ written: 0, leftOut: [] })
    expect(await places.spans()).toEqual(before)
  })

  it('are understood in the chat, and so are imported ones', async () => {
    await keepPlaces(places, curriculum.places)
    await put(spanOf('can-duoc', { parentId: 'tay-ninh', name: 'Xã Cần Đước' }))
    const known = knownPlaces(curriculum.places, await places.communesOn(day('2026-11-30')), 'bac')
    expect(known.slice(0, -1)).toEqual(curriculum.places)
    expect(known.at(-1)).toEqual({
      id: 'can-duoc',
      name: 'Xã Cần Đước',
      province: 'Tây Ninh',
      region: 'nam',
      formerly: [],
    })
  })

  it('are kept once by processes that start together', async () => {
    const kept = await Promise.all([1, 2, 3].map(() => keepPlaces(places, curriculum.places)))
    expect(kept.filter(({ written }) => written > 0)).toHaveLength(1)
  })
})
