import { type Day, dayNumber } from './calendar.js'
import {
  type Evidence,
  type EvidenceFact,
  type Shown,
  afterAnswer,
  afterHearsay,
  afterLesson,
  beginEvidenceDay,
  evidenceFactor,
} from './evidence.js'
import { lengthened, recognise } from './held.js'
import { type Mastery, type Open, knows, newMastery } from './mastery.js'
import { type Grade, remember } from './memory.js'
import type { Rule, Rules } from './rule.js'

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
      return entry.onward === true ? helpOnward(mastery) : takeBack(mastery, day, rule)
    case 'taught':
      return teach(mastery, day, rule)
    case 'seen-in-life':
      return seeInLife(mastery, day, rule)
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

/**
 * How an open exercise ends. An answer too quick or with company tells nothing when it is right; a wrong one too
 * quick lowers E and is a miss, and leaves P.
 */
type Ending = 'right' | 'wrong' | 'hasty' | 'nothing'

function answer(mastery: Mastery, right: boolean, at: Date, day: Day, rule: Rule): Mastery {
  const { open } = mastery
  if (open === null) throw new Error('nothing was shown that could be answered')
  const hasty = at.getTime() - open.at < rule.hasteMs
  if (right) return close(mastery, hasty || open.helped ? 'nothing' : 'right', day, rule)
  return close(mastery, hasty ? 'hasty' : 'wrong', day, rule)
}

function close(mastery: Mastery, ending: Ending, day: Day, rule: Rule): Mastery {
  const { open } = mastery
  if (open === null) throw new Error('nothing was shown that could end')
  const closed = { ...mastery, open: null }
  if (ending === 'nothing') return closed
  const right = ending === 'right'
  const weighed = open.counts ? weigh(closed, open, right, day) : closed
  if (!open.tells) return weighed
  // Haste says little of what is known; yet tapping fast on what one does not know must keep no recognition.
  const observed =
    ending === 'hasty' ? { ...weighed, missed: weighed.missed + 1 } : observe(weighed, open, right, day, rule)
  return recognise(observed, right && open.counts, day, rule)
}

/** E after a counted answer, and what it gave. */
function weigh(mastery: Mastery, { type, factor }: Open, right: boolean, day: Day): Mastery {
  if (!right) return { ...mastery, e: mastery.e * factor.wrong }
  const tasks = type === 'task' ? 1 : 0
  const gained = mastery.gained?.day === day ? mastery.gained : { day, factor: 1, tasks: 0, missed: 0 }
  return {
    ...mastery,
    e: mastery.e * factor.right,
    tasksPassed: mastery.tasksPassed + tasks,
    gained: {
      day,
      factor: gained.factor * factor.right,
      tasks: gained.tasks + tasks,
      missed: Math.max(gained.missed, mastery.missed),
    },
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

/** Somebody sits down beside the learner: an answer that is still out will be a helped one; what was given stays. */
const helpOnward = (mastery: Mastery): Mastery => ({
  ...mastery,
  open: mastery.open === null ? null : { ...mastery.open, helped: true },
})

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
    missed: Math.max(mastery.missed, gained.missed),
  }
  if (held === null) return poorer
  if (held.on < day) {
    const again = lengthened(poorer, held, day, rule)
    return { ...poorer, held: { ...again, until: Math.min(held.until, again.until) } }
  }
  // Given today means given for one of today's right answers.
  return { ...poorer, held: null, firstHeldOn: mastery.firstHeldOn === day ? null : mastery.firstHeldOn }
}

function teach(mastery: Mastery, day: Day, rule: Rule): Mastery {
  if (mastery.taughtOn === day) return mastery
  return { ...mastery, p: afterLesson(knows(mastery, day), rule), pOn: day, taughtOn: day }
}

/** Whether a helper's word about real life is taken on a day: once in so many days for a skill, whoever says it. */
export const takesSeenInLife = ({ seenInLifeOn }: Mastery, day: Day, { seenInLife }: Rule): boolean =>
  seenInLifeOn === undefined || day - seenInLifeOn >= seenInLife.everyDays

/**
 * Raises the whole curve of P, so that it is no lower on any later day than without; a curve begun anew today would
 * fade sooner. The cap is on its beginning: alone it brings nobody near a recognition.
 */
function seeInLife(mastery: Mastery, day: Day, rule: Rule): Mastery {
  if (!takesSeenInLife(mastery, day, rule)) return mastery
  const { ratio, cap } = rule.seenInLife
  const known = knows(mastery, day)
  const raised = known > 0 ? mastery.p * (afterHearsay(known, ratio) / known) : mastery.p
  return { ...mastery, p: Math.min(raised, Math.max(mastery.p, cap)), seenInLifeOn: day }
}
