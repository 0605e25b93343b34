import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssociationGroup } from '../../src/domain/group.js'
import type { Tally } from '../../src/domain/raw-cells.js'
import { type Measure, type PublishedCell, cellId } from '../../src/domain/release-tables.js'
import { attackerGate, passes } from '../../src/services/attacker-gate.js'
import { attackersView, enrolledBehind } from '../../src/services/attackers-view.js'
import { propagate } from '../../src/services/interval-propagation.js'
import { safeRelease } from '../../src/services/safe-release.js'
import { type Rest, sumOf } from '../../src/services/rests.js'
import { inGroups } from '../support/group-measures.js'
import { rounds } from '../support/long.js'
import { SmallRelease, TWO_AREAS, countsOf, inputOf, treeOf } from '../support/small-release.js'

const TREE = treeOf({ 'xa-a': ['a1'], 'xa-b': ['b1'] })
const AWARE: Measure[] = ['aware:so', 'aware:all']
const noHurry = { timeLimitMs: 60_000, now: () => performance.now() }

/** Of people of one group: how many are enrolled, and how many of them finished the only theme there is. */
interface Part {
  group: AssociationGroup | null
  enrolled: number
  aware: number
}

/** They are people of one branch, each with a key of their own. */
const talliesOf = (parts: readonly Part[]): Tally[] =>
  parts.flatMap(({ group, enrolled, aware }, at) => {
    const counts = new Map<Measure, number>([['enrolled', enrolled]])
    for (const measure of AWARE) counts.set(measure, aware)
    return [...counts].flatMap(([measure, people]) =>
      [measure, ...inGroups(group, [measure])].map((one): Tally => ({
        ...countsOf('a1', {})[0]!,
        branch: 'a1',
        sex: 'nu',
        age: '60-69',
        measure: one,
        people,
        // Nobody has no key: numbers of the same people are drawn alike.
        memberKeys: people === 0 ? 0 : (people * 37 + at * 91) % 256,
      })),
    )
  })

const released = (parts: readonly Part[], month = '2027-04', key = 'một khoá') =>
  new SmallRelease(talliesOf(parts), inputOf(TREE, { month, key }))

const officers = (...releases: SmallRelease[]) => ({
  measured: TWO_AREAS,
  enrolled: new Map(
    releases.map(({ raw, cells, input }) => [input.month, enrolledBehind(raw, cells)] as const),
  ),
})
const monthOf = ({ cells, input }: SmallRelease, change = (cell: PublishedCell) => cell) => ({
  month: input.month,
  cells: cells.map(change),
  tree: input.tree,
})
const showing =
  (shown: Record<string, number>) =>
  (cell: PublishedCell): PublishedCell => ({
    ...cell,
    ...(cell.measure in shown && cell.table === 'R1' ? { shown: shown[cell.measure]!, reason: null } : {}),
  })

const measuresOf = (rest: Rest | undefined): string[] => (rest?.numbers ?? []).map(({ cell }) => cell.measure)

/** Sixty members, and two people more of whom nobody said what they are. */
const TWO_LEFT: Part[] = [
  { group: 'hoi-vien', enrolled: 100, aware: 63 },
  { group: null, enrolled: 2, aware: 2 },
]

describe('people whom two numbers leave between them', () => {
  it('are found where the numbers differ too much for so few', async () => {
    const release = released(TWO_LEFT)
    const told = monthOf(release, showing({ 'aware:so': 65, 'hoi-vien:aware:so': 60 }))
    const { failures } = await attackerGate([told], officers(release), noHurry)
    // 61 to 69 in all and 56 to 64 of them members leave 0 to 2 – but the numbers differ, so not nobody.
    expect(failures.map(({ rest, lower, upper, why }) => [measuresOf(rest), lower, upper, why]))
      .toContainEqual([['hoi-vien:aware:so', 'aware:so'], 1, 2, 'narrow']) // prettier-ignore
  })

  it('are not found where the same number stands for both', async () => {
    const release = released(TWO_LEFT)
    const shown = { 'aware:so': 65, 'hoi-vien:aware:so': 65, 'aware:all': 65, 'hoi-vien:aware:all': 65 }
    const result = await attackerGate([monthOf(release, showing(shown))], officers(release), noHurry)
    expect(result.failures).toEqual([])
  })

  it('are no failure where everybody is a member, and nobody is left', async () => {
    const release = released([{ group: 'hoi-vien', enrolled: 100, aware: 63 }])
    expect(passes(await attackerGate([monthOf(release)], officers(release), noHurry))).toBe(true)
  })

  it('are seen to become one more for certain where numbers are told exactly', async () => {
    const at = (aware: number, month: string) => {
      const release = released([TWO_LEFT[0]!, { group: null, enrolled: 40, aware }], month)
      const counts = new Map(release.raw.map((cell) => [cellId(cell), cell.count]))
      return monthOf(release, (cell) => ({ ...cell, shown: counts.get(cellId(cell))! }))
    }
    const reading = {
      count: ({ shown }: PublishedCell) => [shown!, shown!] as const,
      uncounted: () => [0, 1000] as const,
      enrolled: () => [0, 1000] as const,
    }
    const months = [at(20, '2027-04'), at(21, '2027-05')]
    const { failures } = await attackerGate(months, { measured: TWO_AREAS }, { ...noHurry, reading })
    const changed = failures.filter(({ why }) => why === 'change')
    expect(changed.map(({ rest, lower }) => [measuresOf(rest), lower])).toContainEqual([
      ['hoi-vien:aware:so', 'aware:so'],
      1,
    ])
  })

  it('stay hidden in every release that goes out, whatever was counted', async () => {
    let stopped = 0
    const part = (group: AssociationGroup | null, most: number): fc.Arbitrary<Part> =>
      fc
        .record({
          enrolled: fc.integer({ min: 0, max: most }),
          percent: fc.integer({ min: 0, max: 100 }),
        })
        .map(({ enrolled, percent }) => ({ group, enrolled, aware: Math.round((enrolled * percent) / 100) }))
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(part(null, 12), part('hoi-vien', 90), part('can-bo', 60)),
        fc.string(),
        async (parts, key) => {
          const { raw, input } = released(parts, '2027-04', key)
          const safe = await safeRelease(raw, input, noHurry)
          expect(safe.gate.failures).toEqual([])
          if (!safe.isSafe) {
            stopped++
            return
          }
          const known = {
            measured: TWO_AREAS,
            enrolled: new Map([[input.month, enrolledBehind(raw, safe.cells)]]),
          }
          const view = attackersView([{ month: input.month, cells: safe.cells, tree: TREE }], known)
          expect(propagate(view.system)).toBe(true)
          const truth = new Map(raw.map((cell) => [cellId(cell), cell.count]))
          const rests = view.variables.filter(({ rest }) => rest !== undefined)
          expect(rests).toHaveLength(9)
          for (const { variable, rest } of rests) {
            const [lower, upper] = [view.system.lower[variable]!, view.system.upper[variable]!]
            const count = sumOf(rest!, (cell) => truth.get(cellId(cell))!)
            expect(count).toBeGreaterThanOrEqual(lower)
            expect(count).toBeLessThanOrEqual(upper)
            // Who is enrolled officers know; of what holds of them nothing.
            const open = measuresOf(rest)[0]!.endsWith('enrolled') ? 0 : Math.min(3, rest!.enrolled!)
            expect(upper - lower).toBeGreaterThanOrEqual(open)
          }
        },
      ),
      { numRuns: rounds(40, 1000) },
    )
    expect(stopped).toBeLessThan(rounds(40, 1000) / 10)
  })
})

describe('what the groups tell', () => {
  const cellsOf = (parts: readonly Part[], more = {}) =>
    new Map(new SmallRelease(talliesOf(parts), inputOf(TREE, more)).cells.map((cell) => [cellId(cell), cell]))

  it('stands in the table of the province alone', () => {
    const tables = [...cellsOf(TWO_LEFT).values()]
      .filter(({ measure }) => measure.startsWith('hoi-vien:') || measure.startsWith('can-bo:'))
      .map(({ table }) => table)
    expect(tables).toHaveLength(6)
    expect(new Set(tables)).toEqual(new Set(['R1']))
  })

  it('needs ten people, ten others and 25 of the group: officers know each official by name', () => {
    const official = (enrolled: number, aware: number) =>
      cellsOf([
        { group: 'hoi-vien', enrolled: 300, aware: 150 },
        { group: 'can-bo', enrolled, aware },
      ]).get('R1 tinh can-bo:aware:so')!
    expect(official(24, 12)).toMatchObject({ shown: null, reason: 'few-learners' })
    expect(official(60, 9)).toMatchObject({ shown: null, reason: 'small', band: 'under-10' })
    expect(official(60, 55)).toMatchObject({ shown: null, reason: 'nearly-all' })
    expect(official(60, 30).shown).toBe(30)
  })

  it('has its share over the group, not over all elderly people', () => {
    const groups = new Map([['tinh', { 'hoi-vien': 600 }]])
    const parts: Part[] = [
      { group: 'hoi-vien', enrolled: 200, aware: 120 },
      { group: 'can-bo', enrolled: 60, aware: 30 },
    ]
    const cells = cellsOf(parts, { population: new Map([['tinh', 5000]]), groups })
    const share = (measure: string) => cells.get(`R1 tinh ${measure}`)!.share
    expect([share('aware:so'), share('hoi-vien:aware:so'), share('can-bo:aware:so')]).toEqual([3, 25, null])
  })
})
