import { type Day, dayNumber } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import type { Graded } from '../domain/prompt.js'
import type { ExerciseMode, Mode } from '../domain/session.js'
import type { Input } from '../domain/turn/turn.js'
import type { Mind } from './mind.js'
import { NOTICED_WHEN_ASKED, type Profile } from './profile.js'
import type { Luck } from './random.js'
import type { Seat, Sight } from './seat.js'

const SECONDS = 1000
/** How long a simulated learner looks at a screen. */
const LOOKS_FOR = 8 * SECONDS
/** A day that goes round in circles is a bug, not a learner. */
const INPUTS_A_DAY = 400

/** A simulated learner: what they are like, what they truly know, and their own luck. */
export interface Pupil {
  profile: Profile
  mind: Mind
  luck: Luck
  /** Exercises put to them alone so far. */
  items: number
  /** Whether the last answer was a slip they may notice when asked back. */
  slipped: boolean
  /** The exercise whose feedback was the last thing they read before they left. */
  leftAt: string | null
}

export const createPupil = (profile: Profile, mind: Mind, luck: Luck): Pupil => {
  return { profile, mind, luck, items: 0, slipped: false, leftAt: null }
}

/**
 * One day of a simulated learner: learns until `budget` exercises or lessons are done, then leaves where nothing is
 * asked of them. `after` is told after each input. False when there was nothing to do.
 */
export async function liveDay(
  seat: Seat,
  pupil: Pupil,
  curriculum: Curriculum,
  morning: Date,
  budget: number,
  after: () => void,
): Promise<boolean> {
  const day = dayNumber(morning)
  let spent = 0
  let at = morning.getTime()
  let input: Input = { kind: 'command', command: 'learn' }
  for (let inputs = 0; inputs < INPUTS_A_DAY; inputs++) {
    const before = seat.sight.session.mode
    const sent = seat.send(input, new Date((at += LOOKS_FOR)))
    // In memory nothing is waited for: a pause costs more than a turn.
    if (sent !== undefined) await sent
    const { mode } = seat.sight.session
    spent += costOf(before, mode)
    if (isPutAlone(before, mode)) pupil.items++
    takeIn(before, mode, pupil, curriculum, day)
    after()
    const { prompt } = seat.sight
    if (prompt === null) return spent > 0
    const ids = prompt.options.map(({ id }) => id)
    if (mode.kind === 'rest' && !ids.includes('cmd:learn')) return spent > 0
    if (spent >= budget && mayLeave(mode, curriculum)) {
      leave(mode, pupil, curriculum, day)
      return true
    }
    input = { kind: 'choose', option: choose(seat.sight, pupil, curriculum, day, ids), by: 'press' }
  }
  throw new Error('a simulated day does not end')
}

const exerciseOf = (mode: Mode): ExerciseMode | null => (mode.kind === 'exercise' ? mode : null)

const isPut = (before: Mode, { exercise, as }: ExerciseMode): boolean =>
  exerciseOf(before)?.exercise !== exercise || exerciseOf(before)?.as !== as

function isPutAlone(before: Mode, after: Mode): boolean {
  const exercise = exerciseOf(after)
  return exercise !== null && exercise.as === 'alone' && isPut(before, exercise)
}

/** What was begun, 0 or 1: an exercise or a lesson; doing together what was just shown belongs to it. */
function costOf(before: Mode, after: Mode): number {
  if (after.kind === 'lesson') return before.kind === 'lesson' ? 0 : 1
  const exercise = exerciseOf(after)
  if (exercise === null || !isPut(before, exercise)) return 0
  return exercise.as === 'together' && exerciseOf(before)?.as === 'shown' ? 0 : 1
}

/** Whether nothing waits for an answer: at rest, before a lesson, or before what follows an exercise. */
function mayLeave(mode: Mode, curriculum: Curriculum): boolean {
  if (mode.kind === 'exercise') return isOver(mode, curriculum) && mode.reached.length === 0 && goesOn(mode)
  if (mode.kind === 'paper') return mode.papers.length === 1 && goesOn(mode.after)
  return mode.kind === 'rest' || mode.kind === 'opening'
}

function isOver({ exercise, step, answered }: ExerciseMode, { exercises }: Curriculum): boolean {
  const of = exercises.get(exercise)!
  return answered !== null && (of.type !== 'task' || step + 1 >= of.steps.length)
}

/** After a review comes the next thing, after a miss the lesson; after all else the day has an end of its own. */
const goesOn = ({ why, missed }: Pick<ExerciseMode, 'why' | 'missed'>): boolean =>
  why.kind === 'review' || (why.kind === 'try' && missed)

/** Who leaves before the next thing has read what this one taught. */
function leave(mode: Mode, pupil: Pupil, { exercises }: Curriculum, day: Day): void {
  if (mode.kind !== 'exercise') return
  pupil.leftAt = mode.exercise
  pupil.mind.practise(exercises.get(mode.exercise)!.skill, day, pupil.profile.learn.feedback)
}

/** What an exercise or a lesson that is over leaves in the mind. */
function takeIn(before: Mode, after: Mode, pupil: Pupil, curriculum: Curriculum, day: Day): void {
  const { mind, profile, leftAt } = pupil
  if (before.kind === 'exercise' && exerciseOf(after)?.exercise !== before.exercise) {
    pupil.leftAt = null
    if (before.exercise !== leftAt)
      mind.practise(curriculum.exercises.get(before.exercise)!.skill, day, profile.learn.feedback)
  }
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
  const { profile, luck } = pupil
  const item = prompt?.item ?? null
  if (mode.kind === 'rest') return 'cmd:learn'
  if (mode.kind === 'opening') return opens(mode.lessonId, pupil, curriculum, day)
  if (mode.kind === 'exercise' && mode.asking !== null) {
    if (!profile.listens) return pick(ids, luck)
    return pupil.slipped && luck() < NOTICED_WHEN_ASKED ? 'other' : 'sure'
  }
  if (item === null) return ids[0]!
  const { knows, slip } = whatTheyBring(mode, pupil, curriculum, day)
  return answer(item, ids, pupil, knows, slip)
}

/** Whether they can answer what is asked now, and how often they slip all the same. */
function whatTheyBring(
  mode: Mode,
  { profile, mind }: Pupil,
  { exercises, lessons }: Curriculum,
  day: Day,
): { knows: boolean; slip: number } {
  const { task, question } = profile.slip
  if (mode.kind === 'exercise') {
    const exercise = exercises.get(mode.exercise)!
    const isTold = profile.listens && (mode.misses > 0 || mode.as !== 'alone')
    const slip = exercise.type === 'task' ? 1 - (1 - task) ** (1 / exercise.steps.length) : question
    return { knows: isTold || mind.knows(exercise.skill, day), slip }
  }
  if (mode.kind !== 'lesson') return { knows: false, slip: question }
  // Right after its cards a lesson's own question is easy for all who listen; it is no evidence.
  const { skill } = lessons.get(mode.lessonId)!
  const isKnown = skill === null || mode.trying !== true || mind.knows(skill, day)
  return { knows: profile.listens && isKnown, slip: question }
}

function opens(lessonId: string, { profile, mind, luck }: Pupil, curriculum: Curriculum, day: Day): string {
  const { skill } = curriculum.lessons.get(lessonId)!
  switch (profile.tries) {
    case 'always':
      return 'try'
    case 'never':
      return 'learn'
    case 'when-known':
      return skill !== null && mind.knows(skill, day) ? 'try' : 'learn'
    case 'either':
      return luck() < 0.5 ? 'try' : 'learn'
  }
}

function answer(
  { right }: Graded,
  ids: readonly string[],
  pupil: Pupil,
  knows: boolean,
  slip: number,
): string {
  const { profile, luck } = pupil
  const wrong = ids.filter((id) => id !== right)
  pupil.slipped = knows && luck() < slip
  if (knows) return pupil.slipped ? pick(wrong, luck) : right
  const strikes = profile.guess === 'strikes-one' || (profile.guess === 'either' && luck() < 0.5)
  return pick([right, ...(strikes ? wrong.slice(1) : wrong)], luck)
}

const pick = (from: readonly string[], luck: Luck): string => from[Math.floor(luck() * from.length)]!
