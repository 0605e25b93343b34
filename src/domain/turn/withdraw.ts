import { VIEWING_CONSENT } from '../family.js'
import { CONSENT_TEXTS, type Learner } from '../learner.js'
import { WITHDRAWALS, type Withdrawal } from '../own-data.js'
import { say } from '../screen.js'
import type { Session } from '../session.js'
import { type Result, type State, type World } from './turn.js'
import { keepingPrompt } from './view.js'

/**
 * Takes a consent back, by one word and without a question. Nothing of learning changes; one line says what it means
 * from now on and how to give it again.
 */
export function withdraw(state: State & { session: Session }, command: Withdrawal, world: World): Result {
  const { learner } = state
  if (learner.id === null) return keepingPrompt(state, world, say('withdraw.nothing'))
  const name = WITHDRAWALS[command]
  const line = say(`withdraw.${name}`)
  if (name === 'family') {
    const result = keepingPrompt(state, world, line)
    const event = {
      kind: 'viewing-set',
      helpingId: 'all',
      given: false,
      textVersion: VIEWING_CONSENT,
    } as const
    return { ...result, events: [...result.events, event] }
  }
  const without: Learner = { ...learner, consents: { ...learner.consents, [name]: false } }
  const result = keepingPrompt({ ...state, learner: without }, world, line)
  if (learner.consents[name] === false) return result
  const event = { kind: 'consented', purpose: name, given: false, textVersion: CONSENT_TEXTS[name] } as const
  return { ...result, events: [...result.events, event] }
}
