import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import { createPool } from '../../../src/store/pool.js'
import { createDatabase } from '../database.js'
import { startTelegramServer, type TelegramServer } from '../telegram/server.js'
import { type AppChild, loadApp } from './app-child.js'
import { openDoor } from './door.js'
import { attemptProblems, attemptsOf, sendingProblems, turnProblems, turnsOf } from './ledger.js'
import { Pupil } from './pupil.js'
import { seeded } from './seeded.js'
import { placeFor, TOKEN } from './settings.js'
import { until } from './until.js'

export interface Storm {
  kills: number
  people: number
  seed: number
}

export interface Aftermath {
  kills: number
  turns: number
  attempts: number
  duplicates: number
  /** Attempts, consents and so on that do not agree with what people were shown and sent. */
  problems: string[]
  seconds: number
}

/** The kill comes so long at most after the next process is ready to begin, milliseconds. */
const LONGEST_WAIT_MS = 1_000
/** Now and then a start is hit, which takes about so long. */
const START_MS = 700
const STARTS_HIT = 0.15

/** People learn while the program is killed again and again; what is left is held against what they saw. */
export async function storm({ kills, people, seed }: Storm): Promise<Aftermath> {
  const began = performance.now()
  const random = seeded(seed)
  const database = await createDatabase()
  const pool = createPool(database.url, 2)
  const server = await startTelegramServer({ token: TOKEN })
  const door = await openDoor()
  let address: string | null = null
  door.leadsTo(() => (address === null ? [] : [address]))

  const killedAt: number[] = []
  let isOver = false
  const pupils = Array.from(
    { length: people },
    (_, place) => new Pupil(server.person(), seeded(seed * 1000 + place)),
  )
  let learning: Promise<unknown> = Promise.resolve()
  let last: AppChild | null = null
  try {
    let next = loadApp()
    for (let life = 0; life <= kills; life += 1) {
      const child = (last = await next)
      const { env, url } = await placeFor(server, door.url)
      const starting = child.begin({ env, databaseUrl: database.url }).then(
        () => void (address = url),
        () => undefined,
      )
      if (life === 0) {
        await starting
        learning = Promise.all(pupils.map((pupil) => pupil.learns(() => isOver)))
        learning.catch(() => undefined)
      }
      if (life === kills) break
      next = loadApp()
      next.catch(() => undefined)
      if (life > 0 && random() < STARTS_HIT) await pause(random() * START_MS)
      else await next.then(() => pause(random() * LONGEST_WAIT_MS))
      await child.kill()
      address = null
      // What it had sent is read by the stand-in now; nothing else can come before the next life.
      await pause(10)
      killedAt.push(performance.now())
    }
    await pause(1_000)
    isOver = true
    await learning
    await until('every turn is done', async () => (await unfinished(pool)) === 0, 120_000)
    await server.updates.posted()

    const after = await look(pool, server, pupils, killedAt)
    const { turns, attempts, duplicates, problems } = after
    if (last !== null) problems.push(...(await stopProblems(last)))
    problems.push(...server.violations)
    return { kills, turns, attempts, duplicates, problems, seconds: (performance.now() - began) / 1000 }
  } finally {
    isOver = true
    await last?.kill()
    await door.close()
    await pool.end()
    await server.close()
    await database.drop()
  }
}

async function stopProblems(child: AppChild): Promise<string[]> {
  child.send('SIGTERM')
  const { code } = await child.gone
  return code === 0 ? [] : [`the last process ended with ${code}\n${child.errors()}`]
}

async function unfinished(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*) from turn where state in ('waiting', 'answered')`,
  )
  return rows[0]!.count
}

async function look(pool: Pool, server: TelegramServer, pupils: readonly Pupil[], kills: readonly number[]) {
  const sums = { turns: 0, attempts: 0, duplicates: 0, problems: await rowProblems(pool, pupils.length) }
  for (const { person, sent } of pupils) {
    const turns = await turnsOf(pool, person.id)
    const graded = attemptProblems(turns, await attemptsOf(pool, person.id))
    const sending = sendingProblems(server, person.id, turns, kills)
    sums.turns += turns.length
    sums.attempts += graded.graded
    sums.duplicates += sending.duplicates
    const found = [...turnProblems(turns, sent), ...graded.problems, ...sending.problems]
    sums.problems.push(...found.map((problem) => `${person.id}: ${problem}`))
  }
  return sums
}

/** Each person became one learner, agreed once, and was asked for the hour at most once by itself. */
async function rowProblems(pool: Pool, people: number): Promise<string[]> {
  const { rows } = await pool.query<{ what: string; count: number; wanted: number }>(
    `select 'learners' as what, count(*), $1::int as wanted from learner
     union all select 'consents to learn', count(*), $1 from consent where purpose = 'learning'
     union all select 'turns that needed many tries', count(*), 0 from turn where tries > 4
     union all select 'learners asked twice', count(*), 0 from learner
       where cardinality(asked) <> (select count(distinct one) from unnest(asked) as one)
     union all select 'prompts of another turn than the session''s contact', count(*), 0
       from prompt p join turn t on t.id = p.turn_id where t.contact_id <> p.contact_id`,
    [people],
  )
  return rows
    .filter(({ count, wanted }) => count !== wanted)
    .map(({ what, count, wanted }) => `${what}: ${count}, not ${wanted}`)
}
