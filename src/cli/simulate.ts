import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { ContentError } from '../content/problem.js'
import { loadCurriculum } from '../content/load.js'
import { type Class, contentFor, simulateClass } from '../simulation/class.js'
import { readConfig } from '../config.js'
import { startPostgres } from '../store/postgres/embedded.js'
import type { Outcome } from '../simulation/course.js'
import { areaFigures, personFigures } from '../simulation/figures.js'
import { PROFILE_NAMES, type ProfileName } from '../simulation/profile.js'
import { withScratchSeats } from '../simulation/turn-seat.js'
import { simulateInWorkers } from '../simulation/workers.js'

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

class BadArgument extends Error {}

interface Wanted {
  classes: Class[]
  person: boolean
  throughTurn: boolean
  json: boolean
}

type Row = Record<string, string | number | null>

function readArguments(args: string[]): Wanted | null {
  const { values } = parseArgs({
    args,
    options: {
      learners: { type: 'string', default: '200' },
      days: { type: 'string', default: '180' },
      seed: { type: 'string', default: '1' },
      profile: { type: 'string', multiple: true },
      area: { type: 'string', default: 'tu-bao-ve' },
      items: { type: 'string', multiple: true },
      attendance: { type: 'string', multiple: true },
      person: { type: 'boolean', default: false },
      through: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  })
  if (values.help) return null
  if (values.through !== undefined && values.through !== 'turn')
    throw new BadArgument('--through takes: turn')
  const { area, person } = values
  const days = numberIn('--days', values.days, 1, 3650)
  const seed = numberIn('--seed', values.seed, 0, 2 ** 31)
  const to = numberIn('--learners', values.learners, 1, 1_000_000)
  const budgets = (values.items ?? (person ? ['3', '6', '12'] : ['3'])).map((one) =>
    numberIn('--items', one, 1, 100),
  )
  const shares = (values.attendance ?? (person ? ['1', '0.6'] : ['1'])).map(readShare)
  const classes = (values.profile ?? PROFILE_NAMES).map(readProfile).flatMap((profile) =>
    budgets.flatMap((budget) =>
      shares.map((attendance): Class => {
        return { course: { profile, seed, days, budget, attendance, area }, from: 0, to, person }
      }),
    ),
  )
  return { classes, person, throughTurn: values.through === 'turn', json: values.json }
}

function numberIn(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new BadArgument(`${name} takes a whole number from ${least} to ${most}, not "${text}"`)
}

function readShare(text: string): number {
  const value = Number(text)
  if (value > 0 && value <= 1) return value
  throw new BadArgument(`--attendance takes a share above 0 and up to 1, not "${text}"`)
}

function readProfile(name: string): ProfileName {
  const found = PROFILE_NAMES.find((known) => known === name)
  if (found === undefined)
    throw new BadArgument(`there is no profile "${name}"; there are ${PROFILE_NAMES.join(', ')}`)
  return found
}

async function simulate({ classes, person, throughTurn, json }: Wanted): Promise<void> {
  const curriculum = loadCurriculum(CONTENT)
  const areas = new Set([...curriculum.skills.values()].map(({ area }) => area))
  const area = classes[0]!.course.area
  if (!areas.has(area))
    throw new BadArgument(`there is no area "${area}"; there are ${[...areas].join(', ')}`)
  const bar = new SingleBar({ format: '{bar} {value}/{total} learners, {eta_formatted}', noTTYOutput: false })
  if (process.stderr.isTTY)
    bar.start(
      classes.reduce((sum, { to }) => sum + to, 0),
      0,
    )
  const done = (): void => bar.increment()
  const outcomes = throughTurn
    ? await onServer(async (url) =>
        withScratchSeats(url, async (seatFor) =>
          Promise.all(classes.map((one) => simulateClass(one, contentFor(curriculum, one), seatFor, done))),
        ),
      )
    : await simulateInWorkers(classes, CONTENT, done)
  bar.stop()
  const rows = classes.map((one, at) => rowOf(one, outcomes[at]!, person))
  process.stdout.write(json ? `${JSON.stringify(rows)}\n` : table(rows))
  const dry = outcomes.map((all) => all.reduce((sum, { dryDays }) => sum + dryDays, 0))
  const said = classes.flatMap(({ course, to }, at) =>
    dry[at] === 0
      ? []
      : [`${course.profile}: on ${(dry[at]! / to).toFixed(1)} days a learner nothing unseen was left`],
  )
  if (said.length > 0) process.stderr.write(`${said.join('\n')}\n`)
}

function rowOf({ course }: Class, outcomes: readonly Outcome[], person: boolean): Row {
  const area = areaFigures(course.profile, outcomes)
  if (!person) return { ...area }
  return { ...area, ...personFigures(outcomes, course.budget, course.attendance, course.days) }
}

/** A server to make a scratch database on: the one named, or our own. */
async function onServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = readConfig(process.env)
  if (databaseUrl !== null) return work(databaseUrl)
  const postgres = await startPostgres(dataDir)
  try {
    return await work(postgres.url)
  } finally {
    await postgres.release()
  }
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

try {
  const wanted = readArguments(process.argv.slice(2))
  if (wanted === null) process.stdout.write(HELP)
  else await simulate(wanted)
} catch (error) {
  const isBadArgument =
    error instanceof BadArgument ||
    error instanceof ContentError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  if (!isBadArgument) throw error
  process.stderr.write(`${error.message}; try --help.\n`)
  process.exitCode = 1
}
