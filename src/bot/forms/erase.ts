import type { Context } from 'grammy'
import { say } from '../../domain/screen.js'
import type { Speaker } from '../speak.js'
import { type Form, ask, tellLine } from './ask.js'

/** Erases everything after one clear question; any answer but "Xoá hết" keeps it. */
export async function askErase(form: Form, ctx: Context, speaker: Speaker): Promise<void> {
  const answer = await ask(form, ctx, speaker, {
    lines: [say('erase.ask'), say('erase.what')],
    options: [
      { id: 'no', label: say('erase.no'), words: ['khong', 'giu lai'] },
      { id: 'yes', label: say('erase.yes'), words: ['xoa', 'xoa het', 'dong y xoa'] },
    ],
  })
  if (answer.kind !== 'option' || answer.id !== 'yes') return tellLine(form, ctx, speaker, say('erase.kept'))
  await tellLine(form, ctx, speaker, say('erase.done'))
  await form.external(({ turn }) => {
    turn.events.push({ kind: 'erased' })
    turn.session = null
    return null
  })
}
