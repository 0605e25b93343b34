import type { NextFunction } from 'grammy'
import type { Notice, NoticeKind } from '../domain/notice.js'
import { type Phrase } from '../domain/screen.js'
import type { NoticeDesk } from '../services/notice-desk.js'
import type { FamilyTurn } from './family-turn.js'
import type { LearnerTurn } from './learner-turn.js'
import { announcementTellers } from './notices/announcement.js'
import { tellCardFreed } from './notices/card-freed.js'
import { tellConfirmed } from './notices/confirmed.js'
import { emergencyTellers } from './notices/emergency.js'
import { familyTellers } from './notices/family.js'
import { tellHelpWaiting } from './notices/help-waiting.js'
import { tellTokenMade } from './notices/token-made.js'
import { helpTellers } from './notices/help.js'
import { ownDataTellers } from './notices/own-data.js'
import { reminderTellers } from './notices/reminder.js'
import { openBeside, utter } from './speak.js'
import type { BotContext, TurnContext } from './turn-context.js'

export interface NoticeTurn extends LearnerTurn, FamilyTurn {
  /** Absent where nothing is told unasked. */
  notices?: NoticeDesk
}

/** What a notice says: one message, mostly. Its buttons answer although no prompt is open, and leave the open one alone. */
export interface Told {
  lines: Phrase[]
  /** A message of its own after it, which the reader can send on whole. */
  toForward?: Phrase
  /** `words`: more words that mean it, without diacritics. */
  buttons?: { label: Phrase; words?: string[]; data: string }[]
}

/**
 * Looks up what the notice says now; null when it is not true any more, and nothing is said. May change the session
 * and the events of the turn, which are saved with it; never its prompt nor its form.
 */
export type Teller<K extends NoticeKind> = (
  notice: Extract<Notice, { kind: K }>,
  at: { turn: TurnContext; deps: NoticeTurn },
) => Promise<Told | null>

export type Tellers = { [K in NoticeKind]: Teller<K> }

const TELLERS: Tellers = {
  confirmed: tellConfirmed,
  'card-freed': tellCardFreed,
  ...familyTellers,
  ...helpTellers,
  ...emergencyTellers,
  ...ownDataTellers,
  ...reminderTellers,
  ...announcementTellers,
  'help-waiting': tellHelpWaiting,
  'token-made': tellTokenMade,
}

/** What nobody asked for in this moment. It opens no question and closes none. */
export async function tellNotice(ctx: BotContext, deps: NoticeTurn, next: NextFunction): Promise<void> {
  const { turn } = ctx
  const { incoming } = turn.pending
  if (incoming?.kind !== 'notice') return next()
  const { notice } = incoming
  const told = await tellerOf(notice.kind)(notice, { turn, deps })
  deps.notices?.count(notice.kind, told === null ? 'untrue' : 'told')
  if (told === null) return
  const { lines, toForward, buttons: choices = [] } = told
  const beside = openBeside(turn, deps, { lines, choices })
  // They can be typed as well, until the next ones come.
  if (choices.length > 0) turn.standing = { choices: beside.choices, at: turn.now }
  await utter(ctx.api, beside.calls)
  if (toForward !== undefined) await utter(ctx.api, openBeside(turn, deps, { lines: [toForward] }).calls)
}

/** The table holds for each kind the teller of that kind. */
const tellerOf = (kind: NoticeKind): Teller<NoticeKind> => TELLERS[kind] as Teller<NoticeKind>
