import { describe, expect, it } from 'vitest'
import type { Release } from '../../src/domain/release.js'
import type { Officer } from '../../src/domain/role.js'
import { scopeOf } from '../../src/domain/scope.js'
import type { SkillCell } from '../../src/domain/skill-month.js'
import { type ToldPlace, createDeskFigures, ratesOf } from '../../src/services/desk-figures.js'
import type { SeriesPoint } from '../../src/store/release-series.js'
import { earlierOf, longAn, planOf, thaiNguyen } from '../reports/small-release.js'
import { curriculum as whole } from '../support/bot/content.js'

const curriculum = { ...whole, plans: ['long-an', 'thai-nguyen'].map(planOf) }
const told: SkillCell = { skill: '', begun: 60, begunBand: null, firm: 20, firmBand: null }

const figuresOf = (releases: readonly Release[], skillsOf: string | null = null) =>
  createDeskFigures({
    published: {
      latest: async (plan, isDemo) =>
        releases.find((one) => one.plan === plan && one.isDemo === isDemo) ?? null,
      list: async () => [],
      read: async () => null,
      before: async () => null,
      proficient: async () => [],
    },
    series: { proficient: async () => [] },
    skillMonths: {
      months: async (province) => (province === skillsOf ? ['2026-10', '2026-09'] : []),
      counts: async () => [],
      publish: async () => false,
      read: async ({ month }) =>
        month === '2026-10'
          ? [...curriculum.skills.keys(), 'ky-nang-cu'].toReversed().map((skill) => ({ ...told, skill }))
          : [],
    },
    curriculum: () => curriculum,
    defaultPlan: 'thai-nguyen',
    isDemo: false,
  })

const scope = (over: Partial<Officer>) =>
  scopeOf({ id: 1, name: 'Bà Tư', role: 'admin', placeId: null, plan: null, agency: null, ...over })
const BOTH = [longAn(), thaiNguyen()]
const placeOf = async (over: Partial<Officer>, asked?: string, releases: readonly Release[] = BOTH) =>
  figuresOf(releases).place(scope(over), asked)
const found = (place: ToldPlace | 'unknown' | null): ToldPlace => {
  if (place === null || place === 'unknown') throw new Error(`no place: ${place}`)
  return place
}

describe('the place an officer looks at', () => {
  it('is for who sees everything each whole of each plan, the default plan first', async () => {
    const first = found(await placeOf({}))
    expect(first.unit.unit).toBe('thai-nguyen')
    expect(first.choices.map(({ id, isChosen }) => [id, isChosen])).toEqual([
      ['thai-nguyen:thai-nguyen', true],
      ['long-an:long-an', false],
      ['long-an:tay-ninh', false],
    ])
    const other = found(await placeOf({}, 'long-an:tay-ninh'))
    expect([other.plan.id, other.unit.unit]).toEqual(['long-an', 'tay-ninh'])
  })

  it('is for a province or a department what their plan reports on, and nothing else', async () => {
    const province = found(await placeOf({ role: 'province', placeId: 'tay-ninh' }))
    expect([province.unit.unit, province.choices.length]).toEqual(['tay-ninh', 2])
    const agency = { role: 'lead', plan: 'long-an', agency: 'Sở Nội vụ' } as const
    expect(found(await placeOf(agency)).unit.unit).toBe('long-an')
    expect(await placeOf(agency, 'thai-nguyen:thai-nguyen')).toBe('unknown')
    expect(await placeOf({ role: 'province', placeId: 'thai-nguyen' }, 'long-an:long-an')).toBe('unknown')
    expect(await placeOf({}, 'thai-nguyen:a')).toBe('unknown')
  })

  it('is for a commune itself, for a branch itself, each within its whole and with its commune marked', async () => {
    const commune = found(await placeOf({ role: 'commune', placeId: 'b' }, undefined, [thaiNguyen()]))
    expect([commune.unit.unit, commune.whole.unit, commune.ownCommune]).toEqual(['b', 'thai-nguyen', 'b'])
    const branch = found(await placeOf({ role: 'branch', placeId: 'a-1' }, undefined, [thaiNguyen()]))
    expect([branch.unit.unit, branch.whole.unit, branch.ownCommune]).toEqual(['a-1', 'thai-nguyen', 'a'])
    expect(branch.choices).toEqual([])
  })

  it('is none where nothing is published of a scope', async () => {
    expect(await placeOf({}, undefined, [])).toBeNull()
    expect(await placeOf({ role: 'commune', placeId: 'elsewhere' })).toBeNull()
    expect(
      await placeOf({ role: 'commune', placeId: 'a' }, undefined, [{ ...thaiNguyen(), isDemo: true }]),
    ).toBeNull()
  })
})

describe('the rates of a place', () => {
  it('are those of its line: the same as from whole releases', async () => {
    const place = found(
      await placeOf({ role: 'province', placeId: 'thai-nguyen' }, undefined, [thaiNguyen()]),
    )
    const points = earlierOf(place.release, 'thai-nguyen').map(
      ({ month, snapshotOn, rule, cells }): SeriesPoint => {
        const cell = cells.find(({ table, measure }) => table === 'R1' && measure === 'proficient')!
        return {
          month,
          snapshotOn,
          rule,
          population: null,
          shown: cell.shown,
          band: null,
          share: null,
          shareBand: null,
        }
      },
    )
    expect(ratesOf(place, points)).toMatchObject([
      { stage: 2030, target: 50, actual: 5, required: { monthsLeft: 50, pace: 'unlikely' } },
      { stage: 2035, target: 70, actual: 5 },
    ])
    expect(ratesOf(place, points.slice(2))[0]).toMatchObject({ actual: null, why: 'short' })
  })
})

describe('the skills of a place', () => {
  it('are the newest month of the province that holds it, in the order of the content', async () => {
    const place = found(await placeOf({}, 'long-an:long-an'))
    const skills = await figuresOf(BOTH, 'tay-ninh').skills(place)
    expect(skills).toMatchObject({ month: '2026-10', province: { unit: 'tay-ninh' } })
    const order = skills!.skills.map(({ skill }) => skill)
    expect(order.slice(0, 2)).toEqual([...curriculum.skills.keys()].slice(0, 2))
    // What was told of a skill that is gone stays told, behind the others.
    expect(order.at(-1)).toBe('ky-nang-cu')
    expect(await figuresOf(BOTH, 'elsewhere').skills(place)).toBeNull()
  })
})
