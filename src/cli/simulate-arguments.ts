import { parseArgs } from 'node:util'
import type { Class } from '../simulation/class.js'
import { PROFILE_NAMES, type ProfileName } from '../simulation/profile.js'

/** Something asked for that is not there, or not understood; one sentence without a full stop. */
export class BadArgument extends Error {}

/** What `npm run simulate` is asked for. */
export interface Wanted {
  classes: Class[]
  area: string
  person: boolean
  throughTurn: boolean
  json: boolean
}

/**
 * Reads the arguments; null when help is wanted.
 * @throws BadArgument
 */
export function readArguments(args: readonly string[]): Wanted | null {
  const values = parsed(args)
  if (values.help) return null
  if (values.through !== undefined && values.through !== 'turn')
    throw new BadArgument(`--through takes: turn, not "${values.through}"`)
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
  return { classes, area, person, throughTurn: values.through === 'turn', json: values.json }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
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
    }).values
  } catch (error) {
    const isKnown =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    if (!isKnown) throw error
    // Its second sentence explains how Node reads arguments.
    throw new BadArgument(error.message.split(/\.\s|\n/)[0]!.replace(/\.$/, ''), { cause: error })
  }
}

function numberIn(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
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
