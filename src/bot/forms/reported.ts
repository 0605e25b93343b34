import type { Context } from 'grammy'
import { type Option, say } from '../../domain/screen.js'
import { type Form, choose, tellLine } from './ask.js'
import type { FormDeps } from './forms.js'

const DROP = {
  'da-mat': ['phai', 'van hoc', 'bo', 'bo di', 'u', 'vang'],
  'chuyen-di': ['bo', 'bo di', 'khong chuyen', 'khong phai'],
}
const KEEP = {
  'da-mat': ['de vay', 'khong'],
  'chuyen-di': ['co chuyen', 'chuyen that', 'chuyen roi', 'da chuyen'],
}

/** Somebody noted that the learner died or moved away, and here they are: whether that is to be dropped. */
export async function askReported(form: Form, ctx: Context, deps: FormDeps): Promise<void> {
  const gone = await form.external(({ turn }) => turn.learner.gone ?? null)
  if (gone === null) return
  const { absenceId, kind } = gone
  const drop: Option = { id: 'drop', label: say(`reported.drop.${kind}`), words: DROP[kind] }
  const keep: Option = { id: 'keep', label: say(`reported.keep.${kind}`), words: KEEP[kind] }
  const answer = await choose(form, ctx, deps, { lines: [say(`reported.${kind}`)], options: [drop, keep] })
  if (answer === drop.id) {
    await form.external(({ turn }) => {
      turn.events.push({ kind: 'absence-denied', absenceId })
      turn.learner = { ...turn.learner, gone: null }
      return null
    })
    return tellLine(form, ctx, deps, say('reported.dropped'))
  }
  if (answer !== keep.id) return
  await form.external(({ turn }) => {
    const { session } = turn
    const { askedGone } = session ?? {}
    if (session !== null && askedGone !== undefined)
      turn.session = { ...session, askedGone: { ...askedGone, kept: true } }
    return null
  })
  return tellLine(form, ctx, deps, say('reported.kept'))
}
