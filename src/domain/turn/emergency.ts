import type { Learner } from '../learner.js'
import { type Option, type Screen, say } from '../screen.js'
import type { EmergencyKind, Mode, Session } from '../session.js'
import { type Result, show } from './turn.js'

type EmergencyMode = Extract<Mode, { kind: 'emergency' }>

const DONE: Option = {
  id: 'done',
  label: say('emergency.done'),
  words: ['xong', 'xong roi', 'goi roi', 'goi xong', 'do roi', 'roi'],
}
const BACK: Option = { id: 'cmd:learn', label: say('emergency.back') }

/** What a learner in an emergency reads; the first line is the one thing to do now. */
export function emergencyScreen(mode: EmergencyMode): Screen {
  const at = `emergency.${mode.which}.${mode.step}`
  const lines = [say(`${at}.first`), say(`${at}.second`), say(`${at}.third`)]
  if (mode.step > 0) return { lines, options: [BACK] }
  if (mode.which !== 'being-called') return { lines, options: [DONE] }
  return {
    lines,
    options: [
      { id: 'hung-up', label: say('emergency.hung-up'), words: ['tat roi', 'tat', 'roi', 'da tat'] },
      { id: 'money', label: say('emergency.money'), words: ['chuyen roi', 'lo chuyen', 'mat tien'] },
      { id: 'code', label: say('emergency.code'), words: ['doc ma roi', 'cai roi', 'lo doc ma'] },
    ],
  }
}

/** Comes before everything else; the lesson waits where it was. */
export function enterEmergency(state: { learner: Learner; session: Session }, which: EmergencyKind): Result {
  const { session } = state
  const back = session.mode.kind === 'emergency' ? session.mode.back : session.mode
  const mode: EmergencyMode = { kind: 'emergency', which, step: 0, back }
  return show({ ...state, session: { ...session, mode } }, emergencyScreen(mode))
}

/** The next screen of an emergency; null when the choice belongs to something else. */
export function answerEmergency(
  state: { learner: Learner; session: Session },
  option: string,
): Result | null {
  const { session } = state
  if (session.mode.kind !== 'emergency') return null
  if (option === 'money' || option === 'code') return enterEmergency(state, 'money-gone')
  if (option !== 'done' && option !== 'hung-up') return null
  const mode: EmergencyMode = { ...session.mode, step: 1 }
  return show({ ...state, session: { ...session, mode } }, emergencyScreen(mode))
}
