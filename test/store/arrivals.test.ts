import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createArrivals } from '../../src/store/arrivals.js'
import { silent } from './fixtures.js'
import { openStore, type OpenedStore } from './opened-store.js'
import { PATIENT } from '../support/patience.js'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

const notify = (channel: string, payload: string): Promise<unknown> =>
  store.pool.query('select pg_notify($1, $2)', [channel, payload])

describe('arrivals', () => {
  it('come to the listeners of their channel', async () => {
    const heard: string[] = []
    store.arrivals.on('turn', (payload) => heard.push(`turn ${payload}`))
    store.arrivals.on('web', (payload) => heard.push(`web ${payload}`))
    await notify('other', 'x')
    await notify('web', 'visitor')
    await notify('turn', '17')
    await vi.waitFor(() => expect(heard).toEqual(['web visitor', 'turn 17']), PATIENT)
  })

  it('are heard again after the connection was lost, and the gap is told', async () => {
    const arrivals = await createArrivals(store.url, silent)
    const heard: string[] = []
    let returned = 0
    arrivals.on('turn', (payload) => heard.push(payload))
    arrivals.onReturn(() => (returned += 1))
    for (const round of [1, 2]) {
      await store.pool.query(`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'guong-sang arrivals' and datname = current_database()`)
      await vi.waitFor(() => expect(returned).toBe(round), PATIENT)
      await notify('turn', `${round}`)
      await vi.waitFor(() => expect(heard).toContain(`${round}`), PATIENT)
    }
    expect(heard).toEqual(['1', '2'])
    await arrivals.close()
    await notify('turn', '3')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(heard).toEqual(['1', '2'])
  })

  it('refuse at once when there is no database', async () => {
    await expect(createArrivals('postgres://nobody@127.0.0.1:1/none', silent)).rejects.toThrow(/ECONNREFUSED/)
  })
})
