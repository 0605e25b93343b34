import { nextNew, nextReview } from '../agenda.js'
import { type Phrase, say } from '../screen.js'
import type { Session } from '../session.js'
import { beginDay, enterActivity } from './day.js'
import { type LessonMode, atStep, lessonView } from './enter-lesson.js'
import { answerOpening } from './opening.js'
import { type Result, type State, type World, show } from './turn.js'
import { keepingPrompt, reshow } from './view.js'

type Standing = State & { session: Session }

/** «chào», «alo»: at rest the day begins; in the middle of something a warm line and the same screen. */
export function greetAgain(state: Standing, world: World): Result {
  const { mode } = state.session
  if (mode.kind === 'rest') return beginDay(state, world, [say('here.welcome-back')])
  // The first hello greets in its own words.
  return reshow(state, world, mode.kind === 'hello' ? [] : [say('here.welcome-back')])
}

/** One kind line, and what was asked stays open; in an emergency what is to be done comes first. */
export const sayKindly = (state: Standing, world: World, line: Phrase): Result =>
  state.session.mode.kind === 'emergency' ? reshow(state, world, []) : keepingPrompt(state, world, line)

/** «chậm lại»: there is no hurry, and the same screen once more. */
export const slowDown = (state: Standing, world: World): Result =>
  reshow(state, world, state.session.mode.kind === 'emergency' ? [] : [say('slower.wait')])

/** «làm bài»: an exercise if one is open to the learner, else what the day brings. */
export function practise(state: Standing, world: World): Result {
  const { learner, session } = state
  const { mode } = session
  if (mode.kind === 'opening') return answerOpening(state, 'try', world)!
  if (mode.kind === 'lesson') return keepingPrompt(state, world, say('practise.after'))
  if (mode.kind !== 'rest') return reshow(state, world, [])
  if (session.trial !== null) return beginDay(state, world, [])
  const fresh = nextNew(learner, world)
  const exercise = nextReview(learner, world) ?? (fresh?.kind === 'practice' ? fresh : null)
  return exercise === null ? beginDay(state, world, []) : enterActivity(state, exercise, world, [])
}

/** «quay lại»: in a lesson the card before; elsewhere the current screen, and at rest what the day brings. */
export function goBack(state: Standing, world: World): Result {
  const { mode } = state.session
  if (mode.kind === 'rest') return beginDay(state, world, [])
  const before = mode.kind === 'lesson' ? cardBefore(mode, world) : null
  if (before === null) return reshow(state, world, [])
  const view = lessonView(before, world)
  return show({ ...state, session: { ...state.session, mode: before } }, view.screen, { item: view.item })
}

/** The nearest card before the step the learner stands at; null at the beginning, and where only items are asked. */
function cardBefore(mode: LessonMode, { curriculum }: World): LessonMode | null {
  if (mode.trying === true) return null
  const lesson = curriculum.lessons.get(mode.lessonId)!
  const at = lesson.steps.findLastIndex(({ kind }, place) => kind === 'card' && place < mode.step)
  if (at === -1) return null
  return atStep(
    lesson,
    at,
    lesson.steps.slice(0, at).map(({ id }) => id),
  )
}
