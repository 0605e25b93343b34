import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fate, type Point, nameOf } from '../support/crash/fate.js'
import { until } from '../support/crash/until.js'
import { openWorld, type World } from '../support/crash/world.js'
import { cases } from '../support/long.js'
import type { Person } from '../support/telegram/person.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Bà Lan in her first lesson, then ông Ba in his; the phone goes back to her. */
const BEFORE = ['xin chào', '1', 'bà', '1', '2', 'thêm người học', 'bà Lan', 'ông Ba', '1', 'ông', '1']
const ASKED = 'đổi người học'
const CHOSEN = 'bà Lan'

/** Where each of the two stands, and what is theirs. */
interface Left {
  chat: unknown[]
  profiles: unknown[]
  learned: unknown[]
  open: unknown[]
}

async function left(): Promise<Left> {
  const rows = async (sql: string): Promise<unknown[]> => (await world.pool.query(sql)).rows
  return {
    chat: await rows(`
      select p.name, s.state - 'seenAt' - 'heardAt' as session from contact c
      join session s on s.contact_id = c.id join profile p using (learner_id)`),
    profiles: await rows(
      `select name, session - 'seenAt' - 'heardAt' as session from profile order by made_at, learner_id`,
    ),
    learned: await rows('select learner_id, lesson_id, item_id, option from attempt order by id'),
    open: await rows(`select state, incoming->>'kind' as kind, sent from turn order by id`),
  }
}

async function says(person: Person, text: string, point: Point | null): Promise<boolean> {
  const fate = new Fate(point)
  const update = person.says(text)
  let life = await world.begin({ fate })
  void life.receive(update).catch(() => undefined)
  await until('the turn and what follows end', async () => fate.isDead || (await isQuiet(update.update_id)))
  if (fate.isDead) {
    await life.end()
    life = await world.begin()
    await life.receive(update)
  }
  await world.settled(life)
  await life.turns.stop()
  await life.end()
  return fate.isStruck
}

/** Stored, and nothing waits to be answered or sent. */
async function isQuiet(updateId: number): Promise<boolean> {
  const { rows } = await world.pool.query<{ done: boolean }>(
    `select exists (select from turn where update_id = $1) and not exists (select from turn where state <> 'done') as done`,
    [String(updateId)],
  )
  return rows[0]!.done
}

async function play(point: Point | null): Promise<{ left: Left; isStruck: boolean }> {
  await world.clear()
  world.now = new Date('2026-11-22T01:00:00Z')
  const person = world.telegram.person()
  for (const text of [...BEFORE, ASKED]) {
    world.now = new Date(world.now.getTime() + 60_000)
    await says(person, text, null)
  }
  const isStruck = await says(person, CHOSEN, point)
  return { left: await left(), isStruck }
}

const both = (call: Point['call'], nth: number): Point[] => [
  { call, when: 'before', nth },
  { call, when: 'after', nth },
]
/** The first turn changes over and says nothing; the second shows where the other stands. */
const POINTS: Point[] = [
  ...both('answer', 1),
  ...both('save', 1),
  ...both('next', 2),
  ...both('answer', 2),
  ...both('save', 2),
  ...both('send', 1),
  ...both('mark', 1),
]
const isEssential = ({ call, when }: Point): boolean => call === 'save' && when === 'after'

describe('a phone that goes from one learner to the other while the process dies', () => {
  let whole: Left
  beforeAll(async () => {
    whole = (await play(null)).left
  })

  it('goes through without it', () => {
    expect(whole.chat).toMatchObject([{ name: 'bà Lan', session: { mode: { lessonId: '0' } } }])
    expect(whole.profiles).toMatchObject([
      { name: 'bà Lan', session: null },
      { name: 'ông Ba', session: { mode: { lessonId: '0' }, trial: null, form: null } },
    ])
    expect(whole.learned).toHaveLength(1)
    expect(whole.open.at(-1)).toMatchObject({ state: 'done', kind: 'resume' })
  })

  it.each(
    cases(
      POINTS.map((at) => ({ name: nameOf(at), at })),
      ({ at }) => isEssential(at),
    ),
  )('has each of the two whole when it dies $name', async ({ at }) => {
    const { left: now, isStruck } = await play(at)
    expect(isStruck).toBe(true)
    expect(now).toEqual(whole)
  })
})
