import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Evidence } from '../../src/domain/evidence.js'
import { append, nextEvidence, recompute } from '../../src/domain/append.js'
import { isEarned } from '../../src/domain/held.js'
import { type Mastery, dueOn, holdsOn, knows, newMastery } from '../../src/domain/mastery.js'
import { TAUGHT_STABILITY } from '../../src/domain/memory.js'
import type { Rule, Rules } from '../../src/domain/rule.js'
import { RULES, TT_1_0, retesting, varied } from '../support/rule.js'
import { DAY_0, actsArbitrary, exerciseOf, morning, play, runs, skillLog } from '../support/skill-log.js'

type Log = ReturnType<typeof skillLog>

const only = (...rules: Rule[]): Rules => ({
  current: rules[0]!,
  versions: new Map(rules.map((rule) => [rule.version, rule])),
})

const round = (value: number): number => Math.round(value * 1000) / 1000

describe('the golden vector of the reference', () => {
  /** The stability that the vector takes as given, put in place of FSRS's own. */
  const given = (log: Log, stability: number): void => {
    log.mastery = { ...log.mastery, memory: { ...log.mastery.memory!, stability } }
  }
  const toBeNear = ({ mastery }: Log, p: number, e: number): void => {
    expect(Math.abs(mastery.p - p)).toBeLessThan(1e-3)
    expect(Math.abs(mastery.e - e)).toBeLessThan(1e-3)
  }
  const fades = ({ mastery }: Log, day: number, p: number): void =>
    expect(Math.abs(knows(mastery, DAY_0 + day) - p)).toBeLessThan(1e-3)

  it('comes out to three decimals, with the stabilities it gives', () => {
    const log = skillLog(TT_1_0)
    log.ask(0, 'task', false)
    toBeNear(log, 0.0843, 0.167)
    log.ask(0, 'question', true)
    toBeNear(log, 0.1956, 0.283)
    log.taught(0)
    toBeNear(log, 0.3163, 0.283)

    given(log, 1.2931)
    fades(log, 1, 0.2899)
    log.ask(1, 'question', true)
    toBeNear(log, 0.5187, 0.765)
    log.ask(1, 'task', true)
    toBeNear(log, 0.9334, 5.355)

    given(log, 2.3065)
    fades(log, 3, 0.8489)
    log.ask(3, 'task', true)
    toBeNear(log, 0.9865, 38.068)
    expect(log.mastery.held).toBeNull()

    given(log, 11)
    fades(log, 10, 0.9154)
    log.ask(10, 'question', true)
    toBeNear(log, 0.9662, 64.801)
    log.ask(10, 'task', true)
    toBeNear(log, 0.9973, 453.608)
    expect(log.mastery).toMatchObject({ tasksPassed: 3, evidenceDays: 4, firstEvidenceOn: DAY_0 })
    expect(holdsOn(log.mastery, DAY_0 + 10)).toBe(true)
  })

  // Reckoned apart, with the published weights of FSRS-6; P, E, stability and due day after each entry.
  it('and with the stabilities of FSRS-6 itself', () => {
    const log = skillLog(TT_1_0)
    const seen: unknown[] = []
    const look = ({ p, e, memory }: Mastery): void => {
      seen.push([round(p), round(e), round(memory!.stability), memory!.due - DAY_0])
    }
    look(log.ask(0, 'task', false))
    look(log.ask(0, 'question', true))
    look(log.taught(0))
    look(log.ask(1, 'question', true))
    look(log.ask(1, 'task', true))
    look(log.ask(3, 'task', true))
    look(log.ask(10, 'question', true))
    expect(log.mastery.held).toBeNull()
    look(log.ask(10, 'task', true))
    expect(seen).toEqual([
      [0.084, 0.167, 0.212, 1],
      [0.196, 0.283, 0.212, 1],
      [0.316, 0.283, 0.212, 1],
      [0.458, 0.765, 1.887, 3],
      [0.916, 5.355, 1.887, 3],
      [0.984, 38.068, 6.269, 9],
      [0.95, 64.801, 18.663, 29],
      [0.996, 453.608, 18.663, 29],
    ])
    expect(log.mastery.held).toEqual({
      on: DAY_0 + 10,
      until: DAY_0 + 190,
      rule: 'TT-1.0',
      shakenOn: null,
    })
    expect(recompute(log.entries, RULES)).toEqual(log.mastery)
  })

  it('and on a way with misses, a lesson between and a day that turns', () => {
    const log = skillLog(TT_1_0)
    log.ask(0, 'question', false)
    log.ask(0, 'question', true)
    log.taught(2)
    expect(round(log.mastery.p)).toBe(0.228)
    log.ask(4, 'task', true)
    log.ask(4, 'question', false)
    log.ask(4, 'question', true)
    expect([log.mastery.p, log.mastery.e, log.mastery.memory!.stability].map(round)).toEqual([
      0.604, 1.505, 6.043,
    ])
    log.ask(5, 'task', false)
    expect([log.mastery.p, log.mastery.e, log.mastery.memory!.stability].map(round)).toEqual([
      0.347, 0.53, 0.919,
    ])
    log.ask(9, 'task', true)
    expect(log.mastery.held).toBeNull()
    log.ask(9, 'task', true)
    expect([log.mastery.p, log.mastery.e, log.mastery.memory!.stability].map(round)).toEqual([
      0.984, 28.398, 3.411,
    ])
    expect(log.mastery.held).toMatchObject({ on: DAY_0 + 9, until: DAY_0 + 57 })
    log.ask(20, 'question', true)
    expect(log.mastery.held).toMatchObject({ on: DAY_0 + 9, until: DAY_0 + 99 })
    expect(recompute(log.entries, RULES)).toEqual(log.mastery)
  })
})

describe('P', () => {
  it('never rises while nothing is observed, from the last observation and never chained', () => {
    const state = fc.record({
      p: fc.double({ min: 0, max: 1, noNaN: true }),
      stability: fc.option(fc.double({ min: 0.1, max: 500, noNaN: true })),
    })
    const days = fc.array(fc.nat(400), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(state, days, ({ p, stability }, waits) => {
        const memory =
          stability === null ? null : { stability, difficulty: 5, reviewedOn: DAY_0, due: DAY_0 + 1 }
        const mastery: Mastery = { ...newMastery(TT_1_0), p, pOn: DAY_0, memory }
        let last = p
        for (const wait of waits.toSorted((one, other) => one - other)) {
          const now = knows(mastery, DAY_0 + wait)
          expect(now).toBeLessThanOrEqual(last)
          expect(now).toBeGreaterThanOrEqual(0)
          last = now
        }
      }),
      runs(200),
    )
  })

  it('falls in every state a log can give', () => {
    fc.assert(
      fc.property(actsArbitrary(), fc.nat(60), fc.nat(300), (acts, wait, more) => {
        const { mastery, at } = play(acts, TT_1_0)
        const day = dayNumber(at) + wait
        expect(knows(mastery, day + more)).toBeLessThanOrEqual(knows(mastery, day))
        expect(mastery.p).toBeGreaterThanOrEqual(0)
        expect(mastery.p).toBeLessThanOrEqual(1)
      }),
      runs(100),
    )
  })

  it('begins at what the rule says and does not fade before anything was known', () => {
    expect(knows(newMastery(TT_1_0), DAY_0 + 1000)).toBe(0.2)
    expect(dueOn(newMastery(TT_1_0))).toBeNull()
  })

  it('rises once a day by a lesson, which wants a first question on the next day', () => {
    const log = skillLog(TT_1_0)
    log.taught(0)
    expect(log.mastery.p).toBeCloseTo(0.32, 12)
    log.taught(0)
    expect(log.mastery.p).toBeCloseTo(0.32, 12)
    expect(dueOn(log.mastery)).toBe(DAY_0 + 1)
    expect(knows(log.mastery, DAY_0 + Math.round(TAUGHT_STABILITY))).toBeCloseTo(0.32 * 0.917, 3)
    log.taught(1)
    expect(log.mastery.p).toBeGreaterThan(0.32)
  })

  it('is only seeded by placement: up to its cap, and never cut down to it', () => {
    const fresh = skillLog(TT_1_0)
    for (let nth = 0; nth < 5; nth++) fresh.ask(0, 'question', true, { placement: true })
    expect(fresh.mastery).toMatchObject({ p: 0.6, e: 0, passedOn: null, doneOnceOn: null, evidenceDays: 0 })
    fresh.ask(0, 'question', false, { placement: true })
    expect(fresh.mastery.p).toBeLessThan(0.6)

    const sure = skillLog(TT_1_0)
    for (const day of [0, 3, 8]) sure.ask(day, 'task', true)
    const { p, held } = sure.mastery
    sure.ask(8, 'question', true, { placement: true })
    expect(sure.mastery).toMatchObject({ p, held })
  })

  it('is left alone by what is guided, seen or done with somebody beside', () => {
    const log = skillLog(TT_1_0)
    log.ask(0, 'task', true)
    const { p, e } = log.mastery
    log.show(exerciseOf('task', 'a'), morning(1), { guided: true })
    log.show(exerciseOf('task', 'b'), morning(1), { helper: true })
    log.show(exerciseOf('task', 'a'), morning(2))
    expect(log.mastery).toMatchObject({ p, e, open: null, guided: 1, evidenceDays: 1 })
  })

  it('is left alone by an answer in haste, which lowers E when wrong and leaves it when right', () => {
    const right = skillLog(TT_1_0)
    right.ask(0, 'task', true, { within: 1.9 })
    expect(right.mastery).toMatchObject({ p: 0.2, e: 0.5, tasksPassed: 0, passedOn: null, today: null })
    const wrong = skillLog(TT_1_0)
    wrong.ask(0, 'task', false, { within: 1.9 })
    expect(wrong.mastery).toMatchObject({ p: 0.2, today: null })
    expect(wrong.mastery.e).toBeCloseTo(0.5 / 3, 12)
    const slow = skillLog(TT_1_0)
    slow.ask(0, 'task', true, { within: 2 })
    expect(slow.mastery.e).toBeCloseTo(3.5, 12)
  })

  it('takes a hint and a day of silence for a miss', () => {
    const missed = skillLog(TT_1_0).ask(0, 'question', false)
    for (const end of ['hinted', 'abandoned'] as const) {
      const mastery = skillLog(TT_1_0).ask(0, 'question', true, { end })
      expect(mastery).toMatchObject({ p: missed.p, e: missed.e, missed: 1, open: null })
    }
  })
})

describe('the log', () => {
  it('gives the same state again from its entries', () => {
    const rules = only(RULES.current, retesting(3), TT_1_0)
    fc.assert(
      fc.property(actsArbitrary(8), fc.constantFrom(...rules.versions.values()), (acts, rule) => {
        const log = play(acts, rule)
        expect(recompute(log.entries, rules)).toEqual(log.mastery)
        expect(log.mastery.seq).toBe(log.entries.length)
      }),
      runs(80),
    )
  })

  it('gives the same state from entries that were kept as JSON', () => {
    const acts = fc.sample(actsArbitrary(), { numRuns: 20, seed: 3 }).flat()
    const log = play(acts, TT_1_0)
    expect(log.entries.length).toBeGreaterThan(10)
    const kept = (JSON.parse(JSON.stringify(log.entries)) as (Evidence & { at: string })[]).map(
      (entry): Evidence => ({ ...entry, at: new Date(entry.at) }),
    )
    expect(JSON.parse(JSON.stringify(recompute(kept, RULES)))).toEqual(
      JSON.parse(JSON.stringify(log.mastery)),
    )
  })

  it('refuses what does not come next', () => {
    const log = skillLog(TT_1_0)
    log.ask(0, 'task', true)
    const entry = nextEvidence(log.mastery, { kind: 'taught' }, morning(1), TT_1_0)
    for (const seq of [0, 1, 2, 4]) {
      expect(() => append(log.mastery, { ...entry, seq }, TT_1_0)).toThrow(/does not follow 2/)
    }
    expect(() => recompute(log.entries.toReversed(), RULES)).toThrow(/does not follow/)
    expect(() => recompute(log.entries.slice(1), RULES)).toThrow(/does not follow/)
    expect(append(log.mastery, entry, TT_1_0).seq).toBe(3)
  })

  it('refuses an answer to nothing and a second exercise before the first is answered', () => {
    const log = skillLog(TT_1_0)
    for (const fact of [
      { kind: 'answered', right: true },
      { kind: 'hinted' },
      { kind: 'abandoned' },
    ] as const)
      expect(() => log.add(fact, morning(0))).toThrow(/nothing was shown/)
    log.entries.length = 0
    log.show(exerciseOf('task', 1), morning(0))
    expect(() => log.show(exerciseOf('task', 2), morning(0))).toThrow(/task.1 is still open/)
    log.entries.pop()
    log.add({ kind: 'answered', right: true }, morning(0.5))
    expect(() => log.add({ kind: 'answered', right: true }, morning(0.5))).toThrow(/nothing was shown/)
  })

  it('refuses a rule nobody has published', () => {
    const log = skillLog(varied('TT-9.9', {}))
    log.ask(0, 'task', true)
    expect(() => recompute(log.entries, RULES)).toThrow(/no rule TT-9.9/)
  })

  it('reads old entries by the rule of their day, whatever holds now', () => {
    const harsh = varied('TT-harsh', {
      initial: 0.01,
      learn: 0.01,
      award: { ...TT_1_0.award, evidence: 1e6 },
      rates: { ...TT_1_0.rates, task: { guess: 0.5, slip: 0.4, evidence: { guess: 0.6, slip: 0.1 } } },
    })
    fc.assert(
      fc.property(actsArbitrary(8), (acts) => {
        const log = play(acts, TT_1_0)
        fc.pre(log.entries.length > 0)
        const then = recompute(log.entries, only(TT_1_0))
        expect(recompute(log.entries, only(harsh, TT_1_0))).toEqual(then)
      }),
      runs(50),
    )
  })

  it('goes on under a new rule from where the old one left it, and keeps E', () => {
    const stern = varied('TT-stern', { award: { ...TT_1_0.award, evidence: 1000 } })
    const log = skillLog(TT_1_0)
    for (const day of [0, 3, 8]) log.ask(day, 'task', true)
    const { e, held } = log.mastery
    expect(held).toMatchObject({ rule: 'TT-1.0' })
    log.rule = stern
    log.ask(9, 'task', true)
    expect(log.mastery.e).toBeCloseTo((e + 1 / 20) * 7, 6)
    expect(log.mastery.held).toMatchObject({ on: held!.on, rule: 'TT-1.0' })
    expect(recompute(log.entries, only(stern, TT_1_0))).toEqual(log.mastery)
  })

  it('fixes what an answer weighs when the exercise is shown, not when the answer comes', () => {
    const generous = varied('TT-generous', {
      rates: { ...TT_1_0.rates, task: { ...TT_1_0.rates.task, evidence: { guess: 0.01, slip: 0.3 } } },
    })
    const log = skillLog(TT_1_0)
    log.show(exerciseOf('task', 1), morning(0))
    log.rule = generous
    log.add({ kind: 'answered', right: true }, morning(0.5))
    expect(log.mastery.e).toBeCloseTo(0.5 * 7, 12)
  })
})

describe('"Làm chắc"', () => {
  const days = (...tasks: number[]): Log => {
    const log = skillLog(TT_1_0)
    for (const day of tasks) log.ask(day, 'task', true)
    return log
  }

  it('comes with the third task on three days over a week', () => {
    expect(days(0, 3).mastery.held).toBeNull()
    expect(days(0, 3, 7).mastery.held).toMatchObject({ on: DAY_0 + 7, rule: 'TT-1.0', shakenOn: null })
    expect(days(0, 3, 7).mastery.firstHeldOn).toBe(DAY_0 + 7)
  })

  it('wants three days, a week, two tasks, enough evidence and a pass that counts today', () => {
    expect(days(0, 3, 6).mastery.held).toBeNull()
    expect(days(0, 0, 7).mastery.held).toBeNull()

    const questions = skillLog(TT_1_0)
    for (const day of [0, 1, 2, 3, 4, 5, 6, 7, 8]) questions.ask(day, 'question', true)
    expect(questions.mastery.e).toBeGreaterThan(20)
    expect(questions.mastery.held).toBeNull()
    questions.ask(8, 'task', true)
    expect(questions.mastery.held).toBeNull()
    questions.ask(9, 'task', true)
    expect(questions.mastery.held).not.toBeNull()

    const missed = days(0, 3)
    missed.ask(3, 'question', false)
    missed.ask(3, 'question', false)
    missed.ask(7, 'task', true)
    expect(missed.mastery.e).toBeLessThan(20)
    expect(missed.mastery.held).toBeNull()

    const quiet = days(0, 3)
    quiet.taught(8)
    expect(quiet.mastery.held).toBeNull()
  })

  it('is not given for an answer that did not count', () => {
    const log = days(0, 0, 3, 3)
    log.ask(8, 'question', false)
    for (const _ of [1, 2, 3]) log.ask(8, 'task', true, { leaks: true })
    expect(isEarned(log.mastery, TT_1_0)).toBe(true)
    expect(log.mastery).toMatchObject({ held: null, passedOn: DAY_0 + 3 })
    log.ask(8, 'question', true)
    expect(log.mastery.held).toMatchObject({ on: DAY_0 + 8 })
  })

  it('counts the days by midnight in Asia/Ho_Chi_Minh', () => {
    const at = (text: string): number => (Date.parse(text) - morning(0).getTime()) / 86_400_000
    const early = days(at('2026-11-24T16:59:00Z'), at('2026-11-27T01:00:00Z'), at('2026-12-01T16:58:00Z'))
    expect(early.mastery.held).toMatchObject({ on: dayNumber(new Date('2026-12-01T16:59:00Z')) })
    const late = days(at('2026-11-24T17:00:00Z'), at('2026-11-27T01:00:00Z'), at('2026-12-01T16:58:00Z'))
    expect(late.mastery).toMatchObject({ held: null, evidenceDays: 3 })
  })

  it('takes the day on which an exercise was shown for its evidence, and that of the answer for the pass', () => {
    const log = days(0, 3)
    log.show(exerciseOf('task', 'midnight'), new Date('2026-11-30T16:59:50Z'))
    log.add({ kind: 'answered', right: true }, new Date('2026-11-30T17:00:20Z'))
    expect(log.mastery).toMatchObject({ held: null, lastEvidenceOn: DAY_0 + 6, passedOn: DAY_0 + 7 })
  })

  it('is earned for good in E: after a lapse P and a pass that counts bring it back', () => {
    const log = days(0, 3, 7)
    for (const day of [8, 9]) log.ask(day, 'task', false)
    expect(holdsOn(log.mastery, DAY_0 + 10)).toBe(false)
    for (const day of [10, 10, 11, 11]) log.ask(day, 'task', false, { within: 1 })
    for (const day of [12, 13]) {
      expect(isEarned(log.mastery, TT_1_0)).toBe(false)
      log.ask(day, 'task', true)
    }
    expect(log.mastery.e).toBeLessThan(20)
    expect(log.mastery).toMatchObject({ held: { on: DAY_0 + 13 }, firstHeldOn: DAY_0 + 7 })
    expect(isEarned(log.mastery, TT_1_0)).toBe(true)
  })

  it('is never given on a day that fails for the second time', () => {
    const log = skillLog(TT_1_0)
    for (const day of [0, 1, 2, 3]) for (const type of ['task', 'question'] as const) log.ask(day, type, true)
    log.ask(20, 'task', false)
    log.ask(21, 'task', false)
    for (let nth = 0; nth < 5; nth++) log.ask(21, 'question', true)
    expect(log.mastery).toMatchObject({ failedDays: 2, held: null })
    expect(isEarned(log.mastery, TT_1_0)).toBe(true)
    log.ask(22, 'task', true)
    expect(log.mastery.held).toMatchObject({ on: DAY_0 + 22, shakenOn: null })
  })
})

describe('how long "Làm chắc" holds', () => {
  const held = (rule = TT_1_0): Log => {
    const log = skillLog(rule)
    for (const day of [0, 3, 7, 12, 20]) for (const _ of [1, 2]) log.ask(day, 'task', true)
    expect(log.mastery.held).toMatchObject({ on: DAY_0 + 7 })
    return log
  }

  it('ends on the first day on which P falls below what the rule keeps', () => {
    let faded = 0
    fc.assert(
      fc.property(actsArbitrary(9), (acts) => {
        const log = play(acts, TT_1_0)
        const { held: one, passedOn, taughtOn, pOn } = log.mastery
        if (one === null || one.shakenOn !== null || taughtOn === pOn) return
        const kept = Math.max(passedOn!, one.on) + 180
        expect(knows(log.mastery, one.until - 1)).toBeGreaterThanOrEqual(0.65 - 1e-6)
        if (one.until < kept) faded++
        expect(one.until === kept || knows(log.mastery, one.until) < 0.65 + 1e-6).toBe(true)
      }),
      runs(150),
    )
    expect(faded).toBeGreaterThan(5)
  })

  it('ends 180 days after the last pass at the latest', () => {
    const log = held()
    expect(log.mastery.held!.until).toBe(DAY_0 + 20 + 180)
    log.ask(30, 'question', true)
    expect(log.mastery.held!.until).toBe(DAY_0 + 30 + 180)
    expect(knows(log.mastery, DAY_0 + 209)).toBeGreaterThan(0.65)
    expect(holdsOn(log.mastery, DAY_0 + 209)).toBe(true)
    expect(holdsOn(log.mastery, DAY_0 + 210)).toBe(false)
  })

  it('ends at once when P falls below, and the day after the second failed review day', () => {
    const low = held()
    low.ask(40, 'question', false)
    low.ask(40, 'question', false)
    expect(low.mastery.p).toBeLessThan(0.65)
    expect(low.mastery.held).toMatchObject({ until: DAY_0 + 40, shakenOn: DAY_0 + 40 })

    const failed = held()
    failed.ask(40, 'task', false)
    expect(failed.mastery).toMatchObject({ failedDays: 1, held: { shakenOn: null } })
    failed.ask(41, 'task', true)
    expect(failed.mastery.failedDays).toBe(0)
    failed.ask(42, 'task', false)
    failed.ask(43, 'question', true)
    failed.ask(43, 'task', false)
    failed.ask(43, 'question', true)
    expect(failed.mastery.p).toBeGreaterThan(0.65)
    expect(failed.mastery).toMatchObject({ failedDays: 2, held: { until: DAY_0 + 44, shakenOn: DAY_0 + 43 } })
    failed.ask(44, 'question', true, { within: 1 })
    expect(failed.mastery.held).toBeNull()
  })

  it('lets a failed day turn while it lasts', () => {
    const log = held()
    log.ask(40, 'question', false)
    log.ask(41, 'question', false)
    expect(log.mastery).toMatchObject({ failedDays: 2, held: { shakenOn: DAY_0 + 41 } })
    log.ask(41, 'question', true)
    expect(log.mastery).toMatchObject({ failedDays: 0, held: { shakenOn: null } })
  })

  it('cannot be kept by an easy answer before the failure of a second day', () => {
    const inOrder = (...rights: boolean[]): Mastery => {
      const log = held()
      log.ask(40, 'task', false)
      for (const right of rights) log.ask(41, 'task', right)
      return log.mastery
    }
    for (const mastery of [inOrder(false, true), inOrder(true, false), inOrder(true, false, true)])
      expect(mastery).toMatchObject({ failedDays: 2, held: { until: DAY_0 + 42, shakenOn: DAY_0 + 41 } })
  })

  describe('with a retest after each miss', () => {
    const missed = (retestDays = 3): Log => {
      const log = held(retesting(retestDays))
      log.ask(40, 'task', false)
      expect(log.mastery.held).toMatchObject({ shakenOn: DAY_0 + 40, until: DAY_0 + 41 + retestDays })
      return log
    }

    it('waits so many days and no longer', () => {
      const log = missed()
      expect(holdsOn(log.mastery, DAY_0 + 43)).toBe(true)
      expect(holdsOn(log.mastery, DAY_0 + 44)).toBe(false)
    })

    it('holds on as if nothing had been when the retest is passed, on the same day or later', () => {
      for (const day of [40, 42]) {
        const log = missed()
        log.ask(day, 'question', true)
        expect(log.mastery.held).toMatchObject({ on: DAY_0 + 7, shakenOn: null })
        expect(log.mastery.held!.until).toBeGreaterThan(DAY_0 + 60)
      }
    })

    it('lapses on the day after the second miss in a row, whatever it was and whenever it came', () => {
      for (const day of [40, 42]) {
        for (const how of [{}, { end: 'hinted' }, { end: 'abandoned' }, { within: 1 }] as const) {
          const log = missed()
          log.ask(day, 'task', false, how)
          const found = dayNumber(log.at)
          expect(log.mastery.held).toMatchObject({ shakenOn: found })
          expect(holdsOn(log.mastery, found + 1)).toBe(false)
        }
      }
    })

    it('may be saved while the day of the second miss lasts, and not afterwards', () => {
      const saved = missed()
      saved.ask(41, 'task', false)
      saved.ask(41, 'task', true)
      expect(saved.mastery.held).toMatchObject({ on: DAY_0 + 7, shakenOn: null })
      const late = missed()
      late.ask(41, 'task', false)
      late.ask(42, 'task', true)
      expect(late.mastery.held).toMatchObject({ on: DAY_0 + 42 })
    })

    it('is not kept by tapping fast on what one does not know', () => {
      const log = held(retesting(7))
      const { p } = log.mastery
      for (const day of [40, 41]) log.ask(day, 'task', false, { within: 1 })
      expect(log.mastery.p).toBe(p)
      expect(holdsOn(log.mastery, DAY_0 + 42)).toBe(false)
    })

    it('is in doubt again when the pass that saved it was not made alone', () => {
      const log = missed()
      log.ask(40, 'task', true)
      log.helped(40)
      expect(log.mastery).toMatchObject({ missed: 1, held: { until: DAY_0 + 44, shakenOn: DAY_0 + 40 } })
    })

    it('is no way to hold longer by failing', () => {
      let misses = 0
      fc.assert(
        fc.property(actsArbitrary(8, 120), fc.constantFrom(0, 1, 3, 7), (acts, retestDays) => {
          play(acts, retesting(retestDays), (before, entry, after) => {
            const { held: one, open } = before
            const isMiss =
              entry.kind === 'hinted' ||
              entry.kind === 'abandoned' ||
              (entry.kind === 'answered' && !entry.right)
            if (!isMiss || one === null || open === null || !holdsOn(before, dayNumber(entry.at))) return
            misses++
            expect(after.held === null || after.held.until <= one.until).toBe(true)
          })
        }),
        runs(300),
      )
      expect(misses).toBeGreaterThan(20)
    })
  })
})

describe('"đang ngồi cạnh", said afterwards', () => {
  it('takes the right answers of the day out of E, and no wrong one', () => {
    const log = skillLog(TT_1_0)
    log.ask(0, 'question', true)
    const before = log.mastery
    log.ask(1, 'task', true)
    log.ask(1, 'question', false)
    log.ask(1, 'question', true)
    log.helped(1)
    expect(log.mastery.e).toBeCloseTo((before.e + 1 / 6) * 0.3, 12)
    expect(log.mastery).toMatchObject({ tasksPassed: 0, passedOn: DAY_0, doneOnceOn: null, evidenceDays: 2 })
    const { e } = log.mastery
    log.helped(1)
    log.helped(2)
    expect(log.mastery.e).toBe(e)
  })

  it('makes the exercise that waits worthless when right, and leaves it a miss when wrong', () => {
    for (const right of [true, false]) {
      const log = skillLog(TT_1_0)
      log.show(exerciseOf('task', 1), morning(0))
      log.helped(0)
      log.add({ kind: 'answered', right }, morning(0.1))
      expect(log.mastery.e).toBeCloseTo(right ? 0.5 : 0.5 / 3, 12)
      expect(log.mastery).toMatchObject({ tasksPassed: 0, passedOn: null })
    }
  })

  it('takes a recognition back on the day it was given for those answers', () => {
    const log = skillLog(TT_1_0)
    for (const day of [0, 3, 7]) log.ask(day, 'task', true)
    expect(log.mastery.held).not.toBeNull()
    log.helped(7)
    expect(log.mastery).toMatchObject({ held: null, firstHeldOn: null, tasksPassed: 2, doneOnceOn: DAY_0 })
    log.ask(8, 'task', true)
    expect(log.mastery).toMatchObject({ held: { on: DAY_0 + 8 }, firstHeldOn: DAY_0 + 8 })
  })

  it('takes one back even where E had enough before: it was given for a pass of this day', () => {
    const log = skillLog(TT_1_0)
    for (const day of [0, 1, 2]) for (const _ of [1, 2]) log.ask(day, 'task', true)
    const { e } = log.mastery
    expect(e).toBeGreaterThan(20)
    log.ask(9, 'question', true)
    expect(log.mastery.held).not.toBeNull()
    log.helped(9)
    expect(log.mastery).toMatchObject({ held: null, firstHeldOn: null })
  })

  it('takes back a return after a lapse, but not that it was ever earned', () => {
    const log = skillLog(TT_1_0)
    for (const day of [0, 3, 7]) log.ask(day, 'task', true)
    log.ask(200, 'question', true)
    expect(log.mastery.held).toBeNull()
    log.ask(201, 'task', true)
    expect(log.mastery.held).toMatchObject({ on: DAY_0 + 201 })
    log.helped(201)
    expect(log.mastery).toMatchObject({ held: null, firstHeldOn: DAY_0 + 7, passedOn: DAY_0 + 200 })
  })

  it('leaves a recognition of an earlier day, but not what the day added to it', () => {
    const log = skillLog(TT_1_0)
    for (const day of [0, 3, 7, 12, 20]) for (const _ of [1, 2]) log.ask(day, 'task', true)
    log.ask(30, 'task', true)
    expect(log.mastery.held!.until).toBe(DAY_0 + 210)
    log.helped(30)
    expect(log.mastery).toMatchObject({ passedOn: DAY_0 + 20, held: { on: DAY_0 + 7, until: DAY_0 + 200 } })
  })

  it('never gives anything', () => {
    fc.assert(
      fc.property(actsArbitrary(8), (acts) => {
        const log = play(acts, TT_1_0)
        const before = log.mastery
        const after = log.add({ kind: 'helped' }, log.at)
        expect(after.e).toBeLessThanOrEqual(before.e)
        expect(after.tasksPassed).toBeLessThanOrEqual(before.tasksPassed)
        expect(after.held?.until ?? 0).toBeLessThanOrEqual(before.held?.until ?? 0)
        expect(after.p).toBe(before.p)
      }),
      runs(100),
    )
  })
})

describe('somebody who sits down beside the learner', () => {
  it('makes the answer that is still out a helped one, and leaves what the day gave', () => {
    const log = skillLog(TT_1_0)
    log.ask(0, 'task', true)
    const { e, tasksPassed, doneOnceOn } = log.mastery
    log.show(exerciseOf('question', 'open'), log.at)
    log.onward(0)
    expect(log.mastery).toMatchObject({ e, tasksPassed, doneOnceOn, open: { helped: true } })
    const before = log.mastery
    log.add({ kind: 'answered', right: true }, new Date(log.at.getTime() + 60_000))
    expect(log.mastery).toMatchObject({ e: before.e, p: before.p, open: null })
    expect(recompute(log.entries, RULES)).toEqual(log.mastery)
  })

  it('saves nobody from a miss', () => {
    const log = skillLog(TT_1_0)
    log.show(exerciseOf('question', 'open'), morning(0))
    log.onward(0)
    const before = log.mastery
    log.add({ kind: 'answered', right: false }, new Date(log.at.getTime() + 60_000))
    expect(log.mastery.e).toBeLessThan(before.e)
    expect(log.mastery.missed).toBe(1)
  })
})

describe("a helper's word about real life", () => {
  const raised = (acts: Parameters<typeof play>[0]) => {
    const log = play(acts, RULES.current)
    const before = log.mastery
    return { before, after: log.add({ kind: 'seen-in-life' }, log.at), day: dayNumber(log.at) }
  }

  it('raises P a little, and nothing else', () => {
    const log = skillLog(RULES.current)
    log.ask(0, 'question', true)
    const before = log.mastery
    const after = log.seenInLife(0)
    expect(after.p).toBeCloseTo((before.p * 1.25) / (before.p * 1.25 + 1 - before.p), 12)
    expect(after).toEqual({ ...before, seq: before.seq + 1, p: after.p, seenInLifeOn: DAY_0 })
  })

  it('is taken once a week', () => {
    const log = skillLog(RULES.current)
    log.taught(0)
    const once = log.seenInLife(0).p
    expect(log.seenInLife(6).p).toBe(once)
    expect(log.seenInLife(7).p).toBeGreaterThan(once)
  })

  it('never brings P over its cap, however often it is said', () => {
    const log = skillLog(RULES.current)
    log.taught(0)
    for (let week = 0; week < 60; week++) log.seenInLife(week * 7)
    expect(log.mastery.p).toBe(RULES.current.seenInLife.cap)
    expect(RULES.current.seenInLife.cap).toBeLessThan(RULES.current.award.mastery)
  })

  it('moves neither E nor a recognition, and lowers P on no day', () => {
    let moved = 0
    fc.assert(
      fc.property(actsArbitrary(8), fc.nat(300), (acts, later) => {
        const { before, after, day } = raised(acts)
        const { p: _p, seenInLifeOn: _on, seq: _seq, ...rest } = after
        const { p: _old, seenInLifeOn: _before, seq: _last, held, ...same } = before
        const ended = held !== null && day >= held.until && held.shakenOn !== day
        expect(rest).toEqual({ ...same, held: ended ? null : held })
        expect(knows(after, day + later)).toBeGreaterThanOrEqual(knows(before, day + later))
        expect(knows(after, day)).toBeLessThanOrEqual(
          Math.max(knows(before, day), RULES.current.seenInLife.cap),
        )
        if (after.p > before.p) moved++
      }),
      runs(100),
    )
    expect(moved).toBeGreaterThan(20)
  })
})

describe('the order of answers within a day', () => {
  it('changes neither P, E, memory nor how the day went', () => {
    const answers = fc.array(fc.tuple(fc.constantFrom('task' as const, 'question' as const), fc.boolean()), {
      minLength: 2,
      maxLength: 3,
    })
    fc.assert(
      fc.property(actsArbitrary(8, 30), answers, (acts, day) => {
        const outcome = (order: typeof day) => {
          const log = play(acts, TT_1_0)
          if (log.mastery.open !== null) log.add({ kind: 'hinted' }, log.at)
          const on = dayNumber(log.at) - DAY_0 + 1
          for (const [type, right] of order) log.ask(on, type, right)
          const { p, e, memory, failedDays, failedBefore, today, tasksPassed, passedOn } = log.mastery
          const values = [p, e / log.mastery.evidenceDays, memory!.stability].map((one) => one.toPrecision(9))
          return { values, failedDays, failedBefore, today, tasksPassed, passedOn, due: memory!.due }
        }
        expect(outcome(day.toReversed())).toEqual(outcome(day))
      }),
      runs(100),
    )
  })
})
