import type { Day } from './calendar.js'
import type { Curriculum, Skill } from './curriculum.js'
import type { Level } from './exercise.js'
import { type Mastery, holdsOn } from './mastery.js'
import type { Rule } from './rule.js'

/** One of the five named steps, reached: it holds on every day D with `awardedOn` ≤ D < `validUntil`. */
export interface Recognition {
  level: Level
  /** The skill or area; empty for An toàn and Thành thạo. */
  subject: string
  awardedOn: Day
  /** Null for Làm được, which is the learner's for ever unless taken back on its day. */
  validUntil: Day | null
  /** The version of the rule by which it was given. */
  rule: string
}

export type MasteryOf = Readonly<Record<string, Mastery>>

/** The areas of the plans' indicator; each needs its core skills. */
export const countedAreas = ({ areas, skills }: Curriculum): string[] => {
  const withSkills = new Set([...skills.values()].map(({ area }) => area))
  return areas.map(({ id }) => id).filter((id) => withSkills.has(id))
}

export const isValid = ({ awardedOn, validUntil }: Recognition, day: Day): boolean =>
  awardedOn <= day && (validUntil === null || day < validUntil)

const sameSubject = (one: Recognition, level: Level, subject: string): boolean =>
  one.level === level && one.subject === subject

/** The latest recognition of a level and subject; null when there was none. */
export const latest = (all: readonly Recognition[], level: Level, subject: string): Recognition | null =>
  all.findLast((one) => sameSubject(one, level, subject)) ?? null

/**
 * Every recognition after what was observed on `day`: those of skills as the log of each gives them, also of skills
 * that the learner's province does not ask for; those of areas and of the person by interval logic over the skills
 * of the curriculum. `before` in the order they were given; older ones are
 * never rewritten, the latest of a subject is lengthened or cut.
 */
export function recognitionsOn(
  day: Day,
  before: readonly Recognition[],
  mastery: MasteryOf,
  curriculum: Curriculum,
): Recognition[] {
  const rule = curriculum.rules.current
  const skills = [...curriculum.skills.values()]
  const after = [...before]
  for (const [skill, one] of Object.entries(mastery)) settleSkill(after, skill, one, day, rule)
  for (const area of countedAreas(curriculum)) settleArea(after, area, skills, mastery, day, rule)
  const critical = skills.filter(({ safetyCritical }) => safetyCritical)
  settle(after, 'an-toan', '', heldUntil(critical, mastery, day), day, rule, true)
  settle(after, 'thanh-thao', '', areasUntil(after, curriculum, day), day, rule, true)
  return after
}

function settleSkill(after: Recognition[], skill: string, mastery: Mastery, day: Day, rule: Rule): void {
  const { doneOnceOn, held } = mastery
  const once = latest(after, 'lam-duoc', skill)
  const isTaken = once !== null && once.validUntil !== null
  if (doneOnceOn === null && once !== null && !isTaken) end(after, once, day, day)
  if (doneOnceOn !== null && (once === null || isTaken)) {
    after.push({
      level: 'lam-duoc',
      subject: skill,
      awardedOn: doneOnceOn,
      validUntil: null,
      rule: rule.version,
    })
  }
  const known = latest(after, 'lam-chac', skill)
  if (held !== null && known?.awardedOn !== held.on) {
    after.push({
      level: 'lam-chac',
      subject: skill,
      awardedOn: held.on,
      validUntil: held.until,
      rule: held.rule,
    })
  } else if (held !== null && known !== null) end(after, known, held.until, day)
  else if (known !== null && isValid(known, day)) end(after, known, day, day)
}

function settleArea(
  after: Recognition[],
  area: string,
  all: readonly Skill[],
  mastery: MasteryOf,
  day: Day,
  rule: Rule,
): void {
  const skills = all.filter((skill) => skill.area === area)
  const returns = rule.areaReturnsWithSkill && wasHeld(after, 'vung', area)
  const isFresh = skills.every(({ id }) => day - (mastery[id]?.passedOn ?? 0) < rule.capstoneDays)
  settle(after, 'vung', area, heldUntil(skills, mastery, day), day, rule, returns || isFresh)
}

/** The first day on which not all of the skills hold any more; null when they do not all hold today. */
function heldUntil(skills: readonly Skill[], mastery: MasteryOf, day: Day): Day | null {
  let until = Infinity
  for (const { id } of skills) {
    const one = mastery[id]
    if (one === undefined || !holdsOn(one, day)) return null
    until = Math.min(until, one.held!.until)
  }
  return until === Infinity ? null : until
}

function areasUntil(after: readonly Recognition[], curriculum: Curriculum, day: Day): Day | null {
  let until = Infinity
  for (const area of countedAreas(curriculum)) {
    const one = latest(after, 'vung', area)
    if (one === null || !isValid(one, day)) return null
    until = Math.min(until, one.validUntil ?? Infinity)
  }
  return until === Infinity ? null : until
}

/** Gives, lengthens or ends one recognition that follows from others. */
function settle(
  after: Recognition[],
  level: Level,
  subject: string,
  until: Day | null,
  day: Day,
  rule: Rule,
  mayBegin: boolean,
): void {
  const known = latest(after, level, subject)
  const holds = known !== null && isValid(known, day)
  if (holds) end(after, known, until ?? day, day)
  else if (until !== null && mayBegin)
    after.push({ level, subject, awardedOn: day, validUntil: until, rule: rule.version })
}

/** Moves an end to `until`; no day before `day` on which it held is taken away again. */
function end(all: Recognition[], known: Recognition, until: Day, day: Day): void {
  const stood = Math.min(known.validUntil ?? Infinity, Math.max(known.awardedOn, day))
  all[all.lastIndexOf(known)] = { ...known, validUntil: Math.max(until, stood) }
}

/** Whether there was one that was not taken back on its day. */
const wasHeld = (all: readonly Recognition[], level: Level, subject: string): boolean =>
  all.some((one) => sameSubject(one, level, subject) && (one.validUntil ?? Infinity) > one.awardedOn)

/** What is new or has another end in `after`, in the order given. */
export const changedSince = (
  before: readonly Recognition[],
  after: readonly Recognition[],
): { recognition: Recognition; isNew: boolean }[] =>
  after.flatMap((recognition, at): { recognition: Recognition; isNew: boolean }[] => {
    const old = before[at]
    if (old === undefined) return [{ recognition, isNew: true }]
    return old.validUntil === recognition.validUntil ? [] : [{ recognition, isNew: false }]
  })
