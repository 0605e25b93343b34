import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Mastery, newMastery } from '../../src/domain/mastery.js'
import { keptLogs, passingOver, stayerOf, takesNo, unsupported } from '../../src/domain/merge.js'
import { TT_1_0 } from '../support/rule.js'

const DAY = 20_800
const known = (part: Partial<Mastery>): Mastery => ({ ...newMastery(TT_1_0), ...part })
const history = (id: number, part: object = {}) => ({
  id,
  daysLearned: 3,
  entries: 9,
  since: '2026-01-01',
  ...part,
})

describe('two learners who are one person', () => {
  it('keep the one with the longer history, whoever is named first', () => {
    const both = (one: object, other: object): number => {
      const [first, second] = [history(1, one), history(2, other)]
      expect(stayerOf(second, first)).toBe(stayerOf(first, second))
      return stayerOf(first, second).id
    }
    expect(both({}, { daysLearned: 4, entries: 1 })).toBe(2)
    expect(both({}, { entries: 10 })).toBe(2)
    expect(both({}, { since: '2025-12-31' })).toBe(2)
    expect(both({}, {})).toBe(1)
  })

  it('keep of each skill one log: the lower E, then the lower P, then the shorter', () => {
    const kept = (stayer: Partial<Mastery> | null, gone: Partial<Mastery> | null) =>
      keptLogs(stayer === null ? {} : { s: known(stayer) }, gone === null ? {} : { s: known(gone) }, DAY).get(
        's',
      )
    expect(kept({ e: 5 }, { e: 4 })).toBe('gone')
    expect(kept({ e: 4 }, { e: 5 })).toBe('stayer')
    expect(kept({ e: 4, p: 0.9, pOn: DAY }, { e: 4, p: 0.2, pOn: DAY })).toBe('gone')
    expect(kept({ seq: 8 }, { seq: 3 })).toBe('gone')
    expect(kept({ seq: 3 }, { seq: 3 })).toBe('stayer')
    expect(kept(null, { e: 9 })).toBe('gone')
    expect(kept({ e: 9 }, null)).toBe('stayer')
  })

  it('never have more evidence of a skill than either had who had any', () => {
    const logs = fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.record({ e: fc.double({ min: 0, max: 50, noNaN: true }), seq: fc.nat(20) }),
    )
    const states = logs.map((all) =>
      Object.fromEntries(Object.entries(all).map(([skill, part]) => [skill, known(part)])),
    )
    const isLowest = (stayer: Record<string, Mastery>, gone: Record<string, Mastery>): boolean =>
      [...keptLogs(stayer, gone, DAY)].every(([skill, who]) => {
        const kept = (who === 'stayer' ? stayer : gone)[skill]!
        return [stayer[skill], gone[skill]].every((had) => had === undefined || kept.e <= had.e)
      })
    expect(fc.check(fc.property(states, states, isLowest), { seed: 1, numRuns: 300 }).failed).toBe(false)
  })

  it('end what rests on a log that is not kept, and take over only steps of single skills', () => {
    const logs = new Map([
      ['a', 'gone'],
      ['b', 'stayer'],
    ] as const)
    const steps = [
      { id: 1, level: 'lam-duoc', subject: 'a', skills: ['a'] },
      { id: 2, level: 'lam-chac', subject: 'b', skills: ['b'] },
      { id: 3, level: 'vung', subject: 'dvc', skills: ['a', 'b'] },
      { id: 4, level: 'vung', subject: 'mua-sam', skills: ['b'] },
      { id: 5, level: 'thanh-thao', subject: '', skills: ['a', 'b'] },
    ] as const
    expect(unsupported(steps, logs)).toEqual([1, 3, 5])
    expect(passingOver(steps, logs)).toEqual([1])
  })

  it('refuse what either refused last', () => {
    const [early, late] = ['2026-01-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z']
    const yes = (at: string) => ({ given: true, at })
    const no = (at: string) => ({ given: false, at })
    expect(takesNo(yes(early), no(late))).toBe(true)
    expect(takesNo(yes(late), no(early))).toBe(false)
    expect(takesNo(undefined, no(early))).toBe(true)
    expect(takesNo(no(early), yes(late))).toBe(false)
    expect(takesNo(yes(early), undefined)).toBe(false)
  })
})
