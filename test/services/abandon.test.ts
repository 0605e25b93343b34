import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { dayNumber } from '../../src/domain/calendar.js'
import { recompute } from '../../src/domain/append.js'
import { abandonOverdue } from '../../src/services/abandon.js'
import { readLog } from '../../src/store/evidence-log.js'
import { createOpenExercises } from '../../src/store/open-exercises.js'
import { checkLedger } from '../../src/store/read-ledger.js'
import { outcome } from '../store/fixtures.js'
import { CURRICULUM, enrol, masters, seenOf, shown } from '../store/observing.js'
import { learnerOf, openStore, pickedUp, type OpenedStore } from '../store/opened-store.js'
import { everyRowOf } from '../support/rows.js'
import { RULES } from '../support/rule.js'
import { morning } from '../support/skill-log.js'
import { PATIENT } from '../support/patience.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.clear())
afterAll(() => store.close())

const { abandonMs } = RULES.current
const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
const abandon = (now: Date): Promise<number> =>
  abandonOverdue({ exercises: createOpenExercises(store.pool), curriculum: CURRICULUM }, now)
const rowsOf = async (table: string) => (await everyRowOf(store.pool))[table] ?? []
const run = (sql: string, values: unknown[] = []) => store.pool.query(sql, values)

describe('an exercise left open', () => {
  it('counts as wrong at the moment the day is over, once, though the job comes later and again', async () => {
    const learner = await enrol(store.inbox)
    await shown(store.inbox, 'giu-ma', morning(0))
    expect(await abandon(after(morning(1), -1))).toBe(0)
    const open = (await learnerOf(store.inbox))!.mastery['giu-ma']!

    const late = after(morning(3), 1)
    const closed = await Promise.all([abandon(late), abandon(late), abandon(late)])
    expect(Math.max(...closed)).toBe(1)
    expect(await abandon(after(late, abandonMs))).toBe(0)

    const log = await readLog(store.pool, learner.id!, 'giu-ma')
    expect(log.slice(1)).toEqual([
      { seq: 2, kind: 'abandoned', at: after(morning(0), abandonMs), rule: RULES.current.version },
    ])
    const now = (await learnerOf(store.inbox))!.mastery['giu-ma']!
    expect(now).toEqual(recompute(log, RULES))
    expect(now).toMatchObject({ open: null, pOn: dayNumber(morning(1)) })
    expect(now.e).toBeLessThan(open.e)
    expect((await rowsOf('evidence')).map((row) => row['turn_id'])).toEqual([expect.any(Number), null])
    expect(await rowsOf('mastery')).toMatchObject([{ open_at: null }])
  })

  it('is closed with all others of the learner, and recognitions follow', async () => {
    await enrol(store.inbox)
    await masters(store.inbox, 'giu-ma')
    const before = (await learnerOf(store.inbox))!.recognitions
    await shown(store.inbox, 'giu-ma', morning(9))
    await shown(store.inbox, 'dat-hang', after(morning(9), 5))
    expect(await abandon(morning(10.5))).toBe(1)

    const { mastery, recognitions } = (await learnerOf(store.inbox))!
    expect(Object.values(mastery).map(({ open }) => open)).toEqual([null, null])
    const shaken = recognitions.find(({ level }) => level === 'lam-chac')!
    expect(shaken.validUntil).toBe(mastery['giu-ma']!.held!.until)
    expect(shaken.validUntil).toBeLessThan(before.find(({ level }) => level === 'lam-chac')!.validUntil!)
    expect(recognitions).toHaveLength(before.length)
  })

  const threeWait = async (): Promise<void> => {
    for (const person of ['an', 'binh', 'chi']) {
      await enrol(store.inbox, person)
      await shown(store.inbox, 'giu-ma', morning(0), 'task', person)
    }
  }
  const waitingForLocks = async (): Promise<number> => {
    const { rows } = await run(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return (rows[0] as { count: number }).count
  }

  it('of somebody who is being erased is passed over, and neither waits for the other', async () => {
    await threeWait()
    const an = await learnerOf(store.inbox, 'an')
    const erasure = await store.pool.connect()
    await erasure.query('begin')
    await erasure.query('select from learner where id = $1 for update', [an!.id])
    const closed = abandon(morning(2))
    await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1), PATIENT)
    await erasure.query('delete from learner where id = $1', [an!.id])
    await erasure.query('commit')
    erasure.release()
    expect(await closed).toBe(2)
  })

  it('keeps no other open when it cannot be closed', async () => {
    await threeWait()
    const binh = await learnerOf(store.inbox, 'binh')
    await run(`update mastery set state = '{"open": {"at": 0}, "seq": "?"}' where learner_id = $1`, [
      binh!.id,
    ])
    await expect(abandon(morning(2))).rejects.toThrow(/undefined/)
    expect((await learnerOf(store.inbox, 'chi'))!.mastery['giu-ma']).toMatchObject({ seq: 2, open: null })
  })

  it('is found for many learners in batches, by the index of what is open alone', async () => {
    const many = 450
    await run(
      `insert into learner (form_of_address, region, created_at) select 'ba', 'nam', $1 from generate_series(1, $2)`,
      [morning(0), many],
    )
    await enrol(store.inbox)
    await shown(store.inbox, 'giu-ma', morning(0))
    await run(`insert into evidence select l.id, skill_id, seq, turn_id, at, rule, kind, facts from evidence, learner l
      where not exists (select from evidence e where e.learner_id = l.id)`)
    await run(`insert into mastery select l.id, skill_id, state, open_at, updated_at from mastery, learner l
      where not exists (select from mastery m where m.learner_id = l.id)`)
    const { rows } =
      await run(`explain select from mastery where open_at <= now() and (open_at, learner_id) > ('epoch', 0)
      order by open_at, learner_id limit 200`)
    expect(JSON.stringify(rows)).toContain('mastery_open_at_idx')

    expect(await abandon(morning(2))).toBe(many + 1)
    expect((await rowsOf('evidence')).filter(({ kind }) => kind === 'abandoned')).toHaveLength(many + 1)
    expect(await abandon(morning(2))).toBe(0)
  })
})

describe('an exercise left open and answered at the same moment', () => {
  const now = after(morning(1), 500)

  /** A turn that has loaded the open exercise and would save a right answer to it. */
  async function answering(): Promise<() => Promise<void>> {
    await enrol(store.inbox)
    await shown(store.inbox, 'giu-ma', morning(0))
    const turn = await pickedUp(store.inbox, 'an', now)
    const events = seenOf(turn.learner!, 'giu-ma', [{ kind: 'answered', right: true }], now)
    return () => store.inbox.save(turn, outcome({ events, replies: [] }), now)
  }
  const kinds = async () => (await rowsOf('evidence')).map(({ kind }) => kind)

  it('counts as answered when the answer is saved first: the job waits for it and looks again', async () => {
    const save = await answering()
    const holder = await store.pool.connect()
    await holder.query('begin; select pg_advisory_xact_lock(727260137)')
    // The first step reached is told to the ledger: so the answer's entry is written, and not yet committed.
    const saving = save()
    await vi.waitFor(async () => expect(await waiting()).toBe(1), PATIENT)
    let decided = 0
    const exercises = createOpenExercises(store.pool)
    const counting: typeof exercises = {
      ...exercises,
      close: (id, at, decide) => exercises.close(id, at, (known) => (decided++, decide(known))),
    }
    const abandoning = abandonOverdue({ exercises: counting, curriculum: CURRICULUM }, now)
    await vi.waitFor(async () => expect(await waiting()).toBe(2), PATIENT)
    await holder.query('commit')
    holder.release()
    await saving
    expect(await abandoning).toBe(0)
    expect(decided).toBe(2)
    expect(await kinds()).toEqual(['shown', 'answered'])
    expect(await checkLedger(store.pool)).toMatchObject({ rows: 1, broken: null })
  })

  /** How many connections of this database wait for a lock. */
  async function waiting(): Promise<unknown> {
    const { rows } = await run(
      `select count(*) as many from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return (rows[0] as { many: unknown }).many
  }

  it('counts as abandoned when the job is first, and the turn fails and loads again', async () => {
    const save = await answering()
    expect(await abandon(now)).toBe(1)
    await expect(save()).rejects.toMatchObject({ code: '23505' })
    expect(await kinds()).toEqual(['shown', 'abandoned'])
    expect((await learnerOf(store.inbox))!.mastery['giu-ma']).toMatchObject({ seq: 2, open: null })
  })
})
