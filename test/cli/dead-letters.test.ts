import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { Registry } from 'prom-client'
import type { Answer } from '../../src/cli/answer.js'
import { deadLetterOffice } from '../../src/cli/dead-letters.js'
import { watchDeadLetters } from '../../src/services/dead-letter-gauge.js'
import { countDeadLetters } from '../../src/store/dead-letters.js'
import { createNoticeQueue } from '../../src/store/notice-queue.js'
import { createReportPool } from '../../src/store/pool.js'
import { NOON, outcome, reply } from '../store/fixtures.js'
import { type OpenedStore, openStore, pickedUp } from '../store/opened-store.js'

const store: OpenedStore = await openStore()
const queuePool = createReportPool(store.url, 2)
const queue = createNoticeQueue(queuePool, () => undefined)
afterEach(() => store.clear())
afterAll(async () => {
  await queuePool.end()
  await store.close()
})

const says = (...args: string[]): Promise<Answer> => deadLetterOffice(args, (command) => command(store.pool))
const lines = async (): Promise<string[][]> =>
  (await says()).output
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/))

/** A notice that could never be handed over; the id of its job. */
async function failedJob(): Promise<string> {
  const { rows } = await store.pool.query<{ id: number }>(
    `insert into contact (channel, address, seen_at) values ('zalo-oa', 'an', $1) returning id`,
    [NOON],
  )
  const to = rows[0]!.id
  await queue.notify(store.pool, to, { kind: 'helping-ended', helpingId: 7 }, NOON)
  await store.pool.query('update pgboss.job set retry_limit = 0')
  await queue.next('zalo-oa', NOON, 5, () => Promise.reject(new RangeError('ông Năm viết: con ơi')))
  const { rows: jobs } = await store.pool.query<{ id: string }>('select id from pgboss.job')
  return jobs[0]!.id
}

/** A message that could not be answered; the number of its turn. */
async function setAside(): Promise<number> {
  const turn = await pickedUp(store.inbox)
  for (let tries = 0; tries < 5; tries += 1) await store.inbox.countTry(turn.id)
  await store.inbox.setAside(turn.id)
  return turn.id
}

/** A turn of which the platform refused the first reply. */
async function refused(replies: string[]): Promise<number> {
  const turn = await pickedUp(store.inbox, 'binh')
  const left = outcome({ replies: replies.map(reply) })
  await store.inbox.save(turn, left, NOON)
  await store.inbox.noteRefused(turn.id, '-201')
  await store.inbox.markSent({ id: turn.id, replies: left.replies }, replies.length, null)
  return turn.id
}

describe('the list', () => {
  it('says that nothing was left', async () => {
    expect(await says()).toEqual({ output: 'Không có gì bị bỏ lại.\n', code: 0 })
  })

  it('names what was given up and why, and no text', async () => {
    const job = await failedJob()
    const aside = await setAside()
    const not = await refused(['con chào bà'])
    const told = await lines()
    expect(told.map(([, ...rest]) => rest)).toEqual(
      expect.arrayContaining([
        ['zalo-oa', 'not-handed-over', 'helping-ended', job, 'RangeError'],
        ['telegram', 'set-aside', 'message', String(aside), '5 tries'],
        ['telegram', 'refused', 'message', String(not), '-201'],
      ]),
    )
    expect(told).toHaveLength(3)
    expect((await says()).output).not.toMatch(/con chào|ông Năm/)
  })

  it('is counted for /metrics, and comes down when it is emptied', async () => {
    const registry = new Registry()
    watchDeadLetters(registry, () => countDeadLetters(store.pool))
    await setAside()
    await refused(['a'])
    const id = await failedJob()
    const gauge = async (): Promise<string[]> =>
      (await registry.metrics()).split('\n').filter((line) => line.startsWith('guong_sang_dead_letters{'))
    expect(await gauge()).toEqual([
      'guong_sang_dead_letters{what="not-handed-over"} 1',
      'guong_sang_dead_letters{what="set-aside"} 1',
      'guong_sang_dead_letters{what="refused"} 1',
      'guong_sang_dead_letters{what="not-sent"} 0',
      'guong_sang_dead_letters{what="not-known"} 0',
    ])
    await says('--drop', id)
    expect((await gauge())[0]).toBe('guong_sang_dead_letters{what="not-handed-over"} 0')
  })
})

describe('putting back', () => {
  it('a notice hands it over once more', async () => {
    const id = await failedJob()
    expect(await queue.due()).toEqual([])
    expect((await says('--again', id)).output).toBe(`${id} được thử lại từ bây giờ.\n`)
    expect(await queue.due()).toEqual(['zalo-oa'])
    expect(await queue.next('zalo-oa', NOON, 5, () => Promise.resolve([null]))).toBe(1)
    expect(await says()).toMatchObject({ output: 'Không có gì bị bỏ lại.\n' })
  })

  it('a turn that was set aside begins it anew, and tells the workers', async () => {
    const id = await setAside()
    const heard = new Promise<number>((resolve) => store.inbox.onAnnounced(resolve))
    expect((await says('--again', String(id))).code).toBe(0)
    const { rows } = await store.pool.query<{ contact_id: number }>('select contact_id from turn')
    expect(await heard).toBe(rows[0]!.contact_id)
    expect(await store.inbox.next(rows[0]!.contact_id)).toMatchObject({ id, state: 'waiting', tries: 0 })
  })

  it('a refused reply sends it again where it was all there was to say', async () => {
    const id = await refused(['con chào bà'])
    await says('--again', String(id))
    const { rows } = await store.pool.query('select state, sent, refused from turn')
    expect(rows).toEqual([{ state: 'answered', sent: 0, refused: null }])
    expect(await says()).toMatchObject({ output: 'Không có gì bị bỏ lại.\n' })
  })

  it('a notice that was refused looks up anew what it tells', async () => {
    const id = await refused(['con chào bà'])
    const notice = { kind: 'notice', notice: { kind: 'helping-ended', helpingId: 7 } }
    await store.pool.query('update turn set incoming = $1, unknown_sends = 2, next_try_at = $2', [
      notice,
      NOON,
    ])
    await says('--again', String(id))
    const { rows } = await store.pool.query(
      'select state, replies, sent, tries, refused, unknown_sends, next_try_at from turn',
    )
    expect(rows).toEqual([
      {
        state: 'waiting',
        replies: null,
        sent: 0,
        tries: 0,
        refused: null,
        unknown_sends: 0,
        next_try_at: null,
      },
    ])
  })

  it('does nothing where something else was read after it', async () => {
    const id = await refused(['con chào bà', 'bà học nha'])
    const said = await says('--again', String(id))
    expect(said).toMatchObject({ code: 1 })
    expect(said.output).toContain('không gửi lại được')
    expect(await lines()).toHaveLength(1)
  })
})

describe('dropping', () => {
  it('takes each sort off the list, and nothing else', async () => {
    const ids = [await failedJob(), String(await setAside()), String(await refused(['a']))]
    const other = await pickedUp(store.inbox, 'chi')
    for (const id of ids) expect((await says('--drop', id)).code).toBe(0)
    expect(await says()).toMatchObject({ output: 'Không có gì bị bỏ lại.\n' })
    for (const id of [...ids, String(other.id), '0', 'x', '00000000-0000-0000-0000-000000000000'])
      expect(await says('--drop', id)).toMatchObject({ code: 1 })
    expect(await store.inbox.next(other.contactId)).toMatchObject({ state: 'waiting' })
  })
})

it.each([[['--again']], [['--drop']], [['--fly', '1']], [['--drop', '1', '2']], [['1']]])(
  'says in one sentence what it does not understand: %j',
  async (args) => {
    const { output, code } = await says(...args)
    expect(code).toBe(1)
    expect(output.trim().split('\n')).toHaveLength(1)
  },
)
it('explains itself', async () => {
  expect((await says('--help')).output).toContain('--again')
})
