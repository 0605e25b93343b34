import { afterAll, beforeAll, expect, it } from 'vitest'
import { createListening } from '../../src/store/listening.js'
import { createPrisma } from '../../src/store/pool.js'
import { hoursAfter, NOON } from './fixtures.js'
import { openStore, wholeTurn, type OpenedStore } from './opened-store.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

const made = (token: string, text: string) => ({ kind: 'listening-made' as const, token, text })

it('reads the words behind a link for 24 hours', async () => {
  const listening = createListening(createPrisma(store.pool))
  await wholeTurn(store.inbox, { events: [made('t1', 'Dạ một'), made('t2', 'Dạ hai'), made('t2', 'Dạ hai')] })

  expect(await listening.read('t1', NOON)).toBe('Dạ một')
  expect(await listening.read('t2', hoursAfter(23.9))).toBe('Dạ hai')
  expect(await listening.read('t1', hoursAfter(24))).toBeNull()
  expect(await listening.read('t3', NOON)).toBeNull()
  expect(await listening.read('t\0', NOON)).toBeNull()

  // The same words put behind the same link again are there for 24 hours more.
  await wholeTurn(store.inbox, { events: [made('t1', 'Dạ một')] }, 'an', hoursAfter(20))
  expect(await listening.read('t1', hoursAfter(43))).toBe('Dạ một')
})
