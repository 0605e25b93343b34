import { say } from '../screen.js'
import type { Session } from '../session.js'
import type { Result, State, World } from './turn.js'
import { keepingPrompt } from './view.js'

/** «khỏi nhắc»: no more reminders until they write again. What is open stays open. */
export function stopReminders(state: State & { session: Session }, world: World): Result {
  const result = keepingPrompt(state, world, say('reminder.stopped'))
  if (state.learner.id === null) return result
  return { ...result, events: [...result.events, { kind: 'reminders-stopped' }] }
}
