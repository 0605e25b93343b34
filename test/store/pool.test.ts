import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { createPool, createPrisma } from '../../src/store/pool.js'
import { createDatabase, type TestDatabase } from '../support/database.js'

describe('pool', () => {
  let database: TestDatabase
  let pool: pg.Pool
  beforeAll(async () => {
    database = await createDatabase()
    pool = createPool(database.url, 2)
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  it('gives int8 as a number', async () => {
    const { rows } = await pool.query<{ id: number }>('SELECT 9007199254740991::int8 AS id')
    expect(rows).toEqual([{ id: 9007199254740991 }])
  })

  it('is shared with Prisma and stays open when Prisma leaves', async () => {
    const prisma = createPrisma(pool)
    const turn = await prisma.turn.create({
      data: { channel: 'web', updateId: '1', receivedAt: new Date(0) },
    })
    expect(typeof turn.id).toBe('bigint')
    await prisma.$disconnect()
    const { rows } = await pool.query('SELECT id, channel FROM turn')
    expect(rows).toEqual([{ id: Number(turn.id), channel: 'web' }])
  })

  it('outlives the loss of an idle connection', async () => {
    const lost: string[] = []
    const other = createPool(database.url, 1, (error) => lost.push(error.message))
    const { rows } = await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
    await expect.poll(() => lost.length).toBeGreaterThan(0)
    expect((await other.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    await other.end()
  })
})
