import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Event } from '../../src/domain/events.js'
import type { EvidenceFact } from '../../src/domain/evidence.js'
import type { Learner } from '../../src/domain/learner.js'
import { recompute } from '../../src/domain/append.js'
import type { Recognition } from '../../src/domain/recognition.js'
import { observe } from '../../src/domain/turn/observe.js'
import { readLog } from '../../src/store/evidence-log.js'
import { everyRowOf } from '../support/rows.js'
import { RULES } from '../support/rule.js'
import { type Act, actsArbitrary, exerciseOf, morning, runs } from '../support/skill-log.js'
import { attempted, enrolled, outcome, prompt } from './fixtures.js'
import { asked, CURRICULUM, enrol, masters, seen, seenOf, shown, shownTo, SKILLS } from './observing.js'
import {
  countStatements,
  learnerOf,
  openStore,
  pickedUp,
  wholeTurn,
  type OpenedStore,
} from './opened-store.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await store.clear()
})
afterAll(() => store.close())

const HOUR_MS = 60 * 60 * 1000
const answered = (right: boolean): EvidenceFact => ({ kind: 'answered', right })

describe('what is observed of a learner', () => {
  it('is stored as the log says it, whatever happens in whatever order', async () => {
    const moves = fc.array(fc.record({ skill: fc.constantFrom(...SKILLS), acts: actsArbitrary(8, 8) }), {
      minLength: 3,
      maxLength: 6,
    })
    let person = 0
    await fc.assert(
      fc.asyncProperty(moves, async (all) => {
        const address = `person ${person++}`
        let learner = await enrol(store.inbox, address)
        let at = morning(0)
        for (const { skill, acts } of all) {
          for (const act of acts) {
            at = new Date(at.getTime() + (act.kind === 'wait' ? act.hours : 1) * HOUR_MS)
            const fact = factOf(act, learner, skill, at)
            if (fact === null) continue
            await seen(store.inbox, skill, () => [fact], at, address)
            learner = observe(learner, skill, [fact], { curriculum: CURRICULUM, now: at }).learner
          }
        }
        const stored = await learnerOf(store.inbox, address)
        expect(stored).toEqual(learner)
        for (const [skill, mastery] of Object.entries(learner.mastery)) {
          const log = await readLog(store.pool, learner.id!, skill)
          expect(recompute(log, RULES)).toEqual(mastery)
        }
      }),
      runs(6),
    )
  })

  it('may be of several skills in one turn, and of the same skill twice', async () => {
    await enrol(store.inbox)
    const turn = await pickedUp(store.inbox, 'an', morning(1))
    const all = { curriculum: CURRICULUM, now: morning(1) }
    const showing = (skill: string) => [shownTo(turn.learner!, skill, exerciseOf('task', 1), morning(1))]
    const first = observe(turn.learner!, 'giu-ma', showing('giu-ma'), all)
    const again = observe(first.learner, 'giu-ma', [answered(true)], all, new Date(+morning(1) + 60_000))
    const other = observe(again.learner, 'dat-hang', showing('dat-hang'), all)
    const events = [...first.events, ...again.events, ...other.events]
    await store.inbox.save(turn, outcome({ events, replies: [] }), morning(1))

    expect(await learnerOf(store.inbox)).toEqual(other.learner)
    const rows = (await everyRowOf(store.pool))['evidence']!
    expect(
      rows.map(({ skill_id: skill, seq, kind }) => `${skill as string} ${seq as number} ${kind as string}`),
    ).toEqual(['dat-hang 1 shown', 'giu-ma 1 shown', 'giu-ma 2 answered'])
    expect(rows.every(({ turn_id: id }) => id === turn.id)).toBe(true)
  })

  it('belongs to who enrols in the same turn, and to nobody in a trial or after an erasure', async () => {
    const learner: Learner = { ...(await enrol(store.inbox, 'somebody')), id: 0 }
    await store.clear()
    const showing = [shownTo(learner, 'giu-ma', exerciseOf('task', 1), morning(0))]
    const events = seenOf(learner, 'giu-ma', showing, morning(0))
    await wholeTurn(store.inbox, { events })
    await wholeTurn(store.inbox, { events: [enrolled(), ...events, { kind: 'erased' }, ...events] }, 'binh')
    expect((await everyRowOf(store.pool))['evidence']).toBeUndefined()
    await wholeTurn(store.inbox, { events: [...events, enrolled(), ...events] }, 'chi')
    const rows = await everyRowOf(store.pool)
    expect(rows['evidence']).toHaveLength(1)
    expect(rows['mastery']).toHaveLength(1)
  })

  it('refuses a state without an entry, which nothing would guard', async () => {
    const { mastery } = await mastered()
    const turn = await pickedUp(store.inbox)
    const empty: Event = { kind: 'observed', skill: 'giu-ma', added: [], mastery: mastery['giu-ma']! }
    await expect(store.inbox.save(turn, outcome({ events: [empty] }), morning(9))).rejects.toThrow(
      /nothing was/,
    )
  })
})

/** A fact of this act, or null where it cannot be now. */
function factOf(act: Act, learner: Learner, skill: string, at: Date): EvidenceFact | null {
  const isOpen = (learner.mastery[skill]?.open ?? null) !== null
  switch (act.kind) {
    case 'wait':
      return null
    case 'show':
      return isOpen ? null : shownTo(learner, skill, exerciseOf(act.type, act.variant), at, act.showing)
    case 'answer':
      return isOpen ? answered(act.right) : null
    case 'helped':
    case 'taught':
    case 'seen-in-life':
      return { kind: act.kind }
    case 'onward':
      return { kind: 'helped', onward: true }
    case 'hinted':
    case 'abandoned':
      return isOpen ? { kind: act.kind } : null
  }
}

async function mastered(): Promise<Learner> {
  await enrol(store.inbox)
  await masters(store.inbox, 'giu-ma')
  return (await learnerOf(store.inbox))!
}

describe('the log', () => {
  it('takes an entry once: who comes second fails as a whole, and loads again', async () => {
    await enrol(store.inbox)
    await shown(store.inbox, 'giu-ma', morning(1))
    // The same learner on a second channel, answering at the same time.
    const other = await pickedUp(store.inbox, 'other', morning(1))
    await store.pool.query('update contact set learner_id = (select id from learner) where id = $1', [
      other.contactId,
    ])
    const turns = [await pickedUp(store.inbox, 'an', morning(1)), (await store.inbox.next(other.contactId))!]
    const left = turns.map(({ learner }, nth) =>
      outcome({
        prompt: prompt(`p${nth}`),
        events: [
          attempted(),
          ...seenOf(learner!, 'giu-ma', [answered(nth === 0)], new Date(+morning(1) + 9e4)),
        ],
      }),
    )
    const results = await Promise.allSettled(
      turns.map((turn, nth) => store.inbox.save(turn, left[nth]!, morning(1))),
    )
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const loser = turns[results.findIndex(({ status }) => status === 'rejected')]!
    const rows = await everyRowOf(store.pool)
    expect(rows['evidence']).toHaveLength(2)
    expect(rows['attempt']).toHaveLength(1)
    expect(rows['prompt']).toHaveLength(1)

    const reloaded = (await store.inbox.next(loser.contactId))!
    expect(reloaded).toMatchObject({ id: loser.id, state: 'waiting' })
    expect(reloaded.learner!.mastery['giu-ma']).toMatchObject({ seq: 2, open: null })
    expect(recompute(await readLog(store.pool, loser.learner!.id!, 'giu-ma'), RULES)).toEqual(
      reloaded.learner!.mastery['giu-ma'],
    )
  })

  it('of one who fails does not fail others who are saved with them', async () => {
    const people = ['an', 'binh', 'chi', 'dung']
    for (const person of people) {
      await enrol(store.inbox, person)
      await shown(store.inbox, 'giu-ma', morning(1), 'task', person)
    }
    const turns = await Promise.all(people.map((person) => pickedUp(store.inbox, person, morning(1))))
    const stale = turns[1]!
    const { mastery } = stale.learner!
    await store.pool.query(
      `insert into evidence values ($1, 'giu-ma', 2, null, $2, 'TT-1.0', 'abandoned', null)`,
      [stale.learner!.id, morning(1)],
    )
    const results = await Promise.allSettled(
      turns.map((turn) => {
        const events = seenOf(turn.learner!, 'giu-ma', [answered(true)], new Date(+morning(1) + 9e4))
        return store.inbox.save(turn, outcome({ events: events.filter(isShared) }), morning(1))
      }),
    )
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect((await learnerOf(store.inbox, 'chi'))!.mastery['giu-ma']).toMatchObject({ seq: 2 })
    expect((await store.inbox.next(stale.contactId))!.learner!.mastery).toEqual(mastery)
  })

  const isShared = (event: Event): boolean => event.kind === 'observed'

  it('is never changed or cut but by an erasure', async () => {
    await store.pool.query(`
      create function refuse() returns trigger language plpgsql as $$
        begin raise exception 'the log is append-only'; end $$;
      create trigger append_only before update or delete on evidence for each row execute function refuse()`)
    try {
      await mastered()
      await asked(store.inbox, 'giu-ma', 9, 'question', false)
      await seen(store.inbox, 'giu-ma', () => [{ kind: 'helped' }], morning(9.5))
      await seen(store.inbox, 'dat-hang', () => [{ kind: 'taught' }], morning(10))
      expect((await everyRowOf(store.pool))['evidence']!.length).toBe(10)
      await expect(wholeTurn(store.inbox, { events: [{ kind: 'erased' }] })).rejects.toThrow(/append-only/)
    } finally {
      await store.pool.query('drop trigger append_only on evidence; drop function refuse')
    }
    await wholeTurn(store.inbox, { events: [{ kind: 'erased' }] })
    const rows = await everyRowOf(store.pool)
    for (const table of ['evidence', 'mastery', 'recognition', 'learner']) expect(rows[table]).toBeUndefined()
  })
})

describe('recognitions', () => {
  const lamChac = (part: Partial<Recognition> = {}): Recognition => ({
    level: 'lam-chac',
    subject: 'giu-ma',
    awardedOn: dayNumber(morning(8)),
    validUntil: dayNumber(morning(30)),
    rule: 'TT-1.0',
    ...part,
  })
  const recognised = (recognition: Recognition, isNew: boolean): Event => ({
    kind: 'recognised',
    recognition,
    isNew,
  })
  const recognitionsOf = async () => (await learnerOf(store.inbox))!.recognitions

  it('follow from the log, oldest first', async () => {
    const { recognitions } = await mastered()
    expect(recognitions.map(({ level, subject, awardedOn }) => [level, subject, awardedOn])).toEqual([
      ['lam-duoc', 'giu-ma', dayNumber(morning(0))],
      ['lam-chac', 'giu-ma', dayNumber(morning(8))],
      ['an-toan', '', dayNumber(morning(8))],
    ])
    expect(recognitions[0]!.validUntil).toBeNull()
  })

  it('move the end of the latest of their level and subject only', async () => {
    await enrol(store.inbox)
    const first = lamChac({ awardedOn: dayNumber(morning(1)), validUntil: dayNumber(morning(5)) })
    const others = [lamChac({ subject: 'dat-hang' }), lamChac({ level: 'vung' })]
    await wholeTurn(store.inbox, {
      events: [first, lamChac(), ...others].map((one) => recognised(one, true)),
    })
    const moved = [31, 40].map((day) => lamChac({ validUntil: dayNumber(morning(day)) }))
    await wholeTurn(store.inbox, { events: moved.map((one) => recognised(one, false)) })
    expect(await recognitionsOf()).toEqual([first, moved[1], ...others])
  })

  it('reached and moved in one turn end as they were moved; an older one keeps its own end', async () => {
    await enrol(store.inbox)
    const old = lamChac({ awardedOn: dayNumber(morning(1)) })
    await wholeTurn(store.inbox, { events: [recognised(old, true)] })
    const ended = { ...old, validUntil: dayNumber(morning(3)) }
    const again = lamChac({ validUntil: dayNumber(morning(60)) })
    await wholeTurn(store.inbox, {
      events: [recognised(ended, false), recognised(lamChac(), true), recognised(again, false)],
    })
    expect(await recognitionsOf()).toEqual([ended, again])
  })
})

describe('a turn with an exercise', () => {
  it('keeps the step that is graded', async () => {
    const item = { exercise: 'giu-ma/xin-ma.3', step: 2, right: 'b', nth: 1 }
    await wholeTurn(store.inbox, { prompt: { ...prompt('s1'), item } })
    expect((await pickedUp(store.inbox)).prompt).toEqual({ ...prompt('s1'), item })
  })

  it('is one statement to load and one to save, also when it moves an end', async () => {
    await mastered()
    await shown(store.inbox, 'giu-ma', morning(10))
    const counted = countStatements()
    const turn = await pickedUp(store.inbox, 'an', morning(10))
    const events = seenOf(turn.learner!, 'giu-ma', [answered(true)], new Date(+morning(10) + 9e4))
    expect(events.map(({ kind }) => kind)).toEqual(['observed', 'recognised', 'recognised'])
    expect(counted()).toBe(2)
    await store.inbox.save(turn, outcome({ events }), morning(10))
    expect(counted()).toBe(3)
  })

  it('keeps the areas that come first and later', async () => {
    const set = { firstArea: 'tu-bao-ve', laterAreas: ['dvc', 'mua-sam'] }
    await wholeTurn(store.inbox, { events: [enrolled(), { kind: 'profile-changed', set }] })
    await wholeTurn(store.inbox, { events: [{ kind: 'profile-changed', set: { birthYear: 1950 } }] })
    expect(await learnerOf(store.inbox)).toMatchObject({ ...set, birthYear: 1950 })
    await wholeTurn(store.inbox, {
      events: [{ kind: 'profile-changed', set: { firstArea: null, laterAreas: [] } }],
    })
    expect(await learnerOf(store.inbox)).toMatchObject({ firstArea: null, laterAreas: [] })
  })
})
