import { expect, vi } from 'vitest'
import { BOT_NAMES } from '../support/zalo-bot/person.js'
import { type BotWire, type BotWireOptions, openBotWire } from '../support/zalo-bot/wire.js'
import { describeChannel, type Harness, type Visitor } from './channel-contract.js'
import { PATIENT } from '../support/patience.js'

async function openHarness(
  mode: NonNullable<BotWireOptions['mode']>,
  shape: 'flat' | 'wrapped',
): Promise<Harness> {
  const wire = await openBotWire({ mode })
  wire.server.events.shape = shape
  await wire.channel.start()
  // Where Zalo posts, it knows the address before anybody writes.
  const registered = mode === 'webhook' ? 'setWebhook' : 'getUpdates'
  await vi.waitFor(() => expect(wire.server.callsOf(registered)).not.toEqual([]), { interval: 2, ...PATIENT })
  const toPeople = ['sendMessage', 'sendPhoto', 'sendChatAction']
  return {
    channel: wire.channel,
    deliveries: wire.deliveries,
    names: Object.values(BOT_NAMES),
    visitor: () => Promise.resolve(visitorFor(wire)),
    sentOut: () =>
      Promise.resolve(JSON.stringify(wire.server.calls.filter(({ method }) => toPeople.includes(method)))),
    close: wire.close,
  }
}

function visitorFor({ server, deliveries }: BotWire): Visitor {
  const person = server.person()
  const handedOn = async (act: () => Promise<number>): Promise<void> => {
    const before = deliveries.length
    await act()
    await vi.waitFor(() => expect(deliveries.length).toBeGreaterThan(before), { interval: 2, ...PATIENT })
  }
  const lacking = (what: string) => () => Promise.reject(new Error(`nobody can ${what} here`))
  return {
    address: person.id,
    says: (text) => handedOn(() => person.says(text)),
    presses: lacking('press anything'),
    blocks: lacking('block the bot'),
    unblocks: lacking('block the bot'),
    isHeardAgain: () => handedOn(() => person.isHeardAgain()),
    sees: () => Promise.resolve(person.sees().map(({ text, picture }) => ({ text, buttons: [], picture }))),
  }
}

const lacks = { buttons: 'none', buttonsBelowPictures: false, edits: false } as const

describeChannel('zalo-bot by polling', () => openHarness('polling', 'flat'), lacks)
describeChannel('zalo-bot by webhook', () => openHarness('webhook', 'flat'), lacks)
describeChannel(
  'zalo-bot by webhook, in the documented envelope',
  () => openHarness('webhook', 'wrapped'),
  lacks,
)
