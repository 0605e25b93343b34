import { type Day, dayNumber } from './calendar.js'
import type { Curriculum, Lesson } from './curriculum.js'
import { wasSeen } from './countable.js'
import type { Exercise } from './exercise.js'
import type { Learner } from './learner.js'
import { type Mastery, dueOn, holdsOn, knows, newMastery } from './mastery.js'
import type { Rule } from './rule.js'
import type { ExerciseMode } from './session.js'

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
 * The next thing to do: a review that is due, unless there were three already; then the next lesson or an
 * exercise for the weakest skill that can be worked on; null when nothing is left that would say anything new.
 */
export function nextActivity(learner: Learner, reviews: number, world: AgendaWorld): Activity | null {
  const review = reviews < REVIEWS_AT_ONCE ? nextReview(learner, world) : null
  return review ?? nextNew(learner, world) ?? nextReview(learner, world)
}

/** The review that is wanted most on this day; null when none is. */
export function nextReview(learner: Learner, world: AgendaWorld): Activity | null {
  const day = dayNumber(world.now)
  const rule = world.curriculum.rules.current
  const due = Object.entries(learner.mastery)
    .filter(([, mastery]) => wantsReview(mastery, day, rule))
    .toSorted(([, one], [, other]) => urgency(one, day) - urgency(other, day))
  for (const [skill, mastery] of due) {
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

/** Smaller comes first: what shook a recognition, then what fades soonest. */
function urgency(mastery: Mastery, day: Day): number {
  const { held } = mastery
  if (held !== null && holdsOn(mastery, day)) return held.shakenOn === null ? held.until - day : -1000
  return 100 + knows(mastery, day)
}

/** The next lesson, or an exercise for the weakest skill that is open to the learner. */
export function nextNew(learner: Learner, world: AgendaWorld): Activity | null {
  const { curriculum } = world
  const day = dayNumber(world.now)
  const lessons = openLessons(learner, curriculum)
  const preparing = lessons.find(({ skill }) => skill === null)
  if (preparing !== undefined) return { kind: 'lesson', lesson: preparing }

  const skills = [...new Set([...lessons.map(({ skill }) => skill!), ...begun(learner, curriculum)])]
  const weakness = (skill: string): number => {
    const mastery = learner.mastery[skill]
    return (
      rank(skill, learner, curriculum) + (mastery === undefined ? initial(curriculum) : knows(mastery, day))
    )
  }
  const ordered = skills.map((skill) => ({ skill, weakness: weakness(skill) }))
  ordered.sort((one, other) => one.weakness - other.weakness)
  for (const { skill } of ordered) {
    const lesson = lessons.find((one) => one.skill === skill)
    if (lesson !== undefined) return { kind: 'lesson', lesson }
    const mastery = learner.mastery[skill] ?? newMastery(curriculum.rules.current)
    if (isEnoughToday(mastery, day, curriculum.rules.current)) continue
    const exercise = mayAsk(skill, mastery, day, curriculum) ? chooseExercise(skill, mastery, world) : null
    if (exercise !== null) return { kind: 'practice', exercise, as: guidance(exercise, mastery) }
  }
  return rehearsal(
    ordered.map(({ skill }) => skill),
    learner,
    world,
  )
}

/** A recognised skill is not asked before its time again within so many days … */
const EARLY_AFTER_DAYS = 4
/** … nor once this share of its variants was seen lately: reviews must not lack unseen ones. */
const EARLY_SHARE = 0.4

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
    const seen = Object.entries(mastery[skill]?.seen ?? {}).toSorted(([, one], [, other]) => one - other)
    const known = seen.flatMap(([key, on]) =>
      on < dayNumber(world.now) ? (world.curriculum.exercises.get(key) ?? []) : [],
    )
    if (known[0] !== undefined) return { kind: 'practice', exercise: known[0], as: 'alone' }
  }
  return null
}

const initial = ({ rules }: Curriculum): number => rules.current.initial

/** Areas put first come before, areas left for later after all others. */
function rank(skill: string, { firstArea, laterAreas }: Learner, { skills }: Curriculum): number {
  const area = skills.get(skill)?.area ?? ''
  if (area === firstArea) return -1
  return laterAreas.includes(area) ? 1 : 0
}

/** Lessons not finished whose requirements are, in the order of the path. */
export function openLessons({ finished }: Learner, { path, lessons }: Curriculum): Lesson[] {
  return path.flatMap((id) => {
    const lesson = lessons.get(id)!
    const isOpen = !finished.includes(id) && lesson.requires.every((required) => finished.includes(required))
    return isOpen ? [lesson] : []
  })
}

/** Skills with exercises whose lessons are all finished, or that have none. */
function begun({ finished }: Learner, { skills, lessons, exercisesOf }: Curriculum): string[] {
  const waiting = new Set<string | null>()
  for (const lesson of lessons.values()) if (!finished.includes(lesson.id)) waiting.add(lesson.skill)
  return [...skills.keys()].filter((id) => !waiting.has(id) && (exercisesOf.get(id)?.length ?? 0) > 0)
}

/**
 * An unseen exercise of a skill: tasks until two were passed, then tasks and questions in turn; questions first
 * while little is known. Null when every variant was seen lately.
 */
export function chooseExercise(skill: string, mastery: Mastery, world: AgendaWorld): Exercise | null {
  const day = dayNumber(world.now)
  const rule = world.curriculum.rules.current
  const fresh = (world.curriculum.exercisesOf.get(skill) ?? []).filter(
    ({ key }) => !wasSeen(mastery, key, day, rule),
  )
  const tasks = fresh.filter(({ type }) => type === 'task')
  const questions = fresh.filter(({ type }) => type !== 'task')
  const wantsTask = mastery.tasksPassed < rule.award.tasks || mastery.seq % 4 < 2
  const pool = tasks.length > 0 && (wantsTask || questions.length === 0) ? tasks : questions
  return pool[Math.floor(world.random() * pool.length)] ?? null
}

/** How a task is put: first shown, then together, then alone; after misses with more help again. */
function guidance({ type }: Exercise, mastery: Mastery): ExerciseMode['as'] {
  if (type !== 'task' || mastery.held !== null) return 'alone'
  if (mastery.passedOn === null && mastery.guided < 2) return mastery.guided === 0 ? 'shown' : 'together'
  if (mastery.afterGuided || mastery.missed < 2) return 'alone'
  return mastery.missed === 2 ? 'together' : 'shown'
}
