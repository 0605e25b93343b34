import type { Intent } from '../intent.js'
import { hasLink, isPasted } from '../pasted.js'
import { type Option, say } from '../screen.js'
import type { Session } from '../session.js'
import { type Result, type State, show } from './turn.js'

const YES: Option = {
  id: 'cmd:check',
  label: say('check.offer-yes'),
  words: ['xem', 'xem giup', 'co', 'muon', 'vang', 'u', 'duoc'],
}
const NO: Option = {
  id: 'cmd:again',
  label: say('check.offer-no'),
  words: ['khong', 'khoi', 'de do', 'thoi khoi'],
}

type Words = Extract<Intent, { kind: 'words' }>

/** Whether the words are likely somebody else's, sent on. */
export const isSentOn = ({ text, forwarded }: Words): boolean =>
  forwarded === true || isPasted(text) || hasLink(text)

/**
 * Offers to look at what was sent on; null for own words, and in an emergency. Nothing of the text is kept, so it has to
 * be sent again.
 */
export function offerCheck(state: State & { session: Session }, words: Words): Result | null {
  if (!isSentOn(words) || state.session.mode.kind === 'emergency') return null
  const head = words.masked ? [say('check.masked')] : []
  return show(state, { lines: [...head, say('check.offer')], options: [YES, NO] })
}
