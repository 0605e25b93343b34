import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type InvitationDesk, createInvitationDesk } from '../../src/services/invitation-desk.js'
import { createPool, type Pool } from '../../src/store/pool.js'
import { openStore, type OpenedStore } from '../store/opened-store.js'

const NOW = new Date('2026-11-28T03:00:00Z')
const RIGHT = 'lúa sen trâu'
const WRONG = 'sen trâu lúa'

let store: OpenedStore
/** That of another process. */
let otherPool: Pool
let desk: InvitationDesk
let other: InvitationDesk
let an: number
let binh: number
let open: number
beforeAll(async () => {
  store = await openStore()
  otherPool = createPool(store.url, 2)
})
beforeEach(async () => {
  desk = createInvitationDesk({ pool: store.pool, link: () => null })
  other = createInvitationDesk({ pool: otherPool, link: () => null })
  const { rows } = await store.pool.query<{ id: number }>(
    `insert into contact (channel, address, seen_at) select 'telegram', who, $1 from unnest('{hoa,an,binh}'::text[]) who
     returning id`,
    [NOW],
  )
  const [hoa] = rows.map(({ id }) => id)
  ;[, an, binh] = rows.map(({ id }) => id) as [number, number, number]
  const made = await store.pool.query<{ id: number }>(
    `with h as (insert into helper (contact_id, name, made_at) values ($1, 'Hoa', $2) returning id)
     insert into invitation (kind, words, helper_id, called, made_at, expires_at)
     select 'family', $3, id, 'bà', $2, $2::timestamptz + interval '14 days' from h returning id`,
    [hoa, NOW, RIGHT],
  )
  open = made.rows[0]!.id
})
afterEach(() => store.clear())
afterAll(async () => {
  await otherPool.end()
  await store.close()
})

const says = async (words: string, contactId = an, at = NOW, by = desk) => {
  const found = await by.byWords(words, contactId, at)
  return typeof found === 'object' && found !== null ? found.id : found
}

describe('three words, guessed', () => {
  it('tell nothing to a chat after ten that open nothing, not even of those that would, for ten minutes', async () => {
    for (let tried = 0; tried < 10; tried++)
      expect(await says(WRONG, an, NOW, tried % 2 === 0 ? desk : other)).toBe('closed')
    expect([await says(WRONG), await says(RIGHT)]).toEqual(['busy', 'busy'])
    expect(await says(RIGHT, an, NOW, other)).toBe('busy')
    expect(await says(RIGHT, binh)).toBe(open)
    expect(await says(RIGHT, an, new Date(NOW.getTime() + 10 * 60_000))).toBe(open)
  })

  it('are not counted where they open something, nor where there are none', async () => {
    for (let said = 0; said < 30; said++) expect(await says(RIGHT)).toBe(open)
    for (let said = 0; said < 30; said++) expect(await says('chào con')).toBeNull()
    expect(await says(WRONG)).toBe('closed')
  })
})
