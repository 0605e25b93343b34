import { findEmergency } from '../emergency.js'
import { lexicon, standsIn } from '../phrase.js'
import type { EmergencyKind } from '../session.js'
import { readings } from '../text.js'
import { judge } from './verdict.js'

const phrases = lexicon({ me: ['toi', 'tui', 'minh', 'tao'], done: ['lo', 'trot', 'da', 'vua', 'moi'] })

/** What only somebody says who is in it: the line is open, or it is done already. */
const OWN = phrases(
  'con oi', 'chau oi', 'chua|khong cho * tat|cup|gac', 'dang goi|noi|nghe|giu|cam|tren|chi|bi|bat|ep|doa|giuc|doi|keu', 'goi hoai', 'goi lien tuc', 'cuu toi|tui|voi',
  '<me> * <done>', '<me> ~ roi', '<done> chuyen|doc|dua|nop|cai|gui|bam|nap|cung', '<done> * chuyen|doc|dua|nop|cai|gui|bam|nap|cung * roi|mat',
) // prettier-ignore

/** What an office, a shop or a stranger writes, and nobody in trouble. */
const WRITTEN = phrases(
  'quy khach', 'ba con', 'canh bao', 'kinh gui', 'em|chau|con ben', 'cho em|chau|con xin', 'bac|chu|co|ong|ba|anh|chi cho em|chau|con',
) // prettier-ignore

/**
 * Which emergency a text sent to be checked sounds like, where it may as well be what somebody else wrote: it bears
 * several signs of a fraud or the words of an office, and nothing in it says that it happens now, or has happened to
 * whoever sent it. Null when it is none, or plainly one in the person's own words.
 */
export function doubtfulEmergency(text: string): EmergencyKind | null {
  const which = findEmergency(text)
  if (which === null) return null
  const ways = readings(text).map(({ words }) => words)
  if (ways.some((words) => standsIn(OWN, words))) return null
  const isWritten = ways.some((words) => standsIn(WRITTEN, words))
  return isWritten || judge(text).verdict === 'scam' ? which : null
}
