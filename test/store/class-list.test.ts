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

const AN: ClassListEntry = {
  branchId: 'ap-1',
  name: 'Nguyễn Văn An',
  birthYear: 1950,
  sex: null,
  group: null,
}
const BA: ClassListEntry = {
  branchId: 'ap-2',
  name: 'Trần Thị Bảy',
  birthYear: null,
  sex: 'nu',
  group: 'hoi-vien',
}
const add = (at: Date, ...entries: ClassListEntry[]): Promise<null> =>
  list.change(['ap-1'], at, () => ({ add: entries, complete: [], deeds: [], result: null }))

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
      deeds: [],
      result: null,
    }))
    expect((await list.of(['ap-1', 'ap-2'])).map(({ sex }) => sex)).toEqual(['nam', 'nu'])
  })

  describe('what somebody is in the association', () => {
    const say = (group: ClassListEntry['group']): Promise<null> =>
      list.change(['ap-1'], hoursAfter(3), (known) => ({
        add: [],
        complete: known.map((entry) => ({ ...entry, group })),
        deeds: [],
        result: null,
      }))
    const belongs = async (branch: string, until: string | null): Promise<number> => {
      const { rows } = await store.pool.query<{ id: number }>(
        `with made as (
           insert into learner (form_of_address, region, created_at) values ('ba', 'nam', $1) returning id)
         insert into membership (learner_id, branch_id, "from", until, way, confirmed_at)
         select id, $2, '2026-01-01', $3, 'officer', $1 from made returning learner_id as id`,
        [NOON, branch, until],
      )
      return rows[0]!.id
    }
    const saidOf = async (id: number): Promise<unknown[]> =>
      (await store.pool.query('select "group", group_at from membership where learner_id = $1', [id])).rows

    it('is kept, changed when it is said otherwise, and never taken away', async () => {
      await add(NOON, AN)
      const seen = async (): Promise<unknown> => (await list.of(['ap-1']))[0]!.group
      for (const [said, kept] of [
        ['hoi-vien', 'hoi-vien'],
        ['can-bo', 'can-bo'],
        [null, 'can-bo'],
      ] as const) {
        await say(said)
        expect(await seen()).toBe(kept)
      }
    })

    it('is told of who joined already, in the branch of the list and while they belong to it', async () => {
      await store.pool.query(`insert into place (id, level) values ('ap-1', 'branch'), ('ap-2', 'branch')`)
      const [here, gone, elsewhere] = [
        await belongs('ap-1', null),
        await belongs('ap-1', '2026-02-01'),
        await belongs('ap-2', null),
      ]
      const names = ['Một', 'Hai', 'Ba']
      await add(NOON, ...names.map((name) => ({ ...AN, name })))
      for (const [at, id] of [here, gone, elsewhere].entries())
        await store.pool.query('update class_list_row set learner_id = $1 where name = $2', [id, names[at]])
      await say('can-bo')
      expect(await saidOf(here)).toEqual([{ group: 'can-bo', group_at: hoursAfter(3) }])
      for (const other of [gone, elsewhere])
        expect(await saidOf(other)).toEqual([{ group: null, group_at: null }])
    })
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
