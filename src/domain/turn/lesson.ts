import { dayOf } from '../calendar.js'
import { type Item, type Lesson, nextLesson } from '../curriculum.js'
import type { Event } from '../events.js'
import type { Learner, Question } from '../learner.js'
import type { Prompt } from '../prompt.js'
import { type Option, type Phrase, type Screen, headedBy, say } from '../screen.js'
import type { Mode, Session } from '../session.js'
import { shuffled } from '../shuffle.js'
import { finishLesson } from './finish.js'
import { type Result, type State, type World, show } from './turn.js'

export type LessonMode = Extract<Mode, { kind: 'lesson' }>

const NEXT: Option = {
  id: 'next',
  label: say('nav.next-label'),
  words: [
    'tiep',
    'hoc',
    'hoc tiep',
    'tiep tuc',
    'tiep theo',
    'roi',
    'xong',
    'vang',
    'da',
    'ok',
    'u',
    'hieu roi',
    'biet roi',
  ],
}

export const toNext = (lines: Phrase[]): Screen => ({ lines: [...lines, say('nav.next')], options: [NEXT] })

/** The text of a card or an item, a line each. */
const linesOf = (text: string): Phrase[] =>
  text
    .trim()
    .split('\n')
    .map((line) => ({ text: line }))

/** An order kept from before the lesson was mended counts for nothing. */
const inOrder = (item: Item, order: string[] | null): Option[] => {
  const ordered = (order ?? []).map((id) => item.choices.find((choice) => choice.id === id))
  const isWhole = ordered.length === item.choices.length && ordered.every((choice) => choice !== undefined)
  const choices = isWhole ? ordered : item.choices
  return choices.map((choice) => ({ id: choice.id, label: { text: choice.text } }))
}

const stepOf = (lesson: Lesson, mode: LessonMode) =>
  lesson.steps[Math.min(mode.step, lesson.steps.length - 1)]!

/** What stands on the learner's screen in this mode, and what an answer to it is graded against. */
export function lessonView(mode: LessonMode, world: World): { screen: Screen; item: Prompt['item'] } {
  const lesson = world.curriculum.lessons.get(mode.lessonId)!
  const step = stepOf(lesson, mode)
  if (step.kind === 'card')
    return { screen: toNext(linesOf(world.onWeb ? step.onWeb : step.text)), item: null }
  if (mode.answered !== null) return { screen: toNext([answerLine(step), { text: step.why }]), item: null }
  return {
    screen: { lines: linesOf(step.text), options: inOrder(step, mode.order) },
    item: { lessonId: lesson.id, itemId: step.id, right: step.right, nth: mode.nth },
  }
}

const choiceText = (item: Item, id: string): Phrase => ({
  text: item.choices.find((choice) => choice.id === id)!.text,
})
const answerLine = (item: Item): Phrase => say('lesson.answer', { choice: choiceText(item, item.right) })
const echo = (item: Item, id: string): Phrase => say('lesson.echo', { choice: choiceText(item, id) })

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

/** Opens the next lesson of the path, or the oldest one again when all are finished. */
export function enterNextLesson(
  state: { learner: Learner; session: Session },
  world: World,
  head: Phrase[],
): Result {
  const finished = state.session.trial?.finished ?? state.learner.finished
  const lesson = nextLesson(world.curriculum, finished)
  return lesson === null
    ? enterLesson(
        state,
        finished.find((id) => id !== '0')!,
        world,
        [...head, say('lesson.all-done')],
      )
    : enterLesson(state, lesson.id, world, head)
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
  if (state.prompt?.item?.itemId !== step.id) return null
  if (!step.choices.some((choice) => choice.id === option)) return null
  return grade(state, session.mode, lesson, step, option, world)
}

function goOn(state: State & { session: Session }, mode: LessonMode, lesson: Lesson, world: World): Result {
  if (mode.step + 1 >= lesson.steps.length) return finishLesson(state, lesson, world)
  const next = { ...startOf(lesson.id), step: mode.step + 1 }
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
  const answered: LessonMode['answered'] = right ? 'right' : mode.nth >= 2 ? 'twice-wrong' : null
  const next: LessonMode =
    answered === null
      ? { ...mode, nth: mode.nth + 1, order: reordered(item, mode.order, world) }
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
  const screen = feedback(item, option, next, answered)
  return show({ learner: state.learner, session: { ...state.session, mode: next } }, screen, {
    events: [attempted],
    item: answered === null ? lessonView(next, world).item : null,
  })
}

/** Five-part kindness: the thought, the answer, why, what to do next time, and trying again. */
function feedback(item: Item, option: string, mode: LessonMode, answered: LessonMode['answered']): Screen {
  const why: Phrase = { text: item.why }
  if (answered === 'right') return toNext([echo(item, option), say('lesson.right', { why })])
  const thought: Phrase = { text: item.choices.find((choice) => choice.id === option)!.thought ?? '' }
  const nextTime: Phrase = { text: item.nextTime }
  const head = [
    say('lesson.echo-thought', { choice: choiceText(item, option), thought }),
    say('lesson.answer-why', { choice: choiceText(item, item.right), why }),
  ]
  if (answered === 'twice-wrong') return toNext([...head, say('lesson.later', { nextTime })])
  return { lines: [...head, say('lesson.try-again', { nextTime })], options: inOrder(item, mode.order) }
}

/** A new order in which the right answer does not stand where it stood. */
function reordered(item: Item, order: string[] | null, world: World): string[] | null {
  if (item.fixedOrder) return order
  const before = inOrder(item, order).map(({ id }) => id)
  const place = before.indexOf(item.right)
  const after = shuffled(before, world.random)
  return after.indexOf(item.right) === place ? [...after.slice(1), after[0]!] : after
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
