import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, dayNumber } from '../../src/domain/calendar.js'
import type { ExerciseType } from '../../src/domain/exercise.js'
import { append, nextEvidence } from '../../src/domain/append.js'
import { type Mastery, holdsOn, newMastery } from '../../src/domain/mastery.js'
import { remaining } from '../../src/domain/remaining.js'
import type { Rule } from '../../src/domain/rule.js'
import { RULES, TT_1_0, varied } from '../support/rule.js'
import { DAY_0, actsArbitrary, exerciseOf, morning, play, runs, skillLog } from '../support/skill-log.js'

/** What is left on a day of the log, in days since its beginning. */
function left(log: ReturnType<typeof skillLog>, day: number) {
  const found = remaining(log.mastery, DAY_0 + day, log.rule)
  return found && { answers: found.answers, on: found.on - DAY_0 }
}

describe('the right answers still needed', () => {
  it('are three over a week for somebody new', () => {
    expect(remaining(newMastery(TT_1_0), DAY_0, TT_1_0)).toEqual({ answers: 3, on: DAY_0 + 7 })
  })

  it('grow fewer with each right answer, until none is left', () => {
    const log = skillLog(TT_1_0)
    log.ask(0, 'task', true)
    expect(left(log, 0)).toEqual({ answers: 2, on: 7 })
    log.ask(3, 'task', true)
    expect(left(log, 3)).toEqual({ answers: 1, on: 7 })
    expect(left(log, 5)).toEqual({ answers: 1, on: 7 })
    expect(left(log, 9)).toEqual({ answers: 1, on: 9 })
    log.ask(9, 'task', true)
    expect(left(log, 9)).toBeNull()
  })

  it('grow more with a miss and with long silence', () => {
    const log = skillLog(TT_1_0)
    for (const day of [0, 3]) log.ask(day, 'task', true)
    for (const _ of [1, 2, 3]) log.ask(5, 'task', false)
    expect(left(log, 5)).toEqual({ answers: 2, on: 7 })
    const silent = skillLog(TT_1_0)
    for (const day of [0, 3]) silent.ask(day, 'task', true)
    expect(left(silent, 9)!.answers).toBe(1)
    expect(left(silent, 3000)!.answers).toBe(2)
  })

  it('are few again after a lapse: E is earned', () => {
    const log = skillLog(TT_1_0)
    for (const day of [0, 3, 7]) log.ask(day, 'task', true)
    expect(left(log, 10)).toBeNull()
    expect(left(log, 300)).toEqual({ answers: 1, on: 300 })
  })

  it('wait for tomorrow when three counted today, or when today has failed', () => {
    const full = skillLog(TT_1_0)
    for (const day of [0, 0, 0, 3, 3, 3]) full.ask(day, 'task', true)
    for (const _ of [1, 2, 3]) full.ask(8, 'question', false, { within: 1 })
    expect(left(full, 8)).toEqual({ answers: 1, on: 9 })

    const twoDays = skillLog(TT_1_0)
    for (const day of [0, 0, 7, 7]) twoDays.ask(day, 'task', true)
    expect(left(twoDays, 7)).toEqual({ answers: 1, on: 8 })

    const failed = skillLog(TT_1_0)
    for (const day of [0, 1, 2, 3])
      for (const type of ['task', 'question'] as const) failed.ask(day, type, true)
    failed.ask(20, 'task', false)
    failed.ask(21, 'task', false)
    failed.ask(21, 'question', true)
    expect(failed.mastery.shownThatDay).toBe(2)
    expect(left(failed, 21)).toEqual({ answers: 1, on: 22 })
  })

  it('begin with the exercise that waits', () => {
    const log = skillLog(TT_1_0)
    for (const day of [0, 3]) log.ask(day, 'task', true)
    log.show(exerciseOf('task', 'waits'), morning(8.4))
    expect(left(log, 8)).toEqual({ answers: 1, on: 8 })
    log.helped(8.4)
    expect(left(log, 8)).toEqual({ answers: 2, on: 8 })
  })

  it('are asked for as questions where a rule makes them tell more', () => {
    const rule = varied('TT-questions', {
      rates: { ...TT_1_0.rates, question: { guess: 0.02, slip: 0.1, evidence: { guess: 0.02, slip: 0.1 } } },
      award: { ...TT_1_0.award, tasks: 1, evidence: 500 },
    })
    const tasksAlone = varied('TT-tasks', { award: { ...TT_1_0.award, tasks: 1, evidence: 500 } })
    expect(remaining(newMastery(rule), DAY_0, rule)!.answers).toBe(3)
    expect(remaining(newMastery(tasksAlone), DAY_0, tasksAlone)!.answers).toBe(4)
  })

  it('are found for somebody who has missed much, and are enough', () => {
    const log = skillLog(TT_1_0)
    for (let day = 0; day < 20; day++) log.ask(day, 'task', false)
    const { answers } = left(log, 20)!
    expect(answers).toBeGreaterThan(10)
    let given = 0
    for (let day = 20; log.mastery.held === null; day++)
      for (let nth = 0; nth < 3 && log.mastery.held === null; nth++, given++) log.ask(day, 'task', true)
    expect(given).toBe(answers)
  })
})

/** A right answer to an exercise that counts. */
function give(mastery: Mastery, type: ExerciseType, day: Day, rule: Rule): Mastery {
  const at = new Date(day * 86_400_000)
  const shown = { kind: 'shown', exercise: 'x', type, counts: true, tells: true, placement: false } as const
  const open = append(mastery, nextEvidence(mastery, { ...shown, why: null }, at, rule), rule)
  const answered = { kind: 'answered', right: true } as const
  return append(open, nextEvidence(open, answered, new Date(at.getTime() + 60_000), rule), rule)
}

/** The same by trying every plan of up to `most` tasks and questions within so many days. */
function byTryingAll(start: Mastery, from: Day, rule: Rule, most: number, within: number) {
  const best = (mastery: Mastery, day: Day, answers: number): Day | null => {
    if (answers === 0) return holdsOn(mastery, day) ? day : null
    let first: Day | null = null
    for (let on = day; on <= from + within; on++) {
      if (mastery.lastEvidenceOn === on && mastery.shownThatDay >= rule.countedPerDay) continue
      for (const type of ['task', 'question'] as const) {
        const found = best(give(mastery, type, on, rule), on, answers - 1)
        if (found !== null) first = Math.min(first ?? Infinity, found)
      }
    }
    return first
  }
  for (let answers = 0; answers <= most; answers++) {
    const on = best(start, from, answers)
    if (on !== null) return { answers, on }
  }
  return null
}

describe('against every plan there is', () => {
  const long = process.env['GUONG_SANG_LONG'] === '1'

  it.each([6, 8])(
    'finds the fewest answers and their first day (%d of ten right)',
    (right) => {
      let compared = 0
      fc.assert(
        fc.property(
          actsArbitrary(right, 15),
          fc.constantFrom(TT_1_0, RULES.current),
          fc.nat(9),
          (acts, rule, wait) => {
            const log = play(acts, rule)
            if (log.mastery.open !== null) log.add({ kind: 'hinted' }, log.at)
            const day = dayNumber(log.at) + wait
            const found = remaining(log.mastery, day, rule)
            expect(found === null).toBe(holdsOn(log.mastery, day))
            if (found === null) return
            // Fewer than it says are never enough, and it is right about the day where all can be tried.
            const most = long ? 3 : 2
            const tried = byTryingAll(
              { ...log.mastery, seen: {} },
              day,
              rule,
              Math.min(most, found.answers),
              12,
            )
            expect(tried).toEqual(found.answers <= most ? found : null)
            if (found.answers <= most) compared++
          },
        ),
        runs(40),
      )
      expect(compared).toBeGreaterThan(10)
    },
    180_000,
  )
})
