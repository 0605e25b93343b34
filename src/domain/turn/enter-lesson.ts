import type { Lesson } from '../curriculum.js'
import type { Learner } from '../learner.js'
import type { Prompt } from '../prompt.js'
import { type Phrase, type Screen, headedBy, say } from '../screen.js'
import type { Mode, Session } from '../session.js'
import { answeredScreen, inOrder, linesOf, toNext } from './item.js'
import { type Result, type World, show, under } from './turn.js'

export type LessonMode = Extract<Mode, { kind: 'lesson' }>

export const stepInLesson = (lesson: Lesson, mode: LessonMode) =>
  lesson.steps[Math.min(mode.step, lesson.steps.length - 1)]!

/** What stands on the learner's screen in this mode, and what an answer to it is graded against. */
export function lessonView(mode: LessonMode, world: World): { screen: Screen; item: Prompt['item'] } {
  const lesson = world.curriculum.lessons.get(mode.lessonId)!
  const step = stepInLesson(lesson, mode)
  const head: Phrase[] = mode.moved === true ? [say('mended.moved')] : []
  if (step.kind === 'card')
    return { screen: under(head, toNext(linesOf(world.onWeb ? step.onWeb : step.text))), item: null }
  if (mode.answered !== null) return { screen: answeredScreen(step), item: null }
  return {
    screen: under(head, { lines: linesOf(step.text), options: inOrder(step, mode.order) }),
    item: { lessonId: lesson.id, itemId: step.id, right: step.right, nth: mode.nth },
  }
}

/** At a step of a lesson, nothing answered yet; `seen` names the steps before it. */
export const atStep = (lesson: Lesson, step: number, seen: string[]): LessonMode => ({
  kind: 'lesson',
  lessonId: lesson.id,
  step,
  nth: 1,
  order: null,
  answered: null,
  at: lesson.steps[Math.min(step, lesson.steps.length - 1)]!.id,
  seen,
})

/** Opens a lesson at its first step, with lines said before it. */
export function enterLesson(
  state: { learner: Learner; session: Session },
  lessonId: string,
  world: World,
  head: Phrase[],
): Result {
  const mode = atStep(world.curriculum.lessons.get(lessonId)!, 0, [])
  const view = lessonView(mode, world)
  return show({ learner: state.learner, session: { ...state.session, mode } }, under(head, view.screen), {
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
  const mode: LessonMode = { ...atStep(lesson, itemFrom(lesson, 0), []), trying: true }
  const view = lessonView(mode, world)
  const screen = headedBy(say('opening.trying'), view.screen)
  return show({ ...state, session: { ...state.session, mode } }, screen, { item: view.item })
}

/** The place of the first item at or after `step`; the number of steps when there is none. */
export function itemFrom(lesson: Lesson, step: number): number {
  const at = lesson.steps.findIndex(({ kind }, place) => place >= step && kind === 'item')
  return at === -1 ? lesson.steps.length : at
}
