import fc from 'fast-check'
import { type Showing, shownFact } from '../../src/domain/countable.js'
import { type Day, dayNumber } from '../../src/domain/calendar.js'
import type { Evidence, EvidenceFact } from '../../src/domain/evidence.js'
import type { Exercise, ExerciseType } from '../../src/domain/exercise.js'
import { append, nextEvidence } from '../../src/domain/append.js'
import { type Mastery, newMastery } from '../../src/domain/mastery.js'
import type { Rule } from '../../src/domain/rule.js'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** The day on which every log of the tests begins. */
export const DAY_0: Day = dayNumber(new Date('2026-11-24T00:00:00Z'))

/** Nine in the morning in Asia/Ho_Chi_Minh, so many days after the beginning. */
export const morning = (day: number): Date => new Date((DAY_0 + day) * DAY_MS + 2 * HOUR_MS)

const ALONE: Showing = { guided: false, placement: false, helper: false, leaks: false }

/** A variant of a made-up question or task. */
export function exerciseOf(type: ExerciseType, variant: number | string): Exercise {
  const named = { key: `${type}.${variant}`, source: type, skill: 'giu-ma' }
  if (type === 'task') return { ...named, type, title: '', steps: [], slip: { step: 0, choice: 'a' } }
  const item = {
    kind: 'item',
    id: type,
    text: '',
    choices: [],
    fixedOrder: false,
    right: 'a',
    why: '',
    nextTime: '',
  } as const
  return { ...named, type, item: { ...item, choices: [] } }
}

interface Ending extends Partial<Showing> {
  end?: 'hinted' | 'abandoned'
  /** Seconds between showing and answer. */
  within?: number
}

/** The log of one learner and one skill, written through the engine's own functions. */
export function skillLog(rule: Rule) {
  const log = {
    rule,
    entries: [] as Evidence[],
    mastery: newMastery(rule),
    /** The moment of the last entry; the next one never comes before it. */
    at: morning(0),
    add(fact: EvidenceFact, at: Date): Mastery {
      log.at = new Date(Math.max(at.getTime(), log.at.getTime()))
      const entry = nextEvidence(log.mastery, fact, log.at, log.rule)
      log.entries.push(entry)
      log.mastery = append(log.mastery, entry, log.rule)
      return log.mastery
    },
    show(exercise: Exercise, at: Date, showing: Partial<Showing> = {}): Mastery {
      const day = dayNumber(new Date(Math.max(at.getTime(), log.at.getTime())))
      return log.add(shownFact(exercise, log.mastery, { ...ALONE, ...showing }, day, log.rule), at)
    },
    /** An unseen exercise on the morning of a day, and its first answer a minute later. */
    ask(day: number, type: ExerciseType, right: boolean, how: Ending = {}): Mastery {
      const { end, within = 60, ...showing } = how
      log.show(exerciseOf(type, `ask-${log.entries.length}`), morning(day), showing)
      const soon = new Date(log.at.getTime() + within * 1000)
      if (end === 'abandoned') return log.add({ kind: end }, new Date(log.at.getTime() + log.rule.abandonMs))
      return log.add(end === undefined ? { kind: 'answered', right } : { kind: end }, soon)
    },
    taught: (day: number): Mastery => log.add({ kind: 'taught' }, morning(day)),
    helped: (day: number): Mastery => log.add({ kind: 'helped' }, morning(day)),
    onward: (day: number): Mastery => log.add({ kind: 'helped', onward: true }, morning(day)),
    seenInLife: (day: number): Mastery => log.add({ kind: 'seen-in-life' }, morning(day)),
  }
  return log
}

/** Something a learner does, or that is done with them; what cannot be done just then is passed over. */
export type Act =
  | { kind: 'wait'; hours: number }
  | { kind: 'show'; type: ExerciseType; variant: number; showing: Showing }
  | { kind: 'answer'; right: boolean; seconds: number }
  | { kind: 'hinted' | 'helped' | 'onward' | 'taught' | 'seen-in-life' | 'abandoned' }

/** Plays acts into a log; `each` sees the state before and after every entry. */
export function play(
  acts: readonly Act[],
  rule: Rule,
  each: (before: Mastery, entry: Evidence, after: Mastery) => void = () => {},
) {
  const log = skillLog(rule)
  const add = (fact: EvidenceFact, at = log.at): void => {
    const before = log.mastery
    log.add(fact, at)
    each(before, log.entries.at(-1)!, log.mastery)
  }
  for (const act of acts) {
    const { open } = log.mastery
    if (act.kind === 'wait') {
      log.at = new Date(log.at.getTime() + act.hours * HOUR_MS)
    } else if (act.kind === 'show') {
      if (open !== null) continue
      const exercise = exerciseOf(act.type, act.variant)
      add(shownFact(exercise, log.mastery, act.showing, dayNumber(log.at), rule))
    } else if (act.kind === 'answer') {
      if (open === null) continue
      add({ kind: 'answered', right: act.right }, new Date(log.at.getTime() + act.seconds * 1000))
    } else if (act.kind === 'helped' || act.kind === 'taught' || act.kind === 'seen-in-life') {
      add({ kind: act.kind })
    } else if (act.kind === 'onward') {
      add({ kind: 'helped', onward: true })
    } else if (open !== null) {
      add({ kind: act.kind }, new Date(act.kind === 'abandoned' ? open.at + rule.abandonMs : log.at))
    }
  }
  return log
}

const seldom = fc.integer({ min: 0, max: 9 }).map((n) => n === 0)

const showing: fc.Arbitrary<Showing> = fc.record({
  guided: seldom,
  placement: seldom,
  helper: seldom,
  leaks: seldom,
})

const type: fc.Arbitrary<ExerciseType> = fc.constantFrom('task', 'question', 'task', 'question', 'pair')

/** Any acts; `right` of ten answers are right. */
export const actsArbitrary = (right = 6, size = 60): fc.Arbitrary<Act[]> => {
  const show = fc.record({ kind: fc.constant('show' as const), type, variant: fc.nat(60), showing })
  const answer = fc.record({
    kind: fc.constant('answer' as const),
    right: fc.integer({ min: 1, max: 10 }).map((n) => n <= right),
    seconds: fc.constantFrom(1, 30, 30, 30, 30, 30, 7200),
  })
  const hours = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 24, max: 400 }))
  const wait = fc.record({ kind: fc.constant('wait' as const), hours })
  const other = fc.constantFrom('hinted', 'helped', 'onward', 'taught', 'seen-in-life', 'abandoned')
  const some = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(show, answer) },
    { weight: 1, arbitrary: fc.tuple(show) },
    { weight: 3, arbitrary: fc.tuple(wait) },
    { weight: 1, arbitrary: fc.tuple(other.map((kind) => ({ kind }))) },
  )
  return fc.array(some, { maxLength: size, size: 'max' }).map((acts) => acts.flat())
}

/** How often properties are tried: more in the long run. Seeded, so that a failure comes again. */
export const runs = (few: number): fc.Parameters<unknown> => ({
  seed: 20261124,
  numRuns: process.env['GUONG_SANG_LONG'] === '1' ? few * 2 : few,
})
