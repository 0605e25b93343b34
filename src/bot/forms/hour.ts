import type { Context } from 'grammy'
import { parseTime, timePhrase } from '../../domain/clock-time.js'
import { type Option, say } from '../../domain/screen.js'
import type { Speaker } from '../speak.js'
import { type Form, ask, record, tellLine } from './ask.js'

/** 7:00 to 19:30 are offered; an earlier hour that a learner asks for is theirs. */
const LATEST = 19 * 60 + 30

const timeOption = (hour: number): Option => ({ id: String(hour * 60), label: timePhrase(hour * 60) })
const HOURS = {
  morning: [7, 8, 9].map(timeOption),
  afternoon: [14, 16, 19].map(timeOption),
}

/** Asks for the hour of learning; "tự nhắn" means no reminder. */
export async function askHour(form: Form, ctx: Context, speaker: Speaker): Promise<void> {
  const part = await ask(form, ctx, speaker, {
    lines: [say('hour.ask')],
    options: [
      { id: 'morning', label: say('hour.morning'), words: ['sang'] },
      { id: 'afternoon', label: say('hour.afternoon'), words: ['chieu', 'toi'] },
      { id: 'self', label: say('hour.self'), words: ['tu nhan', 'khong', 'thoi', 'bo qua'] },
    ],
  })
  if (part.kind === 'words') return settle(form, ctx, speaker, part.text)
  if (part.kind === 'left' || (part.id !== 'morning' && part.id !== 'afternoon'))
    return onTheirOwn(form, ctx, speaker)
  const answer = await ask(form, ctx, speaker, { lines: [say('hour.which')], options: HOURS[part.id] })
  if (answer.kind === 'left') return onTheirOwn(form, ctx, speaker)
  return answer.kind === 'option'
    ? keep(form, ctx, speaker, Number(answer.id))
    : settle(form, ctx, speaker, answer.text)
}

/** An hour typed in words; one more question when it cannot be read or is too late in the day. */
async function settle(form: Form, ctx: Context, speaker: Speaker, typed: string): Promise<void> {
  const time = parseTime(typed)
  if (time !== null && time <= LATEST) return keep(form, ctx, speaker, time)
  const line = say(time === null ? 'hour.which' : 'hour.too-late')
  const answer = await ask(form, ctx, speaker, { lines: [line], options: HOURS.morning })
  if (answer.kind === 'option') return keep(form, ctx, speaker, Number(answer.id))
  const second = answer.kind === 'words' ? parseTime(answer.text) : null
  return second !== null && second <= LATEST
    ? keep(form, ctx, speaker, second)
    : onTheirOwn(form, ctx, speaker)
}

async function keep(form: Form, ctx: Context, speaker: Speaker, time: number): Promise<void> {
  await save(form, time)
  await tellLine(form, ctx, speaker, say('hour.done', { at: timePhrase(time) }))
}

async function onTheirOwn(form: Form, ctx: Context, speaker: Speaker): Promise<void> {
  await save(form, null)
  await tellLine(form, ctx, speaker, say('hour.self-done'))
}

const save = (form: Form, learningTime: number | null): Promise<null> =>
  record(form, (learner) => ({ ...learner, learningTime }), {
    kind: 'profile-changed',
    set: { learningTime },
  })
