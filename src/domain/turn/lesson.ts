import { dayOf } from '../calendar.js'
import type { Item, Lesson } from '../curriculum.js'
import type { Event } from '../events.js'
import type { Learner, Question } from '../learner.js'
import type { Prompt } from '../prompt.js'
import { type Phrase, type Screen, headedBy, say } from '../screen.js'
import type { Mode, Session } from '../session.js'
import { finishLesson } from './finish.js'
import { NEXT, answeredScreen, feedback, inOrder, linesOf, reordered, toNext } from './item.js'
import { type Result, type State, type World, show } from './turn.js'

export type LessonMode = Extract<Mode, { kind: 'lesson' }>

const stepOf = (lesson: Lesson, mode: LessonMode) =>
  lesson.steps[Math.min(mode.step, lesson.steps.length - 1)]!

/** What stands on the learner's screen in this mode, and what an answer to it is graded against. */
export function lessonView(mode: LessonMode, world: World): { screen: Screen; item: Prompt['item'] } {
  const lesson = world.curriculum.lessons.get(mode.lessonId)!
  const step = stepOf(lesson, mode)
  if (step.kind === 'card')
    return { screen: toNext(linesOf(world.onWeb ? step.onWeb : step.text)), item: null }
  if (mode.answered !== null) return { screen: answeredScreen(step), item: null }
  return {
    screen: { lines: linesOf(step.text), options: inOrder(step, mode.order) },
    item: { lessonId: lesson.id, itemId: step.id, right: step.right, nth: mode.nth },
  }
}

const startOf = (lessonId: string): LessonMode => ({
  kind: 'lesson',
  lessonId,
  step: 0,
  nth: 1,
  order: null,
  answered: null,
})

/** Opens a lesson at its first step, with lines said before it. */
export function enterLesson(
  state: { learner: Learner; session: Session },
  lessonId: string,
  world: World,
  head: Phrase[],
): Result {
  const mode = startOf(lessonId)
  const view = lessonView(mode, world)
  const screen = head.reduceRight((below, line) => headedBy(line, below), view.screen)
  return show({ learner: state.learner, session: { ...state.session, mode } }, screen, {
    item: view.item,
    events: [{ kind: 'lesson-started', lessonId }],
  })
}

/** Asks the items of a lesson without its cards, of somebody who knows it already. */
export function tryLesson(
  state: { learner: Learner; session: Session },
  lesson: Lesson,
  world: World,
): Result {
  const mode: LessonMode = { ...startOf(lesson.id), step: itemFrom(lesson, 0), trying: true }
  const view = lessonView(mode, world)
  const screen = headedBy(say('opening.trying'), view.screen)
  return show({ ...state, session: { ...state.session, mode } }, screen, { item: view.item })
}

/** The place of the first item at or after `step`; the number of steps when there is none. */
function itemFrom(lesson: Lesson, step: number): number {
  const at = lesson.steps.findIndex(({ kind }, place) => place >= step && kind === 'item')
  return at === -1 ? lesson.steps.length : at
}

/** What the learner chose on a lesson's screen; null when the choice belongs to something else. */
export function answerLesson(
  state: State & { session: Session },
  option: string,
  world: World,
): Result | null {
  const { session } = state
  if (session.mode.kind !== 'lesson') return null
  const lesson = world.curriculum.lessons.get(session.mode.lessonId)!
  const step = stepOf(lesson, session.mode)
  const isOpenItem = step.kind === 'item' && session.mode.answered === null
  if (!isOpenItem) return option === NEXT.id ? goOn(state, session.mode, lesson, world) : null
  if (!isAbout(state.prompt?.item, step)) return null
  if (!step.choices.some((choice) => choice.id === option)) return null
  return grade(state, session.mode, lesson, step, option, world)
}

const isAbout = (graded: Prompt['item'] | undefined, step: Item): boolean =>
  graded != null && 'itemId' in graded && graded.itemId === step.id

function goOn(state: State & { session: Session }, mode: LessonMode, lesson: Lesson, world: World): Result {
  if (mode.trying === true && mode.answered === 'twice-wrong')
    return enterLesson(state, lesson.id, world, [say('opening.missed')])
  const step = mode.trying === true ? itemFrom(lesson, mode.step + 1) : mode.step + 1
  if (step >= lesson.steps.length) return finishLesson(state, lesson, world)
  const next: LessonMode = { ...mode, ...startOf(lesson.id), step }
  const view = lessonView(next, world)
  const moved = { learner: state.learner, session: { ...state.session, mode: next } }
  const question = dueInLesson(state.learner, mode)
  return question === null
    ? show(moved, view.screen, { item: view.item })
    : show(moved, null, { form: question })
}

/** Place from day 2 and year of birth from day 3, after the first step of that day's lesson. */
function dueInLesson(learner: Learner, mode: LessonMode): Question | null {
  if (learner.id === null || mode.step !== 0) return null
  if (learner.daysLearned >= 2 && !learner.asked.includes('place')) return 'place'
  if (learner.daysLearned >= 3 && !learner.asked.includes('birth-year')) return 'birth-year'
  return null
}

function grade(
  state: State & { session: Session },
  mode: LessonMode,
  lesson: Lesson,
  item: Item,
  option: string,
  world: World,
): Result {
  const right = option === item.right
  const isLast = mode.nth >= 2 || mode.trying === true
  const answered: LessonMode['answered'] = right ? 'right' : isLast ? 'twice-wrong' : null
  const next: LessonMode =
    answered === null
      ? { ...mode, nth: mode.nth + 1, order: reordered(item, mode.order, world.random) }
      : { ...mode, answered }
  const attempted: Event = {
    kind: 'attempted',
    lessonId: lesson.id,
    itemId: item.id,
    option,
    right,
    nth: mode.nth,
    shownAt: state.prompt?.openedAt ?? world.now,
  }
  const screen = feedback(item, option, next.order, answered)
  return show({ learner: state.learner, session: { ...state.session, mode: next } }, screen, {
    events: [attempted],
    item: answered === null ? lessonView(next, world).item : null,
  })
}

/** The learner with this calendar day counted, and the event that says so; unchanged on the same day. */
export function countDay(learner: Learner, now: Date): { learner: Learner; events: Event[] } {
  const day = dayOf(now)
  if (learner.id === null || learner.lastDay === day) return { learner, events: [] }
  return {
    learner: { ...learner, lastDay: day, daysLearned: learner.daysLearned + 1 },
    events: [{ kind: 'day-learned', day }],
  }
}
