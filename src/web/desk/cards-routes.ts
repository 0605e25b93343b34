import { Hono } from 'hono'
import { idField, placeField } from './fields.js'
import type { Desk } from './desk.js'
import { cardsPage } from './pages/cards.js'
import { CLASS_LIST } from './pages/class-list.js'
import type { DeskServices } from './services.js'
import type { SignedIn } from './session.js'

/** The invitation cards of a branch: made, made anew, and printed. */
export function cardsRoutes(
  { own, view, by, nothing, wrong, done, clock }: Desk,
  { cards, cardLink }: Pick<DeskServices, 'cards' | 'cardLink'>,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()

  routes.get('/class-list/cards', async (c) => {
    const branch = placeField.safeParse(c.req.query('branch'))
    const seen = branch.success ? await cards.see(by(c), branch.data, clock()) : null
    if (seen === null) return nothing(c)
    const printed = seen.cards.map(({ name, words, expiresAt }) => ({
      name,
      words,
      expiresAt,
      link: cardLink(words),
    }))
    return c.html(cardsPage(view(c), { ...seen, cards: printed }))
  })

  routes.post('/class-list/cards', ...own, async (c) => {
    const { branch: asked, row, card } = await c.req.parseBody()
    const { data: branch } = placeField.safeParse(asked)
    if (branch === undefined) return nothing(c)
    const href = `${CLASS_LIST}/cards?branch=${encodeURIComponent(branch)}`
    if (row === undefined) return done(c, (await cards.make(by(c), branch, clock())) !== null, href)
    const [rowId, cardId] = [idField.safeParse(row), idField.safeParse(card)]
    if (!rowId.success || !cardId.success) return done(c, false, href)
    const seen = { rowId: rowId.data, cardId: cardId.data }
    const renewed = await cards.renew(by(c), branch, seen, clock())
    return renewed === 'faster'
      ? wrong(c, view(c).words('class-list.cards.faster'), `${CLASS_LIST}/rows/${seen.rowId}`, 409)
      : done(c, renewed === 'done', href)
  })
  return routes
}
