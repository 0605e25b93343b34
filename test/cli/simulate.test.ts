import { describe, expect, it } from 'vitest'
import { type Answer, type Bench, simulation } from '../../src/cli/simulate.js'
import { PROFILE_NAMES } from '../../src/simulation/profile.js'
import { CannotStart } from '../../src/store/postgres/cannot-start.js'
import { curriculum } from '../support/bot/content.js'
import { inThisThread } from '../support/simulated.js'

const bench: Bench = {
  curriculum: () => curriculum,
  inMemory: inThisThread,
  onScratch: () => Promise.reject(new CannotStart('The database cannot be reached.')),
}
const run = (args: string): Promise<Answer> => simulation(args === '' ? [] : args.split(' '), bench)
const rows = async (args: string) => {
  const { output, code } = await run(`${args} --json`)
  expect(code).toBe(0)
  // One line, and nothing else.
  expect(output).toMatch(/^\[.*\]\n$/)
  return JSON.parse(output) as Record<string, string | number | null>[]
}

const AREA = [
  'profile',
  'learners',
  'certifiedEver',
  'certifiedAtEnd',
  'trulyKnowsAtEnd',
  'falsePositive',
  'falseNegative',
  'medianItems',
  'p90Items',
  'medianDays',
  'p90Days',
]
/** What tells the rows of a person apart, and one share more than was asked for. */
const BESIDE = ['itemsPerDay', 'attendance', 'validShareAll5']
const PERSON = [
  'medianDaysAll5',
  'p90DaysAll5',
  'validAll5Day180',
  'validAll5Day365',
  'trulyAll5Day180',
  'falsePositiveAll5',
  'falseNegativeAll5',
]
const expectShares = (row: Record<string, unknown>): void => {
  for (const key of AREA.slice(2, 7)) {
    expect(row[key]).toBeGreaterThanOrEqual(0)
    expect(row[key]).toBeLessThanOrEqual(1)
  }
}

describe('--json', () => {
  it('gives one array with a row for each profile, in their order and with these keys alone', async () => {
    const all = await rows('--learners 2 --days 4')
    expect(all.map(({ profile }) => profile)).toEqual(PROFILE_NAMES)
    for (const row of all) {
      expect(Object.keys(row)).toEqual(AREA)
      expectShares(row)
      expect(row).toMatchObject({ learners: 2, certifiedEver: 0, medianItems: null, p90Days: null })
    }
    const truly = Object.fromEntries(all.map((row) => [row.profile, row.trulyKnowsAtEnd]))
    expect(truly).toMatchObject({
      eliminator: 0,
      'knows-3-of-4': 0,
      'already-proficient': 1,
      'slips-often': 1,
    })
  })

  it('gives a row for each budget and attendance of a person, null where the days do not reach', async () => {
    const all = await rows('--person --learners 1 --days 3 --profile already-proficient')
    expect(all.map(({ itemsPerDay, attendance }) => [itemsPerDay, attendance])).toEqual(
      [3, 6, 12].flatMap((items) => [1, 0.6].map((share) => [items, share])),
    )
    for (const row of all) {
      expect(Object.keys(row).toSorted()).toEqual([...AREA, ...PERSON, ...BESIDE].toSorted())
      expectShares(row)
      for (const key of PERSON) expect(row[key]).toBeNull()
    }
    const [one, ...more] = await rows(
      '--person --items 6 --attendance 0.5 --learners 1 --days 1 --profile slow',
    )
    expect(one).toMatchObject({ profile: 'slow', itemsPerDay: 6, attendance: 0.5 })
    expect(more).toEqual([])
  })
})

describe('the seed', () => {
  const table = async (seed: number): Promise<string> =>
    (await run(`--learners 3 --days 14 --profile already-proficient --profile normal --seed ${seed}`)).output

  it('gives the same table again, and another one another table', async () => {
    const once = await table(1)
    expect(once).toMatch(/^profile +learners .*\nalready-proficient +3 .*\nnormal +3 .*\n$/)
    expect(await table(1)).toBe(once)
    expect(await table(2)).not.toBe(once)
  })
})

describe('what runs dry', () => {
  it('is said beside the figures, reviews and days', async () => {
    const short: Bench = {
      ...bench,
      inMemory: async (classes, content) =>
        (await inThisThread(classes, content)).map((outcomes) =>
          outcomes.map((one) => ({ ...one, dueReviews: 5, dryReviews: 2, dryDays: 1 })),
        ),
    }
    const args = ['--learners', '1', '--days', '1', '--profile', 'slow', '--profile', 'normal', '--json']
    const { output, said } = await simulation(args, short)
    const dry =
      'a learner had nothing unseen left for 2.0 of 5.0 due reviews, and nothing at all to do on 1.0 days'
    expect(said).toBe(`slow: ${dry}\nnormal: ${dry}\n`)
    expect(JSON.parse(output)).toHaveLength(2)
    expect((await simulation(args, bench)).said).toBe('')
  })
})

describe('arguments', () => {
  it('are told by --help', async () => {
    for (const args of ['--help', '-h', '--json --help']) {
      const { output, said, code } = await run(args)
      expect({ said, code }).toEqual({ said: '', code: 0 })
      for (const word of ['--learners', '--person', '--through', '--json', ...PROFILE_NAMES])
        expect(output).toContain(word)
    }
  })

  it.each([
    ['--learners 0', '--learners takes a whole number from 1 to 1000000, not "0"'],
    ['--learners many', '--learners takes a whole number from 1 to 1000000, not "many"'],
    ['--days 1.5', '--days takes a whole number from 1 to 3650, not "1.5"'],
    ['--days 1e2', '--days takes a whole number from 1 to 3650, not "1e2"'],
    ['--seed=', '--seed takes a whole number from 0 to 2147483648, not ""'],
    ['--items 101', '--items takes a whole number from 1 to 100, not "101"'],
    ['--attendance 0', '--attendance takes a share above 0 and up to 1, not "0"'],
    ['--attendance 60%', '--attendance takes a share above 0 and up to 1, not "60%"'],
    ['--profile nobody', `there is no profile "nobody"; there are ${PROFILE_NAMES.join(', ')}`],
    ['--through wire', '--through takes: turn, not "wire"'],
    ['--area here', 'there is no area "here"; there are '],
    ['--sed 1', "Unknown option '--sed'"],
    ['--json=yes', "Option '--json' does not take an argument"],
    ['--days', "Option '--days <value>' argument missing"],
    ['180', "Unexpected argument '180'"],
  ])('like %s are refused in one sentence', async (args, sentence) => {
    const { output, said, code } = await run(args)
    expect({ output, code }).toEqual({ output: '', code: 1 })
    expect(said).toMatch(/^[^\n]*; try --help\.\n$/)
    const told = said.replace('; try --help.\n', '')
    expect(told.slice(0, sentence.length)).toBe(sentence)
    expect(told).not.toMatch(/\. /)
  })

  it('do not have the content read when they are bad', async () => {
    const curriculumRead = (): never => {
      throw new Error('was read')
    }
    const { code } = await simulation(['--seed', '-1'], { ...bench, curriculum: curriculumRead })
    expect(code).toBe(1)
  })

  it('for a database that is not there end with its sentence', async () => {
    expect(await run('--through turn --learners 1 --days 1')).toEqual({
      output: '',
      said: 'The database cannot be reached.\n',
      code: 1,
    })
  })
})
