import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '../../../src/domain/role.js'
import { createNoticeDesk } from '../../../src/services/notice-desk.js'
import { endSessions, forgetEnded } from '../../../src/store/officer-sessions.js'
import { endOfficer } from '../../../src/store/officers.js'
import { CALLS } from '../../../src/web/api/admission.js'
import { longAn, thaiNguyen } from '../../reports/small-release.js'
import { type ApiOffice, NOW, callerOf, openApiOffice } from '../../support/web/api-office.js'

const ROOT = '/api/v1/releases'
const DAY_MS = 24 * 60 * 60_000

let office: ApiOffice
beforeAll(async () => {
  office = await openApiOffice({ isDemo: false })
  await office.publish(thaiNguyen())
  await office.publish(longAn())
})
afterAll(() => office.close())
beforeEach(() => {
  office.world.now = NOW
})

const call = (token: string | null, path = ROOT, headers: Record<string, string> = {}): Promise<Response> =>
  callerOf(office.web, token)(path, headers)
const told = async (response: Response) => {
  const { type } = (await response.json()) as { type?: string }
  return [response.status, type?.split(':').at(-1)]
}
const later = (days: number): void => {
  office.world.now = new Date(office.world.now.getTime() + days * DAY_MS)
}
const deeds = async ({ id }: Officer) =>
  (
    await office.pool.query<{ action: string; facts: object }>(
      'select action, facts from audit where officer_id = $1 order by id',
      [id],
    )
  ).rows

describe('who is let in', () => {
  it('nobody without a token that was made here', async () => {
    const token = await office.token(await office.officer())
    expect((await call(token)).status).toBe(200)
    const without = await call(null)
    expect(without.headers.get('WWW-Authenticate')).toBe('Bearer realm="guong-sang"')
    expect(await told(without)).toEqual([401, 'no-token'])
    const wrong = [
      `Bearer ${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`,
      `Bearer ${token} `.toUpperCase(),
      `Basic ${token}`,
      'Bearer',
      'Bearer ',
      `Bearer ${token}, Bearer ${token}`,
      `Bearer guongsang_${'0'.repeat(64)}`,
      token,
    ]
    for (const header of wrong) {
      const response = await call(null, ROOT, { Authorization: header })
      expect([header, response.headers.get('WWW-Authenticate')]).toEqual([
        header,
        expect.stringContaining('error="invalid_token"'),
      ])
      expect(await told(response)).toEqual([401, 'invalid-token'])
    }
    expect((await call(null, ROOT, { Authorization: `bearer   ${token}` })).status).toBe(200)
  })

  it('nobody whose token is revoked or over', async () => {
    const officer = await office.officer()
    const [revoked, over] = [await office.token(officer), await office.token(officer, 2)]
    const [, first] = await office.tokens.list(officer)
    expect(await office.tokens.revoke(await office.officer(), first!.id, NOW)).toBe(false)
    expect((await call(revoked)).status).toBe(200)
    expect(await office.tokens.revoke(officer, first!.id, NOW)).toBe(true)
    expect(await told(await call(revoked))).toEqual([401, 'invalid-token'])
    later(1)
    expect((await call(over)).status).toBe(200)
    later(1)
    expect(await told(await call(over))).toEqual([401, 'invalid-token'])
    expect(await office.tokens.revoke(officer, first!.id, office.world.now)).toBe(false)
  })

  it('nobody whose officer signed out everywhere or whose code another chat took: finding 19 of the review', async () => {
    const [officer, other] = [await office.officer(), await office.officer()]
    const [token, second, others] = [
      await office.token(officer),
      await office.token(officer),
      await office.token(other),
    ]
    const session = { officer, tokenHash: 'none' }
    await endSessions(office.pool, session, 'this', NOW)
    expect((await call(token)).status).toBe(200)
    await endSessions(office.pool, session, 'all', NOW)
    for (const ended of [token, second]) expect(await told(await call(ended))).toEqual([401, 'invalid-token'])
    expect((await call(others)).status).toBe(200)
    const ids = (await office.tokens.list(officer)).map(({ id }) => id).toReversed()
    expect((await deeds(officer)).filter(({ action }) => action === 'revoke-token')).toEqual(
      ids.map((id) => ({ action: 'revoke-token', facts: { token: id } })),
    )

    await office.chat(other)
    expect(await told(await call(others))).toEqual([401, 'invalid-token'])
  })

  it('nobody who has ended, whose role may not read, or whose token is for something else', async () => {
    const officers = [await office.officer(), await office.officer(), await office.officer()] as const
    const tokens = await Promise.all(officers.map((officer) => office.token(officer)))
    for (const token of tokens) expect((await call(token)).status).toBe(200)
    await endOfficer(office.pool, officers[0], null, NOW)
    await office.pool.query(`update officer set role = 'guest' where id = $1`, [officers[1].id])
    await office.pool.query(`update api_token set scopes = '{other}' where officer_id = $1`, [officers[2].id])
    for (const token of tokens) {
      const response = await call(token)
      expect(response.headers.get('WWW-Authenticate')).toContain('error="insufficient_scope"')
      expect(await told(response)).toEqual([403, 'forbidden'])
    }
  })

  it('nobody without end: each token has calls of its own', async () => {
    const officer = await office.officer()
    const [busy, quiet] = [await office.token(officer), await office.token(officer)]
    for (let nth = 0; nth < CALLS.events; nth++) expect((await call(busy)).status).toBe(200)
    office.world.now = new Date(NOW.getTime() + 15_000)
    const refused = await call(busy)
    expect(refused.headers.get('Retry-After')).toBe('45')
    expect(await told(refused)).toEqual([429, 'too-many-requests'])
    expect((await call(quiet)).status).toBe(200)
    office.world.now = new Date(NOW.getTime() + 60_000)
    expect((await call(busy)).status).toBe(200)
  })
})

describe('the chat of an officer', () => {
  it('is told of each token that was made, once, and of none that works no more', async () => {
    const [officer, silent] = [await office.officer(), await office.officer()]
    const to = await office.chat(officer)
    office.told.length = 0
    const form = { label: 'Gọi 0912345678', days: 90, once: randomUUID() }
    await office.tokens.make(officer, form, NOW)
    await office.tokens.make(officer, form, NOW)
    await office.token(silent)
    const { id } = (await office.tokens.list(officer))[0]!
    const of = { tokenId: id, officerId: officer.id }
    expect(office.told).toEqual([{ to, notice: { kind: 'token-made', ...of } }])

    const desk = createNoticeDesk(office.pool, () => {})
    const expiresAt = new Date(NOW.getTime() + 90 * DAY_MS)
    expect(await desk.tokenMade!(of, to, NOW)).toEqual({ madeAt: NOW, expiresAt })
    expect(await desk.tokenMade!(of, to + 1, NOW)).toBeNull()
    expect(await desk.tokenMade!({ ...of, officerId: silent.id }, to, NOW)).toBeNull()
    expect(await desk.tokenMade!(of, to, expiresAt)).toBeNull()
    await office.tokens.revoke(officer, id, NOW)
    expect(await desk.tokenMade!(of, to, NOW)).toBeNull()
  })
})

describe('what is kept of a token', () => {
  it('goes 30 days after it was over or revoked', async () => {
    const officer = await office.officer()
    for (const days of [1, 90, 90]) await office.token(officer, days)
    const [, revoked] = await office.tokens.list(officer)
    await office.tokens.revoke(officer, revoked!.id, NOW)
    const left = async (days: number): Promise<number> => {
      await forgetEnded(office.pool, new Date(NOW.getTime() + days * DAY_MS - 1))
      return (await office.tokens.list(officer)).length
    }
    expect([await left(30), await left(31), await left(120), await left(121)]).toEqual([3, 2, 1, 0])
  })

  it('is its hash, what it opens, and the day of its last use', async () => {
    const officer = await office.officer()
    const token = await office.token(officer)
    const rows = async () =>
      (await office.pool.query('select * from api_token where officer_id = $1', [officer.id])).rows
    expect(JSON.stringify(await rows())).not.toContain(token.slice(10, 40))
    expect(await rows()).toMatchObject([{ label: 'thử', scopes: ['releases'], last_used_on: null }])
    await call(token)
    expect((await office.tokens.list(officer))[0]!.lastUsedOn).toBe(20785)
    later(1)
    await call(token)
    expect((await office.tokens.list(officer))[0]!.lastUsedOn).toBe(20786)
  })

  it('in the audit: once for each token, release and day', async () => {
    const officer = await office.officer()
    const [one, other] = [await office.token(officer), await office.token(officer)]
    const ids = (await office.tokens.list(officer)).map(({ id }) => id).toReversed()
    await Promise.all(
      ['', '/tables/cac-xa:thai-nguyen', '', ''].map((of) => call(one, `${ROOT}/thai-nguyen/2026-10${of}`)),
    )
    await call(one, `${ROOT}/thai-nguyen/latest`)
    await call(one, `${ROOT}/long-an/latest`)
    await call(one, `${ROOT}/long-an/2020-01`)
    await call(other, `${ROOT}/thai-nguyen/latest`)
    later(1)
    await call(one, `${ROOT}/thai-nguyen/latest`)
    const read = (token: number, plan: string) => ({
      action: 'read-api',
      facts: { token, plan, month: '2026-10', data: 'real' },
    })
    const until = '2027-02-26'
    expect(await deeds(officer)).toEqual([
      ...ids.map((token) => ({ action: 'make-token', facts: { token, until } })),
      read(ids[0]!, 'thai-nguyen'),
      read(ids[0]!, 'long-an'),
      read(ids[1]!, 'thai-nguyen'),
      read(ids[0]!, 'thai-nguyen'),
    ])
  })
})

describe('a token is made', () => {
  const asked = (part = {}) => ({ label: 'Phần mềm', days: 90, once: randomUUID(), ...part })

  it('once by a form that is sent in twice, and not shown again later or when it is revoked', async () => {
    const [officer, other] = [await office.officer(), await office.officer()]
    const form = asked()
    const both = await Promise.all([
      office.tokens.make(officer, form, NOW),
      office.tokens.make(officer, form, NOW),
    ])
    expect(both[0]).toEqual(both[1])
    expect(both[0]).toMatchObject({
      label: 'Phần mềm',
      token: expect.stringMatching(/^guongsang_[0-9a-f]{64}$/),
    })
    expect(await office.tokens.list(officer)).toHaveLength(1)
    expect(await office.tokens.make(other, form, NOW)).not.toMatchObject(both[0])
    const late = new Date(NOW.getTime() + 11 * 60_000)
    expect(await office.tokens.make(officer, form, late)).toEqual({ why: 'shown' })
    const { id } = (await office.tokens.list(officer))[0]!
    await office.tokens.revoke(officer, id, NOW)
    expect(await office.tokens.make(officer, form, NOW)).toEqual({ why: 'shown' })
  })

  it('with a label that holds no marks of control or direction', async () => {
    const officer = await office.officer()
    const make = async (label: string) => office.tokens.make(officer, asked({ label }), NOW)
    expect(await make('  báo\u202ecáo\n <b>=cmd</b> ')).toMatchObject({ label: 'báo cáo <b>=cmd</b>' })
    for (const label of ['', ' \u200f\n', 'x'.repeat(61), 'x'.repeat(300)])
      expect([label, await make(label)]).toEqual([label, { why: 'label' }])
  })

  it('up to ten that work at a time, also by forms that come together', async () => {
    const officer = await office.officer()
    const made = await Promise.all(
      Array.from({ length: 12 }, () => office.tokens.make(officer, asked(), NOW)),
    )
    expect(made.filter((one) => 'token' in one)).toHaveLength(10)
    expect(made.filter((one) => 'why' in one)).toEqual([{ why: 'too-many' }, { why: 'too-many' }])
    const { id } = (await office.tokens.list(officer))[0]!
    await office.tokens.revoke(officer, id, NOW)
    expect(await office.tokens.make(officer, asked(), NOW)).toHaveProperty('token')
  })
})
