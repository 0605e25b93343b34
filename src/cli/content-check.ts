import { fileURLToPath } from 'node:url'
import type { Curriculum } from '../domain/curriculum.js'
import type { Exercise } from '../domain/exercise.js'
import { type Reading, readContent } from '../content/load.js'
import { problemSentence } from '../content/problem.js'

const HELP = `Checks the lessons, the questions, the tasks and all else in content/.

  npm run content:check              checks content/
  npm run content:check -- <folder>  checks another folder of the same form
  npm run content:check -- --json    prints { areas, coreSkills, lessons, cards, items, tasks, variants,
                                     scamTypes, problems } instead, as far as it can be read

Ends with 0 when all is well, with 1 and one sentence per problem (file, line, field) otherwise.

areas     the areas that are counted: those with core skills (five in content/)
lessons   all lessons, also those of the strands that are not counted, and lesson 0
items     what is asked in lessons, and the questions; a question counts once
variants  of all questions and tasks
problems  a list of { file, line, field, message }
`

const DEFAULT_FOLDER = fileURLToPath(new URL('../../content', import.meta.url))

/** Runs the check on a day (2026-11-28); returns what to print and the exit code. */
export function contentCheck(args: readonly string[], today: string): { output: string; code: 0 | 1 } {
  if (args.includes('--help') || args.includes('-h')) return { output: HELP, code: 0 }
  const asJson = args.includes('--json')
  const rest = args.filter((arg) => arg !== '--json')
  const unknown = rest.find((arg) => arg.startsWith('-')) ?? rest[1]
  if (unknown !== undefined) return { output: `"${unknown}" is not understood here; try --help.\n`, code: 1 }
  const reading = readContent(rest[0] ?? DEFAULT_FOLDER, today)
  return {
    output: asJson ? asJsonText(reading) : asSentences(reading),
    code: reading.curriculum === null ? 1 : 0,
  }
}

const asJsonText = ({ counts, problems }: Reading): string =>
  `${JSON.stringify({ ...counts, problems }, null, 2)}\n`

const asSentences = ({ curriculum, problems }: Reading): string =>
  curriculum === null ? `${problems.map(problemSentence).join('\n')}\n` : summaryOf(curriculum)

function summaryOf({ lessons, path, skills, exercises, scams, places, rules }: Curriculum): string {
  const all = [...exercises.values()]
  const tasks = all.filter(({ type }) => type === 'task')
  const questions = all.filter(({ type }) => type !== 'task')
  return [
    'content is good:',
    `  ${counted(lessons.size, 'lesson')}, ${path.length} in the path`,
    `  ${counted(skills.size, 'skill')}, judged by ${rules.current.version}`,
    `  ${withVariants(questions, 'question')}`,
    `  ${withVariants(tasks, 'task')}`,
    `  ${counted(scams.size, 'type')} of scam`,
    `  ${counted(places.length, 'place')}`,
    '',
  ].join('\n')
}

const withVariants = (exercises: readonly Exercise[], kind: string): string =>
  `${counted(new Set(exercises.map(({ source }) => source)).size, kind)} in ${counted(exercises.length, 'variant')}`

const counted = (count: number, kind: string): string => `${count} ${kind}${count === 1 ? '' : 's'}`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2)
  const { output, code } = contentCheck(args, new Date().toISOString().slice(0, 10))
  const stream = code === 0 || args.includes('--json') ? process.stdout : process.stderr
  stream.write(output)
  process.exitCode = code
}
