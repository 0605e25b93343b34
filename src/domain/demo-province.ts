import { type DemoPerson, demoPeople, measuresIn } from './demo-people.js'
import type { PlaceKind } from './place-tree.js'
import type { Tally } from './raw-cells.js'
import { type Count, type Release, type ReleaseUnit, lastDayOf } from './release.js'
import type { Measure, Measured } from './release-tables.js'
import { dayFrom } from './written-day.js'

/** The source of every number of inhabitants of the demo. */
export const DEMO_SOURCE = 'DEMO – số bịa'

/** A made-up commune of the demo: how many learners it has in the end, and how many elderly people live there. */
export interface DemoCommune {
  name: string
  learners: number
  people: number
  kinds: readonly PlaceKind[]
}

/** What a plan reports on in the demo: the place itself and made-up communes in it. */
export interface DemoWhole {
  /** The id of the real place; everything below it is made up. */
  root: string
  name: string
  communes: readonly DemoCommune[]
  tables: 'all' | 'R1'
}

const place = (name: string, learners: number, people: number, ...kinds: PlaceKind[]): DemoCommune => ({
  name,
  learners,
  people,
  kinds,
})

const THAI_NGUYEN: readonly DemoCommune[] = [
  place('Phường Nắng Mới', 3000, 9200),
  place('Phường Cầu Vồng', 1800, 7600),
  place('Phường Hoa Giấy', 1200, 6100),
  place('Xã Đồi Chè Biếc', 900, 5400, 'nong-thon'),
  place('Xã Gió Lành', 700, 5200, 'nong-thon'),
  place('Xã Ruộng Vàng', 500, 4800, 'nong-thon'),
  place('Xã Suối Trong', 350, 4300, 'nong-thon'),
  place('Xã Mây Trắng', 240, 3100, 'nong-thon', 'vung-kho-khan'),
  place('Xã Trăng Non', 150, 2600, 'nong-thon', 'vung-kho-khan'),
  place('Xã Đá Sóng Đôi', 90, 2300, 'nong-thon', 'vung-kho-khan'),
  place('Xã Sương Mai', 60, 1900, 'nong-thon', 'vung-kho-khan'),
  place('Xã Lưng Chừng Mây', 40, 1400, 'nong-thon', 'vung-kho-khan'),
]

const LONG_AN: readonly DemoCommune[] = [
  place('Phường Đèn Lồng', 2600, 8800),
  place('Phường Bến Sáng', 1700, 7400),
  place('Xã Bông Súng', 1300, 6300, 'nong-thon'),
  place('Xã Cánh Cò Trắng', 950, 5700, 'nong-thon'),
  place('Xã Lúa Chín', 720, 5100, 'nong-thon'),
  place('Xã Dừa Xanh', 520, 4700, 'nong-thon'),
  place('Xã Kênh Thẳng', 380, 4400, 'nong-thon'),
  place('Xã Sen Hồng', 230, 3300, 'nong-thon'),
  place('Xã Bần Ổi', 140, 2700, 'nong-thon'),
  place('Xã Nước Nổi', 95, 2200, 'nong-thon'),
  place('Xã Mùa Gió Chướng', 55, 1800, 'nong-thon'),
  place('Xã Cuối Kênh', 40, 1500, 'nong-thon'),
]

const REST_OF_TAY_NINH: readonly DemoCommune[] = [
  place('Phường Chân Núi', 1900, 8100),
  place('Xã Hàng Cao Su', 800, 5600, 'nong-thon'),
  place('Xã Hồ Rộng', 450, 4600, 'nong-thon'),
  place('Xã Nắng Lửa', 120, 2500, 'nong-thon'),
]

/** By plan, what it reports on, in its order. */
export const DEMO_WHOLES: Readonly<Record<string, readonly DemoWhole[]>> = {
  'thai-nguyen': [{ root: 'thai-nguyen', name: 'Thái Nguyên', communes: THAI_NGUYEN, tables: 'all' }],
  'long-an': [
    { root: 'long-an', name: 'Long An (60 xã, phường của tỉnh cũ)', communes: LONG_AN, tables: 'all' },
    { root: 'tay-ninh', name: 'Tây Ninh', communes: [...LONG_AN, ...REST_OF_TAY_NINH], tables: 'R1' },
  ],
}

/** Four branches to a commune: one large, one tiny. */
export const BRANCHES = [
  { name: 'Cau', share: 0.52 },
  { name: 'Bàng', share: 0.28 },
  { name: 'Mít', share: 0.14 },
  { name: 'Khế', share: 0.06 },
] as const

/** A phường has tổ dân phố, a xã thôn. */
const branchName = (commune: string, name: string): string =>
  `Chi hội ${commune.startsWith('Phường') ? 'tổ dân phố' : 'thôn'} ${name}`

/** Members and officials of the association, as parts of the elderly people. */
const MEMBERS = 0.71
const OFFICIALS = 0.013

const demoName = (name: string): string => `${name} (DEMO)`

/** Ids never meet those of real places; a commune keeps its id in both wholes of a plan. */
const communeId = (plan: string, { name }: DemoCommune, whole: readonly DemoCommune[]): string =>
  `demo-${plan}-${whole.findIndex((one) => one.name === name) + 1}`

export const branchId = (commune: string, nth: number): string => `${commune}-chi-hoi-${nth + 1}`

/** The units of a whole as a release of that month tells them. */
export function demoUnits(plan: string, { root, name, communes }: DemoWhole, month: string): ReleaseUnit[] {
  const all = allCommunes(plan)
  const unit = (
    of: Omit<ReleaseUnit, 'kinds' | 'population' | 'groups'> & Partial<ReleaseUnit>,
  ): ReleaseUnit => ({
    kinds: [],
    population: null,
    groups: {},
    ...of,
  })
  const counted = (people: number): Count => ({
    people,
    countedOn: dayFrom(`${Number(month.slice(0, 4)) - 1}-07-01`)!,
    source: DEMO_SOURCE,
  })
  const elderly = communes.reduce((sum, { people }) => sum + people, 0)
  const whole = unit({
    unit: root,
    level: 'province',
    parent: null,
    name: demoName(name),
    population: counted(elderly),
    groups: {
      'hoi-vien': counted(Math.round(elderly * MEMBERS)),
      'can-bo': counted(Math.round(elderly * OFFICIALS)),
    },
  })
  const below = communes.map((one) => {
    const id = communeId(plan, one, all)
    const own = {
      parent: root,
      name: demoName(one.name),
      kinds: one.kinds,
      population: counted(one.people),
    }
    return unit({ unit: id, level: 'commune', ...own })
  })
  const branches = below.flatMap(({ unit: parent, name: commune }) =>
    BRANCHES.map((branch, nth) =>
      unit({
        unit: branchId(parent, nth),
        level: 'branch',
        parent,
        name: demoName(branchName(commune, branch.name)),
      }),
    ),
  )
  return [whole, ...below, ...branches]
}

/** Every commune of a plan's demo once, those of its first whole first. */
const allCommunes = (plan: string): DemoCommune[] => [
  ...new Set((DEMO_WHOLES[plan] ?? []).flatMap(({ communes }) => communes)),
]

/** Everybody whom the demo of a plan has invented, the same each time. */
export const demoPeopleOf = (plan: string, measured: Measured): DemoPerson[] => {
  const all = allCommunes(plan)
  const branches = all.flatMap((one) =>
    BRANCHES.map(({ share }, nth) => ({
      branch: branchId(communeId(plan, one, all), nth),
      learners: Math.max(1, Math.round(one.learners * share)),
    })),
  )
  return demoPeople(branches, measured, seedOf(plan))
}

/** What the snapshot of one month counts, by branch, sex and age. */
export function demoTallies(people: readonly DemoPerson[], month: number, measured: Measured): Tally[] {
  const groups = new Map<string, Map<Measure, Tally>>()
  for (const person of people) {
    const { branch, sex, age, key } = person
    const name = `${branch}|${sex}|${age}`
    const group = groups.get(name) ?? new Map<Measure, Tally>()
    groups.set(name, group)
    for (const measure of measuresIn(person, month, measured)) {
      const known = group.get(measure)
      if (known === undefined) group.set(measure, { branch, sex, age, measure, people: 1, memberKeys: key })
      else {
        known.people++
        known.memberKeys = (known.memberKeys + key) % 256
      }
    }
  }
  return [...groups.values()].flatMap((group) => [...group.values()])
}

/** The head of a demo release. */
export const demoHead = (
  plan: string,
  month: string,
  rule: string,
): Pick<Release, 'plan' | 'month' | 'snapshotOn' | 'rule' | 'isDemo'> => ({
  plan,
  month,
  snapshotOn: lastDayOf(month),
  rule,
  isDemo: true,
})

const seedOf = (plan: string): number =>
  Array.from(plan).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7)
