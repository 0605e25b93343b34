import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { PROFILE_NAMES, type ProfileName } from '../../src/simulation/profile.js'
import type { AreaFigures } from '../../src/simulation/figures.js'
import { simulateInWorkers } from '../../src/simulation/workers.js'
import { curriculum } from '../support/bot/content.js'
import { classOf } from '../support/simulated.js'

const SECRET = 'thirty-two characters or a few more'

const command = ['--import', 'tsx', 'src/cli/simulate.ts']

/** The command itself, in a process of its own. */
const run = async (args: string, env: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, [...command, ...args.split(' ')], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  )

describe('the command', () => {
  it('writes its figures alone to the standard output, also beside what runs dry', async () => {
    const args = '--learners 3 --days 180 --profile knows-3-of-4 --json'
    const { code, stdout, stderr } = await run(args)
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual([expect.objectContaining({ profile: 'knows-3-of-4', learners: 3 })])
    expect(stdout).toMatch(/^[^\n]*\n$/)
    expect(stderr).toMatch(
      /^knows-3-of-4: a learner had nothing unseen left for [\d.]+ of [\d.]+ due reviews/,
    )
  })

  it('ends with 1 and one sentence for a bad argument, also through the whole way of a turn', async () => {
    expect(await run('--days 0')).toEqual({
      code: 1,
      stdout: '',
      stderr: '--days takes a whole number from 1 to 3650, not "0"; try --help.\n',
    })
    const away = await run('--through turn --learners 1', {
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none',
      SECRET,
    })
    expect(away).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^No scratch database.*\n$/),
    })
  })

  // Two days of everybody; and of those who know it all twelve, when most of them are recognised.
  it.each([
    ['--learners 20 --days 2 --seed 3 --json', PROFILE_NAMES, 0],
    ['--learners 20 --days 12 --seed 3 --json --profile already-proficient', ['already-proficient'], 0.5],
  ] as const)(
    'gives the same table through turn and database as in memory, 20 learners of a profile: %s',
    async (args, profiles, recognised) => {
      const inMemory = await run(args)
      const rows = JSON.parse(inMemory.stdout) as AreaFigures[]
      expect(rows.map(({ profile }) => profile)).toEqual(profiles)
      expect(rows.at(-1)!.certifiedEver).toBeGreaterThanOrEqual(recognised)
      expect(await run(`${args} --through turn`, { DATABASE_URL: inject('postgres'), SECRET })).toEqual(
        inMemory,
      )
    },
    900_000,
  )
})

describe('threads', () => {
  it('of any number give the same outcomes', async () => {
    const classes = PROFILE_NAMES.map((profile) => classOf(profile, 30, 12))
    const [one, two, three] = await Promise.all(
      [1, 2, 3].map((threads) => simulateInWorkers(classes, curriculum, () => undefined, threads)),
    )
    expect(two).toEqual(one)
    expect(three).toEqual(one)
  })
})

describe('200 learners of each profile over 180 days, in the area of protecting oneself', () => {
  let rows: Map<string, AreaFigures>
  beforeAll(async () => {
    const { stdout } = await run('--learners 200 --days 180 --area tu-bao-ve --json')
    rows = new Map((JSON.parse(stdout) as AreaFigures[]).map((row) => [row.profile, row]))
  }, 900_000)
  const figures = (profile: ProfileName): AreaFigures => rows.get(profile)!

  it.each([
    ['random-clicker', 0.005],
    ['eliminator', 0.005],
    ['knows-3-of-4', 0.02],
  ] as const)('of %s at most %f are ever recognised', (profile, most) => {
    expect(figures(profile).certifiedEver).toBeLessThanOrEqual(most)
  })

  it('who knows it all already is recognised, and soon', () => {
    const { certifiedEver, medianItems, medianDays } = figures('already-proficient')
    expect(certifiedEver).toBeGreaterThanOrEqual(0.99)
    expect(medianItems).toBeLessThanOrEqual(30)
    expect(medianDays).toBeLessThanOrEqual(14)
  })

  it('normal learners are recognised on day 180, and few who know are not', () => {
    const { certifiedAtEnd, falseNegative } = figures('normal')
    expect(certifiedAtEnd).toBeGreaterThanOrEqual(0.9)
    expect(falseNegative).toBeLessThanOrEqual(0.08)
  })

  it('who slips often is recognised all the same', () => {
    expect(figures('slips-often').falseNegative).toBeLessThan(0.39)
  })
})
