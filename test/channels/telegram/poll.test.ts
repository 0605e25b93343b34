import { EventEmitter, once } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Delivery } from '../../../src/channels/channel.js'
import { openWire, QUICK, type Wire, type WireOptions } from '../../support/telegram/wire.js'
import { startTelegramServer } from '../../support/telegram/server.js'

const wires: Wire[] = []
async function wire(options: WireOptions = {}): Promise<Wire> {
  const opened = await openWire(options)
  wires.push(opened)
  return opened
}
afterEach(async () => {
  for (const opened of wires.splice(0)) await opened.close()
})

const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 20_000, interval: 5 })
const wordsOf = (deliveries: Delivery[]): string[] =>
  deliveries.map(({ incoming }) => (incoming.kind === 'text' ? incoming.text : incoming.kind))

describe('polling', () => {
  it('hands on what people write, in their order', async () => {
    const { server, channel, deliveries } = await wire()
    const person = server.person()
    for (const word of ['một', 'hai', 'ba']) person.says(word)
    await channel.start()
    await soon(() => expect(wordsOf(deliveries)).toEqual(['một', 'hai', 'ba']))
    expect(channel.trouble()).toBeNull()
  })

  it('asks only for what we read', async () => {
    const { server, channel } = await wire()
    await channel.start()
    const [first] = await soon(() => {
      const calls = server.callsOf('getUpdates')
      expect(calls).not.toEqual([])
      return calls
    })
    expect(first?.payload['allowed_updates']).toEqual(['message', 'callback_query', 'my_chat_member'])
  })

  it('removes a webhook first, keeping what waits', async () => {
    const { server, channel, deliveries } = await wire()
    server.updates.setWebhook('https://cu.example/', null, undefined)
    server.updates.setWebhook('', null, undefined)
    server.person().says('còn đây')
    await channel.start()
    await soon(() => expect(wordsOf(deliveries)).toEqual(['còn đây']))
    expect(server.callsOf('deleteWebhook')[0]?.payload['drop_pending_updates']).toBeUndefined()
  })

  it('confirms a batch only when all of it is stored', async () => {
    const stored: string[] = []
    let refuse = true
    const { server, channel } = await wire({
      deps: {
        receive: async (delivery) => {
          const [word] = wordsOf([delivery])
          if (word === 'hai' && refuse) throw new Error('no database')
          stored.push(word ?? '')
          return Promise.resolve(true)
        },
      },
    })
    const [an, binh] = [server.person(), server.person()]
    an.says('một')
    an.says('hai')
    an.says('ba')
    binh.says('bốn')
    await channel.start()
    await soon(() => expect(channel.trouble()).toContain('cannot be stored'))

    expect(stored).toContain('một')
    expect(stored).not.toContain('ba')
    expect(server.updates.pending).toHaveLength(4)
    expect(server.callsOf('getUpdates').every(({ payload }) => payload['offset'] === undefined)).toBe(true)

    refuse = false
    await soon(() => expect(server.updates.pending).toEqual([]))
    expect(new Set(stored)).toEqual(new Set(['một', 'hai', 'ba', 'bốn']))
    expect(stored.indexOf('hai')).toBeLessThan(stored.lastIndexOf('ba'))
    await soon(() => expect(channel.trouble()).toBeNull())
  })

  it('goes past updates that we do not read', async () => {
    const { server, channel, deliveries } = await wire()
    const person = server.person()
    person.says('một')
    person.pins(1001)
    person.edits('khác')
    server.updates.deliver(person.id, { hologram: {} })
    server.updates.deliver(person.id, { message: 'hỏng' })
    person.says('hai')
    await channel.start()
    await soon(() => expect(server.updates.pending).toEqual([]))
    expect(wordsOf(deliveries)).toEqual(['một', 'hai'])
  })

  it.each([
    [{ status: 500 } as const, 'does not give updates (500'],
    [{ drop: 'before' } as const, 'cannot be reached'],
    [{ status: 429, retryAfter: 0 } as const, '429'],
    [{ status: 401 } as const, 'TELEGRAM_BOT_TOKEN'],
  ])('lives through %j and says so meanwhile', async (failure, sentence) => {
    const { server, channel, deliveries, logged } = await wire()
    const lift = server.fail(failure, { method: 'getUpdates', times: Infinity })
    await channel.start()
    await soon(() => expect(channel.trouble()).toContain(sentence))
    expect(channel.trouble()).toContain('since 2026-11-22T01:00:00.000Z')
    lift()
    server.person().says('có ai không')
    await soon(() => expect(deliveries).toHaveLength(1))
    await soon(() => expect(channel.trouble()).toBeNull())
    expect(logged()).not.toContain(server.token)
  })

  it('names the other poller, keeps trying slowly and wins when it has gone', async () => {
    const pace = { ...QUICK, standByMs: 60, retryMs: 1, longestMs: 1 }
    const { server, channel, deliveries } = await wire({ deps: { pace } })
    const lift = server.fail({ status: 409 }, { method: 'getUpdates', times: Infinity })
    await channel.start()
    await soon(() => expect(channel.trouble()).toContain('Somebody else polls Telegram with the same token'))
    const before = server.callsOf('getUpdates').length
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(server.callsOf('getUpdates').length - before).toBeLessThanOrEqual(3)
    lift()
    server.person().says('một')
    await soon(() => expect(deliveries).toHaveLength(1))
  })

  it('asks for the lock again after a conflict, for it may be lost', async () => {
    let asked = 0
    const takeToken = () => Promise.resolve(++asked === 1)
    const { server, channel } = await wire({ deps: { takeToken } })
    server.fail({ status: 409 }, { method: 'getUpdates' })
    await channel.start()
    await soon(() => expect(asked).toBeGreaterThan(2))
    expect(server.callsOf('getUpdates')).toHaveLength(1)
  })

  it('stands by while another process holds the token, and takes over', async () => {
    let free = false
    const { server, channel, deliveries } = await wire({ deps: { takeToken: () => Promise.resolve(free) } })
    server.person().says('chờ')
    await channel.start()
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(server.callsOf('getUpdates')).toEqual([])
    free = true
    await soon(() => expect(wordsOf(deliveries)).toEqual(['chờ']))
  })

  it('keeps standing by when the lock cannot be asked for', async () => {
    let broken = true
    const takeToken = () => (broken ? Promise.reject(new Error('no connection')) : Promise.resolve(true))
    const { server, channel, deliveries } = await wire({ deps: { takeToken } })
    await channel.start()
    await soon(() => expect(channel.trouble()).toContain('lock on the token'))
    broken = false
    server.person().says('một')
    await soon(() => expect(deliveries).toHaveLength(1))
  })

  it('of two processes exactly one polls', async () => {
    const server = await startTelegramServer()
    const owner: { name: string | null } = { name: null }
    const take = (name: string) => () => {
      owner.name ??= name
      return Promise.resolve(owner.name === name)
    }
    const first = await openWire({ server, deps: { takeToken: take('first') } })
    const second = await openWire({ server, deps: { takeToken: take('second') } })
    await Promise.all([first.channel.start(), second.channel.start()])
    const person = server.person()
    for (let n = 0; n < 20; n++) {
      person.says(String(n))
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
    await soon(() => expect(server.updates.pending).toEqual([]))
    expect([...first.deliveries, ...second.deliveries]).toHaveLength(20)
    expect(server.callsOf('getUpdates').map(({ status }) => status)).not.toContain(409)
    await second.channel.stop()
    await first.close()
  })

  it('stops at once, but not before what was fetched is stored', async () => {
    const events = new EventEmitter()
    const [begun, finished] = [once(events, 'begun'), once(events, 'finish')]
    let stored = false
    const { server, channel } = await wire({
      deps: {
        receive: async () => {
          events.emit('begun')
          await finished
          stored = true
          return true
        },
      },
    })
    server.person().says('một')
    await channel.start()
    await begun
    const stopping = channel.stop()
    expect(stored).toBe(false)
    events.emit('finish')
    await stopping
    expect(stored).toBe(true)
    const calls = server.calls.length
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(server.calls).toHaveLength(calls)
  })

  it('stops at once while Telegram holds the line', async () => {
    const { server, channel, logged } = await wire({ deps: { pace: { ...QUICK, longPollSeconds: 20 } } })
    await channel.start()
    await soon(() => expect(server.callsOf('getUpdates')).not.toEqual([]))
    const before = performance.now()
    await channel.stop()
    expect(performance.now() - before).toBeLessThan(10_000)
    expect(channel.trouble()).toBeNull()
    expect(logged()).toBe('')
  })
})
