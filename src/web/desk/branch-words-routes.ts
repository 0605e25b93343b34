import { Hono } from 'hono'
import type { DeskServices } from './services.js'
import type { Desk, Seen } from './desk.js'
import { posterPage, typedAddress } from './pages/branch-poster.js'
import type { SignedIn } from './session.js'

const PATH = '/dashboard/members'

/** The three words by which people join a branch, and their sheet for the wall. */
export function branchWordsRoutes(
  { own, view, by, nothing, wrong, done, clock, publicUrl }: Desk,
  { branchWords, invitationPictures }: Pick<DeskServices, 'branchWords' | 'invitationPictures'>,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  const change = async (c: Seen, branchId: string, deed: 'renew' | 'revoke') => {
    const { shown } = await c.req.parseBody()
    const seen = typeof shown === 'string' && shown !== '' ? shown : null
    const changed = await branchWords[deed](by(c), branchId, seen, clock())
    return changed === 'faster'
      ? wrong(c, view(c).words('members.branch-words.faster'), PATH, 409)
      : done(c, changed === 'done', PATH)
  }
  routes.post('/branches/:id/words', ...own, (c) => change(c, c.req.param('id'), 'renew'))
  routes.post('/branches/:id/words/end', ...own, (c) => change(c, c.req.param('id'), 'revoke'))
  routes.get('/branches/:id/poster', async (c) => {
    const branch = await branchWords.find(by(c), c.req.param('id'), clock())
    if (branch === null || branch.words === null) return nothing(c)
    const three = branch.words
    const pictures = invitationPictures(three)
    const address = pictures.some(({ channel }) => channel === 'web') ? typedAddress(publicUrl) : null
    return c.html(posterPage(view(c), { ...branch, words: three, pictures, address }))
  })
  return routes
}
