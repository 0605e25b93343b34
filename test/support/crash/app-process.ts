/**
 * The whole program in a process of its own, to be killed. It loads everything, says so, and begins
 * when it is told with which environment: a spare process takes over without the time of loading.
 */
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { type App, createApp } from '../../../src/app.js'
import type { ChannelId } from '../../../src/channels/channel.js'
import { readConfig } from '../../../src/config.js'
import { openContent } from '../../../src/content/open.js'
import type { Rate } from '../../../src/delivery/pace.js'

export interface Order {
  env: Record<string, string>
  databaseUrl: string
  /** How fast each channel may be sent to; what the platforms allow unless told. */
  rates?: Record<ChannelId, Rate>
}
export type Told = { loaded: true } | { begun: true }

const tell = (told: Told): void => void process.send!(told)

process.once('message', (order: Order) => void begin(order))
process.once('disconnect', () => process.exit(0))
// The content is opened here, so that it is known when the program begins.
await openContent(fileURLToPath(new URL('../../../content', import.meta.url)), {
  find: () => Promise.resolve(null),
  keep: () => Promise.resolve(),
})
tell({ loaded: true })

async function begin({ env, databaseUrl, rates }: Order): Promise<void> {
  const log = pino({ level: 'error' }, pino.destination(2))
  const paced = rates === undefined ? {} : { rates }
  const app: App = await createApp(readConfig(env), { databaseUrl, clock: () => new Date(), log, ...paced })
  process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)))
  tell({ begun: true })
}
