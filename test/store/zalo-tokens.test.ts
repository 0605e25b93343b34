import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTroubles } from '../../src/channels/trouble.js'
import { createAccess } from '../../src/channels/zalo-oa/tokens.js'
import { PARTS } from '../../src/channels/zalo-oa/trouble.js'
import { createPool, type Pool } from '../../src/store/pool.js'
import { createSeal } from '../../src/store/sealed.js'
import { createZaloTokens } from '../../src/store/zalo-tokens.js'
import { createZaloOaServer } from '../support/zalo-oa/server.js'
import { configOf, QUICK } from '../support/zalo-oa/wire.js'
import { openStore, type OpenedStore } from './opened-store.js'
import { PATIENT } from '../support/patience.js'

const APP = '360846524940903967'
const SECRET = 'mot-bi-mat-dai-hon-ba-muoi-hai-ky-tu'
const AT = new Date('2026-11-22T01:00:00Z')
const LATER = new Date('2026-11-22T21:00:00Z')
const END = new Date('2026-11-23T22:00:00Z')
const FIRST = { accessToken: 'access-1', refreshToken: 'refresh-1' }
const SECOND = { accessToken: 'access-2', refreshToken: 'refresh-2' }
/** Other tests use the same server. */
const HERE = 'database = (select oid from pg_database where datname = current_database())'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.pool.query('truncate zalo_token'))
afterAll(() => store.close())

const tokens = (secret = SECRET, pool: Pool = store.pool) =>
  createZaloTokens(pool, createSeal(secret, 'zalo tokens'), APP)

describe('the tokens of Zalo', () => {
  it('begin with those of the environment, sealed', async () => {
    const kept = await tokens().begin(FIRST, AT)
    expect(kept).toMatchObject({ ...FIRST, obtainedAt: AT, refreshingAt: null })
    expect(await tokens().newest()).toEqual(kept)
    const { rows } = await store.pool.query('select * from zalo_token')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/access-1|refresh-1/)
  })

  it('go on with the newest pair after a start with the same environment', async () => {
    const { origin } = await tokens().begin(FIRST, AT)
    await tokens().markRefreshing(LATER)
    expect(await tokens().newest()).toMatchObject({ ...FIRST, refreshingAt: LATER })
    await tokens().keep({ ...SECOND, obtainedAt: LATER, expiresAt: END, origin })
    const kept = { ...SECOND, obtainedAt: LATER, expiresAt: END, refreshingAt: null, origin }
    expect(await tokens().begin(FIRST, END)).toEqual(kept)
  })

  it('begin anew with others in the environment, and a refresh under way of the old ones changes nothing', async () => {
    const { origin } = await tokens().begin(FIRST, AT)
    await tokens().markRefreshing(LATER)
    const other = { accessToken: 'access-9', refreshToken: 'refresh-9' }
    expect(await tokens().begin(other, LATER)).toMatchObject({
      ...other,
      refreshingAt: null,
      obtainedAt: LATER,
    })
    await tokens().keep({ ...SECOND, obtainedAt: LATER, expiresAt: END, origin })
    expect(await tokens().newest()).toMatchObject(other)
  })

  it('go on with the living pair when the environment is rolled back to one that was spent', async () => {
    await tokens().begin(FIRST, AT)
    await tokens().begin(SECOND, LATER)
    expect(await tokens().begin(FIRST, END)).toMatchObject(SECOND)
    const third = { accessToken: 'access-3', refreshToken: 'refresh-3' }
    expect(await tokens().begin(third, END)).toMatchObject(third)
    expect(await tokens().begin(SECOND, END)).toMatchObject(third)
  })

  it('begin anew with another SECRET, which opens nothing', async () => {
    await tokens().begin(FIRST, AT)
    const others = tokens(`${SECRET}-khac`)
    await expect(others.newest()).rejects.toThrow('SECRET')
    expect(await others.begin(FIRST, LATER)).toMatchObject({ ...FIRST, obtainedAt: LATER })
  })

  it('are changed by one process at a time', async () => {
    const others = createPool(store.url, 2)
    const doing: string[] = []
    const work = (name: string) => async () => {
      doing.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 30))
      doing.push(`${name} ends`)
      return name
    }
    const here = tokens().alone(work('one'))
    const there = tokens(SECRET, others).alone(work('two'))
    expect(await Promise.all([here, there])).toEqual(['one', 'two'])
    const [first, second, third, fourth] = doing
    expect([first?.split(' ')[0], third?.split(' ')[0]]).toEqual([
      second?.split(' ')[0],
      fourth?.split(' ')[0],
    ])
    await others.end()
  })

  it('are free again after work that failed, and after a connection that broke', async () => {
    await expect(tokens().alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    const broken = tokens().alone(async () => {
      await store.pool.query(
        `select pg_terminate_backend(pid) from pg_locks where classid = $1 and ${HERE}`,
        [0x67730010],
      )
    })
    await broken
    expect(await tokens().alone(() => Promise.resolve('free'))).toBe('free')
  })

  it('are changed on a PostgreSQL before 14 too, which cannot end a silent session', async () => {
    const old = createPool(store.url, 1)
    old.on('connect', (client) => {
      const query = client.query.bind(client) as (...of: unknown[]) => unknown
      const unknownHere = (text: unknown): unknown =>
        typeof text === 'string' ? text.replaceAll('idle_session_timeout', 'not_yet_thought_of') : text
      Object.assign(client, {
        query: (text: unknown, ...more: unknown[]) => query(unknownHere(text), ...more),
      })
    })
    expect(await tokens(SECRET, old).alone(() => Promise.resolve('changed'))).toBe('changed')
    await old.end()
  })

  it('are waited for some time only, and taken from whoever froze with them', async () => {
    const seal = createSeal(SECRET, 'zalo tokens')
    const others = createPool(store.url, 2)
    const quick = (pool: Pool) => createZaloTokens(pool, seal, APP, { heldAtMostMs: 5_000, waitsMs: 100 })
    let thaw: () => void = () => undefined
    const frozen = quick(others).alone(() => new Promise<void>((resolve) => (thaw = resolve)))
    await vi.waitFor(async () => {
      const { rows } = await store.pool.query(
        `select from pg_locks where classid = $1 and granted and ${HERE}`,
        [0x67730010],
      )
      expect(rows).toHaveLength(1)
    }, PATIENT)
    await expect(quick(store.pool).alone(() => Promise.resolve())).rejects.toThrow('lock timeout')
    await vi.waitFor(
      async () => expect(await quick(store.pool).alone(() => Promise.resolve('free'))).toBe('free'),
      PATIENT,
    )
    thaw()
    await frozen
    await others.end()
  })

  it('are got once by two instances that are refused at the same moment', async () => {
    const server = await createZaloOaServer({ appId: APP, clock: () => AT })
    const others = createPool(store.url, 3)
    const first = { accessToken: server.accessToken, refreshToken: server.refreshToken }
    const { appSecret, oauthRoot } = configOf(server)
    const instance = (pool: Pool) => {
      const alarms: string[] = []
      const access = createAccess(
        { appId: APP, appSecret, oauthRoot, first },
        {
          tokens: tokens(SECRET, pool),
          clock: () => AT,
          log: pino({ level: 'silent' }),
          troubles: createTroubles(PARTS, () => AT),
          alarm: (what) => void alarms.push(what),
          pace: QUICK,
        },
      )
      return { ...access, alarms }
    }
    const [one, other] = [instance(store.pool), instance(others)]
    const used = await Promise.all([one.token(), other.token()])
    expect(used).toEqual([first.accessToken, first.accessToken])
    server.killAccessToken()
    const got = await Promise.all([one.renewed(used[0]!), other.renewed(used[1]!), one.renewed(used[0]!)])
    expect(new Set(got).size).toBe(1)
    expect(got[0]).toBe((await tokens().newest()).accessToken)
    expect(server.refreshes).toBe(1)
    expect([...one.alarms, ...other.alarms]).toEqual([])
    await others.end()
    await server.close()
  })
})
