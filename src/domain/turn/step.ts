import { isFrightful } from '../frightful.js'
import { COMMANDS, type Command, type Intent, isCry } from '../intent.js'
import type { Learner } from '../learner.js'
import { isWithdrawal } from '../own-data.js'
import { type Phrase, say } from '../screen.js'
import type { FormName, Mode, Session } from '../session.js'
import { isTalk } from '../talk.js'
import { askWhich, isWhich } from './either.js'
import { answerEmergency, enterEmergency } from './emergency.js'
import { afterEmergency, isThrough, withoutOldEmergency } from './emergency-day.js'
import { greet, obey } from './everywhere.js'
import { answerHello, newSession, readFormOfAddress } from './hello.js'
import { answerPaper } from './after-exercise.js'
import { answerArea } from './areas.js'
import { answerCompanion, isWithCompanions, spokenToCompanions } from './companion.js'
import { answerAlarm, welcomeAtRest } from './day.js'
import { answerExercise } from './exercise.js'
import { askedToRest, countHaste, rested } from './haste.js'
import { askIfGone, endRest } from './rest.js'
import { isSentOn, offerCheck } from './offer-check.js'
import { answerOffered, askSomebodyElse, offerLessons } from './offer-lessons.js'
import { enterOffered, isFreeForLesson } from './offered-lesson.js'
import { type Fit, answerMended, fittingMode } from './mended.js'
import { answerLesson, countDay } from './lesson.js'
import { closeOverdue } from './observe.js'
import { answerOpening } from './opening.js'
import { enterPlacement } from './placement.js'
import { answerRealLife, answerWhich } from './real-life.js'
import { showResults } from './results.js'
import { briefSecretLine, isOwnSecret, tellSecret, underSecret } from './secret.js'
import { type Input, type Result, type State, type World, show } from './turn.js'
import { keepingPrompt, reshow } from './view.js'

/** After this long a learner is greeted with a line of recap, and what they send is not taken as an answer. */
const AWAY_MS = 12 * 60 * 60 * 1000

/**
 * One turn of a learner outside forms: what they sent, against where they stand. Pure: the same state,
 * input and world give the same result.
 */
export function step(state: State, input: Input, world: World): Result {
  const fresh = state.session === null
  const before = { ...state, session: state.session ?? newSession(world.now) }
  const freed = afterEmergency(before, input, world.now)
  const { session: last, prompt } = freed ?? before
  const away = freed !== null || (!fresh && world.now.getTime() - Date.parse(last.seenAt) >= AWAY_MS)
  const session = withoutOldEmergency(away ? rested(last) : last, world.now)
  const fits = fitting({ session, prompt, learner: withTrial(state.learner, session) }, world)
  const overdue = closeOverdue(fits.state.learner, world)
  const known = { ...fits.state, learner: overdue.learner }
  // Only answering and going on is learning; a sticker or an old button is not.
  const learns =
    input.kind === 'choose' &&
    LEARNING.includes(session.mode.kind) &&
    !isWithCompanions(session.mode, world.curriculum) &&
    !away
  const { learner, events } = learns
    ? countDay(known.learner, world.now)
    : { learner: known.learner, events: [] }
  const was = fits.mended === null ? null : session.mode
  const standing = { ...known, learner }
  const result = askedToRest(standing, input) ?? decide(standing, input, world, { fresh, away, was })
  const counted = spokenToCompanions(countHaste(result, state, input, world), session.mode, world)
  const awake = learns ? askIfGone(endRest(counted), world) : counted
  return settle({ ...awake, events: [...overdue.events, ...events, ...awake.events] }, session, world)
}

const LEARNING: Mode['kind'][] = ['lesson', 'exercise', 'opening']

/** Without consent the form of address stands in the session. */
const withTrial = (learner: Learner, session: Session): Learner =>
  session.trial === null ? learner : { ...learner, formOfAddress: session.trial.formOfAddress }

type Standing = State & { session: Session }

/** Lessons may leave the curriculum after they were finished, and be mended while somebody is in them. */
function fitting(state: Standing, { curriculum }: World): { state: Standing; mended: Fit['mended'] } {
  const { learner, session } = state
  const { lessons } = curriculum
  const isWhole = learner.finished.every((id) => lessons.has(id))
  const finished = isWhole ? learner.finished : learner.finished.filter((id) => lessons.has(id))
  const { mode, mended } = fittingMode(session.mode, curriculum)
  return {
    state: {
      ...state,
      learner: isWhole ? learner : { ...learner, finished },
      session: mode === session.mode ? session : { ...session, mode },
    },
    mended,
  }
}

function decide(
  state: Standing,
  input: Input,
  world: World,
  since: { fresh: boolean; away: boolean; was: Mode | null },
): Result {
  if (input.kind === 'emergency') return enterEmergency(state, input.which, world)
  if (input.kind === 'either' && isCry(input)) return askWhich(state, input.of, world)
  if (since.fresh && !(input.kind === 'command' && WITHOUT_HELLO.includes(input.command)))
    return isOwnSecret(input) ? underSecret(greet(state), world) : greet(state)
  if (input.kind === 'form-ended') return afterForm(state, input, world)
  if (input.kind === 'lesson-wanted') return enterWanted(state, input.lesson, world)
  if (since.away && comesBack(state, input)) {
    const back = welcomeBack(state, input, world)
    return isOwnSecret(input) ? { ...back, deletes: true } : back
  }
  if (since.was !== null) {
    if (input.kind === 'choose' && !input.option.startsWith('cmd:'))
      return answerMended(state, since.was, input.option, world)
    // What stands open belongs to a screen that is gone.
    return decide({ ...state, prompt: null }, input, world, { ...since, was: null })
  }
  switch (input.kind) {
    case 'choose':
      return choose(state, input.option, world)
    case 'command':
      return explainTerm(state, input, world) ?? obey(state, input.command, world, input.payload)
    case 'stale':
    // Where there are families it was answered before.
    case 'help-answer':
    case 'relink-answer':
    case 'announcement-answer':
      return reshow(state, world, [say('here.stale')])
    case 'either':
      return askWhich(state, input.of, world)
    case 'media':
      if (input.what === 'call') return reshow(state, world, [say('unclear.call')])
      return keepingPrompt(state, world, say(input.what === 'voice' ? 'unclear.voice' : 'unclear.media'))
    case 'words':
      return hear(state, input, world)
  }
}

function choose(state: Standing, option: string, world: World): Result {
  const command = COMMANDS.find((known) => option === `cmd:${known}`)
  if (command !== undefined)
    return obey(isWhich(state.prompt) ? { ...state, prompt: null } : state, command, world)
  return (
    answerEmergency(state, option, world) ??
    answerHello(state, option, world) ??
    answerLesson(state, option, world) ??
    answerOpening(state, option, world) ??
    answerRealLife(state, option, world) ??
    answerWhich(state, option, world) ??
    answerCompanion(state, option, world) ??
    answerExercise(state, option, world) ??
    answerPaper(state, option, world) ??
    answerArea(state, option, world) ??
    answerOffered(state, option, world) ??
    showResults(state, option, world) ??
    answerAlarm(state, option, world) ??
    (option === 'placement' && state.session.mode.kind === 'rest' ? enterPlacement(state, world) : null) ??
    reshow(state, world, [say('here.stale')])
  )
}

/** "mã QR là gì": the lesson that speaks of it, where one may go over to it; null for a plain «không hiểu». */
const explainTerm = (
  state: Standing,
  { command, payload }: Extract<Intent, { kind: 'command' }>,
  world: World,
): Result | null =>
  command === 'explain' && payload !== undefined && isFreeForLesson(state.learner, state.session)
    ? offerLessons(state, payload, world)
    : null

/** Words that are neither a choice nor a command. */
function hear(state: Standing, input: Extract<Intent, { kind: 'words' }>, world: World): Result {
  const { mode } = state.session
  const offered = offerCheck(state, input)
  if (offered !== null) return offered
  if (input.masked) return tellSecret(state, world)
  if (mode.kind === 'hello' && (mode.step === 'address' || mode.step === 'more-addresses')) {
    const form = readFormOfAddress(input.text)
    if (form !== null) return answerHello(state, form, world)!
  }
  const lessons = offerLessons(state, input.text, world)
  if (lessons !== null) return lessons
  const elsewhere = askSomebodyElse(state, input.text, world)
  if (elsewhere !== null) return elsewhere
  // Nobody is soothed who may have a swindler on the line.
  if (mode.kind !== 'emergency' && isFrightful(input.text))
    return keepingPrompt(state, world, say('unclear.fright'))
  if (isSmallTalk(state, input.text)) return keepingPrompt(state, world, say('chat.line'))
  // What is to be done first is said again, whatever was answered.
  if (mode.kind === 'emergency' && !isThrough(state.session, world)) return reshow(state, world, [])
  const unclear = state.session.unclear + 1
  const line = say(unclear >= 2 ? 'unclear.twice' : 'unclear.once')
  const result = keepingPrompt(state, world, line)
  return { ...result, session: { ...state.session, unclear } }
}

/** Somebody tells us something, where no choice is to be made that it might be meant for. */
const isSmallTalk = ({ prompt, session: { mode } }: Standing, text: string): boolean =>
  mode.kind !== 'hello' && mode.kind !== 'emergency' && (prompt?.options.length ?? 0) < 2 && isTalk(text)

/** These end a learner's day: their own last words stand, and the lesson waits. */
const LAST_OF_THE_DAY: FormName[] = ['hour', 'counting']

/** After a form the learner stands where they were before it. */
function afterForm(
  state: Standing,
  { form, lesson }: Extract<Input, { kind: 'form-ended' }>,
  world: World,
): Result {
  const back = { ...state, session: { ...state.session, form: null } }
  const offered = lesson === undefined ? null : enterOffered(back, lesson, world)
  if (offered !== null) return offered
  const { kind } = back.session.mode
  // An officer or a helper need not be a learner.
  const isNoLearner = (form === 'officer' || form === 'family') && kind === 'hello'
  const isOver =
    kind === 'rest' || LAST_OF_THE_DAY.includes(form) || isNoLearner || isThrough(back.session, world)
  return isOver ? show(back, null) : reshow(back, world, [])
}

/** A lesson that somebody was invited to: at once, or named where they are in the middle of something. */
function enterWanted(state: Standing, lesson: string, world: World): Result {
  const entered = enterOffered(state, lesson, world)
  if (entered !== null) return entered
  const title = world.curriculum.lessons.get(lesson)?.title
  if (title === undefined) return reshow(state, world, [say('here.stale')])
  return reshow(state, world, [say('announcement.lesson-after', { title: { text: title } })])
}

/** What somebody who was away is not greeted for: it neither answers a question nor needs one shown. */
const AT_ONCE: Command[] = [
  'results',
  'real-life',
  'settings',
  'branch',
  'erase',
  'check',
  'family',
  'call-family',
  'officers',
  'stop',
  'add-learner',
  'hour',
  'address',
  'place',
  'no-reminders',
]

/**
 * Somebody who was away is greeted, whatever they send: they no longer see the question they might answer. A consent that
 * is taken back must not be lost in that.
 */
const comesBack = (state: Standing, input: Input): boolean =>
  state.session.mode.kind !== 'hello' &&
  state.session.mode.kind !== 'emergency' &&
  !(input.kind === 'command' && (AT_ONCE.includes(input.command) || isWithdrawal(input.command)))

/** A stranger too may ask for these first: the lessons for those who help, and whether a message is a fraud. */
const WITHOUT_HELLO: Command[] = ['companion', 'check']

/** The same card as before, under a greeting and one line of recap; at rest, what the day brings. */
function welcomeBack(state: Standing, input: Input, world: World): Result {
  const { session } = state
  const { mode } = session
  const isAsking = input.kind === 'words' && isSentOn(input)
  const instead = isAsking
    ? say('check.how')
    : isOwnSecret(input)
      ? briefSecretLine(world)
      : missedCall(input)
  const head: Phrase[] = [say('here.welcome-back'), instead ?? recap(state, world)]
  // After a lesson nothing is open either.
  const isOver = mode.kind === 'rest' || mode.kind === 'real-life'
  if (isOver || isLeft(state, world)) return welcomeAtRest(state, world, head)
  if (mode.kind !== 'exercise') return reshow(state, world, head)
  // They no longer see which choice they would say yes to.
  const unasked: Standing = { ...state, session: { ...session, mode: { ...mode, asking: null } } }
  return reshow(unasked, world, [instead ?? say('here.back-at-exercise')])
}

/** Who called finds nobody; that matters more than where they were. */
const missedCall = (input: Input): Phrase | null =>
  input.kind === 'media' && input.what === 'call' ? say('unclear.call') : null

/** An exercise that was left unanswered for so long is over; another day has another one. */
function isLeft({ learner, session: { mode } }: Standing, { curriculum: { exercises } }: World): boolean {
  if (mode.kind !== 'exercise' || mode.missed || mode.answered !== null || mode.as !== 'alone') return false
  const skill = exercises.get(mode.exercise)!.skill
  return learner.mastery[skill]?.open?.exercise !== mode.exercise
}

function recap({ session, learner }: Standing, world: World): Phrase {
  const { lessons } = world.curriculum
  if (session.mode.kind === 'lesson' && session.mode.step > 0) {
    return say('here.recap-lesson', { title: { text: lessons.get(session.mode.lessonId)!.title } })
  }
  const last = learner.finished.at(-1)
  return last === undefined ? say('here.recap-start') : { text: lessons.get(last)!.recap }
}

/** What every turn does to the session: the time, the count of unclear answers, the open form. */
function settle(result: Result, before: Session, world: World): Result {
  if (result.session === null) return { ...result, events: [] }
  const unclear = result.session.unclear > before.unclear ? result.session.unclear : 0
  const session: Session = { ...result.session, unclear, seenAt: world.now.toISOString(), form: result.form }
  // Without consent nothing is kept but the session itself.
  return { ...result, session, events: session.trial === null ? result.events : [] }
}
