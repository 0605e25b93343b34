import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { toldHead, toldTable } from '../../reports/json.js'
import { noteFailure } from '../failures.js'
import type { WebDeps } from '../deps.js'
import { type Admitted, onlyJson, onlyReaders } from './admission.js'
import { answer } from './answer.js'
import type { ApiDeps } from './deps.js'
import { openApiDocument, TOKEN_SCHEME } from './document.js'
import { linkTo, pageOf } from './paging.js'
import { problem } from './problem.js'
import { createPublishedReports, cursorOf, dataOf, hrefOf, listed } from './releases.js'
import { documentRoute, listRoute, releaseRoute, tableRoute } from './routes.js'
import { type HeadKeys, anyDocument, releaseHead, releaseList, tablePage } from './schemas.js'

/** `/api/v1`: published figures for programs. */
export function createApi(deps: ApiDeps & Pick<WebDeps, 'clock' | 'log'>): OpenAPIHono<Admitted> {
  const { tokens, clock, isDemo } = deps
  const api = new OpenAPIHono<Admitted>({
    defaultHook: (result, c) => (result.success ? undefined : unreadable(c)),
  })
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', TOKEN_SCHEME)
  const releases = createPublishedReports(deps)
  const admitted = onlyReaders({ tokens, clock })
  const forReaders: [MiddlewareHandler, MiddlewareHandler<Admitted>] = [onlyJson, admitted]

  /** The report a path asks for; that it was read is noted before it is told. */
  const read = async (c: Context<Admitted>, asked: { plan: string; month: string }) => {
    const found = await releases.report(asked)
    if (found === null) return null
    const { report, ...of } = found
    const release = { ...of, data: dataOf({ isDemo }) }
    await tokens.noteRead(c.get('reader'), release, clock())
    return { report, release }
  }

  api.openapi({ ...listRoute, middleware: forReaders }, async (c) => {
    const { plan, after, limit } = c.req.valid('query')
    const all = await releases.months(plan)
    const rest = after === undefined ? all : all.filter((head) => cursorOf(head) < after)
    const query = plan === undefined ? {} : { plan }
    const page = pageOf(rest, limit, '/api/v1/releases', cursorOf, query)
    return answer(c, releaseList, { releases: page.items.map(listed), next: page.next }, linkTo(page))
  })

  api.openapi({ ...releaseRoute, middleware: forReaders }, async (c) => {
    const found = await read(c, c.req.valid('param'))
    if (found === null) return nothing(c)
    const { report, release } = found
    const bang = report.tables.map(toldTable).map(({ dong, ...table }) => ({
      ...table,
      'so-dong': dong.length,
      href: tableHref(release, table.id),
    }))
    return answer(c, releaseHead, {
      ...release,
      ...(toldHead(report) as HeadKeys),
      bang,
      'ghi-chu': [...report.notes],
    })
  })

  api.openapi({ ...tableRoute, middleware: forReaders }, async (c) => {
    const { id, ...asked } = c.req.valid('param')
    const { after, limit } = c.req.valid('query')
    const found = await read(c, asked)
    const table = found?.report.tables.find((one) => one.id === id)
    if (found === null || table === undefined) return nothing(c)
    const { dong, ...head } = toldTable(table)
    const { release } = found
    const page = pageOf(dong.slice(after), limit, tableHref(release, id), (_, at) => String(after + at + 1))
    return answer(c, tablePage, { ...release, ...head, dong: page.items, next: page.next }, linkTo(page))
  })

  api.openapi(documentRoute, (c) => answer(c, anyDocument, openApiDocument(api)))

  for (const { getRoutingPath } of [listRoute, releaseRoute, tableRoute, documentRoute])
    api.all(getRoutingPath(), (c) =>
      problem(c, 'method-not-allowed', `${c.req.method} does nothing here.`, { Allow: 'GET, HEAD' }),
    )
  api.all('*', (c) => nothing(c))
  api.onError((error, c) => {
    const requestId = noteFailure(deps.log, c, error)
    return problem(c, 'broken', 'It was noted; try again later.', { 'X-Request-Id': requestId })
  })
  return api
}

const tableHref = (release: { plan: string; month: string }, id: string): string =>
  `${hrefOf(release)}/tables/${encodeURIComponent(id)}`

const nothing = (c: Context): Response =>
  problem(c, 'not-found', 'No such address, plan, month or table; or the month is not published.')

const unreadable = (c: Context): Response =>
  problem(c, 'bad-request', 'The document at /api/v1/openapi.json says how each parameter is written.')
