import { pino } from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { PACE } from '../../../src/channels/pace.js'
import { createTroubles } from '../../../src/channels/trouble.js'
import { endOf, isDue, type OaTokens } from '../../../src/channels/zalo-oa/pair.js'
import { createAccess } from '../../../src/channels/zalo-oa/tokens.js'
import { PARTS } from '../../../src/channels/zalo-oa/trouble.js'
import { createZaloOaServer } from '../../support/zalo-oa/server.js'
import type { OaServer } from '../../support/zalo-oa/types.js'
import { configOf, QUICK, tokensInMemory } from '../../support/zalo-oa/wire.js'
import { PATIENT } from '../../support/patience.js'

const HOUR = 60 * 60 * 1000
const START = new Date('2026-11-22T01:00:00Z')

const open: OaServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function opened() {
  const time = { now: START }
  const clock = () => time.now
  const server = await createZaloOaServer({ clock })
  open.push(server)
  const kept = tokensInMemory()
  const first = { accessToken: server.accessToken, refreshToken: server.refreshToken }
  /** One process; all share what is kept. */
  const process = (tokens: OaTokens = kept, pace = QUICK) => {
    const troubles = createTroubles(PARTS, clock)
    const alarms: string[] = []
    const lines: string[] = []
    const log = pino({}, { write: (line: string) => void lines.push(line) })
    const { appId, appSecret, oauthRoot } = configOf(server)
    const access = createAccess(
      { appId, appSecret, oauthRoot, first },
      { tokens, clock, log, troubles, alarm: (what) => void alarms.push(what), pace },
    )
    return { ...access, troubles, alarms, logged: () => lines.join('') }
  }
  const pass = (hours: number) => void (time.now = new Date(time.now.getTime() + hours * HOUR))
  return { server, kept, process, pass, first }
}

const waited = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a pair is due', () => {
  const pair = { obtainedAt: START, expiresAt: endOf(START, 90_000) }
  it.each([
    [19.9, false],
    [20, true],
    [30, true],
    // The clock was set back.
    [-50, false],
  ])('after %d hours: %s', (hours, due) => {
    expect(isDue(pair, new Date(START.getTime() + hours * HOUR))).toBe(due)
  })
  it('ten minutes before its end, when that is sooner', () => {
    const short = { obtainedAt: START, expiresAt: endOf(START, 3600) }
    expect(isDue(short, new Date(START.getTime() + 49 * 60_000))).toBe(false)
    expect(isDue(short, new Date(START.getTime() + 50 * 60_000))).toBe(true)
  })
  it('and lives 25 hours when nothing is said', () => {
    expect(endOf(START, null)).toEqual(new Date('2026-11-23T02:00:00Z'))
  })
})

describe('the access token', () => {
  it('is that of the environment at first', async () => {
    const { process, first } = await opened()
    expect(await process().token()).toBe(first.accessToken)
  })

  it('is another one after 20 hours, kept before it is used, and again after 20 more', async () => {
    const { server, kept, process, pass } = await opened()
    const one = process()
    await one.token()
    pass(19.9)
    await one.token()
    expect(server.refreshes).toBe(0)
    pass(0.1)
    const used = await one.token()
    await vi.waitFor(async () => expect(await one.token()).not.toBe(used), PATIENT)
    expect(await one.token()).toBe(kept.kept?.accessToken)
    expect(server.refreshes).toBe(1)
    pass(20)
    await one.token()
    await vi.waitFor(() => expect(server.refreshes).toBe(2), PATIENT)
  })

  it('is used as it is while another one is got: nobody waits for Zalo', async () => {
    const { server, process, pass } = await opened()
    const one = process()
    const used = await one.token()
    pass(20)
    const lift = server.fail({ delayMs: 2_000 }, { path: 'access_token' })
    const before = performance.now()
    expect(await one.token()).toBe(used)
    expect(performance.now() - before).toBeLessThan(1_500)
    await vi.waitFor(async () => expect(await one.token()).not.toBe(used), PATIENT)
    lift()
  })

  it('is that of another process, where that one held the lock for too long', async () => {
    const { server, kept, process } = await opened()
    const one = process()
    const used = (await one.token())!
    server.killAccessToken()
    const alone: OaTokens['alone'] = async () => {
      await one.renewed(used)
      throw new Error('canceling statement due to lock timeout')
    }
    const other = process(broken(kept, { alone }))
    await other.token()
    expect(await other.renewed(used)).toBe(kept.kept?.accessToken)
    expect(other.alarms).toEqual([])
  })

  it('survives a night in which nobody wrote', async () => {
    const { server, process, pass } = await opened()
    const one = process()
    await one.token()
    pass(60)
    const token = await one.token()
    expect(token).not.toBe(server.accessToken)
    expect(token).not.toBeNull()
  })

  it('is asked for once by all who need it at the same time', async () => {
    const { server, process } = await opened()
    const one = process()
    const used = (await one.token())!
    server.killAccessToken()
    const got = await Promise.all(Array.from({ length: 20 }, () => one.renewed(used)))
    expect(new Set(got).size).toBe(1)
    expect(server.refreshes).toBe(1)
  })

  it('is asked for once by two processes, who both use the new one', async () => {
    const { server, process } = await opened()
    const [one, other] = [process(), process()]
    const used = (await one.token())!
    await other.token()
    server.killAccessToken()
    const got = await Promise.all([one.renewed(used), other.renewed(used), one.renewed(used)])
    expect(new Set(got).size).toBe(1)
    expect(server.refreshes).toBe(1)
    expect([...one.alarms, ...other.alarms]).toEqual([])
  })

  it('is used as it is where Zalo gives no answer before it ends, and told of', async () => {
    const { server, process, pass } = await opened()
    const one = process()
    const used = await one.token()
    pass(20)
    server.fail({ status: 503, html: '<html/>' }, { path: 'access_token' })
    expect(await one.token()).toBe(used)
    await vi.waitFor(() => expect(one.troubles.first()).toContain('tried again'), PATIENT)
    expect(one.alarms).toEqual(['tokens'])
    await vi.waitFor(async () => expect(await one.token()).not.toBe(used), PATIENT)
    expect(one.troubles.first()).toBeNull()
  })

  it('is not asked for again and again while Zalo gives no answer', async () => {
    const { server, process, pass } = await opened()
    const one = process()
    await one.token()
    pass(20)
    server.fail({ status: 503, html: '<html/>' }, { path: 'access_token', times: Infinity })
    await Promise.all(Array.from({ length: 50 }, () => one.token()))
    for (let nth = 0; nth < 50; nth++) await one.token()
    expect(server.calls.filter(({ path }) => path === 'access_token').length).toBeLessThan(10)
  })
})

describe('a token that is refused as soon as it was given', () => {
  it('is told once, and no other is asked for for a while', async () => {
    const { server, kept, process } = await opened()
    const one = process(kept, PACE)
    const fresh = (await one.renewed((await one.token())!))!
    await one.refusedAgain(fresh, 'invalid access token')
    await one.refusedAgain(fresh, 'invalid access token')
    expect(await one.renewed(fresh)).toBeNull()
    expect(server.refreshes).toBe(1)
    expect(one.alarms).toEqual(['tokens'])
    expect(one.troubles.first()).toContain('gave just now')
  })

  it('is no trouble where another process has the next one by then', async () => {
    const { server, process } = await opened()
    const [one, other] = [process(), process()]
    const fresh = (await one.renewed((await one.token())!))!
    await other.token()
    const next = await other.renewed(fresh)
    await one.refusedAgain(fresh, 'invalid access token')
    expect(await one.token()).toBe(next)
    expect(server.refreshes).toBe(2)
    expect(one.alarms).toEqual([])
  })
})

/** What is kept, so that a test can break it. */
const broken = (tokens: OaTokens, other: Partial<OaTokens>): OaTokens => ({ ...tokens, ...other })

describe('a crash', () => {
  it('before the call: the next process spends the same refresh token, and says that it was tried', async () => {
    const { server, kept, process } = await opened()
    const used = (await process().token())!
    await kept.markRefreshing(START)
    server.killAccessToken()
    const next = process()
    await next.token()
    expect(await next.renewed(used)).toBe(kept.kept?.accessToken)
    expect(server.refreshes).toBe(1)
    expect(kept.kept?.refreshingAt).toBeNull()
    expect(next.logged()).toContain('tried again')
    expect(next.alarms).toEqual([])
  })

  it('during the call, before Zalo heard of it: the same', async () => {
    const { server, process } = await opened()
    const one = process()
    const used = (await one.token())!
    server.killAccessToken()
    server.fail({ drop: 'before' }, { path: 'access_token' })
    expect(await one.renewed(used)).toBeNull()
    const next = process()
    await next.token()
    expect(await next.renewed(used)).toBe((await next.token())!)
    expect(server.refreshes).toBe(1)
  })

  it('after Zalo gave the pair and before it is kept: the old one is tried once, then a person is told', async () => {
    const { server, kept, process } = await opened()
    const one = process()
    const used = (await one.token())!
    server.fail({ drop: 'after' }, { path: 'access_token' })
    expect(await one.renewed(used)).toBeNull()
    expect(server.refreshes).toBe(1)

    const next = process()
    await next.token()
    expect(await next.renewed(used)).toBeNull()
    expect(await next.renewed(used)).toBeNull()
    expect(server.calls.filter(({ path }) => path === 'access_token')).toHaveLength(2)
    expect(next.alarms).toEqual(['tokens'])
    expect(next.troubles.first()).toContain('ZALO_OA_REFRESH_TOKEN')
    expect(next.troubles.first()).toContain('interrupted')
    expect(kept.kept?.refreshToken).toBe(server.refreshToken)
  })

  it('of the database after Zalo gave the pair: the process keeps it until it is kept', async () => {
    const { server, kept, process } = await opened()
    let isDown = true
    const keep: OaTokens['keep'] = (pair) =>
      isDown ? Promise.reject(new Error('no database')) : kept.keep(pair)
    const one = process(broken(kept, { keep }))
    const used = (await one.token())!
    server.killAccessToken()
    expect(await one.renewed(used)).toBeNull()
    expect(one.troubles.first()).toContain('do not stop this process')
    expect(one.alarms).toEqual(['tokens'])
    isDown = false
    await waited(30)
    const renewed = await one.renewed(used)
    expect(renewed).toBe(kept.kept?.accessToken)
    expect(renewed).not.toBe(used)
    expect(server.refreshes).toBe(1)
    expect(one.troubles.first()).toBeNull()
  })

  it('of the lock while Zalo is asked: whoever comes second takes what the first one got', async () => {
    const { server, kept, process } = await opened()
    // Both hold what only one should hold, as when a connection was lost.
    const unlocked = broken(kept, { alone: (work) => work() })
    const [one, other] = [process(unlocked), process(unlocked)]
    const used = (await one.token())!
    await other.token()
    server.killAccessToken()
    const got = await Promise.all([one.renewed(used), other.renewed(used)])
    await waited(250)
    const [mine, theirs] = await Promise.all([one.renewed(used), other.renewed(used)])
    expect([mine, theirs]).toEqual([kept.kept?.accessToken, kept.kept?.accessToken])
    expect(got.filter((token) => token !== null).length).toBeGreaterThan(0)
    expect(server.refreshes).toBe(1)
  })
})

describe('a refresh token that is refused', () => {
  it('is told once, with what to do, and a new pair in the environment begins anew', async () => {
    const { server, kept, process, first } = await opened()
    const one = process()
    const used = (await one.token())!
    Object.assign(first, server.consentAnew())
    expect(await one.renewed(used)).toBeNull()
    expect(await one.renewed(used)).toBeNull()
    expect(one.alarms).toEqual(['tokens'])
    expect(one.logged()).not.toContain('of-the-stand-in')

    const next = process()
    expect(await next.token()).toBe(first.accessToken)
    expect(kept.kept?.refreshToken).toBe(first.refreshToken)
  })

  it('is nothing while the database cannot be read: that is told instead, and passes', async () => {
    const { kept, process, first } = await opened()
    let isDown = true
    const begin: OaTokens['begin'] = (...of) =>
      isDown ? Promise.reject(new Error('no database')) : kept.begin(...of)
    const one = process(broken(kept, { begin }))
    expect(await one.token()).toBeNull()
    expect(one.troubles.first()).toContain('cannot be read')
    isDown = false
    expect(await one.token()).toBe(first.accessToken)
    expect(one.troubles.first()).toBeNull()
  })
})
