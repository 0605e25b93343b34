import { describe, expect, it } from 'vitest'
import { type ProficientMonth, netOf, netRates } from '../../src/domain/net-rate.js'
import { type Release, lastDayOf } from '../../src/domain/release.js'
import { earlierOf, planOf, proficientIn, thaiNguyen } from '../reports/small-release.js'

const UNIT = 'thai-nguyen'
const release = thaiNguyen()
const earlier = earlierOf(release, UNIT).map(proficientIn)
const whole = release.units[0]!
const withProficient = (one: Release, shown: number | null): Release => ({
  ...one,
  cells: one.cells.map((cell) =>
    cell.table === 'R1' && cell.measure === 'proficient' ? { ...cell, shown } : cell,
  ),
})

describe('the net growth of six months', () => {
  it('is told month by month, the newest last', () => {
    expect(netOf(release, earlier, UNIT)).toEqual([5, 5, 5, 5, 5, 5])
    expect(netOf(withProficient(release, 30), earlier, UNIT)).toEqual([5, 5, 5, 5, 5, -10])
    const longer = [...earlier, { ...earlier[0]!, month: '2026-03' }]
    expect(netOf(release, longer, UNIT)).toHaveLength(6)
  })

  it('goes back no further than a month that is missing, hidden, or counted by another rule', () => {
    const other = (
      month: string,
      change: (one: ProficientMonth) => ProficientMonth | null,
    ): ProficientMonth[] => earlier.flatMap((one) => (one.month === month ? (change(one) ?? []) : one))
    expect(
      netOf(
        release,
        other('2026-07', () => null),
        UNIT,
      ),
    ).toEqual([5, 5])
    expect(
      netOf(
        release,
        other('2026-07', (one) => ({ ...one, proficient: new Map([[UNIT, null]]) })),
        UNIT,
      ),
    ).toEqual([5, 5])
    expect(
      netOf(
        release,
        other('2026-08', (one) => ({ ...one, rule: 'TT-1.0' })),
        UNIT,
      ),
    ).toEqual([5])
    expect(netOf(withProficient(release, null), earlier, UNIT)).toEqual([])
  })
})

describe('what is required', () => {
  const plan = planOf(UNIT)

  it('is held against what there was', () => {
    expect(netRates(plan, release, earlier, whole)).toMatchObject([
      { stage: 2030, target: 50, actual: 5, why: null, required: { monthsLeft: 50, pace: 'unlikely' } },
      { stage: 2035, target: 70, actual: 5, why: null, required: { monthsLeft: 110, pace: 'unlikely' } },
    ])
  })

  it('says why it is not told', () => {
    const why = (one: Release, unit = whole, before = earlier) =>
      netRates(plan, one, before, unit).map((rate) => rate.why)
    expect(why(release, whole, [])).toEqual(['short', 'short'])
    expect(why(withProficient(release, null))).toEqual(['hidden', 'hidden'])
    expect(why(release, { ...whole, population: null })).toEqual(['no-population', 'no-population'])
    const late = { ...release, month: '2031-01', snapshotOn: lastDayOf('2031-01') }
    const population = { ...whole.population!, countedOn: late.snapshotOn }
    expect(why(late, { ...whole, population })).toEqual(['over', 'short'])
  })

  it('has no number where the plan gives none', () => {
    const stages = plan.indicators.map((indicator) => ({
      ...indicator,
      stages: {
        2030: {
          ...indicator.stages[2030],
          targets: indicator.stages[2030].targets.map((target) => ({ ...target, value: null })),
        },
        2035: indicator.stages[2035],
      },
    }))
    const [first, second] = netRates({ ...plan, indicators: stages }, release, earlier, whole)
    expect(first).toMatchObject({ target: null, required: null, why: 'no-target' })
    expect(second).toMatchObject({ target: 70, why: null })
  })
})
