import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Double, type Likeness, countedOnce, reasonsAlike } from '../../src/domain/doubles.js'

const member = (part: Partial<Likeness>): Likeness => ({
  learnerId: 1,
  branchId: 'b1',
  name: null,
  birthYear: null,
  sex: null,
  channels: ['web'],
  helpers: [],
  ...part,
})

describe('likely doubles', () => {
  const lan = member({ name: 'Nguyễn Thị Lan', birthYear: 1953, sex: 'nu' })

  it('bear one name in the class list, with or without marks, and no other year or sex', () => {
    const again = (part: Partial<Likeness>) =>
      reasonsAlike(lan, member({ ...lan, learnerId: 2, branchId: 'b2', ...part }))
    expect(again({ name: 'NGUYEN THI LAN' })).toEqual(['name', 'birth-year', 'commune'])
    expect(again({ birthYear: null })).toEqual(['name', 'commune'])
    expect(again({ channels: ['telegram'] })).toEqual(['name', 'birth-year', 'commune', 'channels'])
    expect(again({ birthYear: 1954 })).toEqual([])
    expect(again({ sex: 'nam' })).toEqual([])
    expect(again({ name: 'Nguyễn Thị Lành' })).toEqual([])
  })

  it('without a name are of one branch and year and come by different channels', () => {
    const other = (part: Partial<Likeness>) =>
      reasonsAlike(lan, member({ learnerId: 2, birthYear: 1953, channels: ['telegram'], ...part }))
    expect(other({})).toEqual(['birth-year', 'commune', 'channels'])
    expect(other({ channels: ['telegram', 'web'] })).toEqual([])
    expect(other({ branchId: 'b2' })).toEqual([])
    expect(other({ birthYear: null })).toEqual([])
  })

  it('without a name are of one branch and year and have a helper in common', () => {
    const helped = { ...lan, helpers: [7, 8] }
    const other = (helpers: number[]) =>
      reasonsAlike(helped, member({ learnerId: 2, birthYear: 1953, helpers }))
    expect(other([8])).toEqual(['birth-year', 'commune', 'helper'])
    expect(other([9])).toEqual([])
  })

  it('are two', () => expect(reasonsAlike(lan, lan)).toEqual([]))
})

describe('counted once', () => {
  const people = [1, 2, 3, 4].map((learnerId) => ({ learnerId, evidence: 10 - learnerId }))
  const pair = (one: number, other: number, settled: Double['settled'] = null): Double => ({
    one,
    other,
    settled,
  })

  it('keeps of a pair the one with less evidence, of equals the lower number', () => {
    expect(countedOnce(people, [pair(1, 2)])).toEqual([2, 3, 4])
    expect(countedOnce([people[0]!, { learnerId: 2, evidence: 9 }], [pair(1, 2)])).toEqual([1])
  })

  it('keeps one of a chain, and both of two who are different', () => {
    expect(countedOnce(people, [pair(1, 2), pair(2, 3)])).toEqual([3, 4])
    expect(countedOnce(people, [pair(1, 2, 'different'), pair(3, 4, 'same')])).toEqual([1, 2, 4])
  })

  it('minds only those who count otherwise', () => {
    expect(countedOnce(people.slice(0, 1), [pair(1, 2), pair(2, 9)])).toEqual([1])
  })

  it('never counts somebody twice, never drops a whole group, and does not mind the order', () => {
    const ids = fc.integer({ min: 1, max: 8 })
    const doubles = fc.array(
      fc.record({
        one: ids,
        other: ids,
        settled: fc.constantFrom<Double['settled']>(null, null, 'same', 'different'),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(doubles, fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }), (pairs, evidence) => {
        const members = evidence.map((amount, at) => ({ learnerId: at + 1, evidence: amount }))
        const counted = countedOnce(members, pairs)
        const open = pairs.filter(({ one, other, settled }) => one !== other && settled !== 'different')
        for (const { one, other } of open)
          expect(counted.includes(one) && counted.includes(other)).toBe(false)
        const linked = new Set(open.flatMap(({ one, other }) => [one, other]))
        const alone = members.map(({ learnerId }) => learnerId).filter((learnerId) => !linked.has(learnerId))
        expect(counted).toEqual(expect.arrayContaining(alone))
        expect(counted.length).toBeGreaterThan(0)
        expect(countedOnce(members, pairs.toReversed())).toEqual(counted)
      }),
    )
  })
})
