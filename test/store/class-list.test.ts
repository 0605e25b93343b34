import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ClassListEntry } from '../../src/domain/class-list.js'
import { type ClassList, createClassList } from '../../src/store/class-list.js'
import { hoursAfter, NOON } from './fixtures.js'
import { openStore, type OpenedStore } from './opened-store.js'

let store: OpenedStore
let list: ClassList
beforeAll(async () => {
  store = await openStore()
  list = createClassList(store.pool)
})
afterEach(() => store.clear())
afterAll(() => store.close())

const AN: ClassListEntry = { branchId: 'ap-1', name: 'Nguyễn Văn An', birthYear: 1950, sex: null }
const BA: ClassListEntry = { branchId: 'ap-2', name: 'Trần Thị Bảy', birthYear: null, sex: 'nu' }
const add = (at: Date, ...entries: ClassListEntry[]): Promise<null> =>
  list.change(['ap-1'], at, () => ({ add: entries, complete: [], deed: null, result: null }))

describe('the class lists', () => {
  it('are read by branch', async () => {
    await add(NOON, AN, BA)
    expect(await list.of(['ap-1'])).toEqual([{ ...AN, id: expect.any(Number) as number }])
    expect(await list.of(['ap-1', 'ap-2'])).toHaveLength(2)
    expect(await list.of([])).toEqual([])
  })

  it('are completed, never overwritten', async () => {
    await add(NOON, AN, BA)
    await list.change(['ap-1', 'ap-2'], NOON, (known) => ({
      add: [],
      complete: known.map((entry) => ({ ...entry, sex: 'nam' as const })),
      deed: null,
      result: null,
    }))
    expect((await list.of(['ap-1', 'ap-2'])).map(({ sex }) => sex)).toEqual(['nam', 'nu'])
  })

  it('forget whom nobody joined for, and keep who joined', async () => {
    await add(NOON, AN, BA)
    await add(hoursAfter(2), { ...AN, name: 'Lê Văn Chín' })
    const { rows } = await store.pool.query<{ id: number }>(
      `insert into learner (form_of_address, region, created_at) values ('ba', 'nam', $1) returning id`,
      [NOON],
    )
    await store.pool.query(`update class_list_row set learner_id = $1 where name = $2`, [
      rows[0]!.id,
      BA.name,
    ])
    expect(await list.forgetUnjoined(hoursAfter(1))).toBe(1)
    expect((await list.of(['ap-1', 'ap-2'])).map(({ name }) => name)).toEqual([BA.name, 'Lê Văn Chín'])
  })
})
