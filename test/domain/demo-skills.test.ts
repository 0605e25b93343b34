import { describe, expect, it } from 'vitest'
import { demoPeopleOf, demoTallies } from '../../src/domain/demo-province.js'
import { demoSkills } from '../../src/domain/demo-skills.js'
import { measuredBy } from '../../src/services/release.js'
import { curriculum } from '../support/bot/content.js'

const measured = measuredBy(curriculum)
const people = demoPeopleOf('thai-nguyen', measured).filter((_, at) => at % 4 === 0)
const skillsOf = measured.areas.map((area) =>
  [...curriculum.skills.values()].filter((skill) => skill.area === area).map(({ id }) => id),
)
const lived = demoSkills(people, skillsOf, 41)
const known = new Map<number, ReturnType<typeof lived>>()
const inMonth = (month: number): ReturnType<typeof lived> => {
  const told = known.get(month) ?? lived(month)
  known.set(month, told)
  return told
}
const summed = (month: number, skill: string, which: 'begun' | 'firm'): number =>
  inMonth(month)
    .filter((one) => one.skill === skill)
    .reduce((sum, one) => sum + one[which], 0)

describe('what the invented people practise', () => {
  it('is the same each time', () => {
    expect(demoSkills(people, skillsOf, 41)(8)).toEqual(inMonth(8))
  })

  it.each([3, 8, 13])('in month %i lies within who count, and holds whoever holds the area', (month) => {
    const tallies = demoTallies(people, month, measured)
    const counted = (measure: string): number =>
      tallies.filter((one) => one.measure === measure).reduce((sum, one) => sum + one.people, 0)
    for (const [at, area] of measured.areas.entries())
      for (const skill of skillsOf[at]!) {
        const [firm, begun] = [summed(month, skill, 'firm'), summed(month, skill, 'begun')]
        expect(firm).toBeGreaterThanOrEqual(counted(`area:${area}`))
        expect(begun).toBeGreaterThanOrEqual(firm)
        expect(counted('assessed')).toBeGreaterThanOrEqual(begun)
        expect(firm).toBeGreaterThan(0)
      }
  })

  it('has two skills that everybody begins and few make firm (finding: nothing to show for stalled skills)', () => {
    const share = (month: number, skill: string): number =>
      summed(month, skill, 'firm') / summed(month, skill, 'begun')
    const slow = [skillsOf[0]!.at(-1)!, skillsOf[4]!.at(-1)!]
    const others = skillsOf.flat().filter((skill) => !slow.includes(skill))
    for (const skill of slow) {
      expect(share(13, skill)).toBeLessThan(Math.min(...others.map((one) => share(13, one))) - 0.1)
      expect(share(2, skill)).toBeLessThan(0.5)
    }
  })

  it('differs between the skills of an area', () => {
    const firm = skillsOf[0]!.map((skill) => summed(8, skill, 'firm'))
    expect(new Set(firm).size).toBeGreaterThan(2)
  })
})
