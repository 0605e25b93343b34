import { Hono } from 'hono'
import type { DeskServices } from './services.js'
import type { Desk } from './desk.js'
import { posterPage, typedAddress } from './pages/branch-poster.js'
import type { SignedIn } from './session.js'

const PATH = '/dashboard/members'

/** The three words by which people join a branch, and their sheet for the wall. */
export function branchWordsRoutes(
  { own, view, by, nothing, done, clock, publicUrl }: Desk,
  { branchWords, invitationPictures }: Pick<DeskServices, 'branchWords' | 'invitationPictures'>,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.post('/branches/:id/words', ...own, async (c) =>
    done(c, await branchWords.renew(by(c), c.req.param('id'), clock()), PATH),
  )
  routes.post('/branches/:id/words/end', ...own, async (c) =>
    done(c, await branchWords.revoke(by(c), c.req.param('id'), clock()), PATH),
  )
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
