import { say } from '../screen.js'
import type { FormName, Session } from '../session.js'
import { readWishedAddress } from './hello.js'
import { type Result, type State, type World, show } from './turn.js'
import { keepingPrompt } from './view.js'

type Standing = State & { session: Session }

/** One thing of the settings, asked for by name. */
export type Setting = 'hour' | 'address' | 'place'

const FORM_OF: Record<Setting, FormName> = { hour: 'set-hour', address: 'set-address', place: 'set-place' }

/**
 * "đổi giờ", "gọi tôi là bà", "tôi ở …": the form takes what the words say at once. In a trial nothing is kept but the
 * form of address.
 */
export function openSetting(
  { learner, session, prompt }: Standing,
  setting: Setting,
  said: string,
  world: World,
): Result {
  if (learner.id !== null) return show({ learner, session }, null, { form: FORM_OF[setting] })
  const formOfAddress = setting === 'address' ? readWishedAddress(said) : null
  const { trial } = session
  if (trial === null || trial.formOfAddress === null || formOfAddress === null)
    return keepingPrompt({ learner, session, prompt }, world, say('settings.later'))
  const called = {
    learner: { ...learner, formOfAddress },
    session: { ...session, trial: { ...trial, formOfAddress } },
  }
  return keepingPrompt({ ...called, prompt }, world, say('change.address-done'))
}
