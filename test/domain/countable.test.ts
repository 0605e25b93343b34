import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../src/domain/calendar.js'
import { type Showing, shownFact, wasSeen } from '../../src/domain/countable.js'
import type { Shown } from '../../src/domain/evidence.js'
import type { ExerciseType } from '../../src/domain/exercise.js'
import { TT_1_0 } from '../support/rule.js'
import { DAY_0, exerciseOf, morning, skillLog } from '../support/skill-log.js'

const ALONE: Showing = { guided: false, placement: false, helper: false, leaks: false }

const fact = (
  log: ReturnType<typeof skillLog>,
  type: ExerciseType,
  day: number,
  showing: Partial<Showing> = {},
  variant: number | string = 'new',
): Shown => shownFact(exerciseOf(type, variant), log.mastery, { ...ALONE, ...showing }, DAY_0 + day, TT_1_0)

describe('whether an exercise counts is fixed when it is shown', () => {
  it.each(['question', 'task'] as const)('a first attempt alone at an unseen %s does', (type) => {
    expect(fact(skillLog(TT_1_0), type, 0)).toEqual({
      kind: 'shown',
      exercise: `${type}.new`,
      type,
      counts: true,
      tells: true,
      placement: false,
      why: null,
    })
  })

  it.each<[string, ExerciseType, Partial<Showing>, Partial<Shown>]>([
    ['done together', 'task', { guided: true }, { tells: false, placement: false, why: 'guided' }],
    ['with somebody beside', 'task', { helper: true }, { tells: false, placement: false, why: 'helper' }],
    ['of placement', 'question', { placement: true }, { tells: true, placement: true, why: 'placement' }],
    ['with two choices', 'pair', {}, { tells: true, placement: false, why: 'pair' }],
    ['that newcomers guess', 'question', { leaks: true }, { tells: true, placement: false, why: 'leaks' }],
    [
      'of placement with company',
      'question',
      { placement: true, helper: true },
      { tells: false, placement: false },
    ],
  ])('one %s does not', (_, type, showing, expected) => {
    expect(fact(skillLog(TT_1_0), type, 0, showing)).toMatchObject({ ...expected, counts: false })
  })

  it('a variant seen counts again after ninety days, however it was seen', () => {
    for (const showing of [{}, { guided: true }, { helper: true }, { placement: true }]) {
      const log = skillLog(TT_1_0)
      log.show(exerciseOf('task', 1), morning(0), showing)
      expect(fact(log, 'task', 89, {}, 1)).toMatchObject({ counts: false, tells: false, why: 'seen' })
      expect(fact(log, 'task', 90, {}, 1)).toMatchObject({ counts: true })
      expect(fact(log, 'task', 0, {}, 2)).toMatchObject({ counts: true })
      expect(wasSeen(log.mastery, 'task.1', DAY_0 + 89, TT_1_0)).toBe(true)
      expect(wasSeen(log.mastery, 'task.1', DAY_0 + 90, TT_1_0)).toBe(false)
    }
  })

  it('remembers what was seen within ninety days whatever was shown in between', () => {
    const log = skillLog(TT_1_0)
    for (let day = 0; day <= 89; day++) log.ask(day, 'question', true)
    expect(Object.keys(log.mastery.seen)).toHaveLength(90)
    log.ask(90, 'question', true)
    expect(Object.keys(log.mastery.seen)).toHaveLength(90)
  })

  it('three of a skill count on a day; the fourth moves P alone', () => {
    const log = skillLog(TT_1_0)
    for (const type of ['task', 'question', 'question'] as const) log.ask(0, type, true)
    const { e } = log.mastery
    expect(fact(log, 'task', 0)).toMatchObject({ counts: false, tells: true, why: 'enough-today' })
    expect(fact(log, 'task', 1)).toMatchObject({ counts: true })
    const { p } = log.mastery
    log.ask(0, 'task', true)
    expect(log.mastery.e).toBe(e)
    expect(log.mastery.p).toBeGreaterThan(p)
  })

  it('those that do not count leave room for three that do', () => {
    const log = skillLog(TT_1_0)
    for (const showing of [{ helper: true }, { guided: true }])
      log.show(exerciseOf('task', JSON.stringify(showing)), morning(0), showing)
    log.ask(0, 'question', true, { placement: true })
    log.ask(0, 'question', true, { leaks: true })
    log.ask(0, 'pair', true)
    expect(log.mastery).toMatchObject({ evidenceDays: 0, shownThatDay: 0, e: 0 })
    for (let nth = 1; nth <= 3; nth++) {
      expect(fact(log, 'task', 0)).toMatchObject({ counts: true })
      log.ask(0, 'task', true)
    }
    expect(fact(log, 'task', 0)).toMatchObject({ why: 'enough-today' })
  })
})

describe('the day of an exercise', () => {
  it('begins at midnight in Asia/Ho_Chi_Minh', () => {
    const last = new Date('2026-11-24T16:59:59.999Z')
    const first = new Date('2026-11-24T17:00:00.000Z')
    expect(dayNumber(first) - dayNumber(last)).toBe(1)
    const log = skillLog(TT_1_0)
    for (const variant of [1, 2, 3]) {
      log.show(exerciseOf('question', variant), new Date(last.getTime() - 10_000 + variant))
      log.add({ kind: 'answered', right: true }, log.at)
    }
    const next = (at: Date): Shown =>
      shownFact(exerciseOf('question', 4), log.mastery, ALONE, dayNumber(at), TT_1_0)
    expect(next(last)).toMatchObject({ counts: false, why: 'enough-today' })
    expect(next(first)).toMatchObject({ counts: true })
    log.show(exerciseOf('question', 4), first)
    expect(log.mastery).toMatchObject({ evidenceDays: 2, lastEvidenceOn: dayNumber(first), shownThatDay: 1 })
  })
})
