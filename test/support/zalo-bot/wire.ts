import { serve } from '@hono/node-server'
import { pino } from 'pino'
import type { Delivery } from '../../../src/channels/channel.js'
import {
  createZaloBotChannel,
  type ZaloBotChannel,
  type ZaloBotConfig,
  type ZaloBotDeps,
} from '../../../src/channels/zalo-bot/zalo-bot.js'
import { plainPng } from '../png.js'
import { QUICK, SECRET } from '../telegram/wire.js'
import { startZaloBotServer, type ZaloBotServer, type ZaloBotServerOptions } from './server.js'

export interface BotWire {
  server: ZaloBotServer
  channel: ZaloBotChannel
  /** Everything handed on, repeats too, in order. */
  deliveries: Delivery[]
  /** All lines logged so far. */
  logged: () => string
  close: () => Promise<void>
}

export interface BotWireOptions {
  mode?: 'polling' | 'webhook'
  server?: ZaloBotServerOptions
  deps?: Partial<ZaloBotDeps>
  config?: Partial<Pick<ZaloBotConfig, 'token' | 'apiRoot'>>
}

/** The real wire against a stand-in of its own, with a place where pictures are fetched; `start()` is left to the test. */
export async function openBotWire(options: BotWireOptions = {}): Promise<BotWire> {
  const server = await startZaloBotServer(options.server)
  const door = await openDoor()
  const deliveries: Delivery[] = []
  const lines: string[] = []
  const deps: ZaloBotDeps = {
    receive: (delivery) => Promise.resolve(deliveries.push(delivery) > 0),
    takeToken: () => Promise.resolve(true),
    pictureUrl: (name) => `${door.url}/hinh/${name}.png`,
    pictures: { png: () => Promise.resolve(plainPng(9, 9)) },
    pictureInWords: () => '',
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    clock: () => new Date('2026-11-22T01:00:00Z'),
    pace: QUICK,
    ...options.deps,
  }
  const config = { token: server.token, apiRoot: server.root, ...options.config }
  const way =
    options.mode === 'webhook'
      ? { mode: 'webhook' as const, url: `${door.url}/webhooks/zalo-bot`, secret: SECRET }
      : { mode: 'polling' as const }
  const channel = createZaloBotChannel({ ...config, ...way }, deps)
  door.leadsTo(channel)
  const close = async () => {
    await channel.stop()
    await server.close()
    await door.close()
  }
  return { server, channel, deliveries, logged: () => lines.join(''), close }
}

/** An address on this machine where Zalo posts to and fetches pictures from. */
async function openDoor() {
  let webhook: ZaloBotChannel['webhook']
  const png = plainPng(9, 9)
  const fetch = (request: Request) => {
    if (new URL(request.url).pathname.startsWith('/hinh/')) return new Response(new Uint8Array(png))
    return webhook?.(request) ?? new Response(null, { status: 404 })
  }
  const [http, port] = await new Promise<[ReturnType<typeof serve>, number]>((resolve) => {
    const started = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve([started, info.port]))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    leadsTo: (channel: ZaloBotChannel) => void (webhook = channel.webhook),
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve())
        // A probe on its way may never end.
        if ('closeAllConnections' in http) http.closeAllConnections()
      }),
  }
}
