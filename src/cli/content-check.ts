import { fileURLToPath } from 'node:url'
import { ContentError, problemSentence } from '../content/problem.js'
import { loadCurriculum } from '../content/load.js'

const HELP = `Checks the lessons, the path and the places in content/.

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
    const { lessons, path, places } = loadCurriculum(args[0] ?? DEFAULT_FOLDER)
    const summary = `content is good: ${lessons.size} lessons, ${path.length} in the path, ${places.length} places.\n`
    return { output: summary, code: 0 }
  } catch (error) {
    if (!(error instanceof ContentError)) throw error
    return { output: `${error.problems.map(problemSentence).join('\n')}\n`, code: 1 }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { output, code } = contentCheck(process.argv.slice(2))
  const stream = code === 0 ? process.stdout : process.stderr
  stream.write(output)
  process.exitCode = code
}
