import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import type { Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../src/app.js'
import { readConfig } from '../../src/config.js'
import { createPool } from '../../src/store/pool.js'
import { type AppChild, loadApp } from '../support/crash/app-child.js'
import { type Door, openDoor } from '../support/crash/door.js'
import { placeFor, TOKEN } from '../support/crash/settings.js'
import { until } from '../support/crash/until.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { WebPhone } from '../support/story/web-phone.js'
import type { Person } from '../support/telegram/person.js'
import { startTelegramServer, type TelegramServer } from '../support/telegram/server.js'
import { cases, inLongRun } from '../support/long.js'

const log = pino({ level: 'silent' })
const clock = (): Date => new Date()

let database: TestDatabase
let pool: Pool
let server: TelegramServer
let door: Door
let closing: (() => Promise<unknown>)[]
beforeEach(async () => {
  database = await createDatabase()
  pool = createPool(database.url, 2)
  server = await startTelegramServer({ token: TOKEN })
  door = await openDoor()
  closing = []
})
afterEach(async () => {
  for (const close of closing.toReversed()) await close()
  await door.close()
  await pool.end()
  await server.close()
  await database.drop()
})

const heardBy = (person: Person) => person.sees().filter(({ from }) => from === 'bot')

/** The program beside the test, on the same database; where it listens. */
async function here(more: Record<string, string> = {}): Promise<{ url: string; app: App }> {
  const { env, url } = await placeFor(server, door.url, more)
  const app = await createApp(readConfig(env), { databaseUrl: database.url, clock, log })
  closing.push(() => app.stop())
  return { url, app }
}

/** The program in a process that can be stopped and killed. */
async function apart(): Promise<{ url: string; child: AppChild }> {
  const child = await loadApp()
  closing.push(() => child.kill())
  const { env, url } = await placeFor(server, door.url)
  await child.begin({ env, databaseUrl: database.url })
  return { url, child }
}

async function answered(person: Person, text: string): Promise<number> {
  const before = heardBy(person).length
  const from = performance.now()
  person.says(text)
  await until(`an answer to ${text}`, () => heardBy(person).length > before)
  return performance.now() - from
}

/** Breaks the connections of this name; how many there were. */
async function breakConnections(name: string): Promise<number> {
  const { rows } = await pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()',
    [name],
  )
  return rows.length
}

const states = async (): Promise<string[]> => {
  const { rows } = await pool.query<{ state: string }>('select state from turn order by id')
  return rows.map(({ state }) => state)
}

describe('two processes of the whole program on one database', () => {
  inLongRun(() => {
    it('answer once what is delivered to both', async () => {
      const both = [await here(), await here()]
      door.leadsTo(() => both.map(({ url }) => url))
      const people = Array.from({ length: 5 }, () => server.person())
      const texts = ['xin chào', '1', 'chú', '1', '2', '1', 'lại', 'giúp', '1']
      for (const text of texts) await Promise.all(people.map((person) => answered(person, text)))
      await pause(300)
      for (const person of people) expect(heardBy(person)).toHaveLength(texts.length)
      expect(await states()).toEqual(Array.from({ length: people.length * texts.length }, () => 'done'))
      const { rows } = await pool.query('select count(*) from attempt')
      expect(rows).toEqual([{ count: people.length }])
    })
  })

  it.each(cases(['SIGKILL', 'SIGCONT'] as const, (end) => end === 'SIGKILL'))(
    'wait for a stopped one, in order, until it is gone or back: %s',
    async (end) => {
      const { url, child } = await apart()
      const other = await here()
      door.leadsTo(() => [url])
      const person = server.person()
      await answered(person, 'xin chào')
      const before = heardBy(person).length
      server.fail({ delayMs: 3_000 }, { method: 'sendMessage', chatId: person.id })
      const calls = server.callsOf('sendMessage').length
      person.says('1')
      await until('the reply is on its way', () => server.callsOf('sendMessage').length > calls)
      child.send('SIGSTOP')
      door.leadsTo(() => [other.url])
      person.says('chú')
      await until('the second message is stored', async () => (await states()).length === 3)
      await until('the reply arrives, and nobody marks it', () => heardBy(person).length > before)
      expect(await states()).toEqual(['done', 'answered', 'waiting'])

      child.send(end)
      await until('both are answered', async () => (await states()).every((state) => state === 'done'))
      const said = heardBy(person).slice(before)
      // Between a send and its mark nobody can know: killed there, it is sent again.
      expect(said.length).toBe(end === 'SIGKILL' ? 3 : 2)
      expect(new Set(said.map(({ text }) => text)).size).toBe(2)
      expect(said.at(-1)!.buttons).toHaveLength(2)
    },
  )

  inLongRun(() => {
    it('find by the sweep what was not announced', async () => {
      const both = [await here({ ROLE: 'web' }), await here({ ROLE: 'worker' })]
      door.leadsTo(() => [both[0]!.url])
      const person = server.person()
      await answered(person, 'xin chào')
      expect(await breakConnections('guong-sang arrivals')).toBe(2)
      expect(await answered(person, '1')).toBeLessThan(5_000)
      await pause(500)
      expect(await answered(person, 'chú'), 'announced again').toBeLessThan(1_500)
      expect(heardBy(person)).toHaveLength(3)
    })

    it('send nothing twice when the connection of the locks breaks again and again', async () => {
      const both = [await here(), await here()]
      let turn = 0
      door.leadsTo(() => [both[turn++ % 2]!.url])
      const person = server.person()
      for (const text of ['xin chào', '1', 'chú', '1', '2']) await answered(person, text)
      const before = heardBy(person).length
      const texts = ['1', 'lại', 'giúp', 'lại']
      for (const text of texts) {
        await answered(person, text)
        expect(await breakConnections('guong-sang locks')).toBeGreaterThan(0)
        await pause(250)
      }
      await until('all is done', async () => (await states()).every((state) => state === 'done'))
      expect(heardBy(person)).toHaveLength(before + texts.length)
    })

    it('serve the web chat as web and worker', async () => {
      const web = await here({ ROLE: 'web' })
      await here({ ROLE: 'worker' })
      const phone = new WebPhone(() => web.url)
      const answer = async (text: string) => {
        await phone.says(text)
        const seen: Awaited<ReturnType<WebPhone['reads']>> = []
        await until(`an answer to ${text}`, async () => {
          seen.push(...(await phone.reads()))
          return seen.length > 0
        })
        return seen
      }
      for (const text of ['xin chào', '1', 'chú', '1']) expect(await answer(text)).toHaveLength(1)
      expect((await answer('2')).at(-1)!.text).toContain('phải rồi')
      const { rows } = await pool.query(`select "right" from attempt`)
      expect(rows).toEqual([{ right: true }])
    })
  })
})

inLongRun(() => {
  describe('a graceful stop', () => {
    it('in the middle of lessons answers what it took and ends with 0', async () => {
      const { url, child } = await apart()
      door.leadsTo(() => [url])
      const people = Array.from({ length: 6 }, () => server.person())
      for (const text of ['xin chào', '1', 'chú', '1']) {
        await Promise.all(people.map((person) => answered(person, text)))
      }
      const calls = server.callsOf('sendMessage').length
      server.fail({ delayMs: 1_500 }, { method: 'sendMessage', times: people.length })
      for (const person of people) person.says('2')
      await until('all replies are on their way', () => server.callsOf('sendMessage').length === calls + 6)
      const from = performance.now()
      child.send('SIGTERM')
      expect(await child.gone).toEqual({ code: 0, signal: null })
      expect(performance.now() - from).toBeLessThan(10_000)
      expect(new Set(await states())).toEqual(new Set(['done']))
      for (const person of people) expect(heardBy(person)).toHaveLength(5)

      const next = await here()
      door.leadsTo(() => [next.url])
      await Promise.all(people.map((person) => answered(person, '1')))
      const { rows } = await pool.query('select count(*) from attempt')
      expect(rows).toEqual([{ count: people.length }])
    })
  })
})
