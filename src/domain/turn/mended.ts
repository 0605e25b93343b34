import type { Curriculum, Lesson } from '../curriculum.js'
import type { Event } from '../events.js'
import { say } from '../screen.js'
import type { ExerciseMode, Mode, Session } from '../session.js'
import { askedIn, labelOf } from './asked.js'
import { MORE, REST } from './day.js'
import { type LessonMode, atStep, lessonView } from './enter-lesson.js'
import { observe } from './observe.js'
import { type Result, type State, type World, show, under } from './turn.js'

type Standing = State & { session: Session }

/** What became of the place where somebody stood while the content was mended. */
export interface Fit {
  mode: Mode
  /** Their card or question is gone and they stand elsewhere; or the whole lesson or exercise is gone. */
  mended: 'moved' | 'gone' | null
}

/** The mode as the content of now has it. */
export function fittingMode(mode: Mode, curriculum: Curriculum): Fit {
  const { lessons, exercises } = curriculum
  switch (mode.kind) {
    case 'emergency': {
      const back = fittingMode(mode.back, curriculum).mode
      return { mode: back === mode.back ? mode : { ...mode, back }, mended: null }
    }
    case 'lesson': {
      const lesson = lessons.get(mode.lessonId)
      return lesson === undefined ? GONE : inLesson(mode, lesson)
    }
    case 'opening':
    case 'real-life':
      return lessons.has(mode.lessonId) ? { mode, mended: null } : GONE
    case 'exercise':
      return exercises.has(mode.exercise) ? { mode, mended: null } : GONE
    case 'hello':
    case 'paper':
    case 'rest':
      return { mode, mended: null }
  }
}

const GONE: Fit = { mode: { kind: 'rest' }, mended: 'gone' }

/** The same step, wherever it stands now; a step that is gone leads to the first card not seen yet. */
function inLesson(mode: LessonMode, lesson: Lesson): Fit {
  if (mode.at === undefined) return { mode, mended: null }
  const place = lesson.steps.findIndex(({ id }) => id === mode.at)
  if (place === mode.step) return { mode, mended: null }
  if (place >= 0) return { mode: { ...mode, step: place }, mended: null }
  const seen = mode.seen ?? []
  const unseen = lesson.steps.flatMap(({ id, kind }, at) => (seen.includes(id) ? [] : [{ kind, at }]))
  const wanted = mode.trying === true ? 'item' : 'card'
  const next = unseen.find(({ kind }) => kind === wanted) ?? unseen[0]
  const moved: LessonMode = { ...atStep(lesson, next?.at ?? lesson.steps.length - 1, seen), moved: true }
  return { mode: mode.trying === true ? { ...moved, trying: true } : moved, mended: 'moved' }
}

/**
 * What was chosen on a screen whose card, question, lesson or exercise is gone: graded as it was shown, then the
 * next screen of the content of now. `before` is where they stood.
 */
export function answerMended(state: Standing, before: Mode, option: string, world: World): Result {
  const graded = gradeAsShown(state, before, option, world)
  const { mode } = state.session
  if (mode.kind !== 'lesson') {
    const lines = [...graded.lines, say('mended.gone')]
    return { ...show(graded.state, { lines, options: [MORE, REST] }), events: graded.events }
  }
  // Said once: with the answer, or with the screen.
  const { moved: _said, ...quiet } = mode
  const next: LessonMode = graded.lines.length > 0 ? quiet : mode
  const view = lessonView(next, world)
  const session: Session = { ...state.session, mode: next }
  const screen = under(graded.lines, view.screen)
  return { ...show({ ...graded.state, session }, screen, { item: view.item }), events: graded.events }
}

interface Graded {
  state: Standing
  events: Event[]
  lines: ReturnType<typeof say>[]
}

function gradeAsShown(state: Standing, before: Mode, option: string, world: World): Graded {
  const none: Graded = { state, events: [], lines: [] }
  if (before.kind === 'exercise' && before.asking !== null) {
    const { asked, asking } = before
    if (option !== 'sure' || asked === undefined) return none
    return gradeExercise(state, before, asking === asked.right, world, labelOf(asked, asking))
  }
  const asked = askedIn(state.prompt)
  const item = state.prompt?.item ?? null
  if (asked === null || item === null || !asked.options.some(({ id }) => id === option)) return none
  const right = option === asked.right
  const label = labelOf(asked, option)
  if (before.kind === 'exercise' && 'exercise' in item && item.exercise === before.exercise)
    return gradeExercise(state, before, right, world, label)
  if (before.kind !== 'lesson' || !('itemId' in item) || item.lessonId !== before.lessonId) return none
  const { lessonId, itemId, nth } = item
  const shownAt = state.prompt?.openedAt ?? world.now
  return {
    state,
    events: [{ kind: 'attempted', lessonId, itemId, option, right, nth, shownAt }],
    lines: [say(right ? 'mended.right' : 'mended.noted', { choice: label })],
  }
}

/**
 * A question is answered by this; of a task only a miss decides. What is left of a task that is gone closes when
 * the next exercise of its skill is put.
 */
function gradeExercise(
  state: Standing,
  before: ExerciseMode,
  right: boolean,
  world: World,
  choice: ReturnType<typeof labelOf>,
): Graded {
  const lines = [say(right ? 'mended.right' : 'mended.noted', { choice })]
  const open = Object.entries(state.learner.mastery).find(([, one]) => one.open?.exercise === before.exercise)
  const isDecided = !right || open?.[1].open?.type !== 'task'
  if (open === undefined || !isDecided) return { state, events: [], lines }
  const observed = observe(state.learner, open[0], [{ kind: 'answered', right }], world)
  return { state: { ...state, learner: observed.learner }, events: observed.events, lines }
}
