import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Figure } from '../../src/domain/figure.js'
import type { AssociationGroup } from '../../src/domain/group.js'
import type { Measure } from '../../src/domain/release-tables.js'
import { csv } from '../../src/reports/csv.js'
import { releaseReport } from '../../src/reports/release-report.js'
import { rounds } from '../support/long.js'
import { AREAS, MEASURED, type People, cellsOf, planOf, releaseOf, unitsUnder } from './small-release.js'

/** Columns in which people are counted by us: everything else is the plan's, the population's, or arithmetic. */
const COUNTED = ['so-nguoi', 'dang-hoc', 'dat-duoc', 'nguoi-hoc', 'da-lam-bai', 'thanh-thao']
const SHARES = ['ty-le', 'trong-nguoi-hoc', 'nguoi-hoc-ty-le', 'thanh-thao-ty-le']

const PLANS = ['thai-nguyen', 'long-an'].map(planOf)

/** What may hold of one person, nested as everything counted is. */
const measures: fc.Arbitrary<Measure[]> = fc
  .record({
    isAssessed: fc.boolean(),
    areas: fc.subarray([...MEASURED.areas]),
    themes: fc.subarray([...MEASURED.themes]),
    isSafe: fc.boolean(),
    wasProficient: fc.boolean(),
  })
  .map(({ isAssessed, areas, themes, isSafe, wasProficient }) => {
    const own = isAssessed ? areas : []
    const isProficient = own.length === MEASURED.areas.length
    const all: [Measure, boolean][] = [
      ['enrolled', true],
      ['assessed', isAssessed],
      ...own.map((area): [Measure, boolean] => [`area:${area}`, true]),
      ['at-least-4', own.length >= 4],
      ['proficient', isProficient],
      ['ever-proficient', isProficient || (isAssessed && wasProficient)],
      ['lapsed-60', isAssessed && !isProficient && wasProficient],
      ['safe', isProficient || (isAssessed && isSafe)],
      ...themes.map((theme): [Measure, boolean] => [`aware:${theme}`, true]),
      ['aware:all', themes.length === MEASURED.themes.length],
    ]
    return all.filter(([, holds]) => holds).map(([measure]) => measure)
  })

const groups: fc.Arbitrary<People[]> = fc.array(
  fc.record({
    branch: fc.constantFrom('a-1', 'b-1'),
    people: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 10, max: 300 })),
    measures,
    group: fc.constantFrom<AssociationGroup | null>('can-bo', 'hoi-vien', null),
  }),
  { minLength: 1, maxLength: 12 },
)

describe('no small number', () => {
  it('stands anywhere in a file, whatever was counted', () => {
    fc.assert(
      fc.property(groups, fc.constantFrom(...PLANS), fc.string(), (people, plan, key) => {
        const units = unitsUnder(plan.reportsOn[0]!, plan.title)
        const release = releaseOf(plan.id, units, cellsOf(people, units, '2026-10', key))
        const report = releaseReport({ plan, release, earlier: [], areas: AREAS })
        const wrong = report.tables.flatMap(({ columns, rows }) =>
          rows.flatMap((row) =>
            row.flatMap((figure, at) =>
              isAllowed(columns[at]!.id, figure, row) ? [] : `${columns[at]!.id} of ${row.join(' | ')}`,
            ),
          ),
        )
        expect(wrong).toEqual([])
        expect(csv(report)).not.toContain('*')
      }),
      { numRuns: rounds(15, 200) },
    )
  })
})

function isAllowed(column: string, figure: Figure, row: readonly Figure[]): boolean {
  if (typeof figure === 'string') return figure !== ''
  if (COUNTED.includes(column) && row[2] !== 'Người cao tuổi') return figure % 5 === 0 && figure >= 10
  if (SHARES.includes(column)) return Number.isInteger(figure) && figure > 0 && figure < 100
  return Number.isInteger(figure)
}
