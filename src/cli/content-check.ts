import { fileURLToPath } from 'node:url'
import type { Curriculum } from '../domain/curriculum.js'
import type { Exercise } from '../domain/exercise.js'
import { ContentError, problemSentence } from '../content/problem.js'
import { loadCurriculum } from '../content/load.js'

const HELP = `Checks the lessons, the questions, the tasks and all else in content/.

  npm run content:check              checks content/
  npm run content:check -- <folder>  checks another folder of the same form

Ends with 0 when all is well, with 1 and one sentence per problem (file, line, field) otherwise.
`

const DEFAULT_FOLDER = fileURLToPath(new URL('../../content', import.meta.url))

/** Runs the check; returns what to print and the exit code. */
export function contentCheck(args: readonly string[]): { output: string; code: 0 | 1 } {
  if (args.includes('--help') || args.includes('-h')) return { output: HELP, code: 0 }
  const unknown = args.find((arg) => arg.startsWith('-')) ?? args[1]
  if (unknown !== undefined) return { output: `"${unknown}" is not understood here; try --help.\n`, code: 1 }
  try {
    return { output: summaryOf(loadCurriculum(args[0] ?? DEFAULT_FOLDER)), code: 0 }
  } catch (error) {
    if (!(error instanceof ContentError)) throw error
    return { output: `${error.problems.map(problemSentence).join('\n')}\n`, code: 1 }
  }
}

function summaryOf({ lessons, path, skills, exercises, places, rules }: Curriculum): string {
  const all = [...exercises.values()]
  const tasks = all.filter(({ type }) => type === 'task')
  const questions = all.filter(({ type }) => type !== 'task')
  return [
    'content is good:',
    `  ${counted(lessons.size, 'lesson')}, ${path.length} in the path`,
    `  ${counted(skills.size, 'skill')}, judged by ${rules.current.version}`,
    `  ${withVariants(questions, 'question')}`,
    `  ${withVariants(tasks, 'task')}`,
    `  ${counted(places.length, 'place')}`,
    '',
  ].join('\n')
}

const withVariants = (exercises: readonly Exercise[], kind: string): string =>
  `${counted(new Set(exercises.map(({ source }) => source)).size, kind)} in ${counted(exercises.length, 'variant')}`

const counted = (count: number, kind: string): string => `${count} ${kind}${count === 1 ? '' : 's'}`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { output, code } = contentCheck(process.argv.slice(2))
  const stream = code === 0 ? process.stdout : process.stderr
  stream.write(output)
  process.exitCode = code
}
