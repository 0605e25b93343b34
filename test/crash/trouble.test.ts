import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../../src/bot/answer.js'
import { until } from '../support/crash/until.js'
import { type Life, openWorld, type World } from '../support/crash/world.js'
import type { Person } from '../support/telegram/person.js'

let world: World
let life: Life
let person: Person
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await world.clear()
  person = world.telegram.person()
})
afterEach(async () => {
  await life.turns.stop()
  await life.end()
})
afterAll(() => world.close())

const heard = () => person.sees().filter(({ from }) => from === 'bot')
const last = () => heard().at(-1)?.text ?? ''

/** Says it and waits until it is answered. */
async function says(text: string): Promise<string[]> {
  const before = heard().length
  await life.receive(person.says(text))
  await world.settled(life)
  return heard()
    .slice(before)
    .map((shown) => shown.text)
}

/** An answer that throws for one text, so often. */
function throwsFor(poison: string, times: number): { answer: (real: Answer) => Answer; tries: () => number } {
  let tries = 0
  const answer =
    (real: Answer): Answer =>
    (turn, now) => {
      if (turn.incoming?.kind !== 'text' || turn.incoming.text !== poison || tries >= times)
        return real(turn, now)
      tries += 1
      return Promise.reject(new Error('this turn cannot be answered'))
    }
  return { answer, tries: () => tries }
}

const stateOf = async (nth: number): Promise<{ state: string; tries: number }> => {
  const { rows } = await world.pool.query<{ state: string; tries: number }>(
    'select state, tries from turn order by id',
  )
  return rows[nth]!
}

describe('a turn that cannot be answered', () => {
  it('is tried five times and set aside with one kind sentence, and the chat goes on', async () => {
    const poison = throwsFor('độc', Infinity)
    life = await world.begin({ answer: poison.answer })
    await says('xin chào')
    const before = heard().length
    await life.receive(person.says('độc'))
    await life.receive(person.says('1'))
    await world.settled(life)

    expect(poison.tries()).toBe(5)
    expect(await stateOf(1)).toMatchObject({ state: 'set_aside' })
    expect(await stateOf(2)).toMatchObject({ state: 'done' })
    const said = heard().slice(before)
    expect(said).toHaveLength(2)
    expect(said[0]!.buttons).toEqual([])
    expect(said[1]!.buttons).toHaveLength(3)
  })

  it('holds up nobody else', async () => {
    const poison = throwsFor('độc', Infinity)
    life = await world.begin({ answer: poison.answer })
    await life.receive(person.says('độc'))
    const other = world.telegram.person()
    await life.receive(other.says('xin chào'))
    expect((await other.reads()).buttons).toHaveLength(1)
    await world.settled(life)
  })

  it('is answered once on the second try when the trouble has passed', async () => {
    const passing = throwsFor('xin chào', 1)
    life = await world.begin({ answer: passing.answer })
    expect(await says('xin chào')).toHaveLength(1)
    expect(await stateOf(0)).toMatchObject({ state: 'done', tries: 2 })
  })
})

describe('a platform in trouble', () => {
  beforeEach(async () => {
    life = await world.begin()
    await says('xin chào')
  })

  it('is given the wait it asks for, and then the reply once', async () => {
    world.telegram.fail({ status: 429, retryAfter: 1 }, { method: 'sendMessage', chatId: person.id })
    const from = performance.now()
    expect(await says('1')).toHaveLength(1)
    expect(performance.now() - from).toBeGreaterThan(950)
  })

  it('gets the reply once after an error of its own', async () => {
    world.telegram.fail({ status: 500 }, { method: 'sendMessage', chatId: person.id })
    expect(await says('1')).toHaveLength(1)
  })

  it('repeats at most the reply whose answer was lost', async () => {
    world.telegram.fail({ drop: 'after' }, { method: 'sendMessage', chatId: person.id })
    const said = await says('1')
    expect(said.length).toBeLessThanOrEqual(2)
    expect(new Set(said).size).toBe(1)
  })

  it('keeps later messages waiting behind an unsent reply, in order', async () => {
    const lift = world.telegram.fail(
      { status: 429, retryAfter: 60 },
      { method: 'sendMessage', chatId: person.id, times: Infinity },
    )
    const before = heard().length
    await life.receive(person.says('1'))
    await life.receive(person.says('chú'))
    await until('the chat is left', () => life.releases() > 1)
    expect(heard()).toHaveLength(before)
    expect(await stateOf(2)).toMatchObject({ state: 'waiting', tries: 0 })
    lift()
    await world.settled(life)
    const said = heard().slice(before)
    expect(said).toHaveLength(2)
    expect(said[0]!.text).toContain('1. chú')
    expect(said[1]!.buttons).toHaveLength(2)
  })
})

describe('somebody who blocks the bot', () => {
  const reachable = async (): Promise<boolean> => {
    const { rows } = await world.pool.query<{ reachable: boolean }>('select reachable from contact')
    return rows[0]!.reachable
  }

  beforeEach(async () => {
    life = await world.begin()
    for (const text of ['xin chào', '1', 'chú', '1', '2']) await says(text)
  })

  it('while a form asks loses nothing: the form goes on when they write again', async () => {
    await says('/caidat')
    const lift = world.telegram.fail(
      { status: 403 },
      { method: 'sendMessage', chatId: person.id, times: Infinity },
    )
    expect(await says('2')).toEqual([])
    expect(await reachable()).toBe(false)
    lift()
    await says('1')
    expect(await reachable()).toBe(true)
    expect((await says('2')).join(' ')).toContain('8 giờ sáng')
    const { rows } = await world.pool.query('select learning_time from learner')
    expect(rows).toEqual([{ learning_time: 480 }])
    const { rows: forms } = await world.pool.query('select from form')
    expect(forms).toHaveLength(0)
  })

  it('is marked by what Telegram says of it, and taken up where they were on return', async () => {
    const before = last()
    await life.receive(person.blocks())
    await world.settled(life)
    expect(await reachable()).toBe(false)
    expect(last()).toBe(before)
    await life.receive(person.unblocks())
    await world.settled(life)
    expect(await reachable()).toBe(true)
    const why = 'Chú gõ số là con hiểu ngay.'
    expect(before).toContain(why)
    expect((await says('lại')).at(-1)).toContain(why)
  })
})
