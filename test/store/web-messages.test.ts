import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createPool } from '../../src/store/pool.js'
import { createWebMessages, type NewWebMessage, type WebMessages } from '../../src/store/web-messages.js'
import { hoursAfter, NOON } from './fixtures.js'
import { slowDown } from './slow-commits.js'
import { openStore, type OpenedStore } from './opened-store.js'
import { PATIENT } from '../support/patience.js'

let store: OpenedStore
let messages: WebMessages
beforeAll(async () => {
  store = await openStore()
  messages = createWebMessages(store.pool, store.arrivals)
})
afterEach(() => store.clear())
afterAll(() => store.close())

const message = (part: Partial<NewWebMessage> = {}): NewWebMessage => ({
  visitor: 'v1',
  author: 'bot',
  body: { text: 'Dạ' },
  replyKey: null,
  at: NOON,
  ...part,
})

describe('web messages', () => {
  it('are read after an id, oldest first, each visitor their own', async () => {
    const first = await messages.append(message({ author: 'learner', body: { text: 'chào\0' } }))
    const second = await messages.append(message())
    await messages.append(message({ visitor: 'v2' }))
    expect(await messages.since('v1', 0, 10)).toEqual([
      { id: first, author: 'learner', body: { text: 'chào' }, at: NOON },
      { id: second, author: 'bot', body: { text: 'Dạ' }, at: NOON },
    ])
    expect((await messages.since('v1', first!, 10)).map(({ id }) => id)).toEqual([second])
    expect(await messages.since('v1', 0, 1)).toHaveLength(1)
  })

  it('show a reply that is sent again once', async () => {
    expect(await messages.append(message({ replyKey: '7:0' }))).toBeTypeOf('number')
    expect(await messages.append(message({ replyKey: '7:0' }))).toBeNull()
    expect(await messages.append(message({ replyKey: '7:1' }))).toBeTypeOf('number')
    expect(await messages.since('v1', 0, 10)).toHaveLength(2)
  })

  it('go back 24 hours', async () => {
    await messages.append(message({ at: hoursAfter(-24) }))
    const recent = await messages.append(message({ at: hoursAfter(-23) }))
    expect((await messages.recent('v1', NOON)).map(({ id }) => id)).toEqual([recent])
  })

  it('call who listens to the visitor, until they stop', async () => {
    const [mine, again, theirs] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()]
    const stop = messages.subscribe('v1', mine)
    messages.subscribe('v1', again)
    messages.subscribe('v2', theirs)
    await messages.append(message())
    await vi.waitFor(() => expect(again).toHaveBeenCalledTimes(1), PATIENT)
    expect(mine).toHaveBeenCalledTimes(1)
    stop()
    stop()
    await messages.append(message())
    await vi.waitFor(() => expect(again).toHaveBeenCalledTimes(2), PATIENT)
    expect(mine).toHaveBeenCalledTimes(1)
    expect(theirs).not.toHaveBeenCalled()
  })

  it('never let a stream miss one, though several processes write for a visitor at once', async () => {
    const slowCommits = await slowDown(store.pool, 'web_message', `new.body ? 'slow'`)
    const pools = [createPool(store.url, 6), createPool(store.url, 6)]
    const writers = pools.map((pool) => createWebMessages(pool, store.arrivals))
    const seen: number[] = []
    const read = async (): Promise<void> => {
      const found = await messages.since('v1', seen.at(-1) ?? 0, 100)
      seen.push(...found.map(({ id }) => id))
    }
    let writing = true
    const reading = (async () => {
      while (writing) await read()
    })()
    const written = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        writers[n % 2]!.append(message({ body: n % 9 === 0 ? { slow: 1 } : {} })),
      ),
    )
    writing = false
    await reading
    await read()
    await slowCommits.end()
    await Promise.all(pools.map((pool) => pool.end()))
    expect(seen).toHaveLength(60)
    expect(new Set(seen)).toEqual(new Set(written))
  })
})
