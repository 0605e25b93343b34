import type { Context } from 'grammy'
import { type AbsenceKind, type Rest, mayUndo, restFrom } from '../../domain/absence.js'
import { dayOf } from '../../domain/calendar.js'
import type { Helping } from '../../domain/family.js'
import { plainDay } from '../../domain/own-data.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import type { Noted } from '../../services/own-data-desk.js'
import type { TurnContext } from '../turn-context.js'
import { type Form, choose, tellLine } from './ask.js'
import { sayOf } from './called.js'
import type { FormDeps } from './forms.js'

export const LATER: Option = { id: 'later', label: say('helper.close'), words: ['de sau', 'thoi'] }
const NEW: Option[] = [
  { id: 'week', label: say('helper.absence.week'), words: ['1 tuan', 'mot tuan'] },
  { id: 'month', label: say('helper.absence.month'), words: ['1 thang', 'mot thang'] },
  { id: 'moved', label: say('helper.absence.moved'), words: ['chuyen di', 'chuyen nha'] },
  { id: 'died', label: say('helper.absence.died'), words: ['da mat', 'mat roi', 'khuat nui', 'qua doi'] },
  LATER,
]
export const UNDO: Option = { id: 'undo', label: say('helper.absence.undo'), words: ['bo', 'sua'] }
const KEEP: Option = { id: 'keep', label: say('helper.absence.keep'), words: ['giu nguyen', 'khong'] }
const ANEW: Option = { id: 'anew', label: say('helper.absence.anew'), words: ['bao them'] }
const SURE: Option[] = [
  { id: 'yes', label: say('helper.absence.yes'), words: ['phai', 'dung', 'vang'] },
  { id: 'no', label: say('helper.absence.no'), words: ['khong', 'khong phai'] },
]

/** For good: asked once more. */
const GONE = { moved: 'chuyen-di', died: 'da-mat' } as const satisfies Record<string, AbsenceKind>

/**
 * A helper tells that a relative rests, moved away or has died: reminders stop at once, and nothing is said to that
 * chat. What the helper noted can be undone here within 30 days.
 */
export async function askAbsence(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  helping: Helping,
): Promise<void> {
  const left = (): Promise<void> => tellLine(form, ctx, deps, say('helper.left'))
  const own = await ownAbsence(form, desk, helping)
  if (own !== null) {
    const answer = await choose(form, ctx, deps, {
      lines: [sayOf('helper.absence.noted', helping.called, notedIn(own)), say('helper.ask')],
      options: [UNDO, ANEW, KEEP],
    })
    if (answer === UNDO.id) return undo(form, ctx, deps, desk, helping, own.id)
    if (answer !== ANEW.id) return left()
  }
  const answer = await choose(form, ctx, deps, {
    lines: [sayOf('helper.absence.ask', helping.called), sayOf('helper.absence.what', helping.called)],
    options: NEW,
  })
  if (answer === 'week' || answer === 'month') return noteRest(form, ctx, deps, desk, helping, answer)
  if (answer === 'moved' || answer === 'died') return noteGone(form, ctx, deps, desk, helping, answer)
  return left()
}

const ownAbsence = (form: Form, desk: FamilyDesk, helping: Helping): Promise<Noted | null> =>
  form.external(async ({ turn }) => (await undoable(desk, helping, turn.now)).at(-1) ?? null)

/** What this helper noted and may still undo, and is not over. */
async function undoable({ ownData }: FamilyDesk, helping: Helping, now: Date): Promise<Noted[]> {
  const today = dayOf(now)
  const all = await ownData.absences(helping.learnerId)
  return all.filter(
    ({ helperId, until, notedAt }) =>
      helperId === helping.helperId && (until === null || until > today) && mayUndo(new Date(notedAt), now),
  )
}

/** A death that this helper noted, and whether they may still take it back. */
export interface NotedDeath {
  id: number
  mayUndo: boolean
}

export const notedDeath = (
  form: Form,
  { ownData }: FamilyDesk,
  { learnerId, helperId }: Helping,
): Promise<NotedDeath | null> =>
  form.external(async ({ turn }) => {
    const all = await ownData.absences(learnerId)
    const noted = all.findLast((one) => one.kind === 'da-mat' && one.helperId === helperId)
    if (noted === undefined || (noted.until !== null && noted.until <= dayOf(turn.now))) return null
    return { id: noted.id, mayUndo: mayUndo(new Date(noted.notedAt), turn.now) }
  })

const notedIn = ({ kind, notedAt }: Noted): Record<string, string | Phrase> => ({
  day: plainDay(dayOf(new Date(notedAt))),
  what: say(`helper.absence.kind.${kind}`),
})

export async function undo(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  helping: Helping,
  absenceId: number,
): Promise<void> {
  const { id: helpingId, called } = helping
  const isDone = await form.external(async ({ turn }) => {
    if ((await desk.invitations.helping(helpingId)) === null) return false
    // Undone meanwhile, by an officer, or its days for that are over.
    const noted = await undoable(desk, helping, turn.now)
    if (!noted.some(({ id }) => id === absenceId)) return false
    turn.events.push({ kind: 'absence-undone', absenceId, helpingId })
    return true
  })
  return tellLine(form, ctx, deps, isDone ? sayOf('helper.absence.undone', called) : say('helper.changed'))
}

async function noteRest(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  { id: helpingId, called }: Helping,
  rest: Rest,
): Promise<void> {
  const until = await form.external(async ({ turn }) => {
    if ((await desk.invitations.helping(helpingId)) === null) return null
    const days = restFrom(turn.now, rest)
    turn.events.push({ kind: 'absence-noted', helpingId, absence: 'tam-nghi', ...days })
    return days.until
  })
  if (until === null) return tellLine(form, ctx, deps, say('helper.changed'))
  return tellLine(form, ctx, deps, sayOf('helper.absence.done-rest', called, { day: plainDay(until) }))
}

async function noteGone(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  { id: helpingId, called }: Helping,
  how: keyof typeof GONE,
): Promise<void> {
  const sure = await choose(form, ctx, deps, {
    lines: [sayOf(`helper.absence.sure-${how}`, called), say('helper.absence.sure-undo')],
    options: SURE,
  })
  if (sure !== 'yes') return tellLine(form, ctx, deps, say('helper.left'))
  const isDone = await ifHelping(form, desk, helpingId, (turn) => {
    const from = dayOf(turn.now)
    turn.events.push({ kind: 'absence-noted', helpingId, absence: GONE[how], from, until: null })
  })
  if (!isDone) return tellLine(form, ctx, deps, say('helper.changed'))
  return tellLine(form, ctx, deps, sayOf(`helper.absence.done-${how}`, called))
}

/** Changes something only while they still help each other. */
const ifHelping = (
  form: Form,
  desk: FamilyDesk,
  helpingId: number,
  change: (turn: TurnContext) => void,
): Promise<boolean> =>
  form.external(async ({ turn }) => {
    if ((await desk.invitations.helping(helpingId)) === null) return false
    change(turn)
    return true
  })
