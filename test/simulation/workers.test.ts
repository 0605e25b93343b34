import { beforeAll, describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/simulation/course.js'
import { type AreaFigures, areaFigures } from '../../src/simulation/figures.js'
import { simulateInWorkers } from '../../src/simulation/workers.js'
import { curriculum } from '../support/bot/content.js'
import { classOf, inThisThread } from '../support/simulated.js'

const classes = [
  classOf('random-clicker', 40, 45),
  classOf('eliminator', 40, 45),
  classOf('already-proficient', 40, 20),
]

let outcomes: Outcome[][]
let said = 0
beforeAll(async () => {
  outcomes = await simulateInWorkers(classes, curriculum, () => said++, 1)
}, 240_000)
const figures = (nth: number): AreaFigures => areaFigures(classes[nth]!.course.profile, outcomes[nth]!)

describe('whom an area recognises, of 40 learners', () => {
  it('is within 45 days no clicker, and nobody who strikes out and guesses', () => {
    for (const nth of [0, 1]) expect(figures(nth)).toMatchObject({ learners: 40, certifiedEver: 0 })
  })

  it('is within 20 days who knows all of it already', () => {
    const { certifiedEver, medianDays } = figures(2)
    expect(certifiedEver).toBeGreaterThanOrEqual(0.95)
    expect(medianDays).toBeLessThanOrEqual(14)
  })
})

describe('threads', () => {
  it('tell of each learner', () => expect(said).toBe(120))

  it('make no difference, nor does who is simulated beside whom', async () => {
    // These sat in two parts of a thread of their own each.
    const few = [
      { ...classes[0]!, from: 39, to: 40 },
      { ...classes[2]!, from: 23, to: 27 },
    ]
    expect(await inThisThread(few, curriculum)).toEqual([
      outcomes[0]!.slice(39, 40),
      outcomes[2]!.slice(23, 27),
    ])
  })
})
