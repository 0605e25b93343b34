import type { Context } from 'grammy'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { Speaker } from '../speak.js'
import { type Form, choose } from './ask.js'

const MORE: Option = { id: 'more', label: say('helper.more'), words: ['them', 'nua'] }
const ON_A_SCREEN = 3

/** One of many, three to a screen, or one of `others`, which stand on each; its id, null when none was chosen. */
export async function pick(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  lines: Phrase[],
  { of, others }: { of: readonly Option[]; others: readonly Option[] },
): Promise<string | null> {
  for (let from = 0; from < of.length; from += ON_A_SCREEN) {
    const isLast = from + ON_A_SCREEN >= of.length
    const options = [...of.slice(from, from + ON_A_SCREEN), ...(isLast ? [] : [MORE]), ...others]
    const answer = await choose(form, ctx, speaker, { lines, options })
    if (answer !== MORE.id) return answer
  }
  return null
}
