import { type Day, dayText } from './calendar.js'
import type { Curriculum, Lesson } from './curriculum.js'
import type { Learner } from './learner.js'

/** Whether all that a lesson says is sure on this day; one that waits to be verified is in no path. */
export const isSure = ({ verifyBefore }: Lesson, day: Day): boolean =>
  verifyBefore === null || verifyBefore <= dayText(day)

/** Lessons not finished whose requirements are, in the order of the path. */
export function openLessons(
  { finished }: Pick<Learner, 'finished'>,
  { path, lessons }: Curriculum,
  day: Day,
): Lesson[] {
  return path.flatMap((id) => {
    const lesson = lessons.get(id)!
    const isOpen =
      !finished.includes(id) &&
      isSure(lesson, day) &&
      lesson.requires.every((required) => finished.includes(required))
    return isOpen ? [lesson] : []
  })
}

const ahead = new WeakMap<Curriculum, Map<string, ReadonlySet<string>>>()

/** The skills of all lessons of the path that wait for this one, near or far. */
export function leadsTo({ id }: Lesson, curriculum: Curriculum): ReadonlySet<string> {
  const known = ahead.get(curriculum) ?? new Map<string, ReadonlySet<string>>()
  ahead.set(curriculum, known)
  const found = known.get(id)
  if (found !== undefined) return found
  const skills = new Set<string>()
  for (const next of curriculum.path) {
    const waiting = curriculum.lessons.get(next)!
    if (!waiting.requires.includes(id)) continue
    if (waiting.skill !== null) skills.add(waiting.skill)
    for (const skill of leadsTo(waiting, curriculum)) skills.add(skill)
  }
  known.set(id, skills)
  return skills
}
