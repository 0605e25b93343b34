import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { scopeOf } from '../../domain/scope.js'
import type { Area } from '../../domain/curriculum.js'
import { type DeskFigures, type ToldPlace, ratesOf } from '../../services/desk-figures.js'
import type { Desk } from './desk.js'
import { emptyOverviewPage, overviewPage } from './pages/overview.js'
import type { DeskServices } from './services.js'
import type { SignedIn } from './session.js'

const of = z.string().max(200).optional().catch('unknown')

/** The place whose figures were asked for: `?of=<plan>:<place>`. */
export const toldPlace = (c: Context<SignedIn>, figures: DeskFigures): ReturnType<DeskFigures['place']> =>
  figures.place(scopeOf(c.get('session').officer), of.parse(c.req.query('of')))

/** The first page: three sentences, and how far the own place is. */
export function overviewRoutes(
  { nothing, by, view, clock, mayNot }: Desk,
  { figures, areas, sentences }: Pick<DeskServices, 'figures' | 'areas' | 'sentences'>,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/', async (c) => {
    const said = await sentences(by(c), clock())
    const told = mayNot(c, 'read-releases') ? null : await toldPlace(c, figures)
    if (told === 'unknown') return nothing(c)
    if (told === null) return c.html(emptyOverviewPage(view(c), said))
    const isBranch = told.unit.level === 'branch'
    const trend = isBranch ? [] : await figures.trend(told)
    const quarter = isBranch ? await quarterOf(told, figures, areas()) : []
    const rates = isBranch ? [] : ratesOf(told, trend)
    return c.html(overviewPage(view(c), { told, sentences: said, trend, rates, quarter }))
  })
  return routes
}

/** The areas of a branch in the order and by the names of the content. */
async function quarterOf(told: ToldPlace, figures: DeskFigures, areas: readonly Area[]) {
  const cells = await figures.quarter(told)
  return areas.flatMap(({ id, name }) => {
    const cell = cells.find(({ measure }) => measure === `area:${id}`)
    return cell === undefined ? [] : [{ name, cell }]
  })
}
