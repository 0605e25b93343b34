import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { planSchema, toPlan } from '../../src/content/plan-file.js'
import type { Area, Plan } from '../../src/domain/curriculum.js'
import { publish } from '../../src/domain/disclosure.js'
import { type Tally, rawCells } from '../../src/domain/raw-cells.js'
import type { AssociationGroup } from '../../src/domain/group.js'
import {
  type GroupCounts,
  type Release,
  type ReleaseUnit,
  groupsIn,
  lastDayOf,
  populationIn,
  treeOf,
} from '../../src/domain/release.js'
import type { Measure, Measured, PublishedCell } from '../../src/domain/release-tables.js'
import { dayFrom } from '../../src/domain/written-day.js'
import type { ProficientMonth } from '../../src/domain/net-rate.js'
import { inGroups } from '../support/group-measures.js'

export const AREAS: Area[] = [
  { id: 'dvc', name: 'Dịch vụ công trực tuyến' },
  { id: 'mua-sam', name: 'Mua sắm trực tuyến' },
  { id: 'thanh-toan', name: 'Thanh toán trực tuyến' },
  { id: 'tu-bao-ve', name: 'Tự bảo vệ mình trên không gian mạng' },
  { id: 'nen-tang', name: 'Các nền tảng số khác' },
]
export const MEASURED: Measured = {
  areas: AREAS.map(({ id }) => id),
  themes: ['chuyen-doi-so', 'chuyen-doi-xanh', 'khoi-nghiep', 'viec-lam'],
}

/** The plan as it stands in the content. */
export const planOf = (id: string): Plan =>
  toPlan(planSchema.parse(parse(readFileSync(`content/plans/${id}.yaml`, 'utf8'))), (province) => province)

/** So many people of one branch of whom the same holds. */
export interface People {
  branch: string
  people: number
  measures: Measure[]
  /** What they are in the association, where their branch said. */
  group?: AssociationGroup | null
}

const area = (id: string): Measure => `area:${id}`
const aware = (...themes: string[]): Measure[] => themes.map((theme): Measure => `aware:${theme}`)
const AWARE_OF_ALL: Measure[] = [...aware(...MEASURED.themes), 'aware:all']
const PROFICIENT: Measure[] = [
  'enrolled',
  'assessed',
  'ever-proficient',
  'proficient',
  'at-least-4',
  'safe',
  ...MEASURED.areas.map(area),
]

/** Of so many people in each group what holds; all counts are multiples of 5, so rounding changes none. */
export const GROUPS: People[] = [
  { branch: 'a-1', people: 40, group: 'hoi-vien', measures: [...PROFICIENT, ...AWARE_OF_ALL] },
  {
    branch: 'a-1',
    people: 15,
    group: 'can-bo',
    measures: [
      'enrolled',
      'assessed',
      'ever-proficient',
      'lapsed-60',
      'at-least-4',
      'safe',
      ...['dvc', 'mua-sam', 'thanh-toan', 'tu-bao-ve'].map(area),
      ...AWARE_OF_ALL,
    ],
  },
  {
    branch: 'a-1',
    people: 25,
    group: 'can-bo',
    measures: [
      'enrolled',
      'assessed',
      area('dvc'),
      area('tu-bao-ve'),
      ...aware('chuyen-doi-so', 'chuyen-doi-xanh'),
    ],
  },
  { branch: 'a-1', people: 15, group: 'can-bo', measures: ['enrolled', 'assessed'] },
  { branch: 'a-1', people: 30, measures: ['enrolled', ...AWARE_OF_ALL] },
  { branch: 'b-1', people: 5, group: 'hoi-vien', measures: [...PROFICIENT, ...AWARE_OF_ALL] },
  { branch: 'b-1', people: 5, measures: ['enrolled', 'assessed'] },
  { branch: 'b-1', people: 10, measures: ['enrolled'] },
]

export const talliesOf = (groups: readonly People[]): Tally[] =>
  groups.flatMap(({ branch, people, measures, group = null }) =>
    [...measures, ...inGroups(group, measures)].map((measure): Tally => ({
      branch,
      sex: 'nu',
      age: '60-69',
      measure,
      people,
      memberKeys: 7,
    })),
  )

const POPULATION_DAY = dayFrom('2026-07-01')!

export function unit(
  id: string,
  level: ReleaseUnit['level'],
  parent: string | null,
  name: string,
  people: number | null = null,
  kinds: ReleaseUnit['kinds'] = [],
): ReleaseUnit {
  const population = people === null ? null : { people, countedOn: POPULATION_DAY, source: 'Niên giám thử' }
  return { unit: id, level, parent, name, kinds, population, groups: {} }
}

const MEMBERS: GroupCounts = {
  'hoi-vien': { people: 800, countedOn: POPULATION_DAY, source: 'Sổ hội viên thử' },
  'can-bo': { people: 120, countedOn: POPULATION_DAY, source: 'Sổ hội viên thử' },
}

/** A whole with two communes of one branch each. */
export const unitsUnder = (root: string, name: string): ReleaseUnit[] => [
  { ...unit(root, 'province', null, name, 1400), groups: MEMBERS },
  unit('a', 'commune', root, 'Xã An', 1000, ['nong-thon']),
  unit('b', 'commune', root, 'Xã Bình', 400, ['nong-thon', 'vung-kho-khan']),
  unit('a-1', 'branch', 'a', 'Chi hội An Một'),
  unit('b-1', 'branch', 'b', 'Chi hội Bình Một'),
]

/** The cells of one whole, by the rules of every release. */
export const cellsOf = (
  groups: readonly People[],
  units: readonly ReleaseUnit[],
  month: string,
  key = 'khoá thử',
): PublishedCell[] => {
  const tree = treeOf(units)
  const population = populationIn(units)
  return publish(rawCells(talliesOf(groups), tree, MEASURED), {
    key,
    family: 'thử',
    month,
    tree,
    measured: MEASURED,
    population,
    groups: groupsIn(units),
    previous: null,
  })
}

export function releaseOf(
  plan: string,
  units: readonly ReleaseUnit[],
  cells: readonly PublishedCell[],
  over: Partial<Release> = {},
): Release {
  const month = over.month ?? '2026-10'
  return {
    plan,
    month,
    snapshotOn: lastDayOf(month),
    rule: 'TT-1.1',
    isDemo: false,
    madeAt: new Date(`2026-11-02T08:00:00+07:00`),
    units,
    cells,
    ...over,
  }
}

/** Six earlier months in which five people more were proficient each month: 15, 20 … 40. */
export const earlierOf = (release: Release, root: string): Release[] =>
  ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09'].map((month, at) => ({
    ...release,
    month,
    snapshotOn: lastDayOf(month),
    cells: release.cells.map((cell) =>
      cell.unit === root && cell.measure === 'proficient' && cell.table === 'R1'
        ? { ...cell, month, shown: 15 + 5 * at }
        : { ...cell, month },
    ),
  }))

/** What rates need of a month. */
export const proficientIn = ({ month, rule, cells }: Release): ProficientMonth => ({
  month,
  rule,
  proficient: new Map(
    cells.flatMap((cell) =>
      cell.table === 'R1' && cell.measure === 'proficient' && cell.sex === undefined && cell.age === undefined
        ? [[cell.unit, cell.shown] as const]
        : [],
    ),
  ),
})

/** October 2026 of Thái Nguyên: the two communes, and nothing else. */
export function thaiNguyen(): Release {
  const units = unitsUnder('thai-nguyen', 'Thái Nguyên')
  return releaseOf('thai-nguyen', units, cellsOf(GROUPS, units, '2026-10'))
}

/** October 2026 of Long An: the same two communes, and beside them all of Tây Ninh, whose elderly nobody counted. */
export function longAn(): Release {
  const own = unitsUnder('long-an', 'Long An')
  const around = [
    unit('tay-ninh', 'province', null, 'Tây Ninh'),
    ...unitsUnder('tay-ninh', 'Tây Ninh').slice(1),
    unit('c', 'commune', 'tay-ninh', 'Xã Cẩm'),
    unit('c-1', 'branch', 'c', 'Chi hội Cẩm Một'),
  ]
  const others: People = { branch: 'c-1', people: 55, measures: ['enrolled'] }
  const whole = cellsOf([...GROUPS, others], around, '2026-10').filter(({ table }) => table === 'R1')
  // What lies in Tây Ninh alone is named in the release, but nothing of it is told.
  const alone = around.filter(({ unit: id }) => id.startsWith('c'))
  return releaseOf(
    'long-an',
    [own[0]!, around[0]!, ...own.slice(1), ...alone],
    [...cellsOf(GROUPS, own, '2026-10'), ...whole],
  )
}
