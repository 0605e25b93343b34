import { dayOf } from '../calendar.js'
import type { Item, Lesson } from '../curriculum.js'
import type { Event } from '../events.js'
import type { Learner, Question } from '../learner.js'
import type { Prompt } from '../prompt.js'
import { say } from '../screen.js'
import type { Asked, Session } from '../session.js'
import { isForCompanions } from '../strand.js'
import { asksStill, askedIn, labelOf } from './asked.js'
import { type LessonMode, atStep, enterLesson, itemFrom, lessonView, stepInLesson } from './enter-lesson.js'
import { finishLesson } from './finish.js'
import { NEXT, feedback, reordered, toNext } from './item.js'
import { type Result, type State, type World, show } from './turn.js'

/** What the learner chose on a lesson's screen; null when the choice belongs to something else. */
export function answerLesson(
  state: State & { session: Session },
  option: string,
  world: World,
): Result | null {
  const { session } = state
  if (session.mode.kind !== 'lesson') return null
  const lesson = world.curriculum.lessons.get(session.mode.lessonId)!
  const step = stepInLesson(lesson, session.mode)
  const isOpenItem = step.kind === 'item' && session.mode.answered === null
  if (!isOpenItem) return option === NEXT.id ? goOn(state, session.mode, lesson, world) : null
  const asked = askedIn(state.prompt)
  if (asked === null || !isAbout(state.prompt?.item, step)) return null
  if (!asked.options.some(({ id }) => id === option)) return null
  return grade(state, session.mode, lesson, step, { option, asked }, world)
}

const isAbout = (graded: Prompt['item'] | undefined, step: Item): boolean =>
  graded !== undefined && graded !== null && 'itemId' in graded && graded.itemId === step.id

function goOn(state: State & { session: Session }, mode: LessonMode, lesson: Lesson, world: World): Result {
  if (mode.trying === true && mode.answered === 'twice-wrong')
    return enterLesson(state, lesson.id, world, [say('opening.missed')])
  const step = mode.trying === true ? itemFrom(lesson, mode.step + 1) : mode.step + 1
  if (step >= lesson.steps.length) return finishLesson(state, lesson, world)
  const seen = [...(mode.seen ?? []), stepInLesson(lesson, mode).id]
  const next: LessonMode = {
    ...atStep(lesson, step, seen),
    ...(mode.trying === true ? { trying: true } : {}),
  }
  const view = lessonView(next, world)
  const moved = { learner: state.learner, session: { ...state.session, mode: next } }
  const question = isForCompanions(lesson) ? null : dueInLesson(state.learner, mode)
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
  { option, asked }: { option: string; asked: Asked },
  world: World,
): Result {
  const right = option === asked.right
  const isSame = asksStill(asked, item)
  // A question that was mended meanwhile is not asked again in other words.
  const isLast = !isSame || mode.nth >= 2 || mode.trying === true
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
  const screen = isSame
    ? feedback(item, option, next.order, answered)
    : toNext([
        say(right && item.right === asked.right ? 'mended.item-right' : 'mended.item', {
          choice: labelOf(asked, option),
        }),
      ])
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
