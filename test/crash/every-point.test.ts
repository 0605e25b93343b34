import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRowOf, type Row } from '../support/rows.js'
import { Fate, type How, nameOf, type Point } from '../support/crash/fate.js'
import { until } from '../support/crash/until.js'
import { openWorld, type World } from '../support/crash/world.js'
import { cases } from '../support/long.js'
import type { Person } from '../support/telegram/person.js'
import type { Update } from '../support/telegram/updates.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Act = (person: Person) => Update
const says =
  (text: string): Act =>
  (person) =>
    person.says(text)
/** Presses the choice with these words, whatever its number. */
const presses =
  (label: string): Act =>
  (person) => {
    const buttons = person.sees().flatMap((shown) => shown.buttons.flat())
    const button = buttons.findLast(({ text }) => text.endsWith(`. ${label}`))
    if (button?.callback_data === undefined) throw new Error(`there is no button «${label}»`)
    return person.presses(button.callback_data)
  }

/** Up to the agreement to be kept; nothing happens to the process meanwhile. */
const JOINING: Act[] = [says('xin chào'), says('1'), says('chú'), says('1')]
/** A graded answer, and a form: the hour. */
const FORM: Act[] = [says('2'), says('/caidat'), presses('Giờ học'), presses('Buổi sáng'), says('2')]
/** A message is checked: its verdict and what to do are two messages of one turn. */
const CHECK: Act[] = [
  says('/kiemtra'),
  says('Tài khoản của quý khách sẽ bị khoá, vào vietcombank-xacminh.top đăng nhập ngay'),
  presses('Lừa'),
  presses('Xong rồi'),
]
/** A task that counts, tried instead of its lesson, and a hint in it. */
const TASK: Act[] = [says('/hoc'), presses('Tôi biết rồi, thử luôn'), says('giúp')]
const CONVERSATION: Act[] = [...FORM, ...CHECK, ...TASK]

/** Two lessons on, where the first task is: the way there is long and the same as before. */
async function movesAhead(): Promise<void> {
  await world.pool.query(
    `insert into lesson_progress (learner_id, lesson_id, started_at, finished_at)
       select learner.id, lesson, $1, $1 from learner, unnest(array['0', '5.1']) as lesson
     on conflict (learner_id, lesson_id) do update set finished_at = excluded.finished_at`,
    [world.now],
  )
  await world.pool.query(`update session set state = jsonb_set(state, '{mode}', '{"kind": "rest"}')`)
}

/** What somebody saw, and every row that is left, without what differs from run to run. */
interface Left {
  said: string[]
  rows: Record<string, Row[]>
  /** How many turns met the point. */
  struck: number
  /** For each turn, what was said in it. */
  perTurn: string[][]
}

const DIFFERS =
  /^(address|pseudonym|update_id|tries|message_id|messageId|query|received_at|answered_at|shown_at|seen_at|seenAt|heardAt|opened_at|openedAt|updated_at|created_at|started_at|finished_at|at)$/

const comparable = (rows: Record<string, Row[]>): Record<string, Row[]> =>
  JSON.parse(
    JSON.stringify(rows, (key, value: unknown) => (DIFFERS.test(key) ? undefined : value)),
  ) as Record<string, Row[]>

/** Plays the conversation; in every turn of it the process comes to grief at the point, once. */
async function play(point: Point | null, how: How): Promise<Left> {
  await world.clear()
  world.now = new Date('2026-11-22T01:00:00Z')
  const person = world.telegram.person()
  const heard = () => person.sees().filter(({ from }) => from === 'bot')
  const perTurn: string[][] = []
  let struck = 0
  const life = await world.begin()
  for (const act of JOINING) {
    await life.receive(act(person))
    await world.settled(life)
  }
  await life.turns.stop()
  await life.end()
  for (const [place, act] of CONVERSATION.entries()) {
    world.now = new Date(Date.parse('2026-11-22T02:00:00Z') + place * 600_000)
    if (place === FORM.length) await movesAhead()
    const before = heard().length
    const fate = new Fate(point, how)
    await takeTurn(fate, act(person))
    if (fate.isStruck) struck += 1
    perTurn.push(
      heard()
        .slice(before)
        .map(({ text }) => text),
    )
  }
  return { said: perTurn.flat(), rows: comparable(await everyRowOf(world.pool)), struck, perTurn }
}

/** A process takes the update, and when it dies of it the next one goes on, redelivery included. */
async function takeTurn(fate: Fate, update: Update): Promise<void> {
  const life = await world.begin({ fate })
  // Before the update is stored a failure is the webhook's: Telegram hears 500 and sends it again.
  let isRefused = false
  void life.receive(update).catch(() => (isRefused = true))
  await until('the turn ends one way or another', () => fate.isDead || isRefused || life.releases() > 0)

  const next = await revive(life, fate)
  if (fate.isStruck) await next.receive(update)
  await world.settled(next)
  await next.turns.stop()
  await next.end()
}

/** After a death another process; after a failure the same goes on. */
async function revive(life: Awaited<ReturnType<World['begin']>>, fate: Fate) {
  if (!fate.isDead) return life
  await life.end()
  return world.begin()
}

const point = (call: Point['call'], when: Point['when'], nth = 1): Point => ({ call, when, nth })
const both = (call: Point['call'], nth = 1): Point[] => [
  point(call, 'before', nth),
  point(call, 'after', nth),
]

const CALLS: Point[] = [
  ...both('store'),
  ...both('next'),
  ...both('answer'),
  ...both('save'),
  ...both('edit'),
  ...both('send'),
  ...both('mark'),
  ...both('send', 2),
  ...both('mark', 2),
  ...both('release'),
]
/** Between a send and its mark nobody can know whether it was sent: it is sent again. */
const repeats = ({ call, when }: Point): boolean =>
  (call === 'send' && when === 'after') || (call === 'mark' && when === 'before')
/** Around saving and sending an answer could be lost or said twice; the long run takes every point. */
const isEssential = ({ how, at: { call, nth } }: { how: How; at: Point }): boolean =>
  nth === 1 && (call === 'save' || (how === 'dies' && call === 'send'))
/** Buttons are taken away while the message is on its way: it may arrive, unmarked. */
const mayRepeat = ({ call }: Point): boolean => call === 'edit'

describe('a form and a task whose process comes to grief between its calls', () => {
  let whole: Left
  beforeAll(async () => {
    whole = await play(null, 'dies')
  })

  it('goes through without it', () => {
    expect(whole.struck).toBe(0)
    expect(whole.rows['consent']).toMatchObject([{ purpose: 'learning', given: true }])
    expect(whole.rows['evidence']).toMatchObject([
      { seq: 1, kind: 'shown', facts: { counts: true } },
      { seq: 2, kind: 'hinted' },
    ])
    expect(whole.rows['mastery']).toMatchObject([{ open_at: null, state: { seq: 2 } }])
    expect(whole.rows['learner']).toMatchObject([{ learning_time: 480 }])
    expect(whole.rows['attempt']).toHaveLength(1)
    expect(whole.rows['form']).toBeUndefined()
    expect(whole.perTurn.some((said) => said.length > 1)).toBe(true)
  })

  const failing = CALLS.filter(({ call }) => call !== 'send' && call !== 'edit' && call !== 'release')
  const griefs = [
    ...CALLS.map((at) => ({ how: 'dies' as const, name: nameOf(at), at })),
    ...failing.map((at) => ({ how: 'fails' as const, name: nameOf(at), at })),
  ]
  it.each(cases(griefs, isEssential))(
    'writes each row once and sends each reply once when it $how $name',
    async ({ how, at }) => {
      const left = await play(at, how)
      expect(left.struck).toBeGreaterThan(0)
      expect(left.rows).toEqual(whole.rows)
      for (const [turn, said] of left.perTurn.entries()) {
        const once = whole.perTurn[turn]!
        const again = repeats(at) && once.length >= at.nth ? 1 : 0
        const most = mayRepeat(at) ? 1 : again
        expect(said.filter((text, place) => text !== said[place - 1])).toEqual(once)
        expect(said.length - once.length, `turn ${turn}`).toBeGreaterThanOrEqual(again)
        expect(said.length - once.length, `turn ${turn}`).toBeLessThanOrEqual(most)
      }
    },
  )
})
