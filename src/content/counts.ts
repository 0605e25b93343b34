import type { Exercise } from '../domain/exercise.js'
import { type ContentFiles, isLoaded } from './files.js'

/** How much content there is, as far as it can be read. */
export interface Counts {
  /** The areas that are counted: those with core skills. */
  areas: number
  coreSkills: number
  lessons: number
  cards: number
  /** Items of lessons, and questions; a question counts once, however many variants it has. */
  items: number
  tasks: number
  /** Of questions and tasks. */
  variants: number
  scamTypes: number
}

export function countsOf(files: ContentFiles, exercises: readonly Exercise[]): Counts {
  const skills = files.skills.value?.skills ?? []
  const lessons = files.lessons.filter(isLoaded)
  const steps = lessons.flatMap(({ value }) => value.steps)
  const itemsOfLessons = steps.filter((step) => 'item' in step).length
  const questions = files.questions.filter(isLoaded).flatMap(({ value }) => value.questions)
  return {
    areas: new Set(skills.map(({ area }) => area)).size,
    coreSkills: skills.length,
    lessons: lessons.length,
    cards: steps.length - itemsOfLessons,
    items: itemsOfLessons + questions.length,
    tasks: files.tasks.filter(isLoaded).length,
    variants: exercises.length,
    scamTypes: files.scams.filter(isLoaded).length,
  }
}
