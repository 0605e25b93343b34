import { NAMES } from '../support/zalo-oa/events.js'
import type { OaPerson } from '../support/zalo-oa/types.js'
import { openOaWire, type OaWire } from '../support/zalo-oa/wire.js'
import { describeBlocking, describeChannel, type Harness, type Visitor } from './channel-contract.js'

async function openHarness(): Promise<Harness> {
  const wire = await openOaWire()
  await wire.channel.start()
  return {
    channel: wire.channel,
    deliveries: wire.deliveries,
    names: [...Object.values(NAMES), 'user_id_by_app', '5568458835296197001', '5568458835296197002'],
    visitor: () => visitorFor(wire),
    sentOut: () => Promise.resolve(JSON.stringify(wire.server.calls.map(({ payload }) => payload))),
    close: wire.close,
  }
}

/** Somebody who follows: nobody else may be written to. */
async function visitorFor({ server, deliveries }: OaWire): Promise<Visitor> {
  const person = server.person()
  await person.follows()
  deliveries.pop()
  const taken = async (act: () => ReturnType<OaPerson['says']>): Promise<void> => {
    const { status } = await act()
    if (status !== 200) throw new Error(`the webhook answered ${status}`)
  }
  return {
    address: person.id,
    says: (text) => taken(() => person.says(text)),
    presses: (place) =>
      taken(() => {
        const shown = person.sees().findLast(({ buttons }) => buttons.length > 0)
        return person.presses(shown?.buttons[place]?.payload ?? `no button ${place}`)
      }),
    blocks: () => taken(() => person.unfollows()),
    unblocks: () => taken(() => person.follows()),
    isHeardAgain: () => taken(() => person.isHeardAgain()),
    sees: () =>
      Promise.resolve(
        person.sees().map(({ text, buttons, picture }) => ({
          text,
          buttons: buttons.map(({ title }) => title),
          picture,
        })),
      ),
  }
}

const LACKS = { buttons: 'alone', buttonsBelowPictures: false, edits: false } as const

describeChannel('zalo-oa', openHarness, LACKS)
describeBlocking('zalo-oa', openHarness, { kind: 'follow' })
