import { Hono } from 'hono'
import type { DeskServices } from './services.js'
import type { Desk, Seen } from './desk.js'
import { placeField, wordsField } from './fields.js'
import { posterPage, typedAddress } from './pages/branch-poster.js'
import type { SignedIn } from './session.js'

const PATH = '/dashboard/members'

/** The three words by which people join a branch, and their sheet for the wall. */
export function branchWordsRoutes(
  { own, view, by, nothing, wrong, done, clock, publicUrl }: Desk,
  { branchWords, invitationPictures }: Pick<DeskServices, 'branchWords' | 'invitationPictures'>,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  const branchIn = (c: Seen): string | null => placeField.safeParse(c.req.param('id')).data ?? null
  for (const [path, deed] of [
    ['/branches/:id/words', 'renew'],
    ['/branches/:id/words/end', 'revoke'],
  ] as const)
    routes.post(path, ...own, async (c) => {
      const id = branchIn(c)
      const shown = wordsField.safeParse((await c.req.parseBody())['shown']).data ?? null
      const changed = id === null ? 'nothing' : await branchWords[deed](by(c), id, shown, clock())
      return changed === 'faster'
        ? wrong(c, view(c).words('members.branch-words.faster'), PATH, 409)
        : done(c, changed === 'done', PATH)
    })
  routes.get('/branches/:id/poster', async (c) => {
    const id = branchIn(c)
    const branch = id === null ? null : await branchWords.find(by(c), id, clock())
    if (branch === null || branch.words === null) return nothing(c)
    const three = branch.words
    const pictures = invitationPictures(three)
    const address = pictures.some(({ channel }) => channel === 'web') ? typedAddress(publicUrl) : null
    return c.html(posterPage(view(c), { ...branch, words: three, pictures, address }))
  })
  return routes
}
