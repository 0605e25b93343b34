import { pino } from 'pino'
import type { Pool } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import type { Delivery } from '../../src/channels/channel.js'
import { createWebChannel } from '../../src/channels/web/channel.js'
import { type WebMessage, type WebMessages, webBody } from '../../src/channels/web/messages.js'
import { maskSecrets } from '../../src/domain/secrets.js'
import { type Arrivals, createArrivals } from '../../src/store/arrivals.js'
import { createPool } from '../../src/store/pool.js'
import { createWebMessages } from '../../src/store/web-messages.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { openChat, post, words } from '../support/web/visitor.js'
import { createTestWeb } from '../support/web/web-app.js'
import {
  describeChannel,
  describeKnownReplies,
  type Harness,
  type Seen,
  type Visitor,
} from './channel-contract.js'

const log = pino({ level: 'silent' })
const aboutPicture = () => ({ alt: 'Màn hình tập', keep: false })
const clock = () => new Date('2026-11-22T01:00:00Z')

let database: TestDatabase
let pool: Pool
let arrivals: Arrivals
let messages: WebMessages

beforeAll(async () => {
  database = await createDatabase()
  pool = createPool(database.url, 4, () => undefined)
  arrivals = await createArrivals(database.url, log)
  messages = createWebMessages(pool, arrivals)
})
afterAll(async () => {
  await arrivals.close()
  await pool.end()
  await database.drop()
})

/** The pages and the wire over one table, with an inbox that only listens. */
function openHarness(): Promise<Harness> {
  const deliveries: Delivery[] = []
  const receive = (delivery: Delivery) => Promise.resolve(deliveries.push(delivery) > 0)
  const { web } = createTestWeb({ messages, receive, guard: maskSecrets, clock })
  const cookies: string[] = []
  const addresses: string[] = []

  const visitor = async (): Promise<Visitor> => {
    const { cookie, visitor: address } = await openChat(web)
    cookies.push(cookie.slice(cookie.indexOf('=') + 1))
    addresses.push(address)
    let last: object = {}
    const posts = async (body: object): Promise<void> => {
      last = body
      const { status } = await post(web, cookie, body)
      if (status !== 202) throw new Error(`the web chat answered ${status}`)
    }
    return {
      address,
      says: (text) => posts(words(text)),
      presses: async (place) => posts({ id: words('').id, ...(await buttonAt(address, place)) }),
      blocks: () => Promise.reject(new Error('nobody can block the web chat')),
      unblocks: () => Promise.reject(new Error('nobody can block the web chat')),
      isHeardAgain: () => posts(last),
      sees: async () => standing(await messages.recent(address, clock())).map(({ seen }) => seen),
    }
  }
  return Promise.resolve({
    channel: createWebChannel({ messages, aboutPicture, clock, log }),
    deliveries,
    visitor,
    // A cookie is all we know of a visitor, and only its hash goes further.
    names: cookies,
    sentOut: async () =>
      JSON.stringify(await Promise.all(addresses.map((one) => messages.recent(one, clock())))),
    close: () => Promise.resolve(),
  })
}

interface Standing {
  id: string
  seen: Seen
  data: string[]
}

/** The bot's messages as the page draws them from its rows. */
function standing(rows: WebMessage[]): Standing[] {
  const bodies = rows.map(({ id, body }) => ({ id: String(id), body: webBody.parse(body) }))
  const closed = new Set(bodies.flatMap(({ body }) => (body.kind === 'closed' ? [body.messageId] : [])))
  return bodies.flatMap(({ id, body }) => {
    if (body.kind !== 'told') return []
    const buttons = closed.has(id) ? [] : body.buttons
    const picture = body.picture?.name ?? null
    const seen = { text: body.text, buttons: buttons.map(({ label }) => label), picture }
    return [{ id, seen, data: buttons.map(({ data }) => data) }]
  })
}

async function buttonAt(address: string, place: number): Promise<{ press: string; messageId: string }> {
  const newest = standing(await messages.recent(address, clock())).findLast(({ data }) => data.length > 0)
  const press = newest?.data[place]
  if (newest === undefined || press === undefined) throw new Error(`there is no button ${place}`)
  return { press, messageId: newest.id }
}

describeChannel('web', openHarness)
describeKnownReplies('web', openHarness)
