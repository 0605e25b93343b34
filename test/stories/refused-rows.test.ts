import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHANNELS, type ChannelId } from '../../src/channels/channel.js'
import { OF_NOBODY, everyRowOf } from '../support/rows.js'
import { Play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const INBOX: Record<ChannelId, string[]> = {
  web: ['contact', 'turn', 'web_message'],
  telegram: ['contact', 'turn'],
  'zalo-oa': ['contact', 'turn'],
  'zalo-bot': ['contact', 'turn'],
}

const rowsOfPeople = async (): Promise<Awaited<ReturnType<typeof everyRowOf>>> => {
  const rows = await everyRowOf(stage.pool)
  return Object.fromEntries(Object.entries(rows).filter(([table]) => !OF_NOBODY.includes(table)))
}

/** Says no to being kept, and learns the one lesson there is. */
async function refuses(channel: ChannelId): Promise<Play> {
  await stage.prepare('long-an')
  const person = new Play(stage, channel)
  stage.now = new Date('2026-11-22T08:00:00+07:00')
  for (const words of ['xin chào', '1', 'bà', 'không']) await person.says(words)
  await person.learnsUntil('bài đầu tiên')
  await person.says('1')
  await person.learnsUntil('không giữ lại gì')
  return person
}

describe.each(CHANNELS)('every row left of somebody who refused, on %s', (channel) => {
  it('is the inbox and the address, without a name, a place or evidence', async () => {
    await refuses(channel)
    const rows = await rowsOfPeople()
    expect(Object.keys(rows)).toEqual(INBOX[channel])
    expect(rows['contact']).toEqual([
      {
        id: expect.any(Number),
        channel,
        address: expect.any(String),
        learner_id: null,
        reachable: true,
        seen_at: expect.any(String),
        by_hand_until: null,
        standing: null,
        standing_at: null,
      },
    ])
    for (const turn of rows['turn'] ?? []) expect(turn).toMatchObject({ channel, state: 'done' })
    expect(JSON.stringify(rows)).not.toMatch(/Sương Mai|suong_mai/)
  })

  it('is bare turn keys a day later, and nothing after a week', async () => {
    await refuses(channel)
    stage.now = new Date('2026-11-23T09:00:00+07:00')
    await stage.retain()
    const rows = await rowsOfPeople()
    expect(Object.keys(rows)).toEqual(['turn'])
    for (const turn of rows['turn'] ?? []) {
      expect(turn).toEqual({
        id: expect.any(Number),
        channel,
        update_id: expect.any(String),
        contact_id: null,
        incoming: null,
        state: 'done',
        tries: 0,
        replies: null,
        sent: expect.any(Number),
        message_id: null,
        refused: null,
        next_try_at: null,
        unknown_sends: 0,
        received_at: expect.any(String),
        answered_at: expect.any(String),
      })
    }
    stage.now = new Date('2026-11-30T09:00:00+07:00')
    await stage.retain()
    expect(await rowsOfPeople()).toEqual({})
  })
})
