import { Hono } from 'hono'
import type { RecognitionList } from '../../services/recognition-list.js'
import type { Desk } from './desk.js'
import { idField, optional } from './fields.js'
import { papersPage } from './pages/recognition-papers.js'
import { recognitionsPage } from './pages/recognitions.js'
import type { SignedIn } from './session.js'

const HIGHEST = 'thanh-thao'

/** Who is put forward for khen thưởng, and papers to be signed for them. */
export function recognitionsRoutes(
  { mayNot, nothing, by, view, clock }: Desk,
  recognitions: RecognitionList,
): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  routes.get('/recognitions', async (c) => {
    if (mayNot(c, 'see-members')) return nothing(c)
    const honours = await recognitions.list(by(c), c.req.query('step') ?? HIGHEST, clock())
    return honours === null ? nothing(c) : c.html(recognitionsPage(view(c), honours))
  })
  routes.get('/recognitions/papers', async (c) => {
    const learner = optional(idField).safeParse(c.req.query('learner'))
    if (!learner.success || mayNot(c, 'see-members')) return nothing(c)
    const step = c.req.query('step') ?? HIGHEST
    const papers = await recognitions.papers(by(c), step, learner.data, clock())
    return papers === null ? nothing(c) : c.html(papersPage(view(c), papers))
  })
  return routes
}
