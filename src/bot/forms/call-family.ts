import type { Context } from 'grammy'
import type { Helping } from '../../domain/family.js'
import { helpWaits, whereWords } from '../../domain/help-request.js'
import { sendingTime } from '../../domain/quiet-hours.js'
import { isWindowOpen } from '../../domain/reminder.js'
import { type Option, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import type { Reach } from '../../services/help-desk.js'
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
    return { where, helpers: await reachableFirst(helpers, help, { turn, deps }) }
  })
  if (found === 'nobody') {
    const instead = [say('call.nobody-urgent'), say('call.nobody-how')]
    return askCallOfficers(form, ctx, deps, { help }, { why: say('call.nobody'), instead })
  }
  if (found === 'soon' || found === 'enough') return tellLine(form, ctx, deps, say(`call.${found}`))
  const { where, helpers } = found
  let lines = [say('call.what', { where }), say('call.only')]
  for (let left = helpers; ;) {
    const of = left.map(({ helping, name }): Option => ({
      id: `to:${helping}`,
      label: say('call.to', { name }),
    }))
    const answer = await pick(form, ctx, deps, lines, { of, others: [ALONE] })
    const chosen = left.find(({ helping }) => answer === `to:${helping}`)
    if (chosen === undefined) return tellLine(form, ctx, deps, say('call.left'))
    const how = await form.external(({ turn }) => send(turn, deps, { help }, chosen.helping))
    const told = say(`call.${how}`, { name: chosen.name })
    if (how !== 'unreached') return tellLine(form, ctx, deps, told)
    left = left.filter((one) => one !== chosen && one.isReached)
    if (left.length === 0) return askCallOfficers(form, ctx, deps, { help }, { why: told, instead: [] })
    lines = [told, say('call.another')]
  }
}

interface Asked {
  helping: number
  name: string
  isReached: boolean
}

interface At {
  turn: TurnContext
  deps: FormDeps
}

/** Else in the order in which they were let help. */
async function reachableFirst(
  helpers: readonly Helping[],
  { reachOfHelper }: FamilyDesk['help'],
  at: At,
): Promise<Asked[]> {
  const asked = await Promise.all(
    helpers.map(async ({ id, helperId, helperName }) => {
      const isReached = isReachedBy(await reachOfHelper(helperId), at)
      return { helping: id, name: helperName, isReached }
    }),
  )
  return [...asked.filter(({ isReached }) => isReached), ...asked.filter(({ isReached }) => !isReached)]
}

/** When a call made now is sent. Its number, given when it is written, changes nothing about the hour. */
const sentAt = ({ now }: TurnContext): Date => sendingTime(now, { kind: 'help-requested', requestId: 0 })

/** Whether the platform will take a call for this helper: on Zalo OA only for a while after they wrote. */
const isReachedBy = (reach: Reach | null, { turn, deps: { paid = false } }: At): reach is Reach =>
  reach !== null &&
  reach.reachable &&
  isWindowOpen({ hasWindow: reach.channel === 'zalo-oa', paid }, reach.seenAt, sentAt(turn))

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
  if (!isReachedBy(reach, { turn, deps })) return 'unreached'
  closeExercise(turn, deps)
  turn.events.push({ kind: 'help-requested', helpingId, stuckAt: standingAt(turn) })
  if (sentAt(turn) > turn.now) return 'sent-morning'
  return reach.channel === 'web' ? 'sent-web' : 'sent'
}

const isOwn = (helping: Helping | null, { learner }: TurnContext): helping is Helping =>
  helping !== null && helping.learnerId === learner.id
