import type { Day } from './calendar.js'
import { afterAnswer, beginEvidenceDay, evidenceFactor } from './evidence.js'
import type { ExerciseType } from './exercise.js'
import { append, nextEvidence } from './append.js'
import { type Mastery, holdsOn, knows } from './mastery.js'
import type { Rule } from './rule.js'

/** Days beyond the first that the rule allows: memory may make a later answer worth more, rarely a whole one. */
const SLACK_DAYS = 3
/** With more answers to go the first ones are given at once, and only the last ones are looked for. */
const LOOKED_FOR = 4
/** What so many right answers do not reach is not reached. */
const AT_MOST = 100

/**
 * The fewest right answers, to unseen exercises that count, until the skill is "Làm chắc", and the first day on
 * which so few can be enough; null when it holds on `day`. An exercise that waits is answered first, on `day`.
 * Found by trying plans, each played through {@link append}: exact up to {@link LOOKED_FOR} answers.
 */
export function remaining(mastery: Mastery, day: Day, rule: Rule): { answers: number; on: Day } | null {
  if (holdsOn(mastery, day)) return null
  const given = mastery.open === null ? 0 : 1
  const start = given === 0 ? { ...mastery, seen: {} } : answerOpen(mastery, mastery.open!.at, day, rule)
  if (holdsOn(start, day)) return { answers: given, on: day }
  const latest = soonest(start, day, rule) + rule.award.days + SLACK_DAYS
  const search: Search = { rule, types: worthGiving(rule), latest }
  for (let answers = 1; answers <= AT_MOST; answers++) {
    const on = earliest(start, day, answers, search)
    if (on !== null) return { answers: given + answers, on }
  }
  return null
}

interface Search {
  rule: Rule
  types: ExerciseType[]
  /** The last day that is tried. */
  latest: Day
}

/** The first day on which `answers` more right answers are enough; null when none is up to the last. */
function earliest(mastery: Mastery, from: Day, answers: number, search: Search): Day | null {
  const { rule, types } = search
  if (answers === 1) return lastAnswer(mastery, from, search)
  let { latest } = search
  let best: Day | null = null
  for (let day = from; day <= latest; day++) {
    // P only falls with the days: what is out of reach today is so later.
    if (soonest(mastery, day, rule) > latest || !mayReach(mastery, day, answers, search)) break
    if (!hasRoom(mastery, day, rule)) continue
    if (answers > LOOKED_FOR) {
      const later = Math.max(latest, day + rule.award.days + SLACK_DAYS)
      return earliest(give(mastery, types[0]!, day, rule), day, answers - 1, { ...search, latest: later })
    }
    for (const type of types) {
      const on = earliest(give(mastery, type, day, rule), day, answers - 1, { ...search, latest })
      if (on === null) continue
      best = on
      latest = on - 1
    }
  }
  return best
}

/** The first day on which one right answer is enough: the first that the rule allows, for P only falls. */
function lastAnswer(mastery: Mastery, from: Day, search: Search): Day | null {
  const { rule, types, latest } = search
  const { firstHeldOn, lastEvidenceOn, evidenceDays, today } = mastery
  let day = soonest(mastery, from, rule)
  const lacksDay = firstHeldOn === null && evidenceDays < rule.award.days
  if (day === lastEvidenceOn && (lacksDay || !hasRoom(mastery, day, rule))) day++
  // A new day adds to E and leaves the misses of this one behind.
  const isBegun = day === lastEvidenceOn || day === today?.day
  for (const on of isBegun ? [day, day + 1] : [day]) {
    if (on > latest || !mayReach(mastery, on, 1, search)) return null
    for (const type of types) if (holdsOn(give(mastery, type, on, rule), on)) return on
  }
  return null
}

/** Whether so many right answers may be enough if nothing were forgotten between them, each on a day of its own. */
function mayReach(mastery: Mastery, day: Day, answers: number, { rule, types }: Search): boolean {
  let p = knows(mastery, day)
  let { e, evidenceDays } = mastery
  const best = (of: (type: ExerciseType) => number): number => Math.max(...types.map(of))
  const factor = best((type) => evidenceFactor(rule.rates[type], true))
  for (let left = answers; left > 0; left--) {
    const before = p
    p = best((type) => afterAnswer(before, rule.rates[type], true))
    e = beginEvidenceDay(e, ++evidenceDays) * factor
  }
  const { award } = rule
  if (p < award.mastery) return false
  if (mastery.firstHeldOn !== null) return true
  return (
    e >= award.evidence &&
    evidenceDays >= award.days &&
    mastery.tasksPassed + answers >= award.tasks &&
    (answers > 1 || mastery.firstEvidenceOn !== null || award.spanDays === 0)
  )
}

/** Types of exercises to try: those that another is not below in everything. */
function worthGiving({ rates }: Rule): ExerciseType[] {
  const counted = (['task', 'question', 'pair'] as const).filter((type) => rates[type].evidence !== null)
  const isBelowTask = (type: ExerciseType): boolean =>
    type !== 'task' &&
    evidenceFactor(rates[type], true) <= evidenceFactor(rates.task, true) &&
    afterAnswer(0.5, rates[type], true) <= afterAnswer(0.5, rates.task, true)
  return counted.includes('task') ? counted.filter((type) => !isBelowTask(type)) : counted
}

/** The first day from `day` on that the rule allows if an exercise is shown on `day`. */
const soonest = ({ firstHeldOn, firstEvidenceOn }: Mastery, day: Day, { award }: Rule): Day =>
  firstHeldOn === null ? Math.max(day, (firstEvidenceOn ?? day) + award.spanDays) : day

const hasRoom = ({ lastEvidenceOn, shownThatDay }: Mastery, day: Day, { countedPerDay }: Rule): boolean =>
  lastEvidenceOn !== day || shownThatDay < countedPerDay

const DAY_MS = 24 * 60 * 60 * 1000
/** Noon in Asia/Ho_Chi_Minh. */
const noonOf = (day: Day): number => day * DAY_MS + 5 * 60 * 60 * 1000

/** A right answer to an unseen exercise that counts. */
function give(mastery: Mastery, type: ExerciseType, day: Day, rule: Rule): Mastery {
  const at = new Date(noonOf(day))
  const shown = {
    kind: 'shown',
    exercise: 'unseen',
    type,
    counts: true,
    tells: true,
    placement: false,
    why: null,
  } as const
  const open = append(mastery, nextEvidence(mastery, shown, at, rule), rule)
  return answerRight(open, new Date(at.getTime() + rule.hasteMs), rule)
}

const answerOpen = (mastery: Mastery, shownAt: number, day: Day, rule: Rule): Mastery =>
  answerRight({ ...mastery, seen: {} }, new Date(Math.max(noonOf(day), shownAt + rule.hasteMs)), rule)

const answerRight = (mastery: Mastery, at: Date, rule: Rule): Mastery =>
  append(mastery, nextEvidence(mastery, { kind: 'answered', right: true }, at, rule), rule)
