import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longAn, thaiNguyen } from '../../reports/small-release.js'
import { rounds } from '../../support/long.js'
import { strangeText } from '../../support/typed/strange-texts.js'
import { type ApiOffice, openApiOffice } from '../../support/web/api-office.js'

interface Parameter {
  name: string
  in: 'path' | 'query'
}
interface Operation {
  parameters?: Parameter[]
  responses: Record<string, unknown>
}

const CASES = rounds(2_000, 50_000)

let office: ApiOffice
/** Every path with its operation, as the document has them. */
let operations: [path: string, operation: Operation][]
let root: string
let authorizations: string[]

beforeAll(async () => {
  office = await openApiOffice({ isDemo: false })
  await office.publish(thaiNguyen())
  await office.publish(longAn())
  const document = (await (await office.web.request('/api/v1/openapi.json')).json()) as {
    servers: [{ url: string }]
    paths: Record<string, { get: Operation }>
  }
  root = document.servers[0].url
  operations = Object.entries(document.paths).map(([path, { get }]) => [path, get])
  const token = await office.token(await office.officer(), 365)
  const revoked = await office.officer()
  const second = await office.token(revoked)
  await office.tokens.revoke(revoked, (await office.tokens.list(revoked))[0]!.id, office.world.now)
  authorizations = [`Bearer ${token}`, `Bearer ${second}`]
})
afterAll(() => office.close())

const HUGE = [
  '0',
  '-1',
  '1',
  '7',
  '1e309',
  '9'.repeat(400),
  '0x10',
  '2147483648',
  '9007199254740993',
  'NaN',
  'Infinity',
  '١٢',
]
const MEANT = [
  'thai-nguyen',
  'long-an',
  'latest',
  '2026-10',
  '2026-13',
  '0000-00',
  'cac-xa:thai-nguyen',
  'chuoi-bon-so:long-an',
  '2026-10_thai-nguyen',
]
const ATTACKS = ["'; drop table release; --", '../../../etc/passwd', '%2e%2e%2f', '${7*7}', '__proto__', 'constructor', 'toString', '\0', '*', ''] // prettier-ignore

const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...MEANT) },
  fc.constantFrom(...HUGE),
  fc.constantFrom(...ATTACKS),
  strangeText,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ minLength: 2_000, maxLength: 8_000 }),
)
/** As a browser would send it: halves of pairs are replaced. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8')

/** What stands in an address for a value: well encoded, or as nobody should send it. */
const written = fc.oneof(
  { weight: 4, arbitrary: value.map((text) => encodeURIComponent(wellFormed(text))) },
  value.map((text) => wellFormed(text).replaceAll(/[\s/?#\\]/g, '')),
  fc.constantFrom('%', '%zz', '%ff', '%c0%af', '%00', '%u0041', '%ed%a0%80', '+', '%2B', '%2F', '%25'),
)
/** A parameter of a query: left out, once, as an array in several spellings, or nameless. */
const asked = (name: string): fc.Arbitrary<string[]> =>
  fc.oneof(
    fc.constant<string[]>([]),
    { weight: 3, arbitrary: written.map((text) => [`${name}=${text}`]) },
    fc.array(written, { minLength: 2, maxLength: 5 }).map((texts) => texts.map((text) => `${name}=${text}`)),
    written.map((text) => [`${name}[]=${text}`, `${name}[0][x]=${text}`, name, `=${text}`]),
  )

const address = ([path, { parameters = [] }]: [string, Operation]): fc.Arbitrary<string> => {
  const inPath = fc.array(written, { minLength: 3, maxLength: 3 })
  const queries = parameters.filter((one) => one.in === 'query').map(({ name }) => asked(name))
  return fc.tuple(inPath, fc.tuple(...queries), fc.boolean()).map(([texts, query, isStray]) => {
    let nth = 0
    const filled = path.replaceAll(/\{\w+\}/g, () => texts[nth++]!)
    const pairs = [...query.flat(), ...(isStray ? ['plan=x', 'debug=1'] : [])]
    return `${root}${filled}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`
  })
}

/** What a header may hold at all. */
const headerText = fc
  .oneof(
    fc.string({ maxLength: 200 }),
    fc.constantFrom(...HUGE, '*', 'W/"', '""', ',,,', 'q=;;q', 'application/json;q=0'),
  )
  .map((text) => text.replaceAll(/[^\x20-\x7e]/g, ''))

interface Call {
  path: string
  operation: Operation
  method: string
  headers: Record<string, string>
}

const calls = (): fc.Arbitrary<Call> => {
  const authorization = fc.oneof(
    { weight: 5, arbitrary: fc.constant(authorizations[0]!) },
    fc.constant(authorizations[1]!),
    headerText,
    headerText.map((text) => `Bearer ${text}`),
  )
  const method = fc.oneof(
    { weight: 8, arbitrary: fc.constant('GET') },
    fc.constantFrom('HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND'),
  )
  const header = (name: string, text: fc.Arbitrary<string>) =>
    fc.option(text, { nil: undefined }).map((given) => (given === undefined ? {} : { [name]: given }))
  return fc.constantFrom(...operations).chain((of) =>
    fc
      .tuple(
        address(of),
        method,
        authorization,
        header('Accept', fc.oneof(fc.constantFrom('application/json', '*/*'), headerText)),
        header('If-None-Match', headerText),
      )
      .map(([path, how, who, ...more]) => ({
        path,
        operation: of[1],
        method: how,
        headers: Object.assign({ Authorization: who }, ...more) as Record<string, string>,
      })),
  )
}

const isProblem = (text: string, status: number): boolean => {
  const { type, title, status: told, detail } = JSON.parse(text) as Record<string, unknown>
  const isTyped = /^urn:guong-sang:problem:[a-z-]+$/.test(String(type))
  return isTyped && typeof title === 'string' && told === status && typeof detail === 'string'
}

/** What is wrong with an answer, whatever was asked: it is known to the document or plainly elsewhere, and never our fault. */
async function faultsOf({
  path,
  operation,
  method,
  headers,
}: Call): Promise<{ status: number; faults: string[] }> {
  // The limit on calls is another test's matter.
  office.world.now = new Date(office.world.now.getTime() + 600)
  const response = await office.web.request(`http://localhost${path}`, { method, headers })
  const { status } = response
  const text = await response.text()
  // An address that a parameter leads out of its route is nowhere.
  const known = [...Object.keys(operation.responses), '404', ...(/GET|HEAD/.test(method) ? [] : ['405'])]
  const isBare = method === 'HEAD' || status === 304
  const type = status === 200 ? 'application/json; charset=utf-8' : 'application/problem+json'
  const checks: Record<string, boolean> = {
    'a status of the document': known.includes(String(status)),
    'no body': !isBare || text === '',
    'a content type': isBare || response.headers.get('Content-Type') === type,
    'a problem': isBare || status < 400 || isProblem(text, status),
  }
  const faults = Object.entries(checks).flatMap(([check, holds]) =>
    holds ? [] : [`${status}: not ${check}`],
  )
  return { status, faults }
}

describe('whatever a program asks', () => {
  it('every route of the document, with anything in every parameter, answers sanely', async () => {
    const seen = new Map<number, number>()
    const released = async () => JSON.stringify((await office.pool.query('select * from release')).rows)
    const before = await released()
    await fc.assert(
      fc.asyncProperty(calls(), async (call) => {
        const { status, faults } = await faultsOf(call)
        seen.set(status, (seen.get(status) ?? 0) + 1)
        expect(faults).toEqual([])
      }),
      { numRuns: CASES },
    )
    expect(office.logged).toEqual([])
    expect(await released()).toBe(before)
    // Else the cases never came far enough to be of use.
    const rare = [200, 400, 401, 404, 405, 406].filter((status) => (seen.get(status) ?? 0) < 10)
    expect(rare).toEqual([])
  })

  it('a fault of ours is seen', async () => {
    const [path, operation] = operations[0]!
    const call = { path: `${root}${path}`, operation, method: 'GET', headers: {} }
    expect(await faultsOf(call)).toEqual({ status: 401, faults: [] })
    const unknown = { ...call, operation: { responses: { 200: {} } } }
    expect((await faultsOf(unknown)).faults).toEqual(['401: not a status of the document'])
    await office.pool.query('alter table api_token rename to api_token_away')
    const broken = await faultsOf({ ...call, headers: { Authorization: authorizations[0]! } })
    await office.pool.query('alter table api_token_away rename to api_token')
    expect(broken).toEqual({ status: 500, faults: ['500: not a status of the document'] })
    expect(office.logged.splice(0)).toEqual([expect.stringContaining('request failed')])
  })
})
