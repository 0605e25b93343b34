import type { NextFunction } from 'grammy'
import { say } from '../domain/screen.js'
import { newSession } from '../domain/turn/hello.js'
import type { OfficerDesk } from '../services/officer-desk.js'
import { type Speaker, openScreen, utter } from './speak.js'
import type { BotContext } from './turn-context.js'

export interface OfficerTurn extends Speaker {
  /** Absent where nobody is an officer. */
  officers?: OfficerDesk
}

/** An officer's one-time code, typed or from a link, makes this chat the officer's. */
export async function takeOfficerCode(
  ctx: BotContext,
  { officers, ...speaker }: OfficerTurn,
  next: NextFunction,
): Promise<void> {
  const { turn } = ctx
  const { incoming, contactId } = turn.pending
  if (officers === undefined || incoming?.kind !== 'text') return next()
  const found = await officers.byCode(incoming.text, contactId, turn.now)
  if (found === null) return next()
  const before = found === 'refused' ? null : await officers.ofContact(contactId)
  // One chat is one officer's; somebody's second role needs another chat.
  const isTaken = found !== 'refused' && before !== null && before.id !== found.officer.id
  const { prompt } = turn
  const options = prompt?.options ?? []
  if (found === 'refused' || isTaken) {
    const lines = [say(isTaken ? 'officer.taken' : 'officer.code-refused')]
    return utter(ctx.api, openScreen(turn, speaker, { lines, options }, { keep: true }))
  }
  const { officer, codeHash } = found
  turn.events.push({ kind: 'officer-joined', codeHash, officerId: officer.id })
  const lines = [
    say('officer.joined', { name: officer.name, role: say(`officer.role.${officer.role}`) }),
    say('officer.joined-next'),
  ]
  return utter(ctx.api, openScreen(turn, speaker, { lines, options }, { keep: true }))
}

/** «cán bộ» from an officer opens their form, also where they are no learner; null for everybody else. */
export async function openOfficersForm(ctx: BotContext, { officers }: OfficerTurn): Promise<boolean> {
  const { turn } = ctx
  const { intent } = turn
  if (officers === undefined || intent.kind !== 'command' || intent.command !== 'officers') return false
  if ((await officers.ofContact(turn.pending.contactId)) === null) return false
  turn.session = { ...(turn.session ?? newSession(turn.now)), form: 'officer' }
  turn.formName = 'officer'
  await ctx.conversation.enter('officer')
  return true
}
