import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createGuesses, forgetGuesses } from '../../src/store/guesses.js'
import { createPool, type Pool } from '../../src/store/pool.js'
import { openStore, type OpenedStore } from './opened-store.js'

const NOW = new Date('2026-11-28T03:00:00Z')
const later = (ms: number): Date => new Date(NOW.getTime() + ms)
const TEN_MINUTES_MS = 10 * 60_000

let store: OpenedStore
/** That of another process. */
let other: Pool
beforeAll(async () => {
  store = await openStore()
  other = createPool(store.url, 8)
})
afterEach(() => store.clear())
afterAll(async () => {
  await other.end()
  await store.close()
})

async function contacts(many: number, channel = 'web'): Promise<number[]> {
  const { rows } = await store.pool.query<{ id: number }>(
    `insert into contact (channel, address, seen_at)
     select $1, gen_random_uuid()::text, $2 from generate_series(1, $3) returning id`,
    [channel, NOW, many],
  )
  return rows.map(({ id }) => id)
}

/** Tries of these chats in both processes at once; how many were let through. */
async function triedBy(chats: number[], at = NOW): Promise<number> {
  const both = [createGuesses(store.pool, 'three-words'), createGuesses(other, 'three-words')] as const
  const allowed = await Promise.all(chats.map((chat, nth) => both[nth % 2]!.mayTry(chat, at)))
  return allowed.filter(Boolean).length
}

describe('tries at words', () => {
  it('of one chat are ten in ten minutes, however many processes it reaches and however often they start', async () => {
    const [an, hoa] = await contacts(2)
    expect(await triedBy(Array.from({ length: 30 }, () => an!))).toBe(10)
    expect(await createGuesses(other, 'three-words').mayTry(an!, later(1))).toBe(false)
    expect(await triedBy([an!], later(TEN_MINUTES_MS - 1))).toBe(0)
    expect(await triedBy([hoa!])).toBe(1)
    expect(
      await triedBy(
        Array.from({ length: 30 }, () => an!),
        later(TEN_MINUTES_MS),
      ),
    ).toBe(10)
  })

  it('of all chats of a channel are 600, and close no other channel and nothing else', async () => {
    const many = await contacts(620)
    const [onTelegram] = await contacts(1, 'telegram')
    expect(await triedBy(many)).toBe(600)
    expect(await triedBy([onTelegram!])).toBe(1)
    expect(await createGuesses(store.pool, 'officer').mayTry(many[0]!, NOW)).toBe(true)
  })

  it('that were right count neither for the chat nor for its channel', async () => {
    const [an] = await contacts(1)
    const guesses = createGuesses(store.pool, 'three-words')
    for (let said = 0; said < 30; said++) {
      expect(await guesses.mayTry(an!, NOW)).toBe(true)
      await guesses.wasRight(an!)
    }
    const { rows } = await store.pool.query('select key, tries from guess order by key')
    expect(rows).toEqual([
      { key: 'three-words all web', tries: 0 },
      { key: `three-words chat ${an!}`, tries: 0 },
    ])
  })

  it('are forgotten when their ten minutes are over, those of a chat with the chat', async () => {
    const [an, hoa] = await contacts(2)
    await triedBy([an!])
    await triedBy([hoa!], later(1))
    const left = async () => (await store.pool.query('select contact_id from guess order by key')).rows
    expect(await forgetGuesses(store.pool, later(TEN_MINUTES_MS - 1))).toBe(0)
    expect(await forgetGuesses(store.pool, later(TEN_MINUTES_MS))).toBe(2)
    expect(await left()).toEqual([{ contact_id: hoa }])
    await store.pool.query('delete from contact')
    expect(await left()).toEqual([])
  })
})
