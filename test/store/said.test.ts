import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isOfOfficer, wordsHash } from '../../src/channels/zalo-oa/own-words.js'
import type { Incoming } from '../../src/domain/incoming.js'
import { delivery, hoursAfter, NOON, outcome, reply } from './fixtures.js'
import { openStore, type OpenedStore } from './opened-store.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.clear())
afterAll(() => store.close())

const byHand = (text: string, messageId: string | null = null): Incoming & { kind: 'by-hand' } => ({
  kind: 'by-hand',
  messageId,
  words: wordsHash(text),
})

/** The next turn of a chat in which somebody seems to have written by hand. */
async function echoed(updateId: string, incoming: Incoming, at: Date, address = 'an') {
  const stored = await store.inbox.store({ ...delivery(updateId, address), incoming }, at)
  return (await store.inbox.next(stored!.contactId))!
}

/** A turn that said this, with the platform's id of the message. */
async function says(updateId: string, text: string, messageId: string, at: Date, address = 'an') {
  const stored = await store.inbox.store(delivery(updateId, address), NOON)
  const turn = (await store.inbox.next(stored!.contactId))!
  const replies = [reply(text)]
  await store.inbox.save(turn, outcome({ replies }), at)
  await store.inbox.markSent({ id: turn.id, replies }, 1, messageId)
}

describe('where an officer seems to have written by hand', () => {
  it('the turn knows what the program said in the two hours before, however long the turn had waited', async () => {
    await says('1', 'Chào cô.', 'm1', hoursAfter(3))
    await says('2', 'Chào bác.', 'm2', hoursAfter(3), 'binh')
    const echo = byHand('Chào cô. ')
    const turn = await echoed('3', echo, hoursAfter(4))
    expect(turn.said).toEqual({ calls: [reply('Chào cô.')], messageIds: ['m1'] })
    expect(isOfOfficer(echo, turn.said!)).toBe(false)
    expect(isOfOfficer(byHand('Dạ.', 'm1'), turn.said!)).toBe(false)
    expect(isOfOfficer(byHand('Chào bác.', 'm2'), turn.said!)).toBe(true)
  })

  it('and nothing that is older', async () => {
    await says('1', 'Chào cô.', 'm1', NOON)
    expect((await echoed('2', byHand('Chào cô.'), hoursAfter(2))).said).toEqual({ calls: [], messageIds: [] })
  })

  it('and no other turn is told of it', async () => {
    await says('1', 'Chào cô.', 'm1', NOON)
    expect(await echoed('2', { kind: 'follow' }, NOON)).not.toHaveProperty('said')
  })
})

describe('when a message was sent', () => {
  it('is kept where the platform had it before we did, and never later than now', async () => {
    const one = { ...delivery('1'), sentAt: hoursAfter(-1) }
    const late = { ...delivery('2', 'binh'), sentAt: hoursAfter(1) }
    const kept = async (of: typeof one) => {
      const stored = await store.inbox.store(of, NOON)
      const { incoming, receivedAt } = (await store.inbox.next(stored!.contactId))!
      expect(receivedAt).toEqual(NOON)
      return incoming
    }
    expect(await kept(one)).toEqual({ ...one.incoming, sentAt: hoursAfter(-1).toISOString() })
    expect(await kept(late)).toEqual(late.incoming)
  })
})
