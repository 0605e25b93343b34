import { Counter, Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { createTestWeb } from '../support/web/web-app.js'

describe('what machines ask', () => {
  it('lives', async () => {
    const response = await createTestWeb().web.request('/healthz')
    expect(response.status).toBe(200)
  })

  it.each([
    [true, 200],
    [false, 503],
  ])('readiness %s answers %i and names the parts', async (ok, status) => {
    const state = { ok, parts: { database: ok ? 'ok' : 'cannot be reached', telegram: 'cannot be reached' } }
    const { web } = createTestWeb({ ready: () => Promise.resolve(state) })
    const response = await web.request('/readyz')
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual(state)
  })

  it('shows what was measured', async () => {
    const metrics = new Registry()
    new Counter({ name: 'turns_total', help: 'Turns taken.', registers: [metrics] }).inc(3)
    const response = await createTestWeb({ metrics }).web.request('/metrics')
    expect(response.headers.get('Content-Type')).toBe(metrics.contentType)
    expect(await response.text()).toContain('turns_total 3')
  })

  it.each([
    ['telegram', '/webhooks/telegram'],
    ['zaloOa', '/webhooks/zalo-oa'],
    ['zaloBot', '/webhooks/zalo-bot'],
  ] as const)('hands a webhook call of %s over whole, and knows none without a token', async (wire, path) => {
    const seen: string[] = []
    const webhook = async (request: Request) => {
      seen.push(`${request.headers.get('X-Its-Secret')} ${await request.text()}`)
      return new Response(null, { status: 401 })
    }
    const call = { method: 'POST', headers: { 'X-Its-Secret': 'lua' }, body: '{"update_id":1}' }
    const response = await createTestWeb({ webhooks: { [wire]: webhook } }).web.request(path, call)
    expect(response.status).toBe(401)
    expect(seen).toEqual(['lua {"update_id":1}'])
    expect((await createTestWeb().web.request(path, call)).status).toBe(404)
  })
})
