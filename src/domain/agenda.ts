import { type Day, dayNumber } from './calendar.js'
import type { Curriculum, Lesson } from './curriculum.js'
import { wasSeen } from './countable.js'
import type { Exercise } from './exercise.js'
import type { Learner } from './learner.js'
import { type Mastery, dueOn, holdsOn, knows, newMastery } from './mastery.js'
import type { Rule } from './rule.js'
import type { ExerciseMode } from './session.js'
import { leadsTo, openLessons } from './path.js'
import { isAwareness } from './strand.js'

/** What a learner's day may know of the world. */
export interface AgendaWorld {
  curriculum: Curriculum
  now: Date
  /** In [0, 1). */
  random: () => number
}

/** What comes next for a learner. */
export type Activity =
  | { kind: 'review'; exercise: Exercise; as: ExerciseMode['as'] }
  | { kind: 'lesson'; lesson: Lesson }
  | { kind: 'practice'; exercise: Exercise; as: ExerciseMode['as'] }

/** So many reviews, then something new. */
export const REVIEWS_AT_ONCE = 3

/**
 * The next thing to do: a retest of what was just missed; a review that is due, unless there were three already;
 * then the next lesson or an exercise for the weakest skill that can be worked on; null when nothing is left that
 * would say anything new.
 */
export function nextActivity(learner: Learner, reviews: number, world: AgendaWorld): Activity | null {
  const due = (): Activity | null => nextDue(learner, world)
  const review = reviews < REVIEWS_AT_ONCE ? due() : null
  return nextRetest(learner, world) ?? review ?? nextNew(learner, world) ?? due()
}

/** The retest or review that is wanted most on this day; null when none is. */
export const nextReview = (learner: Learner, world: AgendaWorld): Activity | null =>
  nextRetest(learner, world) ?? nextDue(learner, world)

/** A skill recognised once and missed since, on a fresh variant: on the same day, and before all else. */
function nextRetest({ mastery }: Learner, world: AgendaWorld): Activity | null {
  const day = dayNumber(world.now)
  const rule = world.curriculum.rules.current
  const missed = [...world.curriculum.skills.keys()]
    .flatMap((skill) => {
      const one = mastery[skill]
      return one !== undefined && wantsRetest(one, day, rule) ? [{ skill, one }] : []
    })
    .toSorted((one, other) => urgency(one.one, day, rule) - urgency(other.one, day, rule))
  return firstReview(
    missed.map(({ skill, one }) => ({ skill, mastery: one })),
    world,
  )
}

const wantsRetest = (mastery: Mastery, day: Day, rule: Rule): boolean =>
  mastery.missed > 0 && mastery.firstHeldOn !== null && !isEnoughToday(mastery, day, rule)

/** How many retests and reviews `học` would bring today before anything new, at most {@link REVIEWS_AT_ONCE}. */
export function countReviews({ mastery }: Pick<Learner, 'mastery'>, world: AgendaWorld): number {
  const day = dayNumber(world.now)
  const rule = world.curriculum.rules.current
  const due = [...world.curriculum.skills.keys()].filter((skill) => {
    const one = mastery[skill]
    if (one === undefined || !(wantsRetest(one, day, rule) || wantsReview(one, day, rule))) return false
    return chooseExercise(skill, one, world) !== null
  })
  return Math.min(due.length, REVIEWS_AT_ONCE)
}

function nextDue(learner: Learner, world: AgendaWorld): Activity | null {
  const day = dayNumber(world.now)
  const rule = world.curriculum.rules.current
  const due: { skill: string; mastery: Mastery; urgency: number }[] = []
  for (const skill of world.curriculum.skills.keys()) {
    const mastery = learner.mastery[skill]
    if (mastery !== undefined && wantsReview(mastery, day, rule))
      due.push({ skill, mastery, urgency: urgency(mastery, day, rule) })
  }
  due.sort((one, other) => one.urgency - other.urgency)
  return firstReview(due, world)
}

/** The first of the skills of which something unseen is left. */
function firstReview(
  skills: readonly { skill: string; mastery: Mastery }[],
  world: AgendaWorld,
): Activity | null {
  for (const { skill, mastery } of skills) {
    const exercise = chooseExercise(skill, mastery, world)
    if (exercise !== null) return { kind: 'review', exercise, as: guidance(exercise, mastery) }
  }
  return null
}

/** Whether a skill is to be asked for again: by its memory, or because the rule waits for another day. */
export function wantsReview(mastery: Mastery, day: Day, rule: Rule): boolean {
  if (mastery.today?.day === day || mastery.lastEvidenceOn === day) return false
  const due = dueOn(mastery)
  if (due === null) return false
  return day >= Math.min(due, awaitedOn(mastery, rule) ?? due)
}

/** While a skill is under way the day that completes the span of its evidence must not be slept through. */
function awaitedOn({ firstHeldOn, firstEvidenceOn, passedOn }: Mastery, { award }: Rule): Day | null {
  if (firstHeldOn !== null || firstEvidenceOn === null || passedOn === null) return null
  return firstEvidenceOn + award.spanDays
}

/** Days before its end from which on a recognition is reviewed before what is not recognised yet. */
const SOON_DAYS = 7

/**
 * Smaller comes first: what is recognised and ends soon; what lacks only days, for today may be its day; what is
 * known least; and what is recognised for long yet.
 */
function urgency(mastery: Mastery, day: Day, rule: Rule): number {
  const { held } = mastery
  if (held !== null && holdsOn(mastery, day)) {
    const left = held.until - day
    return left <= SOON_DAYS ? left : 3000 + left
  }
  return lacksOnlyDays(mastery, rule) ? 1000 : 2000 + knows(mastery, day)
}

/** The next lesson, or an exercise for the weakest skill that is open to the learner. */
export function nextNew(learner: Learner, world: AgendaWorld): Activity | null {
  const { curriculum } = world
  const day = dayNumber(world.now)
  const lessons = openLessons(learner, curriculum, day)
  // What prepares comes at once, awareness at its place in the path.
  const preparing = lessons.find((one, at) => one.skill === null && (at === 0 || !isAwareness(one)))
  if (preparing !== undefined) return { kind: 'lesson', lesson: preparing }

  const choices = inOrder(lessons, learner, curriculum, day)
  for (const { skill, lesson } of choices) {
    if (lesson !== null) return { kind: 'lesson', lesson }
    const mastery = learner.mastery[skill] ?? newMastery(curriculum.rules.current)
    if (isEnoughToday(mastery, day, curriculum.rules.current)) continue
    const exercise = mayAsk(skill, mastery, day, curriculum) ? chooseExercise(skill, mastery, world) : null
    if (exercise !== null) return { kind: 'practice', exercise, as: guidance(exercise, mastery) }
  }
  return rehearsal(
    choices.map(({ skill }) => skill),
    learner,
    world,
  )
}

/** Open lessons and skills begun, the weakest first; a lesson is as urgent as the weakest new skill it leads to. */
function inOrder(
  lessons: readonly Lesson[],
  learner: Learner,
  curriculum: Curriculum,
  day: Day,
): { skill: string; lesson: Lesson | null }[] {
  const weak = new Map<string, number>()
  for (const skill of curriculum.skills.keys()) weak.set(skill, weakness(skill, learner, day, curriculum))
  const isNew = (skill: string): boolean => (learner.mastery[skill]?.seq ?? 0) === 0
  // A lesson may teach what this province does not ask for, and be there for what it leads to.
  const weaknessOf = (skill: string): number => weak.get(skill) ?? Infinity
  const choices: { skill: string; lesson: Lesson | null; weakness: number }[] = []
  for (const lesson of lessons) {
    if (lesson.skill === null) continue
    const ahead = [...leadsTo(lesson, curriculum)].filter(isNew)
    choices.push({
      skill: lesson.skill,
      lesson,
      weakness: Math.min(...[lesson.skill, ...ahead].map(weaknessOf)),
    })
  }
  for (const skill of begun(learner, curriculum))
    choices.push({ skill, lesson: null, weakness: weaknessOf(skill) })
  return choices.toSorted((one, other) => one.weakness - other.weakness)
}

/** Smaller comes first: the order of areas, then what is least known, then what was not asked for longest. */
function weakness(skill: string, learner: Learner, day: Day, curriculum: Curriculum): number {
  const mastery = learner.mastery[skill]
  const order = rank(skill, learner, curriculum)
  const rule = curriculum.rules.current
  if (mastery === undefined) return order + rule.initial
  if (lacksOnlyDays(mastery, rule)) return order + 1
  if (!holdsOn(mastery, day)) return order + knows(mastery, day)
  // Each night the same may be forgotten of any of them: the longest unasked is the likeliest to be.
  return order + 1 - Math.min(day - (mastery.pOn ?? day), 100) / 1000
}

/** Everything was shown that the rule asks for; more on other days is asked for as a review, when its day comes. */
const lacksOnlyDays = ({ firstHeldOn, e, tasksPassed, p }: Mastery, { award }: Rule): boolean =>
  firstHeldOn === null && e >= award.evidence && tasksPassed >= award.tasks && p >= award.mastery

/** A recognised skill is not asked before its time again within so many days … */
const EARLY_AFTER_DAYS = 2
/** … nor once this share of its variants was seen lately: reviews must not lack unseen ones. */
const EARLY_SHARE = 0.6

/** Recognised skills are asked before their time too: that finds sooner what is forgotten. */
function mayAsk(skill: string, mastery: Mastery, day: Day, { exercisesOf }: Curriculum): boolean {
  if (!holdsOn(mastery, day)) return true
  const variants = exercisesOf.get(skill)?.length ?? 0
  const isRested = day - (mastery.pOn ?? -Infinity) >= EARLY_AFTER_DAYS
  return isRested && Object.keys(mastery.seen).length < variants * EARLY_SHARE
}

const isEnoughToday = (
  { lastEvidenceOn, shownThatDay }: Mastery,
  day: Day,
  { countedPerDay }: Rule,
): boolean => lastEvidenceOn === day && shownThatDay >= countedPerDay

/** What was seen lately, once more: good exercise that counts for nothing, so that fresh variants are kept for reviews. */
function rehearsal(skills: readonly string[], { mastery }: Learner, world: AgendaWorld): Activity | null {
  for (const skill of skills) {
    const exercise = seenLongestAgo(mastery[skill]?.seen ?? {}, world)
    if (exercise !== null) return { kind: 'practice', exercise, as: 'alone' }
  }
  return null
}

/** Of variants seen on the same day the one that comes first by its key; null when none was seen before today. */
function seenLongestAgo(
  seen: Mastery['seen'],
  { curriculum: { exercises }, now }: AgendaWorld,
): Exercise | null {
  let first: Exercise | null = null
  let since = dayNumber(now)
  for (const key in seen) {
    const on = seen[key]!
    if (on > since || (on === since && (first === null || key > first.key))) continue
    first = exercises.get(key) ?? first
    if (first?.key === key) since = on
  }
  return first
}

/** Areas put first come before, areas left for later after all others. */
function rank(skill: string, { firstArea, laterAreas }: Learner, { skills }: Curriculum): number {
  const area = skills.get(skill)?.area ?? ''
  if (area === firstArea) return -1
  return laterAreas.includes(area) ? 1 : 0
}

/** Skills with exercises whose lessons are all finished, or that have none. */
function begun({ finished }: Learner, { skills, lessons, exercisesOf }: Curriculum): string[] {
  const waiting = new Set<string | null>()
  for (const lesson of lessons.values()) if (!finished.includes(lesson.id)) waiting.add(lesson.skill)
  return [...skills.keys()].filter((id) => !waiting.has(id) && (exercisesOf.get(id)?.length ?? 0) > 0)
}

/**
 * An unseen exercise of a skill: tasks until two were passed and again once it was recognised, for they are hardly
 * guessed; else tasks and questions in turn. Null when every variant was seen lately.
 */
export function chooseExercise(skill: string, mastery: Mastery, world: AgendaWorld): Exercise | null {
  const day = dayNumber(world.now)
  const rule = world.curriculum.rules.current
  const { tasks, questions } = sorted(world.curriculum.exercisesOf.get(skill) ?? NONE)
  const isTasksTurn = mastery.firstHeldOn !== null || mastery.seq % 4 < 2
  const wantsTask = mastery.tasksPassed < rule.award.tasks || isTasksTurn
  const wanted = unseen(wantsTask ? tasks : questions, mastery, day, rule)
  const pool = wanted.length > 0 ? wanted : unseen(wantsTask ? questions : tasks, mastery, day, rule)
  return pool[Math.floor(world.random() * pool.length)] ?? null
}

const unseen = (exercises: readonly Exercise[], mastery: Mastery, day: Day, rule: Rule): Exercise[] =>
  exercises.filter(({ key }) => !wasSeen(mastery, key, day, rule))

interface Sorted {
  tasks: readonly Exercise[]
  questions: readonly Exercise[]
}

const NONE: readonly Exercise[] = []
const sortedLists = new WeakMap<readonly Exercise[], Sorted>()

/** The tasks and the questions of a skill; every turn asks for them, so they are looked for once. */
function sorted(exercises: readonly Exercise[]): Sorted {
  const known = sortedLists.get(exercises)
  if (known !== undefined) return known
  const lists: Sorted = {
    tasks: exercises.filter(({ type }) => type === 'task'),
    questions: exercises.filter(({ type }) => type !== 'task'),
  }
  sortedLists.set(exercises, lists)
  return lists
}

/** How a task is put: first shown, then together, then alone; after misses with more help again. */
function guidance({ type }: Exercise, mastery: Mastery): ExerciseMode['as'] {
  if (type !== 'task' || mastery.held !== null) return 'alone'
  if (mastery.passedOn === null && mastery.guided < 2) return mastery.guided === 0 ? 'shown' : 'together'
  if (mastery.afterGuided || mastery.missed < 2) return 'alone'
  return mastery.missed === 2 ? 'together' : 'shown'
}
