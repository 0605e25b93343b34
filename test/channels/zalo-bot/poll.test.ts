import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Delivery } from '../../../src/channels/channel.js'
import { pino } from 'pino'
import { createTroubles } from '../../../src/channels/trouble.js'
import type { Api } from '../../../src/channels/zalo-bot/api.js'
import { createPoller } from '../../../src/channels/zalo-bot/poll.js'
import { PARTS } from '../../../src/channels/zalo-bot/trouble.js'
import { PATIENT } from '../../support/patience.js'
import { type BotWire, type BotWireOptions, openBotWire } from '../../support/zalo-bot/wire.js'

let wire: BotWire
const start = async (options: BotWireOptions = {}): Promise<BotWire> => {
  wire = await openBotWire(options)
  await wire.channel.start()
  return wire
}
afterEach(() => wire.close())

const until = (holds: () => void) => vi.waitFor(holds, { interval: 2, ...PATIENT })

describe('polling', () => {
  it('asks for the next event only when the one before is stored', async () => {
    let store: () => void = () => undefined
    const database = new Promise<void>((resolve) => (store = resolve))
    const stored: string[] = []
    const { server } = await start({
      deps: {
        async receive({ updateId }: Delivery) {
          await database
          return stored.push(updateId) > 0
        },
      },
    })
    const person = server.person()
    const [first, second] = [person.says('một'), person.says('hai')]
    await until(() => expect(server.events.waiting).toBe(1))
    await new Promise((resolve) => setTimeout(resolve, 50))
    // Given to nobody: what was given once does not come again.
    expect(server.events.waiting).toBe(1)
    expect(stored).toEqual([])
    store()
    await Promise.all([first, second])
    expect(stored).toHaveLength(2)
  })

  it('keeps what could not be stored and tries until it is', async () => {
    let failures = 3
    const stored: Delivery[] = []
    const { server, channel, logged } = await start({
      deps: {
        async receive(delivery: Delivery) {
          if (failures-- > 0) throw new Error(`no database for «${JSON.stringify(delivery)}»`)
          return Promise.resolve(stored.push(delivery) > 0)
        },
      },
    })
    const said = server.person().says('Mã là của bác')
    await until(() => expect(channel.trouble()).toMatch(/cannot be stored/))
    await said
    expect(stored).toMatchObject([{ incoming: { text: 'Mã là của bác' } }])
    await until(() => expect(channel.trouble()).toBeNull())
    expect(logged()).not.toContain('Mã là')
  })

  it('takes silence for what it is', async () => {
    const { server, channel, logged } = await start()
    await until(() => expect(server.callsOf('getUpdates').length).toBeGreaterThan(1))
    expect(server.callsOf('getUpdates')[0]).toMatchObject({ error: 408 })
    expect(channel.trouble()).toBeNull()
    expect(logged()).toBe('')
  })

  it('is done by one process alone', async () => {
    let isMine = false
    const { server, deliveries } = await start({ deps: { takeToken: () => Promise.resolve(isMine) } })
    const said = server.person().says('Chào cháu')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(server.callsOf('getUpdates')).toEqual([])
    isMine = true
    await said
    expect(deliveries).toHaveLength(1)
  })

  it('says what is wrong and goes on when it is mended', async () => {
    const { server, channel, deliveries, logged } = await start()
    const lift = server.fail({ code: 401, http: 401 }, { method: 'getUpdates', times: Infinity })
    await until(() => expect(channel.trouble()).toMatch(/ZALO_BOT_TOKEN/))
    lift()
    server.fail({ status: 502, html: '<html></html>' }, { method: 'getUpdates' })
    await server.person().says('Chào cháu')
    expect(deliveries).toHaveLength(1)
    await until(() => expect(channel.trouble()).toBeNull())
    expect(logged()).not.toContain(server.token.split(':')[1])
  })

  it('removes a webhook that stands in the way', async () => {
    wire = await openBotWire()
    await wire.server.events.setWebhook('http://127.0.0.1:1/', 'somebody-elses')
    await wire.channel.start()
    await until(() => expect(wire.server.callsOf('deleteWebhook')).not.toEqual([]))
    await wire.server.person().says('Chào cháu')
    expect(wire.deliveries).toHaveLength(1)
  })

  it('starts without an answer of Zalo', async () => {
    const { channel } = await start({ config: { apiRoot: 'http://127.0.0.1:1' } })
    await until(() => expect(channel.trouble()).toMatch(/cannot be reached/))
  })
})

describe('a webhook', () => {
  it('is registered with its secret, again when Zalo did not answer', async () => {
    wire = await openBotWire({ mode: 'webhook' })
    wire.server.fail({ code: 500 }, { method: 'setWebhook' })
    await wire.channel.start()
    await until(() => expect(wire.server.callsOf('setWebhook').at(-1)).toMatchObject({ error: 0 }))
    await until(() => expect(wire.channel.trouble()).toBeNull())
    expect(await wire.server.person().says('Chào cháu')).toBe(200)
    expect(await wire.server.events.post({ event_name: 'x' }, 'forged-secret')).toBe(401)
    expect(wire.server.callsOf('getUpdates')).toEqual([])
  })
})

it('a question that is answered at once with nothing new is asked again ever later', async () => {
  let asked = 0
  let result: unknown = null
  const api: Api = {
    async call() {
      asked += 1
      // As over a network: an answer never comes within the same tick.
      await new Promise((resolve) => setImmediate(resolve))
      return { ok: true, result }
    },
  }
  const poller = createPoller({
    api,
    decode: () => ({ channel: 'zalo-bot', updateId: '1', address: 'a', incoming: { kind: 'follow' } }),
    // The same event again and again.
    receive: () => Promise.resolve(false),
    takeToken: () => Promise.resolve(true),
    prepare: () => Promise.resolve(),
    log: pino({ level: 'silent' }),
    troubles: createTroubles(PARTS, () => new Date()),
    pace: { longPollSeconds: 1, retryMs: 10, longestMs: 1_000, standByMs: 50, helloMs: 10 },
  })
  poller.start()
  await new Promise((resolve) => setTimeout(resolve, 150))
  result = []
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(asked).toBeLessThan(15)
  await until(() => expect(asked).toBeGreaterThan(3))
  await poller.stop()
})
