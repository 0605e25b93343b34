import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createApp } from '../app.js'
import { BadConfig, readConfig } from '../config.js'
import { ContentError } from '../content/problem.js'
import { createLog } from '../log.js'
import { CannotStart } from '../store/postgres/cannot-start.js'
import { startPostgres } from '../store/postgres/embedded.js'
import { withScratchUrl } from '../store/scratch.js'

const HELP = `Opens a lesson in the web chat as a learner sees it, in the words of the North and of the South.

  npm run content:preview -- 4.1              opens lesson 4.1; prints the address
  npm run content:preview -- 4.1 --port 8090  on another port
  npm run content:preview -- 4.1 --content <folder>

Save a file, and the next screen has the new words; what is wrong in a file stands on the page, and the old
words stay until it is mended. Learners of the preview live in a database of their own, which goes when you
press Ctrl-C; it stands on the server of DATA_DIR or DATABASE_URL, beside a running program or without one.
`

const DEFAULT_PORT = '8090'
const EVERY_MS = 500

/** Runs until it is interrupted; the exit code. */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      port: { type: 'string', default: DEFAULT_PORT },
      content: { type: 'string', default: fileURLToPath(new URL('../../content', import.meta.url)) },
    },
  })
  const [lesson, ...more] = positionals
  if (values.help === true || lesson === undefined || more.length > 0) {
    process.stdout.write(HELP)
    return values.help === true ? 0 : 1
  }
  const { DATABASE_URL, DATA_DIR, PROVINCE, SECRET } = process.env
  const config = readConfig({ DATABASE_URL, DATA_DIR, PROVINCE, SECRET, PORT: values.port, DEMO: 'false' })
  const server = config.databaseUrl === null ? await startPostgres(config.dataDir) : null
  try {
    await withScratchUrl(config.databaseUrl ?? server!.url, async (databaseUrl) => {
      const app = await createApp(config, {
        databaseUrl,
        clock: () => new Date(),
        log: createLog('error'),
        contentDir: values.content,
        contentEveryMs: EVERY_MS,
        previewLesson: lesson,
      })
      process.stdout.write(`Bài ${lesson}: ${app.url}/xem-truoc\n`)
      await interrupted()
      await app.stop()
    })
    return 0
  } finally {
    await server?.release()
  }
}

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const isKnown =
    error instanceof BadConfig ||
    error instanceof CannotStart ||
    error instanceof ContentError ||
    (error instanceof TypeError && 'code' in error)
  process.stderr.write(`${isKnown || !(error instanceof Error) ? String(error) : error.stack}\n`)
  process.exitCode = 1
}
