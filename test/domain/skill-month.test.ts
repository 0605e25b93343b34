import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type SkillCell,
  type SkillProvince,
  firmShare,
  isStalled,
  skillMonth,
} from '../../src/domain/skill-month.js'

const KEY = { key: 'the secret of the house', family: 'figures' }

interface World {
  begun: number
  firm: number
  enrolled?: number
  begunKeys?: number
  firmKeys?: number
  beside?: Partial<SkillProvince>
}

const cellOf = ({ begun, firm, enrolled = 10_000, begunKeys = 3, firmKeys = 5, beside }: World): SkillCell =>
  skillMonth(
    ['giu-kin-ma'],
    [{ branch: 'a1', skill: 'giu-kin-ma', begun, begunKeys, firm, firmKeys }],
    {
      branches: new Set(['a1', 'a2']),
      enrolled,
      shownEnrolled: null,
      shownArea: () => null,
      before: () => null,
      ...beside,
    },
    KEY,
  )[0]!

/** What a cell says, as one word. */
const said = ({ begun, begunBand, firm, firmBand }: SkillCell): string =>
  `${begun ?? begunBand} ${firm ?? firmBand}`

/** How often each outcome comes, over the keys that people may have. */
const outcomes = (world: World): Map<string, number> => {
  const all = new Map<string, number>()
  for (let key = 0; key < 256; key++) {
    const one = said(cellOf({ ...world, begunKeys: key, firmKeys: (key * 7 + 11) % 256 }))
    all.set(one, (all.get(one) ?? 0) + 1 / 256)
  }
  return all
}

const shared = (one: World, other: World): number => {
  const second = outcomes(other)
  return [...outcomes(one)].reduce((sum, [word, often]) => sum + Math.min(often, second.get(word) ?? 0), 0)
}

/** People of a province: so many count, some of them began, some of those hold it. */
const world = fc
  .integer({ min: 0, max: 700 })
  .chain((enrolled) => fc.tuple(fc.constant(enrolled), fc.integer({ min: 0, max: enrolled })))
  .chain(([enrolled, begun]) =>
    fc.record({
      enrolled: fc.constant(enrolled),
      begun: fc.constant(begun),
      firm: fc.integer({ min: 0, max: begun }),
      begunKeys: fc.nat(255),
      firmKeys: fc.nat(255),
    }),
  )

describe('what is told of a skill', () => {
  it('is never a small number, of those who hold it, of those who do not yet, or of those who did not begin', () => {
    fc.assert(
      fc.property(world, (one) => {
        const { begun, firm } = cellOf(one)
        const near = (shown: number | null, count: number): boolean =>
          shown === null || (shown >= 10 && shown % 5 === 0 && Math.abs(shown - count) < 5 && count >= 10)
        const isKept =
          near(begun, one.begun) &&
          near(firm, one.firm) &&
          (begun === null || one.enrolled - one.begun >= 10) &&
          (firm === null || one.begun - one.firm >= 10) &&
          (begun === null || firm === null || firm <= begun)
        expect({ ...one, begun, firm, isKept }).toEqual({ ...one, begun, firm, isKept: true })
      }),
      { numRuns: 1000 },
    )
  })

  it('reads alike for 0 and for 9, and for nobody at all', () => {
    for (let begun = 0; begun < 10; begun++)
      expect(said(cellOf({ begun, firm: Math.floor(begun / 2) }))).toBe('under-10 under-10')
    const nobody = skillMonth(
      ['giu-kin-ma'],
      [{ branch: 'elsewhere', skill: 'giu-kin-ma', begun: 80, begunKeys: 1, firm: 40, firmKeys: 1 }],
      {
        branches: new Set(['a1']),
        enrolled: 900,
        shownEnrolled: null,
        shownArea: () => null,
        before: () => null,
      },
      KEY,
    )
    expect(said(nobody[0]!)).toBe('under-10 under-10')
  })

  it('shows nothing exact when the tenth comes: at ten it may be hidden still', () => {
    expect([...outcomes({ begun: 9, firm: 0 }).keys()]).toEqual(['under-10 under-10'])
    const tenth = outcomes({ begun: 10, firm: 0 })
    expect([...tenth.keys()].toSorted()).toEqual(['10 withheld', 'under-10 under-10'])
    expect(tenth.get('under-10 under-10')!).toBeGreaterThan(0.3)
    expect(shared({ begun: 9, firm: 0 }, { begun: 10, firm: 0 })).toBeGreaterThan(0.2)
    expect(shared({ begun: 200, firm: 9 }, { begun: 200, firm: 10 })).toBeGreaterThan(0.2)
    // The tenth who is not firm yet.
    expect(shared({ begun: 60, firm: 50 }, { begun: 60, firm: 51 })).toBeGreaterThan(0.2)
  })

  it('is the same for two worlds that differ in one person, often enough that neither is certain', () => {
    // A fifth by the rule (docs/disclosure.md); 256 draws come near it.
    for (const begun of [24, 37, 61])
      for (let firm = 0; firm < begun; firm++) {
        const often = shared({ begun, firm }, { begun, firm: firm + 1 })
        expect({ begun, firm, isHeld: often > 0.13 }).toEqual({ begun, firm, isHeld: true })
      }
  })

  it('hides what was hidden last month until fifteen', () => {
    const hidden = { before: () => ({ begun: null, firm: null }) }
    expect(said(cellOf({ begun: 14, firm: 0, beside: hidden }))).toBe('under-10 under-10')
    expect(cellOf({ begun: 18, firm: 0, beside: hidden }).begun).not.toBeNull()
    expect(cellOf({ begun: 200, firm: 14, beside: hidden }).firm).toBeNull()
    expect(cellOf({ begun: 200, firm: 14 }).firm).not.toBeNull()
  })

  it('never tells a whole smaller than its part, nor more than the release tells of those around it', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 0, max: 4 }), (one, off) => {
        const shownEnrolled = one.enrolled < 15 ? null : 5 * Math.floor(one.enrolled / 5)
        const area = Math.max(0, one.firm - off)
        const shownArea = area < 10 ? null : Math.min(5 * Math.ceil(area / 5), shownEnrolled ?? Infinity)
        const { begun, firm } = cellOf({ ...one, beside: { shownEnrolled, shownArea: () => shownArea } })
        const rises = [shownArea ?? 0, firm ?? shownArea ?? 0, begun ?? Infinity, Infinity]
        const ordered = firm === null || rises.every((shown, at) => at === 0 || rises[at - 1]! <= shown)
        const isWithin = [firm, begun].every(
          (shown) => shown === null || shown <= (shownEnrolled ?? Infinity),
        )
        const isNear =
          (firm === null || Math.abs(firm - one.firm) < 5) &&
          (begun === null || Math.abs(begun - one.begun) < 5)
        expect({ ...one, off, firm, begun, ordered, isWithin, isNear }).toEqual({
          ...one,
          off,
          firm,
          begun,
          ordered: true,
          isWithin: true,
          isNear: true,
        })
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a skill that stalls', () => {
  const cell = (part: Partial<SkillCell>): SkillCell => ({
    skill: 's',
    begun: 100,
    begunBand: null,
    firm: 40,
    firmBand: null,
    ...part,
  })
  it.each([
    [cell({}), true],
    [cell({ firm: 50 }), false],
    [cell({ firm: null, firmBand: 'under-10' }), true],
    [cell({ firm: null, firmBand: 'withheld' }), false],
    // Up to 15 may stand behind "dưới 10", and 31 behind 30.
    [cell({ begun: 30, firm: null, firmBand: 'under-10' }), false],
    [cell({ begun: 35, firm: null, firmBand: 'under-10' }), true],
    [cell({ begun: null, begunBand: 'withheld', firm: 20 }), false],
  ])('%o: %s', (one, isOne) => {
    expect(isStalled(one)).toBe(isOne)
  })

  it('has a share of numbers that are told, or the words that stand for them', () => {
    expect(firmShare(cell({}))).toBe(40)
    expect(firmShare(cell({ firm: null, firmBand: 'under-10' }))).toBe('dưới 10 (chưa công bố)')
    expect(firmShare(cell({ begun: null, begunBand: 'withheld' }))).toBe('chưa công bố')
    expect(firmShare(cell({ firm: null, firmBand: 'at-least-95-percent' }))).toBe('từ 95 % trở lên')
  })
})
