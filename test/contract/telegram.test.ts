import { expect, vi } from 'vitest'
import { NAMES, type Person } from '../support/telegram/person.js'
import type { Update } from '../support/telegram/updates.js'
import { openWire, type Wire } from '../support/telegram/wire.js'
import { describeBlocking, describeChannel, type Harness, type Visitor } from './channel-contract.js'
import { PATIENT } from '../support/patience.js'

async function openHarness(mode: 'polling' | 'webhook'): Promise<Harness> {
  const wire = await openWire({ mode, lacks: ['sendHologram'] })
  await wire.channel.start()
  const toPeople = /^(send|edit|delete|answer|leave)/
  return {
    channel: wire.channel,
    deliveries: wire.deliveries,
    names: Object.values(NAMES),
    visitor: () => Promise.resolve(visitorFor(wire, wire.server.person())),
    sentOut: () =>
      Promise.resolve(JSON.stringify(wire.server.calls.filter(({ method }) => toPeople.test(method)))),
    close: wire.close,
  }
}

function visitorFor({ server, deliveries }: Wire, person: Person): Visitor {
  let lastUpdate: Update | undefined
  const handedOn = async (act: () => Update): Promise<void> => {
    const before = deliveries.length
    lastUpdate = act()
    await vi.waitFor(() => expect(deliveries.length).toBeGreaterThan(before), { interval: 2, ...PATIENT })
  }
  const botMessages = () => person.sees().filter(({ from }) => from === 'bot')

  return {
    address: String(person.id),
    says: (text) => handedOn(() => person.says(text)),
    presses: (place) =>
      handedOn(() => {
        const buttons = botMessages()
          .findLast((shown) => shown.buttons.length > 0)
          ?.buttons.flat()
        return person.presses(buttons?.[place]?.text ?? `no button ${place}`)
      }),
    blocks: () => handedOn(() => person.blocks()),
    unblocks: () => handedOn(() => person.unblocks()),
    isHeardAgain: () =>
      handedOn(() => {
        if (lastUpdate === undefined) throw new Error('nothing was said yet')
        server.updates.again(lastUpdate)
        return lastUpdate
      }),
    sees: () =>
      Promise.resolve(
        botMessages().map(({ text, buttons, file }) => ({
          text,
          buttons: buttons.flat().map((button) => button.text),
          picture: file?.replace(/\.png$/, '') ?? null,
        })),
      ),
  }
}

for (const mode of ['polling', 'webhook'] as const) {
  describeChannel(`telegram by ${mode}`, () => openHarness(mode))
  describeBlocking(`telegram by ${mode}`, () => openHarness(mode))
}
