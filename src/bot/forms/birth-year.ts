import type { Context } from 'grammy'
import { z } from 'zod'
import { yearOf } from '../../domain/calendar.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import { fold } from '../../domain/text.js'
import type { Speaker } from '../speak.js'
import { type Form, ask, record, tellLine } from './ask.js'

const SKIP: Option = { id: 'skip', label: say('form.skip'), words: ['bo qua', 'khong', 'khong noi'] }
const TRIES = 3
const OLDEST = 120

/**
 * "1955", "12/05/1955", "sinh năm 55", "55": the year of birth; null when it cannot be one ("70 tuổi" is an
 * age). `thisYear` bounds it.
 */
export function readBirthYear(typed: string, thisYear: number): number | null {
  const words = fold(typed)
  if (/\btuoi\b/.test(words)) return null
  const whole = /\b(\d{4})\b/.exec(words)
  const short = /^(?:.*\b(?:nam|sinh) )?(\d{2})(?: a| nha| nhe| con| chau)*$/.exec(words)
  const typedYear = whole !== null ? Number(whole[1]) : short !== null ? 1900 + Number(short[1]) : null
  const year = z
    .int()
    .min(thisYear - OLDEST)
    .max(thisYear)
    .safeParse(typedYear)
  return year.data ?? null
}

/** Asks for the year of birth; it only tells whether the learner is 60. */
export async function askBirthYear(form: Form, ctx: Context, speaker: Speaker): Promise<void> {
  let lines: Phrase[] = [say('birth-year.ask'), say('birth-year.how')]
  for (let tried = 0; tried < TRIES; tried++) {
    const answer = await ask(form, ctx, speaker, { lines, options: [SKIP] })
    if (answer.kind !== 'words') break
    const thisYear = await form.external(({ turn }) => yearOf(turn.now))
    const birthYear = readBirthYear(answer.text, thisYear)
    if (birthYear !== null) {
      await record(form, (learner) => ({ ...learner, birthYear }), {
        kind: 'profile-changed',
        set: { birthYear },
      })
      return tellLine(form, ctx, speaker, say('birth-year.done', { year: birthYear }))
    }
    lines = [say('birth-year.wrong')]
  }
  return tellLine(form, ctx, speaker, say('birth-year.skipped'))
}
