import { type Day } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import type { Level, Picture, PracticeScreen, TaskChoice } from '../domain/exercise.js'

/** A place to touch, as the picture numbers it. */
export type Place = Pick<TaskChoice, 'text' | 'label'>

/** What a picture shows of the curriculum. */
export type Shown =
  | { kind: 'task'; screen: PracticeScreen; places: Place[] }
  | { kind: 'paper'; level: Level; title: string; day: Day }

/** Null where the curriculum has no such task, step, skill or area (any more). */
export function shownBy(picture: Picture, curriculum: Curriculum): Shown | null {
  // Drawn from a release, or from three words; not from the content.
  if (picture.kind === 'chain' || picture.kind === 'invitation') return null
  if (picture.kind === 'task') {
    const exercise = curriculum.exercises.get(picture.exercise)
    const step = exercise?.type === 'task' ? exercise.steps[picture.step] : undefined
    if (step === undefined) return null
    return { kind: 'task', screen: step.screen, places: step.choices.map(placeOf) }
  }
  const title = titleOf(picture.level, picture.subject, curriculum)
  return title === null ? null : { kind: 'paper', level: picture.level, title, day: picture.day }
}

const placeOf = ({ text, label }: TaskChoice): Place => (label === undefined ? { text } : { text, label })

/** The title of the skill or area; empty for the steps of the whole person, which have no subject. */
function titleOf(level: Level, subject: string, { skills, areas }: Curriculum): string | null {
  switch (level) {
    case 'lam-duoc':
    case 'lam-chac':
      return skills.get(subject)?.title ?? null
    case 'vung': {
      const isCounted = [...skills.values()].some(({ area }) => area === subject)
      return isCounted ? (areas.find(({ id }) => id === subject)?.name ?? null) : null
    }
    case 'an-toan':
    case 'thanh-thao':
      return subject === '' ? '' : null
  }
}
