import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { json } from '../../../src/reports/json.js'
import { releaseReport } from '../../../src/reports/release-report.js'
import { toldRelease } from '../../../src/services/told-release.js'
import { curriculum } from '../../support/bot/content.js'
import { type ApiOffice, callerOf, openApiOffice } from '../../support/web/api-office.js'
import { openApiShape } from './openapi-shape.js'

interface Document {
  servers: [{ url: string }]
  paths: Record<
    string,
    { get: { responses: Record<string, { content?: Record<string, { schema: { $ref: string } }> }> } }
  >
  components: { schemas: Record<string, object> }
}

const PLAN = 'thai-nguyen'
const ROOT = '/api/v1/releases'

let office: ApiOffice
let call: ReturnType<typeof callerOf>
let document: Document
const ajv = new Ajv2020({
  strict: true,
  strictTypes: false,
  allErrors: true,
  formats: { date: /^\d{4}-\d{2}-\d{2}$/ },
})
ajv.addVocabulary(['example', 'components'])

beforeAll(async () => {
  office = await openApiOffice({ isDemo: true })
  await office.pool.query('delete from release where plan <> $1', [PLAN])
  call = callerOf(office.web, await office.token(await office.officer()))
  document = (await (await office.web.request('/api/v1/openapi.json')).json()) as Document
  ajv.addSchema({ $id: 'document', components: document.components })
})
afterAll(() => office.close())

/** The answer, as the document describes it, or the test fails. */
async function described(path: string, route: string, response: Response): Promise<Record<string, unknown>> {
  const { status, headers } = response
  const type = headers.get('Content-Type')!.split(';')[0]!
  const schema = document.paths[route]?.get.responses[status]?.content?.[type]?.schema
  expect([path, status, type, schema?.$ref]).toEqual([path, status, type, expect.any(String)])
  const body = (await response.json()) as Record<string, unknown>
  const validate = ajv.getSchema(`document${schema!.$ref}`)!
  expect([path, validate(body), validate.errors]).toEqual([path, true, null])
  return body
}

const LIST = '/v1/releases'
const RELEASE = '/v1/releases/{plan}/{month}'
const TABLE = '/v1/releases/{plan}/{month}/tables/{id}'

/** Follows `next` to the end; all pages. */
async function pages(first: string, route: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = []
  for (let path: string | null = first; path !== null;) {
    const response = await call(path)
    const body = await described(path, route, response)
    const next = body['next'] as string | null
    expect(response.headers.get('Link')).toBe(next === null ? null : `<${next}>; rel="next"`)
    found.push(body)
    path = next
  }
  return found
}

const reportOf = async (month: string) => {
  const found = (await toldRelease(office.published, PLAN, month, true))!
  const plan = curriculum.plans.find(({ id }) => id === PLAN)!
  return releaseReport({ ...found, plan, areas: curriculum.areas })
}

describe('the document', () => {
  it('is OpenAPI 3.1, with schemas of JSON Schema 2020-12', () => {
    const isShaped = new Ajv2020({ strict: false }).compile(openApiShape)
    expect([isShaped(document), isShaped.errors]).toEqual([true, null])
    for (const name of Object.keys(document.components.schemas))
      expect([name, typeof ajv.getSchema(`document#/components/schemas/${name}`)]).toEqual([name, 'function'])
  })

  it('tells what stands where, and that a token is needed', () => {
    expect(document.servers).toEqual([{ url: '/api' }])
    expect(Object.keys(document.paths)).toEqual([LIST, RELEASE, TABLE, '/v1/openapi.json'])
    expect(document.paths[LIST]!.get).toMatchObject({ security: [{ token: [] }] })
    expect(document.paths['/v1/openapi.json']!.get).not.toHaveProperty('security')
  })

  it('finds fault with an answer that is not as it says', () => {
    const validate = ajv.getSchema('document#/components/schemas/TablePage')!
    const page = { plan: 'a', month: '2026-10', data: 'demo', id: 'x', ten: 'X', cot: { a: 'A' }, next: null }
    expect(validate({ ...page, dong: [{ a: 15 }] })).toBe(true)
    expect(validate({ ...page, dong: [{ a: null }] })).toBe(false)
    expect(validate({ ...page, dong: [{ a: '' }] })).toBe(false)
  })
})

describe('the figures', () => {
  it('are listed by month, the newest first, page by page', async () => {
    const [whole] = await pages(ROOT, LIST)
    const all = whole!['releases'] as { month: string; href: string }[]
    expect(all).toHaveLength(12)
    expect(all[0]).toEqual({
      plan: PLAN,
      month: '2026-10',
      data: 'demo',
      snapshotOn: '2026-10-31',
      rule: curriculum.rules.current.version,
      publishedOn: '2026-11-28',
      href: `${ROOT}/${PLAN}/2026-10`,
    })
    const parts = await pages(`${ROOT}?limit=5&plan=${PLAN}`, LIST)
    expect(parts.map(({ releases }) => (releases as unknown[]).length)).toEqual([5, 5, 2])
    expect(parts.flatMap(({ releases }) => releases)).toEqual(all)
    expect(await pages(`${ROOT}?plan=dong-thap`, LIST)).toEqual([{ releases: [], next: null }])
  })

  it('are those of the JSON file of the release, table by table and row by row', async () => {
    for (const month of ['2026-10', '2025-12']) {
      const { bang, ...head } = JSON.parse(json(await reportOf(month))) as Record<string, unknown> & {
        bang: { id: string; dong: unknown[] }[]
      }
      const release = await described(month, RELEASE, await call(`${ROOT}/${PLAN}/${month}`))
      expect(release).toMatchObject({ plan: PLAN, month, data: 'demo', ...head })
      const listed = release['bang'] as { id: string; href: string; 'so-dong': number }[]
      expect(listed.map(({ id }) => id)).toEqual(bang.map(({ id }) => id))
      for (const [at, { href, 'so-dong': rows }] of listed.entries()) {
        const parts = await pages(`${href}?limit=7`, TABLE)
        expect(parts).toHaveLength(Math.max(1, Math.ceil(rows / 7)))
        const dong = parts.flatMap((page) => page['dong'])
        expect({ id: parts[0]!['id'], ten: parts[0]!['ten'], cot: parts[0]!['cot'], dong }).toEqual(bang[at])
      }
    }
  })

  it('of the latest month are those of the newest, and its next page stays with that month', async () => {
    const [latest, newest] = await Promise.all(
      ['latest', '2026-10'].map(async (month) => (await call(`${ROOT}/${PLAN}/${month}`)).text()),
    )
    expect(latest).toBe(newest)
    const table = (JSON.parse(newest!) as { bang: { id: string }[] }).bang[0]!.id
    const page = await call(`${ROOT}/${PLAN}/latest/tables/${encodeURIComponent(table)}?limit=1`)
    expect(await page.json()).toMatchObject({ month: '2026-10', next: expect.stringContaining('/2026-10/') })
  })

  it('are 404 where nothing is published', async () => {
    const missing: [string, string][] = [
      [`${ROOT}/${PLAN}/2020-01`, RELEASE],
      [`${ROOT}/${PLAN}/2026-13`, RELEASE],
      [`${ROOT}/${PLAN}/october`, RELEASE],
      [`${ROOT}/long-an/latest`, RELEASE],
      [`${ROOT}/dong-thap/latest`, RELEASE],
      [`${ROOT}/${PLAN}/latest/tables/nothing`, TABLE],
      [`${ROOT}/${PLAN}/2020-01/tables/cac-xa:${PLAN}`, TABLE],
    ]
    for (const [path, route] of missing)
      expect(await described(path, route, await call(path))).toMatchObject({
        type: 'urn:guong-sang:problem:not-found',
        status: 404,
      })
  })
})

describe('an answer', () => {
  it('has a strong ETag of its bytes, and is not sent again to who holds them', async () => {
    const first = await call(`${ROOT}/${PLAN}/latest`)
    const tag = first.headers.get('ETag')!
    expect(tag).toMatch(/^"[\w-]{32}"$/)
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache')
    expect(first.headers.get('Access-Control-Allow-Origin')).toBeNull()
    for (const held of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await call(`${ROOT}/${PLAN}/latest`, { 'If-None-Match': held })
      expect([held, again.status, await again.text(), again.headers.get('ETag')]).toEqual([
        held,
        304,
        '',
        tag,
      ])
    }
    for (const other of ['"other"', tag.slice(1, -1), '']) {
      const whole = await call(`${ROOT}/${PLAN}/latest`, { 'If-None-Match': other })
      expect([other, whole.status]).toEqual([other, 200])
    }
    expect((await call(`${ROOT}/${PLAN}/2025-12`)).headers.get('ETag')).not.toBe(tag)
  })

  it('to HEAD is the same without its body', async () => {
    const [head, get] = [await call(ROOT, {}, 'HEAD'), await call(ROOT)]
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(head.headers.get('ETag')).toBe(get.headers.get('ETag'))
  })

  it('is JSON or nothing', async () => {
    for (const accept of ['application/json', '*/*', 'text/html, application/*;q=0.5', ' Application/JSON '])
      expect([accept, (await call(ROOT, { Accept: accept })).status]).toEqual([accept, 200])
    for (const accept of ['text/html', 'application/json;q=0, */*', 'application/xml', '???'])
      expect(await described(accept, LIST, await call(ROOT, { Accept: accept }))).toMatchObject({
        status: 406,
      })
  })

  it('to another method is 405 with what works, and 404 elsewhere', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      for (const path of [ROOT, `${ROOT}/${PLAN}/latest`, '/api/v1/openapi.json']) {
        const response = await call(path, {}, method)
        expect([method, path, response.status, response.headers.get('Allow')]).toEqual([
          method,
          path,
          405,
          'GET, HEAD',
        ])
        expect(await response.json()).toMatchObject({ type: 'urn:guong-sang:problem:method-not-allowed' })
      }
    for (const path of ['/api', '/api/v1', '/api/v2/releases', '/api/v1/members', `${ROOT}/${PLAN}`]) {
      const response = await call(path)
      expect([path, response.status, response.headers.get('Content-Type')]).toEqual([
        path,
        404,
        'application/problem+json',
      ])
    }
  })

  it('to a parameter that cannot be read is 400', async () => {
    const wrong = [
      'limit=0',
      'limit=101',
      'limit=-1',
      'limit=ten',
      'limit=1e1',
      'limit=',
      'limit=2&limit=3',
      'after=2026',
    ]
    for (const query of wrong)
      expect(await described(query, LIST, await call(`${ROOT}?${query}`))).toMatchObject({
        type: 'urn:guong-sang:problem:bad-request',
      })
    const table = `${ROOT}/${PLAN}/latest/tables/cac-xa:${PLAN}`
    for (const query of ['limit=1001', 'after=-1', 'after=99999999', 'after=1&after=2'])
      expect((await call(`${table}?${query}`)).status).toBe(400)
    expect(await (await call(`${table}?after=9999999`)).json()).toMatchObject({ dong: [], next: null })
  })
})
