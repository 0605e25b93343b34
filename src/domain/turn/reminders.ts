import { dayNumber } from '../calendar.js'
import { say } from '../screen.js'
import type { Session } from '../session.js'
import type { Result, State, World } from './turn.js'
import { keepingPrompt } from './view.js'

/**
 * «khỏi nhắc»: no more reminders until they write again, and no question for their hour today. Who is on trial gets none.
 * What is open stays open.
 */
export function stopReminders(state: State & { session: Session }, world: World): Result {
  const { learner } = state
  if (learner.id === null) return keepingPrompt(state, world, say('reminder.none'))
  const session = { ...state.session, unremindedOn: dayNumber(world.now) }
  const result = keepingPrompt({ ...state, session }, world, say('reminder.stopped'))
  return { ...result, events: [...result.events, { kind: 'reminders-stopped' }] }
}
