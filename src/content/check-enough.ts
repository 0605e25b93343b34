import type { Exercise } from '../domain/exercise.js'
import { type ContentFiles, isLoaded, nameOf } from './files.js'
import { ENOUGH } from './limits.js'
import type { Wording } from './wording.js'

/** What is judged over many files; a file with problems of its own is left out. */
export interface Wide {
  files: ContentFiles
  exercises: readonly Exercise[]
  wording: Wording
  hasProblems(file: string): boolean
}

/**
 * Checks that every core skill can be practised and shown: questions that count, and a task. A task about
 * safety has a trap and its genuine twin, so that no one way through it is always right.
 */
export function checkEnough(wide: Wide): void {
  const { files, exercises, hasProblems } = wide
  const { skills, questions, tasks } = files
  skills.value?.skills.forEach(({ id }, index) => {
    const own = exercises.filter(({ skill }) => skill === id)
    const sources = (type: Exercise['type']): number =>
      new Set(own.filter((exercise) => exercise.type === type).map(({ source }) => source)).size
    const tell = (what: string): void => skills.report(['skills', index], `the skill ${id} has ${what}`)

    const ofQuestions = questions.filter(({ file }) => nameOf(file) === id)
    if (!ofQuestions.some(({ file }) => hasProblems(file))) {
      const count = sources('question')
      const variants = own.filter(({ type }) => type === 'question').length
      if (count < ENOUGH.questions)
        tell(`${count} questions with three choices, it needs ${ENOUGH.questions}`)
      else if (variants < ENOUGH.variants)
        tell(`${variants} variants of questions, it needs ${ENOUGH.variants}`)
    }

    if (!tasks.some(({ file }) => hasProblems(file)) && sources('task') < ENOUGH.tasks) tell('no task')
  })
  checkTwins(wide)
}

function checkTwins({ files, exercises, hasProblems }: Wide): void {
  for (const { file, value, report } of files.tasks.filter(isLoaded)) {
    const skill = files.skills.value?.skills.find(({ id }) => id === value.skill)
    if (skill === undefined || !skill.safety_critical || hasProblems(file)) continue
    const variants = exercises.filter(({ source }) => source === `${value.skill}/${value.id}`)
    const ways = variants.map((one) => one.type === 'task' && one.steps.map(({ id, right }) => [id, right]))
    if (new Set(ways.map((way) => JSON.stringify(way))).size === 1)
      report(
        ['vary'],
        `the same way is right in every variant: ${skill.id} needs a trap and its genuine twin`,
      )
  }
}
