import { dayNumber } from '../calendar.js'
import type { Command } from '../intent.js'
import { say } from '../screen.js'
import type { EmergencyMode, Session } from '../session.js'
import { sameOptions } from './asked.js'
import { EMERGENCY_CHOICES, emergencyScreen } from './emergency-screens.js'
import { type Input, type Result, type State, type World, show } from './turn.js'

type Standing = State & { session: Session }

/** No night is cut in two: the day of an emergency ends with the calendar's, and not before so long. */
const AT_LEAST_MS = 6 * 60 * 60 * 1000

/** These lead to lessons, or back to them. */
const LEARNING: readonly Command[] = [
  'start',
  'learn',
  'review',
  'companion',
  'real-life',
  'greet',
  'practise',
  'back',
]

/**
 * Where somebody stood before an emergency whose day is over, with nothing open; null while it is not over. Whoever
 * still answers what it asked is in it.
 */
export function afterEmergency(state: Standing, input: Input, now: Date): Standing | null {
  const { session } = state
  if (session.mode.kind !== 'emergency' || input.kind === 'emergency') return null
  if (input.kind === 'choose' && EMERGENCY_CHOICES.includes(input.option)) return null
  const since = new Date(session.emergency?.since ?? session.seenAt)
  const isOver = dayNumber(now) > dayNumber(since) && now.getTime() - since.getTime() >= AT_LEAST_MS
  return isOver ? { ...state, prompt: null, session: { ...session, mode: session.mode.back } } : null
}

/** Longer than anybody is asked after. */
const KNOWN_MS = 2 * 24 * 60 * 60 * 1000

/** The session without an emergency of days ago: nobody needs to know of it any more. */
export function withoutOldEmergency(session: Session, now: Date): Session {
  const { emergency, ...rest } = session
  const isOld = emergency !== undefined && now.getTime() - Date.parse(emergency.since) >= KNOWN_MS
  return isOld && session.mode.kind !== 'emergency' ? rest : session
}

/** On the day of an emergency nothing is learned: the place waits, and so do the questions of the day. */
export function restAfterEmergency(state: Standing, command: Command, world: World): Result | null {
  const { session } = state
  if (session.mode.kind !== 'emergency' || !LEARNING.includes(command)) return null
  const { mode } = session
  const { lines, options } = emergencyScreen(mode, world.helpers ?? [])
  const today = say('emergency.rest.today')
  if (options.length === 0) return show(state, { lines: [today, tomorrow(mode)], options: [] })
  const isOpen = state.prompt !== null && sameOptions(state.prompt.options, options)
  return show(state, { lines: [today, lines[0]!], options }, { prompt: isOpen ? 'same' : 'new' })
}

const tomorrow = ({ back }: EmergencyMode) =>
  say(back.kind === 'hello' ? 'emergency.rest.stranger' : 'emergency.rest.tomorrow')

/** Whether somebody is in an emergency in which nothing is left to be answered. */
export const isThrough = ({ mode }: Session, { helpers }: Pick<World, 'helpers'>): boolean =>
  mode.kind === 'emergency' && emergencyScreen(mode, helpers ?? []).options.length === 0
