import { type Activity, nextActivity, nextNew, nextReview } from '../agenda.js'
import { dayNumber } from '../calendar.js'
import { timePhrase } from '../clock-time.js'
import type { Lesson } from '../curriculum.js'
import type { Learner, Question } from '../learner.js'
import { isSure } from '../path.js'
import { type Option, type Phrase, type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { enterExercise } from './enter-exercise.js'
import { enterLesson } from './enter-lesson.js'
import { openingScreen } from './opening.js'
import { type Result, type World, show, under } from './turn.js'

type Standing = { learner: Learner; session: Session }

const DAY_MS = 24 * 60 * 60 * 1000

export const MORE: Option = {
  id: 'cmd:learn',
  label: say('finish.more'),
  words: ['hoc', 'tiep', 'hoc tiep', 'hoc them'],
}
export const REST: Option = {
  id: 'cmd:stop',
  label: say('finish.rest'),
  words: ['nghi', 'thoi', 'de mai', 'mai hoc'],
}
const REVIEW: Option = { id: 'cmd:review', label: say('day.reread'), words: ['on', 'on lai', 'on bai cu'] }

/** Where somebody stands whose place nobody kept: at rest, after a day that ended long ago. */
export const endedDay = (): Session => ({
  mode: { kind: 'rest' },
  trial: null,
  form: null,
  unclear: 0,
  seenAt: new Date(0).toISOString(),
})

/** Goes on with what the day asks for: reviews that are due, then something new. */
export function goOnDay(standing: Standing, world: World, head: Phrase[]): Result {
  const activity = nextActivity(standing.learner, standing.session.reviews ?? 0, world)
  return activity === null ? nothingToday(standing, head) : enterActivity(standing, activity, world, head)
}

/** `học`, at rest: a fresh three reviews at most. */
export const beginDay = ({ learner, session }: Standing, world: World, head: Phrase[]): Result =>
  session.trial === null
    ? goOnDay({ learner, session: { ...session, reviews: 0 } }, world, head)
    : enterLesson({ learner, session }, nextInTrial(session.trial.finished, world).id, world, head)

/** Somebody comes back, whatever they send: what the day brings; nothing is put before they go on. */
export function welcomeAtRest({ learner, session }: Standing, world: World, head: Phrase[]): Result {
  const resting: Session = { ...session, mode: { kind: 'rest' } }
  const activity: Activity | null =
    session.trial === null
      ? nextActivity(learner, 0, world)
      : { kind: 'lesson', lesson: nextInTrial(session.trial.finished, world) }
  if (activity === null) return nothingToday({ learner, session }, head)
  const today =
    activity.kind === 'lesson'
      ? say('day.today-lesson', { title: { text: activity.lesson.title } })
      : say(`day.today-${activity.kind}`)
  return show({ learner, session: resting }, { lines: [...head, today, say('nav.next')], options: [MORE] })
}

/** Without consent the lessons of the path follow each other. */
function nextInTrial(finished: string[], { curriculum: { path, lessons }, now }: World): Lesson {
  const inPath = path.map((id) => lessons.get(id)!)
  return inPath.find((one) => !finished.includes(one.id) && isSure(one, dayNumber(now))) ?? inPath[0]!
}

export function enterActivity(standing: Standing, activity: Activity, world: World, head: Phrase[]): Result {
  switch (activity.kind) {
    case 'lesson':
      return openLesson(standing, activity.lesson, world, head)
    case 'review': {
      const { exercise, as } = activity
      const mastery = standing.learner.mastery[exercise.skill] ?? null
      const isFirst = mastery === null || mastery.passedOn === null
      const known = mastery !== null && mastery.missed > 0 ? 'day.retest' : 'day.review'
      const alone = isFirst ? 'day.practice' : known
      const line = say(as === 'alone' ? alone : `exercise.${as}`)
      return enterExercise(standing, { exercise, as, why: { kind: 'review' } }, world, [...head, line])
    }
    case 'practice': {
      const { exercise, as } = activity
      const line = say(as === 'alone' ? 'day.practice' : `exercise.${as}`)
      return enterExercise(standing, { exercise, as, why: { kind: 'practice' } }, world, [...head, line])
    }
  }
}

/** Every lesson opens with two ways: learn, or try at once. */
function openLesson({ learner, session }: Standing, lesson: Lesson, world: World, head: Phrase[]): Result {
  if (lesson.id === world.curriculum.path[0]) return enterLesson({ learner, session }, lesson.id, world, head)
  const screen = openingScreen(lesson)
  const mode = { kind: 'opening', lessonId: lesson.id } as const
  return show({ learner, session: { ...session, mode } }, under(head, screen))
}

function nothingToday({ learner, session }: Standing, head: Phrase[]): Result {
  const screen: Screen = { lines: [...head, say('day.nothing')], options: [REVIEW, REST] }
  return show({ learner, session: { ...session, mode: { kind: 'rest' } } }, screen)
}

/** Enough for today: what comes tomorrow, and that one may go on; once, from day 2 on, first the alarm of the phone. */
export function restOfDay({ learner, session }: Standing, world: World, head: Phrase[]): Result {
  const resting: Session = { ...session, mode: { kind: 'rest' } }
  if (isAlarmDue(learner, session)) return alarmCard({ learner, session: resting }, head)
  const said = [...head, ...tomorrow(learner, world)]
  const question = dueAtEndOfDay(learner, session, world.now)
  if (question !== null)
    return show({ learner, session: resting }, said.length === 0 ? null : { lines: said, options: [] }, {
      form: question,
    })
  return show({ learner, session: resting }, { lines: [...said, say('finish.ask')], options: [MORE, REST] })
}

const ALARM_DAY = 2

const isAlarmDue = ({ id, daysLearned }: Learner, { alarmed }: Session): boolean =>
  id !== null && daysLearned >= ALARM_DAY && alarmed !== true

const ALARM_READ: Option = { id: 'alarm:read', label: say('alarm.known'), words: ['tiep', 'xong', 'dat roi'] }

/** So that the day does not hang on our reminder alone. */
function alarmCard({ learner, session }: Standing, head: Phrase[]): Result {
  const { learningTime } = learner
  const how = learningTime === null ? say('alarm.how') : say('alarm.how-at', { at: timePhrase(learningTime) })
  const screen: Screen = { lines: [...head, say('alarm.what'), how], options: [ALARM_READ] }
  return show({ learner, session: { ...session, alarmed: true } }, screen)
}

/** On from the card about the alarm; null when the choice belongs to something else. */
export const answerAlarm = (standing: Standing, option: string, world: World): Result | null =>
  option === ALARM_READ.id && standing.session.mode.kind === 'rest' ? restOfDay(standing, world, []) : null

/** The hour of learning at the end of day 1, unless reminders were refused today; the consent to be counted at the end of day 2. */
export function dueAtEndOfDay(learner: Learner, { unremindedOn }: Session, now: Date): Question | null {
  if (learner.id === null) return null
  if (!learner.asked.includes('hour') && unremindedOn !== dayNumber(now)) return 'hour'
  if (learner.daysLearned >= 2 && !learner.asked.includes('counting')) return 'counting'
  return null
}

/** One line that says what tomorrow brings. */
export function tomorrow(learner: Learner, world: World): Phrase[] {
  const then = { ...world, now: new Date(world.now.getTime() + DAY_MS) }
  const { skills } = world.curriculum
  const review = nextReview(learner, then)
  if (review?.kind === 'review')
    return [say('day.tomorrow-review', { title: { text: skills.get(review.exercise.skill)!.title } })]
  const fresh = nextNew(learner, then)
  if (fresh?.kind === 'lesson') return [say('day.tomorrow-lesson', { title: { text: fresh.lesson.title } })]
  if (fresh === null || fresh.kind === 'review') return []
  return [say('day.tomorrow-review', { title: { text: skills.get(fresh.exercise.skill)!.title } })]
}
