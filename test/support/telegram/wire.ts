import { serve } from '@hono/node-server'
import { pino } from 'pino'
import type { Delivery, PictureHandles } from '../../../src/channels/channel.js'
import type { Pace } from '../../../src/channels/pace.js'
import { profileWith } from '../../../src/channels/telegram/profile.js'
import {
  createTelegramChannel,
  type TelegramChannel,
  type TelegramConfig,
  type TelegramDeps,
} from '../../../src/channels/telegram/telegram.js'
import { plainPng } from '../png.js'
import { startTelegramServer, type TelegramServer } from './server.js'

/** Impatient, so that tests see in milliseconds what takes seconds in earnest. */
export const QUICK: Pace = { longPollSeconds: 1, retryMs: 10, longestMs: 40, standByMs: 20, helloMs: 500 }

export const SECRET = 'mot-bi-mat-cua-webhook'

/** The handles of one wire, in memory. */
export function handlesInMemory(): PictureHandles & { known: Map<string, string> } {
  const known = new Map<string, string>()
  return {
    known,
    find: (name) => Promise.resolve(known.get(name) ?? null),
    remember: (name, handle) => Promise.resolve(void known.set(name, handle)),
  }
}

export interface Wire {
  server: TelegramServer
  channel: TelegramChannel
  /** Everything handed on, repeats too, in order. */
  deliveries: Delivery[]
  /** All lines logged so far. */
  logged: () => string
  close: () => Promise<void>
}

export interface WireOptions {
  mode?: 'polling' | 'webhook'
  server?: TelegramServer
  lacks?: string[]
  deps?: Partial<TelegramDeps>
  config?: Partial<Pick<TelegramConfig, 'token' | 'apiRoot'>>
}

/** The real wire against a stand-in of its own; `start()` is left to the test. */
export async function openWire(options: WireOptions = {}): Promise<Wire> {
  const server = options.server ?? (await startTelegramServer({ lacks: options.lacks ?? [] }))
  const deliveries: Delivery[] = []
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const config = {
    token: server.token,
    apiRoot: server.root,
    profile: profileWith(['start', 'hoc', 'ketqua', 'caidat', 'trogiup', 'xoadulieu']),
    ...options.config,
  }
  const deps: TelegramDeps = {
    receive: async (delivery) => {
      deliveries.push(delivery)
      return Promise.resolve(true)
    },
    takeToken: () => Promise.resolve(true),
    pictures: { png: () => Promise.resolve(plainPng(9, 9)) },
    pictureInWords: () => '',
    handles: handlesInMemory(),
    log,
    clock: () => new Date('2026-11-22T01:00:00Z'),
    pace: QUICK,
    ...options.deps,
  }

  if (options.mode !== 'webhook') {
    const channel = createTelegramChannel({ ...config, mode: 'polling' }, deps)
    return {
      server,
      channel,
      deliveries,
      logged: () => lines.join(''),
      close: () => closeAll(channel, server),
    }
  }

  const door = await openDoor()
  const channel = createTelegramChannel({ ...config, mode: 'webhook', url: door.url, secret: SECRET }, deps)
  door.leadsTo(channel)
  const close = async () => {
    await closeAll(channel, server)
    await door.close()
  }
  return { server, channel, deliveries, logged: () => lines.join(''), close }
}

async function closeAll(channel: TelegramChannel, server: TelegramServer): Promise<void> {
  await channel.stop()
  await server.close()
}

/** An address on this machine that Telegram can post to. */
async function openDoor() {
  let webhook: TelegramChannel['webhook']
  const fetch = (request: Request) => webhook?.(request) ?? new Response(null, { status: 404 })
  const [http, port] = await new Promise<[ReturnType<typeof serve>, number]>((resolve) => {
    const started = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve([started, info.port]))
  })
  return {
    url: `http://127.0.0.1:${port}/webhooks/telegram`,
    leadsTo: (channel: TelegramChannel) => void (webhook = channel.webhook),
    close: () => new Promise<void>((resolve) => http.close(() => resolve())),
  }
}
