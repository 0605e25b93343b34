import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Event } from '../../src/domain/events.js'
import type { Session } from '../../src/domain/session.js'
import { newSession } from '../../src/domain/turn/hello.js'
import { chatOfLearner } from '../../src/store/chat-of-learner.js'
import { leaveSharedChats, replaceInSharedChats } from '../../src/store/profiles.js'
import { applyRetention } from '../../src/store/retention.js'
import type { PendingTurn, TurnOutcome } from '../../src/store/store.js'
import { inTransaction } from '../../src/store/transaction.js'
import { enrolled, hoursAfter, NOON, outcome, prompt, session } from './fixtures.js'
import { openStore, pickedUp, wholeTurn, type OpenedStore } from './opened-store.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.clear())
afterAll(() => store.close())

const turn = (part: Partial<TurnOutcome>): Promise<PendingTurn> => wholeTurn(store.inbox, part)
const newcomer = (name: string): Session => ({ ...newSession(NOON), newcomer: name })
const added = (own: string | null): Event => ({ kind: 'profile-added', own })
const chosen = (learnerId: number): Event => ({ kind: 'profile-chosen', learnerId, wish: 'results' })
const named = (name: string): Event => ({ kind: 'profile-named', name })

/** The turn that nobody wrote, if there is one. */
async function takeResume(contactId: number): Promise<PendingTurn | null> {
  const next = await store.inbox.next(contactId)
  if (next !== null) await store.inbox.save(next, outcome({ replies: [] }), NOON)
  return next
}

/** Looks at a chat without changing it. */
async function look(): Promise<PendingTurn> {
  const seen = await pickedUp(store.inbox)
  await store.inbox.setAside(seen.id)
  return seen
}

/** Bà Lan in step 3 of a lesson, then ông Ba in step 1, who learns now. */
async function shared(): Promise<{ contactId: number; lan: number; ba: number }> {
  const { contactId } = await turn({ session: session(3), prompt: prompt('lan'), events: [enrolled()] })
  const lan = (await look()).learner!.id!
  await turn({ session: newcomer('ông Ba'), prompt: null, events: [added('bà Lan')] })
  await turn({ session: session(1), prompt: prompt('ba'), events: [enrolled(['0']), named('ông Ba')] })
  const ba = (await look()).learner!.id!
  return { contactId, lan, ba }
}

const profiles = async () =>
  (await store.pool.query('select learner_id, name, session from profile order by learner_id')).rows

describe('several learners on one chat', () => {
  it('one who is added finds nobody there, and is named when they agreed to be kept', async () => {
    await turn({ session: { ...session(3), form: 'add-learner', who: 'unsure' }, events: [enrolled()] })
    const lan = (await look()).learner!.id!
    await turn({ session: newcomer('ông Ba'), events: [added('bà Lan')] })
    expect(await profiles()).toEqual([{ learner_id: lan, name: 'bà Lan', session: session(3) }])
    const between = await look()
    expect(between).toMatchObject({ learner: null, session: { newcomer: 'ông Ba' } })
    expect(between.profiles).toEqual([{ learnerId: lan, name: 'bà Lan' }])

    await turn({ session: session(0), events: [enrolled(), named('ông Ba')] })
    const after = await look()
    expect(after.learner!.id).not.toBe(lan)
    expect(after.profiles).toEqual([
      { learnerId: lan, name: 'bà Lan' },
      { learnerId: after.learner!.id, name: 'ông Ba' },
    ])
  })

  it('a newcomer who goes leaves nothing behind, and the others stay', async () => {
    const { lan, ba } = await shared()
    await turn({ session: newcomer('cô An'), events: [added(null)] })
    await turn({ session: null, prompt: null })
    expect(await look()).toMatchObject({ learner: null, session: null })
    expect((await profiles()).map((row) => (row as { learner_id: number }).learner_id)).toEqual([lan, ba])
    const { rows } = await store.pool.query('select id from learner')
    expect(rows).toHaveLength(2)
  })

  it('there is room for six', async () => {
    await shared()
    for (const name of ['c', 'd', 'e', 'f']) {
      await turn({ session: newcomer(name), events: [added(null)] })
      await turn({ session: session(0), events: [enrolled(), named(name)] })
    }
    const seventh = turn({ session: newcomer('g'), events: [added(null)] })
    await expect(seventh).rejects.toThrow('no room')
    const { rows } = await store.pool.query(`select id from turn where state = 'waiting'`)
    await store.inbox.setAside((rows[0] as { id: number }).id)
    expect((await look()).learner).not.toBeNull()
    expect(await profiles()).toHaveLength(6)
  })

  it('whoever is chosen finds their own place, and the other’s is kept', async () => {
    const { contactId, lan, ba } = await shared()
    await turn({ prompt: null, form: null, events: [chosen(lan)], replies: [] })
    const resume = await takeResume(contactId)
    expect(resume).toMatchObject({
      incoming: { kind: 'resume', learnerId: lan, wish: 'results' },
      learner: { id: lan },
      session: { ...session(3), who: 'chosen' },
      prompt: null,
    })
    expect(await profiles()).toEqual([
      { learner_id: lan, name: 'bà Lan', session: null },
      { learner_id: ba, name: 'ông Ba', session: session(1) },
    ])
    await turn({ prompt: null, events: [chosen(ba)], replies: [] })
    expect(await takeResume(contactId)).toMatchObject({ learner: { id: ba }, session: session(1) })
  })

  it('what is answered after a change counts for the one who was chosen', async () => {
    const { contactId, lan } = await shared()
    await turn({ events: [chosen(lan), { kind: 'lesson-finished', lessonId: '5.1' }] })
    await takeResume(contactId)
    const { rows } = await store.pool.query(
      `select learner_id from lesson_progress where lesson_id = '5.1' and finished_at is not null`,
    )
    expect(rows).toEqual([{ learner_id: lan }])
  })

  it('whoever has no place yet is at rest', async () => {
    const { contactId, lan } = await shared()
    await store.pool.query('update profile set session = null')
    await turn({ prompt: null, events: [chosen(lan)] })
    const resume = await takeResume(contactId)
    expect(resume!.session).toMatchObject({ mode: { kind: 'rest' }, trial: null, who: 'chosen' })
  })

  it('changes nothing when the chosen one is gone, and nothing at all when the turn was saved before', async () => {
    const { contactId, lan, ba } = await shared()
    const before = await profiles()
    await store.pool.query('delete from learner where id = $1', [lan])
    const waiting = await pickedUp(store.inbox)
    const late = store.inbox.save(waiting, outcome({ events: [chosen(lan)] }), NOON)
    await expect(late).rejects.toThrow('does not learn on this chat')
    expect((await store.inbox.next(contactId))!.learner!.id).toBe(ba)
    await store.inbox.setAside(waiting.id)

    const again = store.inbox.save(waiting, outcome({ events: [added(null)] }), NOON)
    await expect(again).rejects.toThrow('not waiting')
    expect((await look()).learner!.id).toBe(ba)
    expect(await profiles()).toEqual(
      before.filter((row) => (row as { learner_id: number }).learner_id !== lan),
    )
  })

  it('is told in the chat also while somebody else is learning there', async () => {
    const { contactId, lan, ba } = await shared()
    expect(await chatOfLearner(store.pool, lan)).toBe(contactId)
    expect(await chatOfLearner(store.pool, ba)).toBe(contactId)
  })
})

describe('what becomes of a shared chat', () => {
  it('is kept while others learn there, though nobody is learning just now', async () => {
    const { lan, ba } = await shared()
    await turn({ session: newcomer('cô An'), prompt: prompt('hello'), events: [added(null)] })
    await applyRetention(store.pool, hoursAfter(24 * 9))
    const { rows } = await store.pool.query<{ sessions: number }>(
      'select count(*)::int as sessions from session',
    )
    expect(rows).toEqual([{ sessions: 0 }])
    const seen = await look()
    expect(seen).toMatchObject({ learner: null, session: null, prompt: null })
    expect(seen.profiles.map(({ learnerId }) => learnerId)).toEqual([lan, ba])
  })

  it('keeps the question who is learning until it is old', async () => {
    const { lan } = await shared()
    const who = { ...prompt('w'), item: null, options: [{ id: `who:${lan}`, label: { text: 'bà Lan' } }] }
    await turn({ session: null, prompt: who, events: [added(null)] })
    await applyRetention(store.pool, hoursAfter(1))
    expect((await look()).prompt).not.toBeNull()
    await applyRetention(store.pool, hoursAfter(25))
    expect((await look()).prompt).toBeNull()
  })

  it('one who leaves takes their name along, out of an open question too, and nothing of the others', async () => {
    const { lan, ba } = await shared()
    const options = [lan, ba].map((id) => ({ id: `who:${id}`, label: { text: `${id}` } }))
    await turn({ prompt: { ...prompt('w'), item: null, options } })
    await inTransaction(store.pool, (client) => leaveSharedChats(client, lan))
    const said = await store.pool.query('select incoming, replies from turn where incoming is not null')
    expect(said.rows).toEqual([])
    const seen = await look()
    expect(seen).toMatchObject({ learner: { id: ba }, session: session(1), prompt: null })
    expect(seen.profiles).toEqual([{ learnerId: ba, name: 'ông Ba' }])

    await turn({ prompt: prompt('other') })
    await inTransaction(store.pool, (client) => leaveSharedChats(client, ba))
    expect((await look()).prompt).not.toBeNull()
  })

  it('one person under two learners becomes one profile', async () => {
    const { lan, ba } = await shared()
    await inTransaction(store.pool, (client) => replaceInSharedChats(client, ba, lan))
    expect((await profiles()).map((row) => (row as { name: string }).name)).toEqual(['bà Lan'])
    const { rows } = await store.pool.query<{ id: number }>(
      `insert into learner (form_of_address, region, asked, created_at) values ('ba', 'nam', '{}', now()) returning id`,
    )
    await inTransaction(store.pool, (client) => replaceInSharedChats(client, lan, rows[0]!.id))
    expect(await profiles()).toMatchObject([{ learner_id: rows[0]!.id, name: 'bà Lan' }])
  })
})
