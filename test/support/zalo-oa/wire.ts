import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import { pino } from 'pino'
import type { Delivery } from '../../../src/channels/channel.js'
import type { Pace } from '../../../src/channels/pace.js'
import type { KeptPair, OaTokens } from '../../../src/channels/zalo-oa/pair.js'
import {
  createZaloOaChannel,
  type ZaloOaChannel,
  type ZaloOaConfig,
  type ZaloOaDeps,
} from '../../../src/channels/zalo-oa/zalo-oa.js'
import { plainPng } from '../png.js'
import { handlesInMemory } from '../telegram/wire.js'
import { createZaloOaServer } from './server.js'
import type { OaServer, OaServerOptions } from './types.js'

/** Impatient, so that tests see in milliseconds what takes seconds in earnest. */
export const QUICK: Pace = { longPollSeconds: 1, retryMs: 5, longestMs: 20, standByMs: 20, helloMs: 500 }

/** The pair of one process, in memory. */
export function tokensInMemory(): OaTokens & { kept: KeptPair | null; marks: Date[] } {
  const origins = new Set<string>()
  let turn: Promise<unknown> = Promise.resolve()
  const store: ReturnType<typeof tokensInMemory> = {
    kept: null,
    marks: [],
    begin(first, at) {
      const origin = first.refreshToken
      const expiresAt = new Date(at.getTime() + 25 * 60 * 60 * 1000)
      if (store.kept === null || !origins.has(origin)) {
        origins.add(origin)
        store.kept = { ...first, obtainedAt: at, expiresAt, refreshingAt: null, origin }
      }
      return Promise.resolve(store.kept)
    },
    newest: () => (store.kept === null ? Promise.reject(new Error('none')) : Promise.resolve(store.kept)),
    alone<T>(work: () => Promise<T>): Promise<T> {
      const mine = turn.then(work)
      turn = mine.catch(() => undefined)
      return mine
    },
    markRefreshing(at) {
      store.marks.push(at)
      if (store.kept !== null) store.kept = { ...store.kept, refreshingAt: at }
      return Promise.resolve()
    },
    keep(pair) {
      store.kept = { ...pair, refreshingAt: null }
      return Promise.resolve()
    },
  }
  return store
}

/** Uploads of one process, in memory. */
export function uploadsInMemory(start = 0): ZaloOaDeps['uploads'] & { nth: number } {
  const counter = { nth: start, add: () => Promise.resolve(++counter.nth) }
  return counter
}

export interface OaWire {
  server: OaServer
  channel: ZaloOaChannel
  /** Everything handed on, repeats too, in order. */
  deliveries: Delivery[]
  tokens: OaTokens
  /** What somebody was told to look at. */
  alarms: string[]
  logged: () => string
  /** Names of pictures under this address are there to be fetched. */
  pictures: { root: string }
  close: () => Promise<void>
}

export interface OaWireOptions {
  server?: OaServerOptions
  deps?: Partial<ZaloOaDeps>
  config?: Partial<ZaloOaConfig>
}

/** The real wire against a stand-in of its own, and a server from which the stand-in fetches pictures. */
export async function openOaWire(options: OaWireOptions = {}): Promise<OaWire> {
  const server = await createZaloOaServer(options.server)
  const pictures = await openPictures()
  const deliveries: Delivery[] = []
  const lines: string[] = []
  const alarms: string[] = []
  const tokens = options.deps?.tokens ?? tokensInMemory()
  const channel = createZaloOaChannel(configOf(server, options.config), {
    receive: (delivery) => Promise.resolve(deliveries.push(delivery) > 0),
    pictureUrl: (name) => `${pictures.root}/anh/${encodeURIComponent(name)}.png`,
    pictures: { png: () => Promise.resolve(plainPng(9, 9)) },
    pictureInWords: () => '',
    handles: handlesInMemory(),
    uploads: uploadsInMemory(),
    clock: options.server?.clock ?? (() => new Date()),
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    alarm: (what) => void alarms.push(what),
    pace: QUICK,
    ...options.deps,
    tokens,
  })
  const door = await openDoor(channel.webhook)
  server.webhookUrl = door.url
  return {
    server,
    channel,
    deliveries,
    tokens,
    alarms,
    logged: () => lines.join(''),
    pictures,
    async close() {
      await channel.stop()
      await door.close()
      await pictures.close()
      await server.close()
    },
  }
}

/** What the program is given so that it speaks with the stand-in. */
export const configOf = (server: OaServer, other: Partial<ZaloOaConfig> = {}): ZaloOaConfig => ({
  appId: server.appId,
  appSecret: server.appSecret,
  webhookSecret: server.webhookSecret,
  accessToken: server.accessToken,
  refreshToken: server.refreshToken,
  apiRoot: server.root,
  oauthRoot: server.root,
  ...other,
})

/** An address on this machine that Zalo can post to. */
async function openDoor(webhook: ZaloOaChannel['webhook']): Promise<{ url: string; close(): Promise<void> }> {
  return new Promise((resolve) => {
    const http = serve({ fetch: webhook, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}/webhooks/zalo-oa`,
        close: () => new Promise((done) => http.close(() => done())),
      }),
    )
  })
}

/** A plain picture under every name. */
async function openPictures(): Promise<{ root: string; close(): Promise<void> }> {
  const png = plainPng(9, 9)
  const http = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'image/png' }).end(png),
  )
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    root: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()))
      http.closeAllConnections()
      await closed
    },
  }
}
