import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../src/domain/calendar.js'
import { shownFact } from '../../src/domain/countable.js'
import {
  type Evidence,
  type EvidenceFact,
  afterAnswer,
  afterLesson,
  beginEvidenceDay,
  evidenceFactor,
} from '../../src/domain/evidence.js'
import { append, nextEvidence } from '../../src/domain/append.js'
import { type Mastery, newMastery } from '../../src/domain/mastery.js'
import type { Rates, Rule } from '../../src/domain/rule.js'
import { TT_1_0 } from '../support/rule.js'
import { actsArbitrary, exerciseOf, morning, play, runs } from '../support/skill-log.js'

const { question, task, pair } = TT_1_0.rates

describe('the formulas of P and E', () => {
  it('weigh an answer by who would have given it', () => {
    expect(evidenceFactor(question, true)).toBeCloseTo(1.7, 12)
    expect(evidenceFactor(question, false)).toBeCloseTo(0.3, 12)
    expect(evidenceFactor(task, true)).toBeCloseTo(7, 12)
    expect(evidenceFactor(task, false)).toBeCloseTo(1 / 3, 12)
    expect([evidenceFactor(pair, true), evidenceFactor(pair, false)]).toEqual([1, 1])
  })

  it('give a fair bet to the best guesser allowed, and a losing one to every other', () => {
    const rate = fc.double({ min: 0.01, max: 0.49, noNaN: true })
    fc.assert(
      fc.property(rate, rate, rate, (guess, slip, share) => {
        const rates: Rates = { guess, slip, evidence: { guess, slip } }
        const mean = (right: number): number =>
          right * evidenceFactor(rates, true) + (1 - right) * evidenceFactor(rates, false)
        expect(mean(guess)).toBeCloseTo(1, 9)
        expect(mean(guess * share)).toBeLessThan(1)
      }),
      runs(200),
    )
  })

  it('take P up after a right answer and down after a wrong one, within 0 and 1', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, fc.constantFrom(question, task, pair), (p, rates) => {
        const up = afterAnswer(p, rates, true)
        const down = afterAnswer(p, rates, false)
        expect(down).toBeGreaterThanOrEqual(0)
        expect(down).toBeLessThanOrEqual(p + 1e-12)
        expect(up).toBeGreaterThanOrEqual(p - 1e-12)
        expect(up).toBeLessThanOrEqual(1)
        expect(afterLesson(p, TT_1_0)).toBeCloseTo(p + (1 - p) * 0.15, 12)
      }),
      runs(200),
    )
  })

  it('hand out weights to the evidence days that add up to one', () => {
    let e = 0
    for (let k = 1; k <= 1000; k++) {
      e = beginEvidenceDay(e, k)
      expect(e + 1 / (k + 1)).toBeCloseTo(1, 12)
    }
  })
})

/** What a learner may still do once they see the exercise and know whether they would answer it right. */
const ENDINGS: Record<string, (right: boolean) => Moment[]> = {
  'answers as they know': (right) => [{ fact: { kind: 'answered', right } }],
  'answers wrong on purpose': () => [{ fact: { kind: 'answered', right: false } }],
  'answers in haste': (right) => [{ fact: { kind: 'answered', right }, afterMs: 500 }],
  'asks for a hint': () => [{ fact: { kind: 'hinted' } }],
  'leaves it': () => [{ fact: { kind: 'abandoned' }, afterMs: TT_1_0.abandonMs }],
  'answers after midnight': (right) => [{ fact: { kind: 'answered', right }, afterMs: 20 * 3600_000 }],
  'fetches somebody first': (right) => [{ fact: { kind: 'helped' } }, { fact: { kind: 'answered', right } }],
  'owns up to help afterwards': (right) => [
    { fact: { kind: 'answered', right } },
    { fact: { kind: 'helped' } },
  ],
}

interface Moment {
  fact: EvidenceFact
  afterMs?: number
}

/** How often somebody who does not know answers right; null: the most that the rule allows. */
type Guess = number | null

/** What is to be made as large as possible in expectation. */
interface Goal {
  guess: Guess
  endings: readonly (keyof typeof ENDINGS)[]
  /** What a state is worth if the learner stops here. */
  worth(mastery: Mastery): number
  /** Whether more cannot be had. */
  isReached(mastery: Mastery): boolean
}

const wealth = ({ e, evidenceDays }: Mastery): number => e + 1 / (evidenceDays + 1)

const step = (mastery: Mastery, fact: EvidenceFact, at: Date, rule: Rule): Mastery =>
  append(mastery, nextEvidence(mastery, fact, at, rule), rule)

/**
 * The most that any strategy can expect within `depth` exercises: before each, the learner chooses to stop, to go on
 * today or tomorrow, with a question or a task, alone or with somebody beside; chance decides whether they
 * would answer right, which they know at once; then they choose what to do. Every state goes through the engine.
 */
function bestExpectation(depth: number, goal: Goal): number {
  const rule = TT_1_0
  const found = new Map<string, number>()
  const best = (mastery: Mastery, day: number, left: number): number => {
    if (left === 0 || goal.isReached(mastery)) return goal.worth(mastery)
    const { e, evidenceDays, lastEvidenceOn, shownThatDay, gained } = mastery
    const isGained = gained !== null && gained.day === dayNumber(morning(day))
    const since = lastEvidenceOn === null ? null : Math.min(2, dayNumber(morning(day)) - lastEvidenceOn)
    const key = [e.toPrecision(12), evidenceDays, since, shownThatDay, isGained && gained.factor, left].join(
      ' ',
    )
    const known = found.get(key)
    if (known !== undefined) return known
    let value = goal.worth(mastery)
    for (const on of [day, day + 1]) {
      for (const type of ['question', 'task'] as const) {
        for (const helper of [false, true]) {
          const at = morning(on)
          const showing = { guided: false, placement: false, leaks: false, helper }
          const exercise = exerciseOf(type, mastery.seq)
          const shown = step(mastery, shownFact(exercise, mastery, showing, dayNumber(at), rule), at, rule)
          if (shown.open === null) {
            value = Math.max(value, best(shown, on, left - 1))
            continue
          }
          const after = (right: boolean): number =>
            Math.max(
              ...goal.endings.map((ending) => {
                let state = shown
                let now = at.getTime()
                for (const { fact, afterMs = 60_000 } of ENDINGS[ending]!(right)) {
                  now += afterMs
                  state = step(state, fact, new Date(now), rule)
                }
                const ended = dayNumber(new Date(now)) > dayNumber(at) ? on + 1 : on
                return best(state, ended, left - 1)
              }),
            )
          const guess = goal.guess ?? rule.rates[type].evidence!.guess
          value = Math.max(value, guess * after(true) + (1 - guess) * after(false))
        }
      }
    }
    found.set(key, value)
    return value
  }
  return best(newMastery(rule), 0, depth)
}

const long = process.env['GUONG_SANG_LONG'] === '1'
const EVERY_ENDING = Object.keys(ENDINGS)
const mostWealth = (guess: Guess, endings = EVERY_ENDING): Goal => ({
  guess,
  endings,
  worth: wealth,
  isReached: () => false,
})

describe('E against every strategy of somebody who does not know', () => {
  const depth = long ? 5 : 4

  it('keeps E + 1/(k+1) at most 1 in expectation, whatever is done after seeing the exercise', () => {
    const most = bestExpectation(depth, mostWealth(null))
    expect(most).toBeLessThanOrEqual(1 + 1e-9)
    expect(most).toBeGreaterThanOrEqual(1 - 1e-9)
  }, 180_000)

  it.each([0.02, 0.06, 0.1])('leaves nothing to be won at a guess rate of %d', (guess) => {
    expect(bestExpectation(3, mostWealth(guess))).toBeLessThanOrEqual(1 + 1e-9)
  })

  it.each(EVERY_ENDING)('gains nothing for a learner who %s', (ending) => {
    const both = bestExpectation(3, mostWealth(null, [ending, 'answers as they know']))
    expect(both).toBeLessThanOrEqual(1 + 1e-9)
  })

  it('would be won where items are guessed more often than declared', () => {
    expect(bestExpectation(2, mostWealth(0.12))).toBeGreaterThan(1.1)
  })

  it('is reached in any order of items by a fair bet: nothing is lost by honest answers', () => {
    expect(bestExpectation(depth, mostWealth(null, ['answers as they know']))).toBeCloseTo(1, 9)
  })

  it('lets E ever reach 20 with a probability of at most 1/20', () => {
    const reached: Goal = {
      guess: null,
      endings: ['answers as they know', 'answers in haste', 'leaves it', 'owns up to help afterwards'],
      worth: ({ e }) => (e >= TT_1_0.award.evidence ? 1 : 0),
      isReached: ({ e }) => e >= TT_1_0.award.evidence,
    }
    const likely = bestExpectation(long ? 6 : 4, reached)
    expect(likely).toBeLessThanOrEqual(1 / 20)
    expect(likely).toBeGreaterThan(0.005)
  }, 180_000)
})

/** E as it must be after an entry, told by the entry and the state before alone. */
function dueE({ e, open, lastEvidenceOn, evidenceDays, gained }: Mastery, entry: Evidence): number {
  const day = dayNumber(entry.at)
  switch (entry.kind) {
    case 'shown':
      return entry.counts && lastEvidenceOn !== day ? e + 1 / ((evidenceDays + 1) * (evidenceDays + 2)) : e
    case 'helped':
      return entry.onward !== true && gained?.day === day ? e / gained.factor : e
    case 'taught':
    case 'seen-in-life':
      return e
    case 'hinted':
    case 'abandoned':
      return open!.counts ? e * evidenceFactor(TT_1_0.rates[open!.type], false) : e
    case 'answered': {
      const isMute = open!.helped || entry.at.getTime() - open!.at < TT_1_0.hasteMs
      if (!open!.counts || (entry.right && isMute)) return e
      return e * evidenceFactor(TT_1_0.rates[open!.type], entry.right)
    }
  }
}

describe('what moves E', () => {
  it('is an answer to what counted when it was shown, and nothing else', () => {
    let answered = 0
    fc.assert(
      fc.property(actsArbitrary(), (acts) => {
        play(acts, TT_1_0, (before, entry, after) => {
          if (before.open?.counts === true) answered++
          expect(after.e).toBe(dueE(before, entry))
        })
      }),
      runs(80),
    )
    expect(answered).toBeGreaterThan(300)
  })

  it('never gains by a hint, by leaving, by haste or by company', () => {
    fc.assert(
      fc.property(actsArbitrary(10), (acts) => {
        play(acts, TT_1_0, (before, { kind }, after) => {
          const isMute = before.open?.helped === true || kind !== 'answered'
          expect(isMute && kind !== 'shown' && after.e > before.e).toBe(false)
        })
      }),
      runs(50),
    )
  })
})
