import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ExerciseType } from '../../src/domain/exercise.js'
import { watchItems } from '../../src/services/watch-items.js'
import { factsOf } from '../../src/store/evidence-log.js'
import { createItemWatch } from '../../src/store/item-watch.js'
import { CURRICULUM } from '../store/observing.js'
import { openStore, type OpenedStore } from '../store/opened-store.js'
import { exerciseOf, morning, skillLog } from '../support/skill-log.js'
import { RULES } from '../support/rule.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.clear())
afterAll(() => store.close())

const NIGHT = morning(20)
const watch = () => createItemWatch(store.pool)
const watched = async (of: string) => (await watch().all()).find((one) => one.of === of)

type Log = ReturnType<typeof skillLog>

/** Keeps the log as that of somebody new. */
async function keep({ entries }: Log): Promise<void> {
  const { rows } = await store.pool.query(
    `insert into learner (form_of_address, region, created_at) values ('ba', 'nam', $1) returning id`,
    [NIGHT],
  )
  await store.pool.query(
    `insert into evidence (learner_id, skill_id, seq, at, rule, kind, facts)
     select $1, 'giu-ma', * from unnest($2::int[], $3::timestamptz[], $4::text[], $5::text[], $6::jsonb[])`,
    [
      (rows[0] as { id: number }).id,
      entries.map(({ seq }) => seq),
      entries.map(({ at }) => at),
      entries.map(({ rule }) => rule),
      entries.map(({ kind }) => kind),
      entries.map(factsOf),
    ],
  )
}

/** Shows a variant on a day and answers it. */
function answers(log: Log, day: number, type: ExerciseType, variant: number, right: boolean): void {
  log.show(exerciseOf(type, variant), morning(day))
  log.add({ kind: 'answered', right }, new Date(log.at.getTime() + 60_000))
}

/** Somebody who has missed the skill once and then meets the variant. */
async function newcomer(type: ExerciseType, variant: number, right: boolean): Promise<void> {
  const log = skillLog(RULES.current)
  answers(log, 0, 'task', 50, false)
  answers(log, 0, type, variant, right)
  await keep(log)
}

const times = async (count: number, act: (nth: number) => Promise<void>): Promise<void> => {
  for (let nth = 0; nth < count; nth++) await act(nth)
}

describe('the item monitor', () => {
  it('flags what newcomers guess too often, and leaves what they guess as declared', async () => {
    await times(24, (nth) => newcomer('question', 1, nth % 8 !== 0))
    await times(24, (nth) => newcomer('question', 2, nth % 3 === 0))
    await times(24, (nth) => newcomer('task', 3, nth % 3 === 0))
    await times(72, (nth) => newcomer('task', 4, nth % 12 === 0))
    expect(await watchItems(watch(), CURRICULUM, NIGHT)).toBe(2)
    expect(await watch().flagged()).toEqual(new Set(['question.1', 'task.3']))
    expect(await watched('question.1')).toEqual({
      of: 'question.1',
      type: 'question',
      shown: 24,
      right: 21,
      flagged: true,
      flaggedAt: NIGHT,
    })
    expect(await watched('question')).toMatchObject({ shown: 48, right: 29, flagged: false })
  })

  it('flags a source all of whose variants leak a little', async () => {
    await times(60, (nth) => newcomer('question', (nth % 20) + 1, nth % 5 !== 0))
    expect(await watchItems(watch(), CURRICULUM, NIGHT)).toBe(1)
    expect(await watch().flagged()).toEqual(new Set(['question']))
  })

  it('asks for twenty answers', async () => {
    await times(19, () => newcomer('question', 1, true))
    expect(await watchItems(watch(), CURRICULUM, NIGHT)).toBe(0)
    await newcomer('question', 1, true)
    expect(await watchItems(watch(), CURRICULUM, NIGHT)).toBe(2)
  })

  it('leaves out those who know it: a good item must not look as if it gave its answer away', async () => {
    await times(30, async () => {
      const knows = skillLog(RULES.current)
      answers(knows, 0, 'task', 50, true)
      answers(knows, 0, 'question', 1, true)
      await keep(knows)
      const taught = skillLog(RULES.current)
      answers(taught, 0, 'task', 50, false)
      taught.taught(0)
      answers(taught, 0, 'question', 1, true)
      await keep(taught)
    })
    await newcomer('question', 1, false)
    expect(await watchItems(watch(), CURRICULUM, NIGHT)).toBe(0)
    expect(await watched('question.1')).toMatchObject({ shown: 1, right: 0 })
  })

  it('keeps what was flagged, and forgets what is not seen any more', async () => {
    await times(24, () => newcomer('question', 1, true))
    await newcomer('task', 4, true)
    await watchItems(watch(), CURRICULUM, NIGHT)
    await store.pool.query('truncate learner cascade')
    await times(30, () => newcomer('question', 1, false))
    await watchItems(watch(), CURRICULUM, morning(30))
    expect(await watched('question.1')).toMatchObject({
      shown: 30,
      right: 0,
      flagged: true,
      flaggedAt: NIGHT,
    })
    expect(await watched('task.4')).toBeUndefined()
    await store.pool.query('truncate learner cascade')
    await watchItems(watch(), CURRICULUM, morning(30))
    expect(await watched('question.1')).toMatchObject({ shown: 0, right: 0, flaggedAt: NIGHT })
  })

  it('reads the logs page by page, each log whole', async () => {
    const wanted = 3
    await times(wanted, async () => {
      const log = skillLog(RULES.current)
      for (let nth = 0; nth < 1000; nth++) answers(log, nth, 'question', nth, nth % 2 === 0)
      await keep(log)
    })
    const sizes: number[] = []
    for await (const { skill, log } of watch().logs()) {
      expect(skill).toBe('giu-ma')
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1))
      sizes.push(log.length)
    }
    expect(sizes).toEqual([2000, 2000, 2000])
  })
})
