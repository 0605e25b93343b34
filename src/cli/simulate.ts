import { fileURLToPath } from 'node:url'
import { SingleBar } from 'cli-progress'
import { BadConfig, readConfig } from '../config.js'
import { loadCurriculum } from '../content/load.js'
import { ContentError } from '../content/problem.js'
import type { Curriculum } from '../domain/curriculum.js'
import { type Class, contentFor, simulateClass } from '../simulation/class.js'
import type { Outcome } from '../simulation/course.js'
import { areaFigures, drySentence, personFigures } from '../simulation/figures.js'
import { PROFILE_NAMES } from '../simulation/profile.js'
import { createTurnSeats } from '../simulation/turn-seat.js'
import { simulateInWorkers } from '../simulation/workers.js'
import type { Pool } from '../store/pool.js'
import { CannotStart } from '../store/postgres/cannot-start.js'
import { startPostgres } from '../store/postgres/embedded.js'
import { withScratchDatabase } from '../store/scratch.js'
import { BadArgument, type Wanted, readArguments } from './simulate-arguments.js'

const HELP = `Puts simulated learners through the real lessons, exercises and rule, and says whom it recognises.

  npm run simulate -- [--learners 200] [--days 180] [--seed 1] [--profile <name>]… [--area tu-bao-ve]
                      [--items 3] [--attendance 1] [--person] [--through turn] [--json]

  --profile     ${PROFILE_NAMES.join(', ')}; all when none is named
  --items       exercises or lessons a day; with --person 3, 6 and 12 when none is named
  --attendance  share of days on which they come; with --person 1 and 0.6 when none is named
  --person      all twenty core skills share the day; skills without exercises yet get plain stand-ins
  --through     turn: through the whole way of a turn and a scratch database, not only in memory
  --json        one array of figures on the standard output, and nothing else

The same seed gives the same table.
`

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

/** What simulating is done with. */
export interface Bench {
  /** Reading the content takes seconds, and a bad argument does not ask for it. */
  curriculum(): Curriculum
  inMemory(classes: readonly Class[], curriculum: Curriculum, done: () => void): Promise<Outcome[][]>
  /** Work on a migrated database that nobody else uses. */
  onScratch<T>(work: (pool: Pool) => Promise<T>): Promise<T>
}

export interface Answer {
  /** For the standard output. */
  output: string
  /** For the standard error. */
  said: string
  code: 0 | 1
}

type Row = Record<string, string | number | null>

/** Simulates what the arguments ask for; the sentence of a bad one is said. */
export async function simulation(args: readonly string[], bench: Bench): Promise<Answer> {
  try {
    const wanted = readArguments(args)
    return wanted === null ? { output: HELP, said: '', code: 0 } : await simulated(wanted, bench)
  } catch (error) {
    if (error instanceof BadArgument) return { output: '', said: `${error.message}; try --help.\n`, code: 1 }
    const isKnown =
      error instanceof ContentError || error instanceof BadConfig || error instanceof CannotStart
    if (!isKnown) throw error
    return { output: '', said: `${error.message}\n`, code: 1 }
  }
}

async function simulated(
  { classes, area, person, throughTurn, json }: Wanted,
  bench: Bench,
): Promise<Answer> {
  const curriculum = bench.curriculum()
  const areas = new Set([...curriculum.skills.values()].map((skill) => skill.area))
  if (!areas.has(area))
    throw new BadArgument(`there is no area "${area}"; there are ${[...areas].join(', ')}`)
  const outcomes = await withBar(classes, async (done) =>
    throughTurn
      ? bench.onScratch(async (pool) => {
          const seatFor = createTurnSeats(pool)
          const contents = new Map(classes.map((one) => [one.person, contentFor(curriculum, one)]))
          return Promise.all(
            classes.map((one) => simulateClass(one, contents.get(one.person)!, seatFor, done)),
          )
        })
      : bench.inMemory(classes, curriculum, done),
  )
  const rows = classes.map((one, at) => rowOf(one, outcomes[at]!, person))
  return {
    output: json ? `${JSON.stringify(rows)}\n` : table(rows),
    said: classes.map(({ course }, at) => drySentence(course, person, outcomes[at]!) ?? '').join(''),
    code: 0,
  }
}

/** Shows on a terminal how many learners are done. */
async function withBar<T>(classes: readonly Class[], work: (done: () => void) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work(() => undefined)
  const bar = new SingleBar({ format: '{bar} {value}/{total} learners, {eta_formatted}' })
  bar.start(
    classes.reduce((sum, { to }) => sum + to, 0),
    0,
  )
  try {
    return await work(() => bar.increment())
  } finally {
    bar.stop()
  }
}

function rowOf({ course }: Class, outcomes: readonly Outcome[], person: boolean): Row {
  const area = areaFigures(course.profile, outcomes)
  if (!person) return { ...area }
  return { ...area, ...personFigures(outcomes, course.budget, course.attendance, course.days) }
}

/** The figures as a table of text, its columns as wide as what stands in them. */
function table(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {})
  const lines = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '–')))]
  const widths = names.map((_, at) => Math.max(...lines.map((line) => line[at]!.length)))
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, at) => cell.padEnd(widths[at]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

/** On the server that is named, or on our own. */
async function onScratch<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = readConfig(process.env)
  if (databaseUrl !== null) return withScratchDatabase(databaseUrl, work)
  const postgres = await startPostgres(dataDir)
  try {
    return await withScratchDatabase(postgres.url, work)
  } finally {
    await postgres.release()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { output, said, code } = await simulation(process.argv.slice(2), {
    curriculum: () => loadCurriculum(CONTENT),
    inMemory: simulateInWorkers,
    onScratch,
  })
  process.stderr.write(said)
  // Prisma's engine leaves a timer of ten seconds behind, for which nobody should wait.
  process.stdout.write(output, () => process.exit(code))
}
