import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { inLongRun, rounds } from '../support/long.js'
import { everyRowOf } from '../support/rows.js'
import { attempted, delivery, enrolled, NOON, session } from './fixtures.js'
import { openStore, wholeTurn, type OpenedStore } from './opened-store.js'
import { kill, order, startChild } from './start-worker.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.clear())
afterAll(() => store.close())

inLongRun(() => {
  it('stores each update once when two processes store the same ones at once', async () => {
    const updates = Array.from({ length: 200 }, (_, n) => `u${n}`)
    const children = await Promise.all([startChild(), startChild()])
    children.forEach((child) => order(child, { url: store.url, store: updates }))
    const stored = await Promise.all(children.map((child) => child.until('stored')))
    await Promise.all(children.map(kill))

    const sum = stored.reduce((all, one) => all + ('stored' in one ? one.stored : 0), 0)
    expect(sum).toBe(updates.length)
    const { turn, contact } = await everyRowOf(store.pool)
    expect(new Set(turn!.map((row) => row['update_id']))).toEqual(new Set(updates))
    expect(turn).toHaveLength(updates.length)
    expect(contact).toHaveLength(1)
  })
})

it('loses no answer, grades none twice and repeats at most the reply in flight when killed at random moments', async () => {
  await wholeTurn(store.inbox, { session: session(0), events: [enrolled(), attempted()] })
  const stored = await Promise.all(
    Array.from({ length: rounds(200, 500) }, (_, n) => store.inbox.store(delivery(`k${n}`), NOON)),
  )
  const { contactId } = stored[0]!
  const replies: number[] = []
  const kills = rounds(1, 3)
  for (let life = 0; life <= kills; life += 1) {
    const child = await startChild()
    order(child, { url: store.url, answer: contactId })
    await child.until('reply')
    await (life < kills ? pause(Math.random() * 150) : child.until('idle'))
    await kill(child)
    replies.push(...child.told.flatMap((one) => ('reply' in one ? one.reply : [])))
  }

  const rows = await everyRowOf(store.pool)
  expect(rows['turn']!.filter((row) => row['state'] !== 'done')).toEqual([])
  expect(rows['attempt']).toHaveLength(stored.length + 1)
  expect(rows['session']).toMatchObject([{ state: session(stored.length) }])
  expect(new Set(replies)).toEqual(new Set(stored.map((one) => one!.turnId)))
  expect(replies.length - stored.length).toBeLessThanOrEqual(kills)
  expect(replies).toEqual(replies.toSorted((one, other) => one - other))
})
