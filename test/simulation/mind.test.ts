import { describe, expect, it } from 'vitest'
import { type Mind, createMind } from '../../src/simulation/mind.js'
import { PROFILES, PROFILE_NAMES, type Profile, type ProfileName } from '../../src/simulation/profile.js'
import { luckFrom, seedOf } from '../../src/simulation/random.js'

const AREAS = ['one', 'two', 'three', 'four', 'five'].map((area) =>
  [1, 2, 3, 4].map((nth) => `${area}-${nth}`),
)
const SKILLS = AREAS.flat()
const DAY_0 = 20_000

const mindOf = (profile: Profile, nth: number): Mind =>
  createMind(profile, AREAS, DAY_0, (part) => luckFrom(seedOf('mind', nth, part)))
const minds = (name: ProfileName, many: number): Mind[] =>
  Array.from({ length: many }, (_, nth) => mindOf(PROFILES[name], nth))
const known = (mind: Mind, day: number): string[] => SKILLS.filter((skill) => mind.knows(skill, day))
/** How many standard deviations it is from what `share` of `many` would be. */
const deviations = (found: number, share: number, many: number): number =>
  Math.abs(found - share * many) / Math.sqrt(share * (1 - share) * many)

describe('what is known at the start', () => {
  it.each(['random-clicker', 'eliminator'] as const)('is nothing for %s', (name) => {
    for (const mind of minds(name, 20)) expect(known(mind, DAY_0)).toEqual([])
  })

  it.each(['already-proficient', 'slips-often'] as const)('is everything for %s', (name) => {
    for (const mind of minds(name, 20)) expect(known(mind, DAY_0)).toEqual(SKILLS)
  })

  it('is three of each four for knows-3-of-4, and each of the four is missing now and then', () => {
    const missing = new Set<string>()
    for (const mind of minds('knows-3-of-4', 60)) {
      const has = known(mind, DAY_0)
      for (const area of AREAS) {
        const unknown = area.filter((skill) => !has.includes(skill))
        expect(unknown).toHaveLength(1)
        missing.add(unknown[0]!)
      }
    }
    expect(missing.size).toBe(SKILLS.length)
  })

  it.each([
    ['normal', 0.2],
    ['slow', 0.1],
    ['forgetter', 0.2],
  ] as const)('is a share of chance for %s', (name, share) => {
    const found = minds(name, 100).flatMap((mind) => known(mind, DAY_0)).length
    expect(deviations(found, share, 100 * SKILLS.length)).toBeLessThan(4)
  })
})

describe('memory', () => {
  const forEver = PROFILE_NAMES.filter((name) => PROFILES[name].memory.halfLife === Infinity)

  it.each(forEver)('of %s never loses anything, and nothing is learned', (name) => {
    for (const mind of minds(name, 10)) {
      const before = known(mind, DAY_0)
      const { lesson } = PROFILES[name].learn
      for (const skill of SKILLS) for (let day = 1; day < 30; day++) mind.practise(skill, DAY_0 + day, lesson)
      expect(known(mind, DAY_0 + 3650)).toEqual(before)
    }
  })

  it('loses half of what was just learned within a half-life', () => {
    const profile: Profile = { ...PROFILES.normal, start: { of4: 0 } }
    let kept = 0
    for (let nth = 0; nth < 50; nth++) {
      const mind = mindOf(profile, nth)
      for (const skill of SKILLS) mind.practise(skill, DAY_0, 1)
      expect(known(mind, DAY_0)).toEqual(SKILLS)
      kept += known(mind, DAY_0 + profile.memory.halfLife).length
    }
    expect(deviations(kept, 0.5, 50 * SKILLS.length)).toBeLessThan(4)
  })

  it('keeps longer what was practised when it was nearly forgotten, and gains nothing from cramming', () => {
    const profile: Profile = { ...PROFILES.normal, start: { of4: 0 }, memory: { halfLife: 3, growth: 3 } }
    const keptAfter = (days: readonly number[]): number => {
      let kept = 0
      for (let nth = 0; nth < 40; nth++) {
        const mind = mindOf(profile, nth)
        // Learned anew each time it was forgotten: what differs is the half-life alone.
        for (const day of days) for (const skill of SKILLS) mind.practise(skill, DAY_0 + day, 1)
        const last = DAY_0 + days.at(-1)!
        const knew = known(mind, last)
        kept += knew.filter((skill) => mind.knows(skill, last + 9)).length / knew.length
      }
      return kept / 40
    }
    const once = keptAfter([0])
    expect(once).toBeCloseTo(0.125, 1)
    expect(keptAfter([0, 0, 0, 0])).toBe(once)
    expect(keptAfter([0, 1, 3, 6])).toBeGreaterThan(2 * once)
  })

  it('is the same whoever looks, and how often', () => {
    const [often, seldom] = [mindOf(PROFILES.forgetter, 3), mindOf(PROFILES.forgetter, 3)]
    for (let day = 0; day <= 40; day++) known(often, DAY_0 + day)
    expect(known(often, DAY_0 + 40)).toEqual(known(seldom, DAY_0 + 40))
  })

  it('of one skill is not moved by practice of another', () => {
    const [busy, idle] = [mindOf(PROFILES.normal, 5), mindOf(PROFILES.normal, 5)]
    for (let day = 1; day <= 20; day++) busy.practise('one-1', DAY_0 + day, 0.5)
    const others = SKILLS.filter((skill) => skill !== 'one-1')
    const of = (mind: Mind) => others.map((skill) => mind.knows(skill, DAY_0 + 30))
    expect(of(busy)).toEqual(of(idle))
  })
})
