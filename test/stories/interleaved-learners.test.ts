import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAnswer } from '../../src/bot/answer.js'
import type { Incoming } from '../../src/domain/incoming.js'
import type { PendingTurn } from '../../src/store/store.js'
import { botInfo } from '../support/bot/chat.js'
import { curriculum, words } from '../support/bot/content.js'
import { rounds } from '../support/long.js'
import { type OpenedStore, openStore } from '../store/opened-store.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

type Who = 'lan' | 'ba'
const NAMES: Record<Who, string> = { lan: 'bà Lan', ba: 'ông Ba' }
const PEOPLE: Who[] = ['lan', 'ba']
/** What one of them does next, `waits` minutes after the last of them. The last wrong choice also leads to a try at once. */
type Act = { who: Who; waits: number; does: 'right' | 'wrong' | 'learn' | 'help' | 'stop' }

/** A house with a phone for all, or one for each; both hear the same words at the same moments. */
class House {
  now = new Date('2026-11-22T01:00:00Z')
  private readonly learners = new Map<number, Who>()
  private drawn: Record<Who, number> = { lan: 0, ba: 0 }
  private updates = 0
  private present: Who | null = null
  private readonly answer = createAnswer({
    curriculum,
    words,
    region: 'nam',
    publicUrl: () => 'http://127.0.0.1:1',
    channels: new Map([['telegram', { botInfo }]]),
    pictureName: () => 'picture',
    leaks: () => new Set(),
    sendNow: () => undefined,
    randomFor: (turn) => this.luckOf(turn),
  })

  constructor(
    private readonly name: string,
    private readonly isShared: boolean,
  ) {}

  /** The same luck for the same person, whatever happened between their turns. */
  private luckOf({ learner }: PendingTurn): () => number {
    const who = learner === null ? this.present! : this.learners.get(learner.id!)!
    let at = ++this.drawn[who] * 7919
    return () => ((at = (at * 48271 + 11) % 2147483647) % 10_000) / 10_000
  }

  /** A chat may have another turn afterwards that nobody wrote. */
  private async takes(who: Who, incoming: Incoming): Promise<void> {
    const address = this.isShared ? this.name : `${this.name} ${who}`
    const updateId = `${address} ${++this.updates}`
    const kept = await store.inbox.store({ channel: 'telegram', updateId, address, incoming }, this.now)
    for (;;) {
      const turn = await store.inbox.next(kept!.contactId)
      if (turn === null) return
      const left = await this.answer(turn, this.now)
      await store.inbox.save(turn, left, this.now)
      if (left.replies.length > 0)
        await store.inbox.markSent({ id: turn.id, replies: left.replies }, left.replies.length, null)
    }
  }

  says = (who: Who, text: string): Promise<void> => this.takes(who, { kind: 'text', text, masked: [] })

  private async promptOf(who: Who): Promise<{ stamp: string; right: string | null; ids: string[] } | null> {
    const { rows } = await store.pool.query<{ stamp: string; right: string | null; ids: string[] }>(
      `select stamp, "right", array(select o->>'id' from jsonb_array_elements(options) o) as ids
       from prompt join contact on contact.id = contact_id where address = $1`,
      [this.isShared ? this.name : `${this.name} ${who}`],
    )
    return rows[0] ?? null
  }

  async begins(): Promise<void> {
    for (const who of PEOPLE) {
      this.now = new Date(this.now.getTime() + 60_000)
      this.present = who
      if (this.isShared && who !== 'lan')
        for (const text of ['thêm người học', NAMES.lan, NAMES[who]]) await this.says(PEOPLE[0]!, text)
      else await this.says(who, 'chào')
      for (const text of ['1', 'ông', '1']) await this.says(who, text)
      const { rows } = await store.pool.query<{ id: number }>('select max(id) as id from learner')
      this.learners.set(rows[0]!.id, who)
      await this.movesAhead(rows[0]!.id)
    }
    this.drawn = { lan: 0, ba: 0 }
  }

  /** Two lessons on, where exercises begin; the chat is this learner's just now. */
  private async movesAhead(learnerId: number): Promise<void> {
    await store.pool.query(
      `insert into lesson_progress (learner_id, lesson_id, started_at, finished_at)
       select $1, lesson, $2, $2 from unnest(array['0', '5.1']) as lesson
       on conflict (learner_id, lesson_id) do update set finished_at = excluded.finished_at`,
      [learnerId, this.now],
    )
    await store.pool.query(
      `update session set state = jsonb_set(state, '{mode}', '{"kind": "rest"}')
       where contact_id = (select id from contact where learner_id = $1)`,
      [learnerId],
    )
  }

  async does({ who, waits, does }: Act): Promise<void> {
    this.now = new Date(this.now.getTime() + waits * 60_000)
    await this.takesOver(who, waits)
    if (does === 'learn' || does === 'help' || does === 'stop')
      return this.says(who, { learn: 'học', help: 'giúp', stop: 'thôi' }[does])
    const open = await this.promptOf(who)
    const other = open?.ids.findLast((id) => id !== open.right)
    const option = does === 'right' ? (open?.right ?? open?.ids[0]) : other
    if (open === null || option === undefined) return this.says(who, 'học')
    await this.takes(who, { kind: 'press', data: `${open.stamp}:${option}`, messageId: null, query: null })
  }

  /** Somebody who comes goes on with /hoc, or with the form that is theirs: on the shared phone being asked does that. */
  private async takesOver(who: Who, waits: number): Promise<void> {
    const isOther = this.present !== who
    this.present = who
    if (!isOther && waits < 20) return
    if (!this.isShared) return this.says(who, !isOther && (await this.isInForm(who)) ? 'lại' : '/hoc')
    await this.says(who, waits >= 20 ? 'học' : 'đổi người học')
    await this.says(who, NAMES[who])
  }

  private async isInForm(who: Who): Promise<boolean> {
    const { rows } = await store.pool.query(
      `select from form join contact on contact.id = contact_id where address = $1`,
      [`${this.name} ${who}`],
    )
    return rows.length > 0
  }

  /** All that is kept of each, without the numbers of rows and the moments of contacts. */
  async kept(): Promise<unknown[]> {
    const all: unknown[] = []
    for (const [id, who] of this.learners) {
      const of = async (sql: string): Promise<unknown[]> => (await store.pool.query(sql, [id])).rows
      all.push({
        who,
        mastery: await of('select skill_id, state from mastery where learner_id = $1 order by 1'),
        evidence: await of(
          'select skill_id, seq, kind, facts, at from evidence where learner_id = $1 order by 1, 2',
        ),
        lessons: await of(
          'select lesson_id, started_at, finished_at from lesson_progress where learner_id = $1 order by 1',
        ),
        attempts: await of(
          'select lesson_id, item_id, option, nth from attempt where learner_id = $1 order by id',
        ),
        recognitions: await of(
          'select level, subject, awarded_on, valid_until from recognition where learner_id = $1 order by id',
        ),
        days: await of('select days_learned, last_day, asked from learner where id = $1'),
      })
    }
    return all.toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)))
  }
}

const act: fc.Arbitrary<Act> = fc.record({
  who: fc.constantFrom(...PEOPLE),
  waits: fc.constantFrom(1, 1, 1, 1, 1, 19, 21, 13 * 60, 25 * 60),
  does: fc.constantFrom(
    'right',
    'right',
    'right',
    'right',
    'right',
    'wrong',
    'wrong',
    'learn',
    'help',
    'stop',
  ),
})

it('two on one chat, in any order, get what each of them would have alone', async () => {
  let observed = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 45 }), async (acts) => {
      await store.clear()
      const houses = [new House('one', true), new House('two', false)]
      for (const house of houses) {
        await house.begins()
        for (const one of acts) await house.does(one)
      }
      const [shared, apart] = await Promise.all(houses.map((house) => house.kept()))
      expect(shared).toEqual(apart)
      observed += JSON.stringify(shared).split('"kind":"shown"').length - 1
    }),
    { numRuns: rounds(2, 20), endOnFailure: true },
  )
  expect(observed).toBeGreaterThan(0)
})
