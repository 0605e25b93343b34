import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SeatFor, contentFor, memorySeat, simulateClass } from '../../src/simulation/class.js'
import type { Seat } from '../../src/simulation/seat.js'
import { createTurnSeats } from '../../src/simulation/turn-seat.js'
import { type Pool, createPool } from '../../src/store/pool.js'
import { curriculum } from '../support/bot/content.js'
import { type TestDatabase, createDatabase } from '../support/database.js'
import { long, rounds } from '../support/long.js'
import { classOf } from '../support/simulated.js'

let database: TestDatabase
let pool: Pool
beforeAll(async () => {
  database = await createDatabase()
  pool = createPool(database.url, 4)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const classes = [classOf('slips-often', 2, rounds(4, 6)), ...(long ? [classOf('normal', 2, 6)] : [])]

/** What comes out, and where every learner stands at the end. */
async function livedIn(seatFor: SeatFor) {
  const seats: Seat[] = []
  const content = contentFor(curriculum, classes[0]!)
  const kept: SeatFor = async (course, whole) => {
    const seat = await seatFor(course, whole)
    seats.push(seat)
    return seat
  }
  const outcomes = []
  for (const one of classes) outcomes.push(await simulateClass(one, content, kept, () => undefined))
  const learners = seats.map(({ sight: { learner, session } }) => {
    // The lessons finished by the very last turn are not in a sight of the database; mastery tells of them.
    const { mastery, recognitions } = learner
    return { mastery, recognitions, session }
  })
  return { outcomes, learners }
}

it('the whole way of a turn and a database give what memory gives', async () => {
  const inMemory = await livedIn(memorySeat)
  expect(inMemory.learners.every(({ recognitions }) => recognitions.length > 0)).toBe(true)
  expect(await livedIn(createTurnSeats(pool))).toEqual(inMemory)
})
