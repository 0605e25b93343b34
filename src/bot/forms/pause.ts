import type { Context } from 'grammy'
import { isAbsentOn, restFrom } from '../../domain/absence.js'
import { dayOf } from '../../domain/calendar.js'
import { plainDay } from '../../domain/own-data.js'
import { type Option, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import type { Noted } from '../../services/own-data-desk.js'
import { type Form, choose, tellLine } from './ask.js'
import type { FormDeps } from './forms.js'

const NEW: Option[] = [
  { id: 'week', label: say('pause.week'), words: ['1 tuan', 'mot tuan'] },
  { id: 'month', label: say('pause.month'), words: ['1 thang', 'mot thang'] },
  { id: 'no', label: say('pause.no'), words: ['khong', 'khong nghi'] },
]
const RESTING: Option[] = [
  { id: 'end', label: say('pause.end'), words: ['hoc', 'hoc lai'] },
  { id: 'keep', label: say('pause.keep'), words: ['nghi', 'nghi tiep', 'khong'] },
]

/** A rest for a week or a month: nothing is said unasked until it is over. Asked for again, it can be ended. */
export async function askPause(form: Form, ctx: Context, deps: FormDeps, desk: FamilyDesk): Promise<void> {
  const { isLearner, rest } = await form.external(async ({ turn }) => ({
    isLearner: turn.learner.id !== null,
    rest: turn.learner.id === null ? null : await restOn(desk, turn.learner.id, dayOf(turn.now)),
  }))
  if (!isLearner) return tellLine(form, ctx, deps, say('pause.nobody'))
  if (rest !== null) return offerToEnd(form, ctx, deps, rest)
  const answer = await choose(form, ctx, deps, {
    lines: [say('pause.ask'), say('pause.what')],
    options: NEW,
  })
  if (answer !== 'week' && answer !== 'month') return tellLine(form, ctx, deps, say('pause.left'))
  const until = await form.external(({ turn }) => {
    const days = restFrom(turn.now, answer)
    turn.events.push({ kind: 'absence-noted', helpingId: null, absence: 'tam-nghi', ...days })
    return days.until
  })
  return tellLine(form, ctx, deps, say('pause.done', { day: plainDay(until) }), say('pause.sooner'))
}

/** The rest that holds on a day, whoever noted it. */
async function restOn({ ownData }: FamilyDesk, learnerId: number, day: string): Promise<Noted | null> {
  const all = await ownData.absences(learnerId)
  return all.findLast((absence) => absence.kind === 'tam-nghi' && isAbsentOn(absence, day)) ?? null
}

async function offerToEnd(form: Form, ctx: Context, deps: FormDeps, { id, until }: Noted): Promise<void> {
  const answer = await choose(form, ctx, deps, {
    lines: [until === null ? say('pause.now-open') : say('pause.now', { day: plainDay(until) })],
    options: RESTING,
  })
  if (answer !== 'end') return tellLine(form, ctx, deps, say('pause.kept'))
  await form.external(({ turn }) => {
    turn.events.push({ kind: 'absence-undone', absenceId: id, helpingId: null })
    turn.learner = { ...turn.learner, rest: null }
    return null
  })
  return tellLine(form, ctx, deps, say('pause.over'))
}
