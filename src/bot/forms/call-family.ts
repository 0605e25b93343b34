import type { Context } from 'grammy'
import type { Helping } from '../../domain/family.js'
import { helpWaits, whereWords } from '../../domain/help-request.js'
import { sendingTime } from '../../domain/quiet-hours.js'
import { type Option, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import type { TurnContext } from '../turn-context.js'
import { type Form, tellLine } from './ask.js'
import { ALONE, askCallOfficers } from './call-officers.js'
import type { FormDeps } from './forms.js'
import { pick } from './pick.js'
import { closeExercise, standingAt } from './where-stuck.js'

/** Sends a helper where the learner is stuck, once the learner has read what will be sent and to whom. */
export async function askCallFamily(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  { help }: FamilyDesk,
): Promise<void> {
  const found = await form.external(async ({ turn }) => {
    const { id } = turn.learner
    const helpers = id === null ? [] : await help.helpersOf(id)
    if (id === null || helpers.length === 0) return 'nobody'
    const waits = helpWaits(await help.asked(id, turn.now), turn.now)
    if (waits !== null) return waits
    const where = whereWords(standingAt(turn), deps.curriculum)
    const first = await reachableFirst(helpers, help)
    return { where, helpers: first.map(({ id: helping, helperName: name }) => ({ helping, name })) }
  })
  if (found === 'nobody') {
    const instead = [say('call.nobody-urgent'), say('call.nobody-how')]
    return askCallOfficers(form, ctx, deps, { help }, { why: say('call.nobody'), instead })
  }
  if (found === 'soon' || found === 'enough') return tellLine(form, ctx, deps, say(`call.${found}`))
  const { where, helpers } = found
  const of = helpers.map(({ helping, name }): Option => ({
    id: `to:${helping}`,
    label: say('call.to', { name }),
  }))
  const lines = [say('call.what', { where }), say('call.only')]
  const answer = await pick(form, ctx, deps, lines, { of, others: [ALONE] })
  const chosen = helpers.find(({ helping }) => answer === `to:${helping}`)
  if (chosen === undefined) return tellLine(form, ctx, deps, say('call.left'))
  const how = await form.external(({ turn }) => send(turn, deps, { help }, chosen.helping))
  const told = say(`call.${how}`, { name: chosen.name })
  if (how !== 'unreached') return tellLine(form, ctx, deps, told)
  return askCallOfficers(form, ctx, deps, { help }, { why: told, instead: [] })
}

/** Else in the order in which they were let help. */
async function reachableFirst(
  helpers: readonly Helping[],
  { reachOfHelper }: FamilyDesk['help'],
): Promise<Helping[]> {
  const reaches = await Promise.all(helpers.map(({ helperId }) => reachOfHelper(helperId)))
  const isReached = helpers.map((_, at) => reaches[at]?.reachable === true)
  return [...helpers.filter((_, at) => isReached[at]), ...helpers.filter((_, at) => !isReached[at])]
}

/** Asks the helper, if they can be reached; how it goes from here is told at once. */
async function send(
  turn: TurnContext,
  deps: FormDeps,
  { help }: Pick<FamilyDesk, 'help'>,
  helpingId: number,
): Promise<string> {
  const helping = await help.helping(helpingId)
  if (!isOwn(helping, turn)) return 'no-more'
  const waits = helpWaits(await help.asked(helping.learnerId, turn.now), turn.now)
  if (waits !== null) return waits
  const reach = await help.reachOfHelper(helping.helperId)
  if (reach === null || !reach.reachable) return 'unreached'
  closeExercise(turn, deps)
  turn.events.push({ kind: 'help-requested', helpingId, stuckAt: standingAt(turn) })
  // The number of the request, given when it is written, changes nothing about the hour.
  const sent = sendingTime(turn.now, { kind: 'help-requested', requestId: 0 })
  if (sent > turn.now) return 'sent-morning'
  return reach.channel === 'web' ? 'sent-web' : 'sent'
}

const isOwn = (helping: Helping | null, { learner }: TurnContext): helping is Helping =>
  helping !== null && helping.learnerId === learner.id
