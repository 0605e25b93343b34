import { describe, expect, it } from 'vitest'
import {
  type AttackResult,
  type Method,
  attackYear,
  impossible,
  releaseYear,
} from '../support/attack-table.js'
import { long } from '../support/long.js'
import { type Shape, syntheticProvince } from '../support/synthetic-province.js'

/** Whole provinces in the long run, a fortieth of each in the short one. */
const [COMMUNES, BRANCHES, PART] = long ? [96, 10, 1] : [6, 3, 1 / 40]

const SHAPES: Shape[] = [
  {
    name: 'early roll-out, 10,000 learners',
    communes: COMMUNES,
    branches: BRANCHES,
    learners: 10_000 * PART,
    atOnce: 0.2,
    learns: 0.1,
    loses: 0.03,
    leaves: 0.01,
    seed: 1,
  },
  {
    name: '107,000 learners, nobody leaves',
    communes: COMMUNES,
    branches: BRANCHES,
    learners: 107_000 * PART,
    atOnce: 0.5,
    learns: 0.12,
    loses: 0.02,
    leaves: 0,
    seed: 2,
  },
  {
    name: 'sparse, 1,500 learners',
    communes: COMMUNES,
    branches: BRANCHES,
    learners: 1500 * PART,
    atOnce: 0.4,
    learns: 0.15,
    loses: 0.05,
    leaves: 0.03,
    seed: 3,
  },
]

const row = (name: string, method: Method, result: AttackResult): string =>
  [
    name.padEnd(32),
    method.padEnd(8),
    `published ${result.published.toFixed(1)} %`.padEnd(18),
    `exact ${result.exact}`.padEnd(13),
    `narrowed ${result.narrowed}`.padEnd(16),
    `certain ±1 ${result.changes}`.padEnd(18),
    method === 'ours'
      ? `refused ${result.refused}, rounds ${result.rounds}, hidden ${result.hidden}, slowest ${(result.slowest / 1000).toFixed(1)} s`
      : '',
  ].join(' ')

describe('twelve months of three made-up provinces', () => {
  for (const shape of SHAPES)
    it(
      `tell nothing to somebody who knows every name: ${shape.name}`,
      async () => {
        const year = await releaseYear(syntheticProvince(shape))
        expect(year.isSafe).toBe(true)
        expect(year.months).toHaveLength(12)
        const nobodyLeft = shape.leaves === 0
        expect(impossible(year, nobodyLeft)).toEqual([])
        const raw = await attackYear(year, 'raw', nobodyLeft)
        const primary = await attackYear(year, 'primary', nobodyLeft)
        const ours = await attackYear(year, 'ours', nobodyLeft)
        const table = [row(shape.name, 'raw', raw), row('', 'primary', primary), row('', 'ours', ours)]
        process.stdout.write(`${table.join('\n')}\n`)
        // The attack is worth something: where counts are told exactly it finds people.
        expect(raw.exact).toBeGreaterThan(0)
        expect(raw.changes).toBeGreaterThan(0)
        expect(primary.changes).toBeGreaterThan(0)
        expect(ours).toMatchObject({ exact: 0, narrowed: 0, changes: 0, refused: 0, skipped: 0 })
        expect(year.slowest).toBeLessThan(60_000)
      },
      long ? 600_000 : 240_000,
    )
})
