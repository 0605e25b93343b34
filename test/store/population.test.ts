import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Group } from '../../src/domain/group.js'
import { createPlaces } from '../../src/store/places.js'
import { type PopulationFigure, type Populations, createPopulations } from '../../src/store/population.js'
import { proficientMember } from '../support/members.js'
import { branchOf, day, provinceOf, spanOf } from '../support/spans.js'
import { NOON } from './fixtures.js'
import { openStore, type OpenedStore } from './opened-store.js'

let store: OpenedStore
let populations: Populations
beforeAll(async () => {
  store = await openStore()
  populations = createPopulations(store.pool)
})
beforeEach(async () => {
  await store.clear()
  const put = [provinceOf('tinh'), spanOf('a'), branchOf('ap-1', 'a'), branchOf('ap-2', 'a')]
  await createPlaces(store.pool).change(() => ({ put, deed: null, result: null }))
})
afterAll(() => store.close())

const figure = (
  placeId: string,
  countedOn: string,
  people: number,
  group: Group = 'nguoi-cao-tuoi',
): PopulationFigure => ({
  placeId,
  group,
  countedOn: day(countedOn),
  people,
  source: 'Niên giám',
})
const put = (...figures: PopulationFigure[]): Promise<null> =>
  populations.change(NOON, () => ({ put: figures, deed: null, result: null }))

describe('the population', () => {
  it('is what was counted last on or before a day; nowhere else is there a figure', async () => {
    const [old, recent] = [figure('a', '2024-12-31', 4700), figure('a', '2025-12-31', 4800)]
    await put(old, recent, figure('tinh', '2025-12-31', 470_000))
    expect((await populations.on(day('2025-12-30'))).get('a')).toEqual(old)
    const now = await populations.on(day('2026-11-30'))
    expect(now.get('a')).toEqual(recent)
    expect(now.get('ap-1')).toBeUndefined()
    expect((await populations.on(day('2024-12-30'))).size).toBe(0)
  })

  it('is that of people of 60 and more, unless another group is asked for', async () => {
    const members = figure('a', '2025-12-31', 3100, 'hoi-vien')
    const officials = figure('a', '2025-06-30', 40, 'can-bo')
    await put(members, officials, figure('tinh', '2025-12-31', 300_000, 'hoi-vien'))
    expect((await populations.on(day('2026-11-30'))).size).toBe(0)
    await put(figure('a', '2025-12-31', 4800))
    expect([...(await populations.on(day('2026-11-30'))).values()]).toEqual([figure('a', '2025-12-31', 4800)])
    expect((await populations.on(day('2026-11-30'), 'hoi-vien')).get('a')).toEqual(members)
    expect((await populations.on(day('2025-12-30'), 'hoi-vien')).size).toBe(0)
    expect([...(await populations.on(day('2025-12-30'), 'can-bo')).values()]).toEqual([officials])
    await put({ ...members, people: 3200 })
    const all = await populations.all()
    expect(all.filter(({ placeId }) => placeId === 'a').map(({ group, people }) => [group, people])).toEqual([
      ['can-bo', 40],
      ['hoi-vien', 3200],
      ['nguoi-cao-tuoi', 4800],
    ])
  })

  it('is corrected for its place and day', async () => {
    await put(figure('a', '2025-12-31', 4700))
    await put({ ...figure('a', '2025-12-31', 4800), source: 'Đính chính' })
    expect(await populations.all()).toEqual([{ ...figure('a', '2025-12-31', 4800), source: 'Đính chính' }])
  })
})

describe('proficient people by branch', () => {
  const counted = async (on: string): Promise<Record<string, number>> =>
    Object.fromEntries(await populations.proficientByBranch(day(on)))

  it('are those whose recognition holds on the day, once each', async () => {
    await proficientMember(store.pool, 'ap-1', '2026-01-01', '2026-06-01')
    await proficientMember(store.pool, 'ap-1', '2026-03-01', '2026-09-01')
    await proficientMember(store.pool, 'ap-2', '2026-03-01', '2026-09-01')
    expect(await counted('2026-02-01')).toEqual({ 'ap-1': 1 })
    expect(await counted('2026-05-31')).toEqual({ 'ap-1': 2, 'ap-2': 1 })
    expect(await counted('2026-06-01')).toEqual({ 'ap-1': 1, 'ap-2': 1 })
    expect(await counted('2026-09-01')).toEqual({})
  })

  it.each([
    [
      'took back their consent',
      `insert into consent (learner_id, purpose, given, text_version, at) values ($1, 'counting', false, 'h1', '2026-04-01')`,
    ],
    ['left the branch', `update membership set until = '2026-04-01' where learner_id = $1`],
    [
      'are away',
      `insert into absence (learner_id, kind, "from", noted_at) values ($1, 'chuyen-di', '2026-04-01', '2026-04-01')`,
    ],
  ])('are not those who %s', async (_, change) => {
    const id = await proficientMember(store.pool, 'ap-1', '2026-03-01', '2026-09-01')
    await proficientMember(store.pool, 'ap-1', '2026-03-01', '2026-09-01')
    await store.pool.query(change, [id])
    expect(await counted('2026-05-01')).toEqual({ 'ap-1': 1 })
  })

  it('are those again whose absence was undone', async () => {
    const id = await proficientMember(store.pool, 'ap-1', '2026-03-01', '2026-09-01')
    await store.pool.query(
      `insert into absence (learner_id, kind, "from", noted_at, undone_at) values ($1, 'da-mat', '2026-04-01', '2026-04-01', '2026-04-02')`,
      [id],
    )
    expect(await counted('2026-05-01')).toEqual({ 'ap-1': 1 })
  })
})
