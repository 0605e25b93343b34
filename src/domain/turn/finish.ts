import type { Lesson } from '../curriculum.js'
import type { Event } from '../events.js'
import type { Learner } from '../learner.js'
import { type Option, type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { isForCompanions } from '../strand.js'
import { MORE, REST, restOfDay } from './day.js'
import { observe } from './observe.js'
import { enterRealLife } from './real-life.js'
import { type Result, type State, type World, show } from './turn.js'

/** A lesson is done: what the learner can do now, and whether to go on. */
export function finishLesson(state: State & { session: Session }, lesson: Lesson, world: World): Result {
  const { session } = state
  if (session.trial !== null)
    return isForCompanions(lesson)
      ? readByStranger(state, lesson)
      : finishInTrial(state, session.trial, lesson)
  const finished = [...state.learner.finished.filter((id) => id !== lesson.id), lesson.id]
  const taught = teach({ ...state.learner, finished }, session, lesson, world)
  const events: Event[] = [{ kind: 'lesson-finished', lessonId: lesson.id }, ...taught.events]
  const { learner } = taught
  const ended = { learner, session }
  const result = lesson.id === '0' ? beginning(ended) : afterLesson(ended, lesson, world)
  return { ...result, events }
}

function afterLesson(ended: { learner: Learner; session: Session }, lesson: Lesson, world: World): Result {
  if (!wentThrough(ended.session)) return restOfDay(ended, world, [say('opening.passed')])
  const isTold = ended.learner.realLifeDone.includes(lesson.id)
  return lesson.realLife === null || isTold
    ? restOfDay(ended, world, [canLine(lesson)])
    : enterRealLife(ended, lesson, world)
}

/** After getting to know each other: the first lesson, or a few questions for those who know something. */
const beginning = ({ learner, session }: { learner: Learner; session: Session }): Result =>
  show(
    { learner, session: { ...session, mode: { kind: 'rest' } } },
    { lines: [say('finish.first')], options: [MORE, REST, PLACEMENT] },
  )

/** A lesson gone through teaches its skill; one that was skipped does not. */
function teach(learner: Learner, session: Session, { skill }: Lesson, world: World): Taught {
  return skill === null || !wentThrough(session)
    ? { learner, events: [] }
    : observe(learner, skill, [{ kind: 'taught' }], world)
}

const wentThrough = ({ mode }: Session): boolean => mode.kind === 'lesson' && mode.trying !== true

type Taught = { learner: Learner; events: Event[] }

/** For those who know something already. */
const PLACEMENT: Option = {
  id: 'placement',
  label: say('placement.offer'),
  words: ['biet roi', 'toi biet roi', 'biet mot it', 'hoi thu'],
}

const canLine = (lesson: Lesson) => say('finish.can', { can: { text: lesson.can } })

/** Without consent one lesson follows lesson 0; then nothing is kept any more. */
function finishInTrial(
  state: State & { session: Session },
  trial: NonNullable<Session['trial']>,
  lesson: Lesson,
): Result {
  const finished = [...trial.finished, lesson.id]
  const session: Session = { ...state.session, trial: { ...trial, finished }, mode: { kind: 'rest' } }
  if (lesson.id === '0') {
    return show({ learner: state.learner, session }, { lines: [say('finish.first')], options: [MORE, REST] })
  }
  const screen: Screen = {
    lines: [canLine(lesson), say('finish.trial'), say('finish.trial-again')],
    options: [],
  }
  return { ...show({ learner: state.learner, session }, screen), session: null }
}

/** Somebody who only helps has read a lesson for helpers: nothing is kept, and nothing of theirs ends by it. */
function readByStranger(state: State & { session: Session }, lesson: Lesson): Result {
  const isNew = (state.session.trial?.formOfAddress ?? null) === null
  const mode: Session['mode'] = isNew ? { kind: 'hello', step: 'start' } : { kind: 'rest' }
  const task = lesson.realLife === null ? [] : [{ text: lesson.realLife }]
  const lines = [canLine(lesson), ...task]
  return show(
    { learner: state.learner, session: { ...state.session, mode } },
    { lines, options: [COMPANION] },
  )
}

const COMPANION: Option = { id: 'cmd:companion', label: say('companion.others'), words: ['bai khac', 'tiep'] }
