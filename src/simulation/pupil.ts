import { type Day, dayNumber } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import type { Graded } from '../domain/prompt.js'
import type { ExerciseMode, Mode } from '../domain/session.js'
import type { Input } from '../domain/turn/turn.js'
import type { Mind } from './mind.js'
import { NOTICED_WHEN_ASKED, type Profile } from './profile.js'
import type { Seat, Sight } from './seat.js'

/** How many exercises alone, and how often none was left unseen. */
export interface DayCount {
  items: number
  dry: number
}

const SECONDS = 1000
/** How long a simulated learner looks at a screen. */
const LOOKS_FOR = 8 * SECONDS
/** A day that goes round in circles is a bug, not a learner. */
const INPUTS_A_DAY = 400

/** A simulated learner: what they are like, what they truly know, and their own luck. */
export interface Pupil {
  profile: Profile
  mind: Mind
  random: () => number
  /** Whether the last answer was a slip they may notice when asked back. */
  slipped: boolean
}

/** One day of a simulated learner: learns until `budget` exercises or lessons are done, then rests. */
export async function liveDay(
  seat: Seat,
  pupil: Pupil,
  curriculum: Curriculum,
  morning: Date,
  budget: number,
): Promise<DayCount> {
  const day = dayNumber(morning)
  const count: DayCount = { items: 0, dry: 0 }
  let spent = 0
  let at = morning.getTime()
  const send = (input: Input): void | Promise<void> => seat.send(input, new Date((at += LOOKS_FOR)))
  const begun = send({ kind: 'command', command: 'learn' })
  if (begun !== undefined) await begun

  for (let inputs = 0; inputs < INPUTS_A_DAY; inputs++) {
    const { session, prompt } = seat.sight
    const { mode } = session
    const exercise = exerciseOf(mode)
    if (inputs === 0 && exercise?.as === 'alone') spent = count.items = 1
    if (prompt === null) return count
    const ids = prompt.options.map(({ id }) => id)
    if (mode.kind === 'rest') {
      // Nothing unseen is left for today.
      if (!ids.includes('cmd:learn')) return spent === 0 ? { ...count, dry: 1 } : count
      if (spent >= budget) return count
    }
    const answered = send({
      kind: 'choose',
      option: choose(seat.sight, pupil, curriculum, day, ids),
      by: 'press',
    })
    if (answered !== undefined) await answered
    const after = seat.sight.session.mode
    const next = exerciseOf(after)
    if (next?.as === 'alone' && next.exercise !== exercise?.exercise) {
      count.items++
      spent++
    }
    if (mode.kind === 'opening' && after.kind === 'lesson') spent++
    takeIn(mode, after, pupil, curriculum, day)
  }
  throw new Error('a simulated day does not end')
}

const exerciseOf = (mode: Mode): ExerciseMode | null => (mode.kind === 'exercise' ? mode : null)

/** What an exercise or a lesson that is over leaves in the mind. */
function takeIn(before: Mode, after: Mode, { mind, profile }: Pupil, curriculum: Curriculum, day: Day): void {
  if (before.kind === 'exercise' && exerciseOf(after)?.exercise !== before.exercise)
    mind.practise(curriculum.exercises.get(before.exercise)!.skill, day, profile.learn.feedback)
  if (before.kind !== 'lesson' || after.kind === 'lesson' || before.trying === true) return
  const { skill } = curriculum.lessons.get(before.lessonId)!
  if (skill !== null) mind.practise(skill, day, profile.learn.lesson)
}

function choose(
  { session: { mode }, prompt }: Sight,
  pupil: Pupil,
  curriculum: Curriculum,
  day: Day,
  ids: readonly string[],
): string {
  const { profile, mind, random } = pupil
  if (mode.kind === 'rest') return 'cmd:learn'
  if (mode.kind === 'opening') return opens(mode.lessonId, pupil, curriculum, day)
  if (mode.kind === 'exercise' && mode.asking !== null) {
    return pupil.slipped && random() < NOTICED_WHEN_ASKED ? 'other' : 'sure'
  }
  const item = prompt?.item ?? null
  if (item === null) return ids[0]!
  // Right after its cards a lesson's own question is easy for everybody; it is no evidence.
  if (mode.kind === 'lesson') return answer(item, ids, pupil, true, profile.slip.question)
  const mastery = mode.kind === 'exercise' ? curriculum.exercises.get(mode.exercise)! : null
  if (mode.kind !== 'exercise' || mastery === null) return ids[0]!
  const isTold = mode.misses > 0 || mode.as !== 'alone'
  const { task, question } = profile.slip
  const slip = mastery.type === 'task' ? 1 - (1 - task) ** (1 / mastery.steps.length) : question
  return answer(item, ids, pupil, isTold || mind.knows(mastery.skill, day), slip)
}

function opens(lessonId: string, { profile, mind, random }: Pupil, curriculum: Curriculum, day: Day): string {
  const { skill } = curriculum.lessons.get(lessonId)!
  switch (profile.tries) {
    case 'always':
      return 'try'
    case 'never':
      return 'learn'
    case 'when-known':
      return skill !== null && mind.knows(skill, day) ? 'try' : 'learn'
    case 'either':
      return random() < 0.5 ? 'try' : 'learn'
  }
}

function answer(
  { right }: Graded,
  ids: readonly string[],
  pupil: Pupil,
  knows: boolean,
  slip: number,
): string {
  const { profile, random } = pupil
  const wrong = ids.filter((id) => id !== right)
  const any = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? right
  pupil.slipped = knows && random() < slip
  if (knows) return pupil.slipped ? any(wrong) : right
  const strikes = profile.guess === 'strikes-one' || (profile.guess === 'either' && random() < 0.5)
  return any([right, ...(strikes ? wrong.slice(1) : wrong)])
}
