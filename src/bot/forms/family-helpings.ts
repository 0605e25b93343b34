import type { Context } from 'grammy'
import type { Helper, Helping } from '../../domain/family.js'
import { type Option, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import { LATER, type NotedDeath, UNDO, askAbsence, notedDeath, undo } from './absence.js'
import { type Form, choose, tellLine } from './ask.js'
import { distinct, named, sayOf } from './called.js'
import { askProgress } from './family-progress.js'
import { askWaiting } from './family-waiting.js'
import type { FormDeps } from './forms.js'
import { askHelpRequests } from './help-answer.js'
import { CLOSE, INVITE, askInvite } from './inviting.js'
import { pick } from './pick.js'
import { askRelink } from './relink.js'
import { askTogether } from './together.js'

const INVITE_MORE: Option = { id: 'invite', label: say('helper.invite-more'), words: ['moi', 'moi ong ba'] }
const WAITING: Option = { id: 'waiting', label: say('helper.waiting'), words: ['loi moi'] }
const PROGRESS: Option = { id: 'progress', label: say('helper.menu.progress'), words: ['tien do', 'xem'] }
const TOGETHER: Option = { id: 'together', label: say('helper.menu.together') }
const OTHER: Option = { id: 'other', label: say('helper.menu.other'), words: ['khac'] }
const ABSENCE: Option = {
  id: 'absence',
  label: say('helper.menu.absence'),
  words: ['bao nghi', 'nghi hoc', 'chuyen di', 'qua doi'],
}
const RELINK: Option = { id: 'relink', label: say('helper.menu.relink'), words: ['may moi', 'doi may'] }
const END: Option = { id: 'end', label: say('helper.menu.end') }

type Asking = (form: Form, ctx: Context, deps: FormDeps, desk: FamilyDesk) => Promise<void>

/** Somebody who helps nobody yet: what this is, and the way to invite. */
export const welcomeHelper: Asking = async (form, ctx, deps, desk) => {
  const answer = await choose(form, ctx, deps, {
    lines: [say('helper.hello'), say('helper.what'), say('helper.ask')],
    options: [INVITE, CLOSE],
  })
  return answer === INVITE.id
    ? askInvite(form, ctx, deps, desk)
    : tellLine(form, ctx, deps, say('helper.left'))
}

/** A call for help that waits comes first; then those whom the helper helps, and their invitations. */
export async function askHelpings(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  helper: Helper,
): Promise<void> {
  if (await askHelpRequests(form, ctx, deps, desk)) return
  const { helpings, isWaiting } = await form.external(async ({ turn }) => ({
    helpings: await desk.invitations.helpingsOf(helper.id),
    isWaiting: (await desk.invitations.waiting(helper.id, turn.now)).length > 0,
  }))
  const mayWait = isWaiting ? [WAITING] : []
  const names = distinct(helpings.map(({ called }) => called))
  const about = (name: string, others: Option[]): Promise<string | null> =>
    choose(form, ctx, deps, {
      lines: [sayOf('helper.helps', name), say('helper.ask')],
      options: [PROGRESS, TOGETHER, OTHER, ...others],
    })
  const [first, second] = helpings
  if (first === undefined) {
    const answer = await choose(form, ctx, deps, {
      lines: [say('helper.none-yet'), say('helper.ask')],
      options: [INVITE, ...mayWait, CLOSE],
    })
    return carryOut(form, ctx, deps, desk, answer, { helper, helping: null, mayWait })
  }
  if (second === undefined) {
    const death = await notedDeath(form, desk, first)
    if (death !== null) return askAfterDeath(form, ctx, deps, desk, first, death)
    const answer = await about(names[0]!, [INVITE_MORE])
    return carryOut(form, ctx, deps, desk, answer, { helper, helping: first, mayWait })
  }
  const of = helpings.map(({ id }, at) => ({ id: String(id), label: named(names[at]!) }))
  const chosen = await pick(form, ctx, deps, [say('helper.which')], { of, others: [INVITE_MORE] })
  const at = helpings.findIndex(({ id }) => String(id) === chosen)
  const helping = helpings[at]
  const death = helping === undefined ? null : await notedDeath(form, desk, helping)
  if (helping !== undefined && death !== null) return askAfterDeath(form, ctx, deps, desk, helping, death)
  const answer = helping === undefined ? chosen : await about(names[at]!, [])
  return carryOut(form, ctx, deps, desk, answer, { helper, helping: helping ?? null, mayWait })
}

/** Nothing of lessons is offered to somebody who noted a death. */
async function askAfterDeath(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  helping: Helping,
  death: NotedDeath,
): Promise<void> {
  const answer = await choose(form, ctx, deps, {
    lines: [sayOf('helper.died', helping.called)],
    options: [...(death.mayUndo ? [UNDO] : []), END, LATER],
  })
  if (answer === UNDO.id) return undo(form, ctx, deps, desk, helping, death.id)
  if (answer === END.id)
    return endHelping(form, ctx, deps, desk, helping, [sayOf('helper.died-ended', helping.called)])
  return tellLine(form, ctx, deps, say('helper.left'))
}

interface Chosen {
  helper: Helper
  helping: Helping | null
  mayWait: Option[]
}

async function carryOut(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  answer: string | null,
  { helper, helping, mayWait }: Chosen,
): Promise<void> {
  if (answer === INVITE.id) return askInvite(form, ctx, deps, desk)
  if (answer === WAITING.id) return askWaiting(form, ctx, deps, desk, helper)
  if (helping === null) return tellLine(form, ctx, deps, say('helper.left'))
  switch (answer) {
    case PROGRESS.id:
      return askProgress(form, ctx, deps, desk, helping)
    case TOGETHER.id:
      return askTogether(form, ctx, deps, desk, helping)
    case ABSENCE.id:
      return askAbsence(form, ctx, deps, desk, helping)
    case RELINK.id:
      return askRelink(form, ctx, deps, desk, helping)
    case END.id:
      return endHelping(form, ctx, deps, desk, helping)
    case OTHER.id: {
      const other = await choose(form, ctx, deps, {
        lines: [sayOf('helper.helps', helping.called), say('helper.ask')],
        options: [ABSENCE, RELINK, END, ...mayWait],
      })
      return carryOut(form, ctx, deps, desk, other, { helper, helping, mayWait })
    }
    case null:
    default:
      return tellLine(form, ctx, deps, say('helper.left'))
  }
}

async function endHelping(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  { id, called }: Helping,
  lines = [sayOf('helper.end-done', called), say('helper.end-again')],
): Promise<void> {
  const isDone = await form.external(async ({ turn }) => {
    if ((await desk.invitations.helping(id)) === null) return false
    turn.events.push({ kind: 'helping-ended', helpingId: id, by: 'helper' })
    return true
  })
  if (!isDone) return tellLine(form, ctx, deps, say('helper.changed'))
  return tellLine(form, ctx, deps, ...lines)
}
