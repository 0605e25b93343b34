import type { Context } from 'grammy'
import { namesOf } from '../../domain/called.js'
import { type SeenByFamily, familyProgress } from '../../domain/family-progress.js'
import { type Helping, type Viewing, viewingOf } from '../../domain/family.js'
import { forProvince } from '../../domain/plan.js'
import { provinceOf } from '../../domain/province.js'
import { say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import { type Form, tellLine } from './ask.js'
import type { FormDeps } from './forms.js'

/** How a learner gets on, for a helper whom they let see in this moment. */
export async function askProgress(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  helping: Helping,
): Promise<void> {
  const told = await form.external(async ({ turn }) => {
    const found = await seenNow(desk, helping)
    if (typeof found === 'string') return found
    const { viewing, seen } = found
    return familyProgress(viewing, seen, curriculumFor(seen, deps), turn.now)
  })
  if (typeof told === 'string') return tellLine(form, ctx, deps, whyNot(told, helping))
  await tellLine(form, ctx, deps, ...told.standing)
  await tellLine(form, ctx, deps, ...told.together)
}

/** Why nothing is shown: the learner does not let this helper see, or one of the two has ended the helping. */
export type NotSeen = 'closed' | 'ended'

/** What the helper may see now, asked anew: the consent may have been taken back a moment ago. */
export async function seenNow(
  { help }: FamilyDesk,
  { id, helperId }: Helping,
): Promise<{ viewing: Viewing; seen: SeenByFamily } | NotSeen> {
  const now = await help.helping(id)
  if (now === null || now.helperId !== helperId) return 'ended'
  const viewing = viewingOf(now)
  if (viewing === null) return 'closed'
  const seen = await help.seen(viewing)
  return seen === null ? 'ended' : { viewing, seen }
}

export const whyNot = (why: NotSeen, { called }: Helping) => say(`helping.progress.${why}`, namesOf(called))

/** The curriculum of the learner's own province: what they see themselves. */
export const curriculumFor = ({ placeId }: SeenByFamily, { curriculum, defaultPlan }: FormDeps) =>
  forProvince(curriculum, provinceOf(curriculum.places, placeId), defaultPlan)
