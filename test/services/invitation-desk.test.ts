import { beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
import { createFamilyParts } from '../../src/family.js'
import type { Pool } from '../../src/store/pool.js'

const NOW = new Date('2026-11-28T03:00:00Z')
const RIGHT = 'lúa sen trâu'
const WRONG = 'sen trâu lúa'
/** As the database would answer: one invitation is open. */
const OPEN = {
  id: 9,
  words: RIGHT,
  kind: 'family',
  helperId: 1,
  helperName: 'Hoa',
  helperContactId: 1,
  called: 'bà',
}

let looked: number
let desk: ReturnType<typeof createFamilyParts>['invitations']
beforeEach(() => {
  looked = 0
  const query = (_sql: string, [words]: unknown[]) => {
    looked++
    return Promise.resolve({ rows: words === RIGHT ? [OPEN] : [] })
  }
  desk = createFamilyParts({ pool: { query } as unknown as Pool, inviteLink: () => null }).invitations
})

const says = async (words: string, contactId = 1, at = NOW, channel: ChannelId = 'telegram') => {
  const found = await desk.byWords(words, { channel, contactId }, at)
  return typeof found === 'object' && found !== null ? found.id : found
}

describe('three words, guessed', () => {
  it('tell nothing to a chat after ten that open nothing, not even of those that would, for ten minutes', async () => {
    for (let tried = 0; tried < 10; tried++) expect(await says(WRONG)).toBe('closed')
    const before = looked
    expect([await says(WRONG), await says(RIGHT)]).toEqual(['busy', 'busy'])
    expect(looked).toBe(before)
    expect(await says(RIGHT, 2)).toBe(9)
    expect(await says(RIGHT, 1, new Date(NOW.getTime() + 10 * 60_000))).toBe(9)
  })

  it('are not counted where they open something, nor where there are none', async () => {
    for (let said = 0; said < 30; said++) expect(await says(RIGHT)).toBe(9)
    for (let said = 0; said < 30; said++) expect(await says('chào con')).toBeNull()
    expect(await says(WRONG)).toBe('closed')
  })

  it('by many chats of the web page close the web page, not Telegram', async () => {
    for (let visitor = 0; visitor < 600; visitor++)
      expect(await says(WRONG, visitor, NOW, 'web')).toBe('closed')
    expect(await says(RIGHT, 1000, NOW, 'web')).toBe('busy')
    expect(await says(RIGHT, 1000)).toBe(9)
  })
})
