import type { Context } from 'grammy'
import { z } from 'zod'
import { LATEST, parseTime, timeAmong, timePhrase } from '../../domain/clock-time.js'
import { USUAL_TIME } from '../../domain/reminder.js'
import { type Option, say } from '../../domain/screen.js'
import { readWish } from '../../domain/wish.js'
import type { Speaker } from '../speak.js'
import { type Answer, type Form, type Occasion, ask, record, tellLast } from './ask.js'

const timeOption = (hour: number): Option => ({ id: String(hour * 60), label: timePhrase(hour * 60) })
const HOURS = {
  morning: [7, 8, 9].map(timeOption),
  afternoon: [14, 16, 19].map(timeOption),
}
type Part = keyof typeof HOURS

/** Minutes after midnight, as they stand behind an option. */
const minutes = z.coerce.number().int().min(0).max(LATEST)

/**
 * Asks for the hour of learning; "tự nhắn" means no reminder, «thôi» leaves what was. `said`: the hour that came with the
 * wish, in minutes after midnight.
 */
export async function askHour(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  occasion: Occasion,
  said: number | null = null,
): Promise<void> {
  if (said !== null)
    return said <= LATEST
      ? keep(form, ctx, speaker, said, occasion)
      : askTime(form, ctx, speaker, 'afternoon', said, occasion)
  const part = await ask(form, ctx, speaker, {
    lines: [say('hour.ask')],
    options: [
      { id: 'morning', label: say('hour.morning'), words: ['sang'] },
      { id: 'afternoon', label: say('hour.afternoon'), words: ['chieu', 'toi'] },
      { id: 'self', label: say('hour.self'), words: ['tu nhan', 'khong', 'bo qua'] },
    ],
  })
  if (part.kind === 'left') return tellLast(form, ctx, speaker, say('form.left'), occasion)
  if (part.kind === 'option' && part.id === 'self') return onTheirOwn(form, ctx, speaker, occasion)
  const wish = wishIn(part)
  if (wish !== null) return leaveWith(wish, form, ctx, speaker, occasion)
  const isAfternoon = part.kind === 'option' && part.id === 'afternoon'
  const time = timeIn(part, 'morning')
  return time !== null && time <= LATEST
    ? keep(form, ctx, speaker, time, occasion)
    : askTime(form, ctx, speaker, isAfternoon ? 'afternoon' : 'morning', time, occasion)
}

/** Asks once for the hour itself, and once more when it cannot be read or is too late in the day. */
async function askTime(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  part: Part,
  before: number | null,
  occasion: Occasion,
): Promise<void> {
  let tooLate = before !== null
  for (let asked = 0; asked < 2; asked++) {
    const lines = [say(tooLate ? 'hour.too-late' : 'hour.which')]
    const answer = await ask(form, ctx, speaker, { lines, options: HOURS[part] })
    if (answer.kind === 'left') return tellLast(form, ctx, speaker, say('form.left'), occasion)
    const wish = wishIn(answer)
    if (wish !== null) return leaveWith(wish, form, ctx, speaker, occasion)
    const time = timeIn(answer, part) ?? offered(answer)
    if (time !== null && time <= LATEST) return keep(form, ctx, speaker, time, occasion)
    tooLate = time !== null
  }
  return asUsual(form, ctx, speaker, occasion)
}

/** The time that was typed: "7 giờ tối" means itself, even where "7 giờ sáng" is offered. */
function timeIn(answer: Answer, part: Part): number | null {
  if (answer.kind === 'words') return timeAmong(answer.text, part) ?? parseTime(answer.text, part)
  return answer.kind === 'option' && answer.typed !== null ? timeAmong(answer.typed, part) : null
}

const NO_PLACES: ReadonlySet<string> = new Set()

/** A sentence that wishes for no reminders, or to stop: in a form only the plain words of commands were heard so far. */
function wishIn(answer: Answer): 'no-reminders' | 'stop' | null {
  if (answer.kind !== 'words' || timeAmong(answer.text) !== null) return null
  const wish = readWish(answer.text, NO_PLACES)
  return wish === 'no-reminders' || wish === 'stop' ? wish : null
}

const leaveWith = (
  wish: 'no-reminders' | 'stop',
  form: Form,
  ctx: Context,
  speaker: Speaker,
  occasion: Occasion,
): Promise<void> =>
  wish === 'stop'
    ? tellLast(form, ctx, speaker, say('form.left'), occasion)
    : onTheirOwn(form, ctx, speaker, occasion)

const offered = (answer: Answer): number | null =>
  answer.kind === 'option' ? (minutes.safeParse(answer.id).data ?? null) : null

async function keep(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  time: number,
  occasion: Occasion,
): Promise<void> {
  await save(form, time)
  await tellLast(form, ctx, speaker, say('hour.done', { at: timePhrase(time) }), occasion)
}

async function onTheirOwn(form: Form, ctx: Context, speaker: Speaker, occasion: Occasion): Promise<void> {
  await save(form, null)
  await tellLast(form, ctx, speaker, say('hour.self-done'), occasion)
}

/** Who was not understood refused nothing: without an hour of their own they are reminded at the usual one. */
async function asUsual(form: Form, ctx: Context, speaker: Speaker, occasion: Occasion): Promise<void> {
  const before = await form.external(({ turn }) => turn.learner.learningTime)
  if (before === null) await save(form, USUAL_TIME)
  await tellLast(form, ctx, speaker, say('hour.usual', { at: timePhrase(before ?? USUAL_TIME) }), occasion)
}

const save = (form: Form, learningTime: number | null): Promise<null> =>
  record(form, (learner) => ({ ...learner, learningTime }), {
    kind: 'profile-changed',
    set: { learningTime },
  })
