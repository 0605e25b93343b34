import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { until } from '../support/crash/until.js'
import { type Life, openWorld, type World } from '../support/crash/world.js'
import type { Person } from '../support/telegram/person.js'

let world: World
let lives: [Life, Life]
let person: Person
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await world.clear()
  lives = [await world.begin(), await world.begin()]
  person = world.telegram.person()
})
afterEach(async () => {
  for (const life of lives) {
    await life.turns.stop()
    await life.end()
  }
})
afterAll(() => world.close())

const heard = () => person.sees().filter(({ from }) => from === 'bot')

/** Ends the connection that holds a chat's lock, as a failing network does; how many there were. */
async function loseLocks(): Promise<number> {
  const { rows } = await world.pool.query(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`,
  )
  return rows.length
}

it('answers once what is delivered to both at once', async () => {
  for (const text of ['xin chào', '1', 'chú', '1', '2', '/caidat', '2', '1', '2']) {
    const update = person.says(text)
    const stored = await Promise.all(lives.map((life) => life.receive(update)))
    expect(stored.filter(Boolean)).toHaveLength(1)
    await world.settled(lives[0])
    await world.settled(lives[1])
  }
  // The end of the form heads the card after it.
  expect(heard()).toHaveLength(9)
  const { rows } = await world.pool.query('select count(*) from attempt')
  expect(rows).toEqual([{ count: 1 }])
})

it('answers in order, one at a time, what comes to the one and the other in turns', async () => {
  const texts = ['xin chào', '1', 'chú', '1', ...Array.from({ length: 20 }, () => ['lại', 'giúp']).flat()]
  const updates = texts.map((text) => person.says(text))
  for (const [place, update] of updates.entries()) await lives[place % 2]!.receive(update)
  await world.settled(lives[0])

  const { rows } = await world.pool.query<{ text: string; said: string }>(
    `select incoming->>'text' as text,
       jsonb_path_query_first(replies, '$[*] ? (@.method == "sendMessage").payload.text') #>> '{}' as said
     from turn order by id`,
  )
  expect(rows.map(({ text }) => text)).toEqual(texts)
  expect(heard()).toHaveLength(texts.length)
  for (const [place, { said }] of rows.entries()) expect(heard()[place]!.text.startsWith(said)).toBe(true)
})

it('sends once when the lock is lost while a reply waits for its time', async () => {
  await lives[0].receive(person.says('xin chào'))
  await world.settled(lives[0])
  world.telegram.fail({ status: 429, retryAfter: 4 }, { method: 'sendMessage', chatId: person.id })
  const before = heard().length
  await lives[0].receive(person.says('1'))
  await until('the reply was refused', () => world.telegram.callsOf('sendMessage').at(-1)?.status === 429)
  expect(await loseLocks()).toBe(1)

  await world.settled(lives[1])
  expect(heard()).toHaveLength(before + 1)
  await lives[0].turns.stop()
  expect(heard()).toHaveLength(before + 1)
})

it('leaves the turn to the other when the lock is lost before its replies are sent', async () => {
  await lives[0].receive(person.says('xin chào'))
  await world.settled(lives[0])
  world.telegram.fail({ delayMs: 3_000 }, { method: 'sendMessage', chatId: person.id })
  const before = heard().length
  const calls = world.telegram.callsOf('sendMessage').length
  await lives[0].receive(person.says('1'))
  await until('the reply is on its way', () => world.telegram.callsOf('sendMessage').length > calls)
  expect(await loseLocks()).toBe(1)
  await until('it arrived', () => heard().length > before)
  await world.settled(lives[1])
  await lives[0].receive(person.says('chú'))
  await world.settled(lives[1])
  await world.settled(lives[0])
  // The one in flight may stand twice; what comes after it stands once and last.
  const said = heard().slice(before)
  expect(said.length).toBeLessThanOrEqual(3)
  expect(said.at(-1)!.buttons).toHaveLength(2)
  expect(new Set(said.slice(0, -1).map(({ text }) => text)).size).toBe(1)
})
