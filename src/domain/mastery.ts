import { type Day, dayNumber } from './calendar.js'
import {
  type Evidence,
  type EvidenceFact,
  type Shown,
  afterAnswer,
  afterLesson,
  beginEvidenceDay,
  evidenceFactor,
} from './evidence.js'
import { type Grade, type Memory, TAUGHT_STABILITY, daysUntilBelow, remember, retained } from './memory.js'
import type { Rule, Rules } from './rule.js'

/** Everything known of one learner and one skill; derived from the log alone ({@link recompute}). */
export interface Mastery {
  /** Entries of the log so far. */
  seq: number
  /** P right after the day `pOn`; {@link knows} gives it for today. */
  p: number
  pOn: Day | null
  memory: Memory | null
  /** The memory before the day observed last: that day's grade may still change. */
  memoryBefore: Memory | null
  /** How the day observed last went. */
  today: { day: Day; right: number; wrong: number; taskWrong: boolean } | null
  taughtOn: Day | null
  /** E, and the days on which something counted was shown. */
  e: number
  evidenceDays: number
  firstEvidenceOn: Day | null
  lastEvidenceOn: Day | null
  /** Counted exercises shown on `lastEvidenceOn`. */
  shownThatDay: number
  /** Counted tasks passed alone. */
  tasksPassed: number
  /** The last day on which something counted was answered right, and the one before that day. */
  passedOn: Day | null
  passedBefore: Day | null
  /** What the right answers of a day gave, to be taken back when somebody sat beside the learner. */
  gained: { day: Day; factor: number; tasks: number } | null
  /** Review days in a row that were failed; the last of them may still turn. */
  failedDays: number
  /** The same before the day observed last. */
  failedBefore: number
  /** Exercises missed in a row, alone; a pass ends it. */
  missed: number
  /** Tasks shown or done together so far, and whether the last exercise was one. */
  guided: number
  afterGuided: boolean
  /** Variants seen within the rest time, with the day. */
  seen: Record<string, Day>
  open: Open | null
  /** The first task passed alone (Làm được). */
  doneOnceOn: Day | null
  held: Held | null
  /** The first recognition ever; from then on E is earned for good. */
  firstHeldOn: Day | null
}

/** An exercise that waits for its first answer. */
export interface Open {
  exercise: string
  type: Shown['type']
  counts: boolean
  tells: boolean
  placement: boolean
  /** What a right and a wrong answer multiply E by, fixed when it was shown. */
  factor: { right: number; wrong: number }
  /** Milliseconds since 1970. */
  at: number
  /** Somebody sat beside the learner, said after it was shown. */
  helped: boolean
}

/** The recognition of the skill (Làm chắc): holds on every day D with `on` ≤ D < `until`. */
export interface Held {
  on: Day
  until: Day
  rule: string
  /** The day whose failures shook it; a retest decides. */
  shakenOn: Day | null
}

export const newMastery = (rule: Rule): Mastery => ({
  seq: 0,
  p: rule.initial,
  pOn: null,
  memory: null,
  memoryBefore: null,
  today: null,
  taughtOn: null,
  e: 0,
  evidenceDays: 0,
  firstEvidenceOn: null,
  lastEvidenceOn: null,
  shownThatDay: 0,
  tasksPassed: 0,
  passedOn: null,
  passedBefore: null,
  gained: null,
  failedDays: 0,
  failedBefore: 0,
  missed: 0,
  guided: 0,
  afterGuided: false,
  seen: {},
  open: null,
  doneOnceOn: null,
  held: null,
  firstHeldOn: null,
})

/** P on a day: always from the last observation, never chained. In [0, 1]. */
export function knows({ p, pOn, memory }: Mastery, day: Day): number {
  if (pOn === null) return p
  return p * retained(day - pOn, memory?.stability ?? TAUGHT_STABILITY)
}

/** The day on which the skill wants a review; null before anything was taught or observed. */
export const dueOn = ({ memory, taughtOn }: Mastery): Day | null =>
  memory?.due ?? (taughtOn === null ? null : taughtOn + 1)

export const holdsOn = ({ held }: Mastery, day: Day): boolean =>
  held !== null && held.on <= day && day < held.until

/** The state that the whole log gives, each entry read by the rule of its day. */
export function recompute(log: readonly Evidence[], rules: Rules): Mastery {
  const first = log[0] === undefined ? rules.current : ruleOf(log[0].rule, rules)
  return log.reduce((mastery, entry) => append(mastery, entry, ruleOf(entry.rule, rules)), newMastery(first))
}

function ruleOf(version: string, { versions }: Rules): Rule {
  const rule = versions.get(version)
  if (rule === undefined) throw new Error(`there is no rule ${version}`)
  return rule
}

/** The entry that comes next in the log. */
export const nextEvidence = (
  { seq }: Mastery,
  fact: EvidenceFact,
  at: Date,
  { version }: Rule,
): Evidence => ({
  ...fact,
  seq: seq + 1,
  at,
  rule: version,
})

/**
 * The state after one more entry.
 *
 * @throws {Error} when the entry does not come next, or answers what was not shown
 */
export function append(before: Mastery, entry: Evidence, rule: Rule): Mastery {
  if (entry.seq !== before.seq + 1) throw new Error(`entry ${entry.seq} does not follow ${before.seq}`)
  const day = dayNumber(entry.at)
  const mastery = ended({ ...before, seq: entry.seq }, day)
  switch (entry.kind) {
    case 'shown':
      return show(mastery, entry, entry.at, day, rule)
    case 'answered':
      return answer(mastery, entry.right, entry.at, day, rule)
    case 'hinted':
    case 'abandoned':
      return close(mastery, 'wrong', day, rule)
    case 'helped':
      return takeBack(mastery, day, rule)
    case 'taught':
      return teach(mastery, day, rule)
  }
}

/** A recognition whose days are over is none; one that a miss of today ended may still be saved today. */
const ended = (mastery: Mastery, day: Day): Mastery =>
  mastery.held !== null && day >= mastery.held.until && mastery.held.shakenOn !== day
    ? { ...mastery, held: null }
    : mastery

function show(mastery: Mastery, shown: Shown, at: Date, day: Day, rule: Rule): Mastery {
  if (mastery.open !== null) throw new Error(`${mastery.open.exercise} is still open`)
  const { exercise, type, counts, tells, placement } = shown
  const factor = {
    right: evidenceFactor(rule.rates[type], true),
    wrong: evidenceFactor(rule.rates[type], false),
  }
  const waiting = { exercise, type, counts, tells, placement, factor, at: at.getTime(), helped: false }
  // What moves nothing waits for nothing.
  const open: Open | null = counts || tells ? waiting : null
  const guided = shown.why === 'guided'
  const next = {
    ...mastery,
    seen: seenWith(mastery.seen, exercise, day, rule),
    open,
    guided: mastery.guided + (guided ? 1 : 0),
    afterGuided: guided,
  }
  return counts ? countShown(next, day) : next
}

/** One more variant seen, and those forgotten whose rest is over. */
function seenWith(
  before: Mastery['seen'],
  exercise: string,
  day: Day,
  { variantRestDays }: Rule,
): Mastery['seen'] {
  const seen: Mastery['seen'] = {}
  for (const key in before) if (day - before[key]! < variantRestDays) seen[key] = before[key]!
  seen[exercise] = day
  return seen
}

function countShown(mastery: Mastery, day: Day): Mastery {
  if (mastery.lastEvidenceOn === day) return { ...mastery, shownThatDay: mastery.shownThatDay + 1 }
  const evidenceDays = mastery.evidenceDays + 1
  return {
    ...mastery,
    evidenceDays,
    e: beginEvidenceDay(mastery.e, evidenceDays),
    firstEvidenceOn: mastery.firstEvidenceOn ?? day,
    lastEvidenceOn: day,
    shownThatDay: 1,
  }
}

/** How an open exercise ends: an answer too quick or with company tells nothing when it is right. */
type Ending = 'right' | 'wrong' | 'nothing'

function answer(mastery: Mastery, right: boolean, at: Date, day: Day, rule: Rule): Mastery {
  const { open } = mastery
  if (open === null) throw new Error('nothing was shown that could be answered')
  const hasty = at.getTime() - open.at < rule.hasteMs
  if (right) return close(mastery, hasty || open.helped ? 'nothing' : 'right', day, rule)
  // A hasty wrong answer says little of what is known, yet it must lower E.
  return hasty ? close(mastery, 'wrong', day, rule, false) : close(mastery, 'wrong', day, rule)
}

function close(mastery: Mastery, ending: Ending, day: Day, rule: Rule, tells = true): Mastery {
  const { open } = mastery
  if (open === null) throw new Error('nothing was shown that could end')
  const closed = { ...mastery, open: null }
  if (ending === 'nothing') return closed
  const right = ending === 'right'
  const weighed = open.counts ? weigh(closed, open, right, day) : closed
  if (!open.tells || !tells) return weighed
  return recognise(observe(weighed, open, right, day, rule), right && open.counts, day, rule)
}

/** E after a counted answer, and what it gave. */
function weigh(mastery: Mastery, { type, factor }: Open, right: boolean, day: Day): Mastery {
  if (!right) return { ...mastery, e: mastery.e * factor.wrong }
  const tasks = type === 'task' ? 1 : 0
  const gained = mastery.gained?.day === day ? mastery.gained : { day, factor: 1, tasks: 0 }
  return {
    ...mastery,
    e: mastery.e * factor.right,
    tasksPassed: mastery.tasksPassed + tasks,
    gained: { day, factor: gained.factor * factor.right, tasks: gained.tasks + tasks },
  }
}

/** P, memory and the tale of the day after an answer that tells something. */
function observe(mastery: Mastery, open: Open, right: boolean, day: Day, rule: Rule): Mastery {
  const { type } = open
  const known = knows(mastery, day)
  const updated = afterAnswer(known, rule.rates[type], right)
  const isNewDay = mastery.today?.day !== day
  const tale = isNewDay || mastery.today === null ? { right: 0, wrong: 0, taskWrong: false } : mastery.today
  const today = {
    day,
    right: tale.right + (right ? 1 : 0),
    wrong: tale.wrong + (right ? 0 : 1),
    taskWrong: tale.taskWrong || (!right && type === 'task'),
  }
  const memoryBefore = isNewDay ? mastery.memory : mastery.memoryBefore
  const failedBefore = isNewDay ? mastery.failedDays : mastery.failedBefore
  const grade = gradeOf(today)
  const passed = right && !open.placement ? passAlone(mastery, open, day) : {}
  return {
    ...mastery,
    ...passed,
    p: open.placement ? Math.min(updated, Math.max(known, rule.placementCap)) : updated,
    pOn: day,
    today,
    memoryBefore,
    memory: remember(memoryBefore, day, grade, rule.memory),
    failedDays: grade === 'again' ? failedBefore + 1 : 0,
    failedBefore,
    missed: right ? 0 : mastery.missed + 1,
  }
}

function passAlone(mastery: Mastery, { type, counts }: Open, day: Day): Partial<Mastery> {
  const isFirst = counts && mastery.passedOn !== day
  const passed = isFirst ? { passedOn: day, passedBefore: mastery.passedOn } : {}
  return type === 'task' ? { ...passed, doneOnceOn: mastery.doneOnceOn ?? day } : passed
}

/** The grade of a day: a task missed or more than half wrong is "again", some wrong "hard". */
function gradeOf({ right, wrong, taskWrong }: NonNullable<Mastery['today']>): Grade {
  if (taskWrong || wrong > right) return 'again'
  return wrong > 0 ? 'hard' : 'good'
}

/** Somebody sat beside the learner: what today's right answers gave to E is taken back, and what rests on them. */
function takeBack(mastery: Mastery, day: Day, rule: Rule): Mastery {
  const { gained, held } = mastery
  const without: Mastery = {
    ...mastery,
    open: mastery.open === null ? null : { ...mastery.open, helped: true },
    doneOnceOn: mastery.doneOnceOn === day ? null : mastery.doneOnceOn,
  }
  if (gained?.day !== day) return without
  const poorer: Mastery = {
    ...without,
    gained: null,
    e: mastery.e / gained.factor,
    tasksPassed: mastery.tasksPassed - gained.tasks,
    passedOn: mastery.passedOn === day ? mastery.passedBefore : mastery.passedOn,
  }
  if (held === null) return poorer
  if (held.on < day) {
    const until = Math.min(held.until, keptUntil(poorer, held, rule.lapse.keepDays))
    return { ...poorer, held: { ...held, until } }
  }
  // Given today means given for one of today's right answers.
  return { ...poorer, held: null, firstHeldOn: mastery.firstHeldOn === day ? null : mastery.firstHeldOn }
}

function teach(mastery: Mastery, day: Day, rule: Rule): Mastery {
  if (mastery.taughtOn === day) return mastery
  return { ...mastery, p: afterLesson(knows(mastery, day), rule), pOn: day, taughtOn: day }
}

/** Whether everything the rule asks for is there, apart from a counted pass today. */
export const isEarned = (mastery: Mastery, { award }: Rule): boolean =>
  mastery.p >= award.mastery &&
  (mastery.firstHeldOn !== null ||
    (mastery.e >= award.evidence &&
      mastery.tasksPassed >= award.tasks &&
      mastery.evidenceDays >= award.days &&
      (mastery.lastEvidenceOn ?? 0) - (mastery.firstEvidenceOn ?? 0) >= award.spanDays))

/** Gives, lengthens, shakes or ends the recognition after an observation. */
function recognise(mastery: Mastery, passed: boolean, day: Day, rule: Rule): Mastery {
  const { held } = mastery
  if (held !== null) return { ...mastery, held: lengthened(mastery, held, day, rule) }
  const isFailing = mastery.failedDays >= rule.lapse.failedDays
  if (!passed || isFailing || !isEarned(mastery, rule)) return mastery
  const fresh: Held = { on: day, until: day, rule: rule.version, shakenOn: null }
  return {
    ...mastery,
    held: lengthened(mastery, fresh, day, rule),
    firstHeldOn: mastery.firstHeldOn ?? day,
  }
}

/** How long the recognition holds from today's answers on. */
function lengthened(mastery: Mastery, held: Held, day: Day, { lapse }: Rule): Held {
  const isLow = mastery.p < lapse.below
  if (!isLow && mastery.failedDays < lapse.failedDays) {
    const until = Math.min(fadesOn(mastery, lapse.below), keptUntil(mastery, held, lapse.keepDays))
    return { ...held, shakenOn: null, until }
  }
  if (lapse.retestDays === 0) return { ...held, shakenOn: day, until: isLow ? day : day + 1 }
  // A miss never lengthens: what would have faded sooner fades then.
  if (held.shakenOn === null || held.shakenOn === day)
    return { ...held, shakenOn: day, until: Math.min(held.until, day + 1 + lapse.retestDays) }
  const waits = Math.max(held.until, held.shakenOn + 1 + lapse.retestDays)
  return { ...held, until: mastery.failedDays > 0 ? day + 1 : waits }
}

/** The first day on which P will be below `share` if nothing more is observed. */
const fadesOn = ({ p, pOn, memory }: Mastery, share: number): Day =>
  (pOn ?? 0) + Math.floor(daysUntilBelow(share / p, memory?.stability ?? TAUGHT_STABILITY)) + 1

const keptUntil = ({ passedOn }: Mastery, held: Held, keepDays: number): Day =>
  Math.max(passedOn ?? 0, held.on) + keepDays
