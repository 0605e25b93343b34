import { Hono } from 'hono'
import { z } from 'zod'
import { ROLES_IN_ASSOCIATION } from '../../domain/group.js'
import type { ClassLists, RowChanged, Typed, Wrong } from '../../services/class-list.js'
import type { Desk, Seen } from './desk.js'
import { idField, optional, placeField } from './fields.js'
import { importPage } from './pages/class-list-import.js'
import {
  CLASS_LIST,
  type NotTaken,
  type RowNotTaken,
  SAID,
  branchesPage,
  classListPage,
  hrefOf,
  rowPage,
} from './pages/class-list.js'
import type { SignedIn } from './session.js'

/** Longer than any name that is taken, so that whoever types more reads why it is not. */
const typed = z.object({
  name: z.string().max(2000),
  birthYear: z.string().max(100).default(''),
  sex: optional(z.enum(['nam', 'nu'])),
  group: optional(z.enum(ROLES_IN_ASSOCIATION)),
})

/** The lists of the people of branches, who may not have joined yet. */
export function classListRoutes(desk: Desk, lists: ClassLists): Hono<SignedIn> {
  const { own, view, by, nothing, wrong, clock } = desk
  const routes = new Hono<SignedIn>()
  const words = (c: Seen, key: string, values?: Record<string, string | number>): string =>
    view(c).words(`class-list.${key}`, values)
  const whyOf = (c: Seen, { field, why }: Wrong) => ({ why: words(c, `wrong.${field}`), field: why })
  /** The list again, with what was typed. */
  const again = async (c: Seen, branchId: string, notTaken: NotTaken) => {
    const now = clock()
    const seen = await lists.see(by(c), branchId, now)
    return seen === null
      ? nothing(c)
      : c.html(classListPage(view(c), { ...seen, said: null, notTaken, page: 1, now }), 400)
  }
  /** The row again, with what was typed. */
  const rowAgain = async (c: Seen, id: number, notTaken: RowNotTaken) => {
    const now = clock()
    const found = await lists.find(by(c), id, now)
    return found === null || !('name' in found.row)
      ? nothing(c)
      : c.html(
          rowPage(view(c), { row: found.row, branchId: found.branchId, now, notTaken }),
          notTaken.isFaster ? 409 : 400,
        )
  }
  const fieldsOf = async (c: Seen): Promise<{ branchId: string; typed: Typed; version: number } | null> => {
    const body = await c.req.parseBody()
    const [branch, read] = [placeField.safeParse(body['branch']), typed.safeParse(body)]
    if (!branch.success || !read.success) return null
    return { branchId: branch.data, typed: read.data, version: idField.catch(0).parse(body['version']) }
  }
  const answer = (
    c: Seen,
    result: RowChanged,
    said: 'changed' | 'removed',
    branchId: string,
    back: string,
  ) => {
    if (result === 'done') return c.redirect(hrefOf(branchId, `&said=${said}`), 303)
    if (result === 'faster') return wrong(c, view(c).words('frame.somebody-faster'), back, 409)
    return result === 'twin' ? wrong(c, words(c, 'twin'), back) : nothing(c)
  }

  routes.get('/class-list', async (c) => {
    const now = clock()
    const branches = await lists.branches(by(c), now)
    if (branches === null) return nothing(c)
    const only = branches.length === 1 ? branches[0]!.branchId : undefined
    const asked = placeField.optional().safeParse(c.req.query('branch') ?? only)
    if (!asked.success) return nothing(c)
    if (asked.data === undefined) return c.html(branchesPage(view(c), branches))
    const seen = await lists.see(by(c), asked.data, now)
    if (seen === null) return nothing(c)
    const said = z.enum(SAID).nullable().catch(null).parse(c.req.query('said'))
    const page = z.coerce.number().int().min(1).max(100).catch(1).parse(c.req.query('page'))
    return c.html(classListPage(view(c), { ...seen, said, page, now }))
  })

  routes.post('/class-list', ...own, async (c) => {
    const read = await fieldsOf(c)
    if (read === null) return wrong(c, words(c, 'wrong.form'), CLASS_LIST)
    const { branchId, typed: given } = read
    const added = await lists.add(by(c), read.branchId, read.typed, clock())
    if (added === null) return nothing(c)
    const why =
      typeof added === 'object'
        ? whyOf(c, added)
        : added === 'contradicts' || added === 'unclear'
          ? { why: words(c, `not-added.${added}`) }
          : null
    return why === null
      ? c.redirect(hrefOf(branchId, `&said=${added as string}`), 303)
      : again(c, branchId, { form: 'add', ...why, typed: given })
  })

  routes.get('/class-list/rows/:id', async (c) => {
    const id = idField.safeParse(c.req.param('id'))
    const found = id.success ? await lists.find(by(c), id.data, clock()) : null
    if (found === null || !('name' in found.row)) return nothing(c)
    return c.html(rowPage(view(c), { row: found.row, branchId: found.branchId, now: clock() }))
  })

  routes.post('/class-list/rows/:id', ...own, async (c) => {
    const [id, read] = [idField.safeParse(c.req.param('id')), await fieldsOf(c)]
    if (!id.success) return nothing(c)
    const back = `${CLASS_LIST}/rows/${id.data}`
    if (read === null) return wrong(c, words(c, 'wrong.form'), back)
    const seen = { id: id.data, version: read.version }
    const result = await lists.change(by(c), seen, read.typed, clock())
    const why =
      typeof result === 'object' ? whyOf(c, result) : result === 'twin' ? { why: words(c, 'twin') } : null
    const given = { typed: read.typed, seen: read.version }
    if (why !== null) return rowAgain(c, id.data, { ...given, ...why, isFaster: false })
    if (result === 'faster') {
      const faster = view(c).words('frame.somebody-faster')
      return rowAgain(c, id.data, { ...given, why: faster, isFaster: true })
    }
    return answer(c, result as RowChanged, 'changed', read.branchId, back)
  })

  routes.post('/class-list/rows/:id/remove', ...own, async (c) => {
    const id = idField.safeParse(c.req.param('id'))
    const body = await c.req.parseBody()
    const branch = placeField.safeParse(body['branch'])
    if (!id.success || !branch.success) return nothing(c)
    const seen = { id: id.data, version: idField.catch(0).parse(body['version']) }
    const result = await lists.remove(by(c), seen, clock())
    return answer(c, result, 'removed', branch.data, `${CLASS_LIST}/rows/${id.data}`)
  })

  routes.post('/class-list/free', ...own, async (c) => {
    const read = await fieldsOf(c)
    if (read === null) return wrong(c, words(c, 'wrong.form'), CLASS_LIST)
    const { branchId, typed: given } = read
    const freed = await lists.free(by(c), read.branchId, read.typed, clock())
    if (freed === null) return nothing(c)
    if (freed === true) return c.redirect(hrefOf(branchId, '&said=freed'), 303)
    const why = freed === false ? { why: words(c, 'free.none') } : whyOf(c, freed)
    return again(c, branchId, { form: 'free', ...why, typed: given })
  })

  routes.get('/class-list/import', async (c) =>
    (await lists.branches(by(c), clock())) === null ? nothing(c) : c.html(importPage(view(c), null)),
  )

  routes.post('/class-list/import', ...own, async (c) => {
    const back = `${CLASS_LIST}/import`
    const { file, do: way } = await c.req.parseBody()
    if (!(file instanceof File) || file.size === 0) return wrong(c, words(c, 'import.no-file'), back)
    const bytes = new Uint8Array(await file.arrayBuffer())
    const report = await lists.import(by(c), bytes, way === 'write', clock())
    if (report === null) return nothing(c)
    return c.html(importPage({ ...view(c), isAnswer: true }, report), typeof report === 'string' ? 400 : 200)
  })
  return routes
}
