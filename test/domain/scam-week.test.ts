import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, dayText } from '../../src/domain/calendar.js'
import { type CheckedCount, SCAM_KINDS, mondayOf, scamKindOf, scamWeek } from '../../src/domain/scam-week.js'
import { judge } from '../../src/domain/suspicious/verdict.js'
import { curriculum } from '../support/bot/content.js'

const KEY = { key: 'the secret of the house', family: 'scam-week' }
const BRANCHES = new Map([
  ['an', ['a1', 'a2']],
  ['binh', ['b1']],
])
const checked = (branch: string, people: number, keySum = 7, kind = 'S05'): CheckedCount => ({
  branch,
  kind,
  people,
  keySum,
})
const cell = (counts: CheckedCount[], province = 'an', kind = 'S05') =>
  scamWeek(counts, BRANCHES, KEY).find((one) => one.province === province && one.kind === kind)

describe('a week', () => {
  it.each([
    ['2026-11-23T00:00:00+07:00', '2026-11-23'],
    ['2026-11-22T23:59:59+07:00', '2026-11-16'],
    ['2026-11-29T12:00:00+07:00', '2026-11-23'],
    ['1970-01-01T12:00:00+07:00', '1969-12-29'],
    ['1969-12-28T12:00:00+07:00', '1969-12-22'],
  ])('of %s begins on Monday %s', (at, monday) => {
    expect(dayText(mondayOf(dayNumber(new Date(at))))).toBe(monday)
  })
})

describe('the kinds', () => {
  it('are the scams of the content, and one for all others', () => {
    expect([...SCAM_KINDS].toSorted()).toEqual([...curriculum.scams.keys(), 'other'].toSorted())
  })

  it('hold whatever a message is taken for', () => {
    for (const text of [
      'Dien luc: cat dien, vao evn-kimquy.top cai app nhap ma OTP',
      'chào con',
      'đưa mã OTP đây ngay',
    ])
      expect(SCAM_KINDS).toContain(scamKindOf(judge(text)))
  })
})

describe('the picture of a week', () => {
  it('tells the same places whoever had something checked, or nobody', () => {
    const places = (counts: CheckedCount[]) =>
      scamWeek(counts, BRANCHES, KEY).map(({ province, kind }) => `${province} ${kind}`)
    expect(places([])).toEqual(places([checked('a1', 40), checked('elsewhere', 40)]))
    expect(places([])).toHaveLength(2 * SCAM_KINDS.length)
  })

  it('adds the branches of a province, and none of another', () => {
    expect(cell([checked('a1', 20), checked('a2', 10), checked('b1', 50)])).toMatchObject({
      shown: 30,
      band: null,
    })
    expect(cell([checked('a1', 20), checked('a2', 10), checked('b1', 50)], 'binh')).toMatchObject({
      shown: 50,
    })
  })

  it('never tells fewer than ten: 0 and 9 read alike', () => {
    for (let people = 0; people < 10; people++)
      expect(cell(people === 0 ? [] : [checked('a1', people)])).toEqual({
        province: 'an',
        kind: 'S05',
        shown: null,
        band: 'under-10',
      })
  })

  it('rounds to 5 by the people, always the same for the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.nat(255), (people, keySum) => {
        const told = cell([checked('a1', people, keySum)])!
        expect(cell([checked('a2', people, keySum)])).toEqual(told)
        // Hidden up to ten, told from ten on, and never further off than the rounding goes.
        const isRight =
          told.shown === null
            ? people <= 10
            : told.shown >= 10 && told.shown % 5 === 0 && Math.abs(told.shown - people) < 5
        expect([people, told.shown, isRight]).toEqual([people, told.shown, true])
      }),
      { numRuns: 500 },
    )
  })

  it('does not show by a number appearing that one more person came: at ten it may still be hidden', () => {
    const atTen = Array.from({ length: 256 }, (_, keySum) => cell([checked('a1', 10, keySum)])!.shown)
    expect(new Set(atTen)).toEqual(new Set([null, 10]))
  })

  it('is drawn anew by another house', () => {
    const drawn = (key: string) =>
      Array.from(
        { length: 64 },
        (_, sum) => scamWeek([checked('a1', 43, sum)], BRANCHES, { ...KEY, key })[4]!.shown,
      )
    expect(drawn('one')).not.toEqual(drawn('other'))
  })
})
