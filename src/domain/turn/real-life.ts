import { dayOf } from '../calendar.js'
import type { Curriculum, Lesson } from '../curriculum.js'
import type { Learner } from '../learner.js'
import { type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { isForCompanions } from '../strand.js'
import { restOfDay } from './day.js'
import { NEXT } from './item.js'
import { type RealLifeMode, realLifeScreen } from './real-life-screen.js'
import { type Result, type State, type World, show } from './turn.js'
import { keepingPrompt, reshow } from './view.js'

type Standing = State & { session: Session }

/** The lesson about whom to call: it offers the card for the wall. */
const CARD_LESSON = '4.1'

const SHOWN = 3

/** The last screen of a lesson; its line for the family follows with the end of the day. */
export function enterRealLife(
  { learner, session }: { learner: Learner; session: Session },
  lesson: Lesson,
  { curriculum }: World,
): Result {
  const mode: RealLifeMode = { kind: 'real-life', lessonId: lesson.id }
  return show({ learner, session: { ...session, mode } }, realLifeScreen(mode, curriculum))
}

/** Going on after the last screen of a lesson; null when the choice belongs to something else. */
export function answerRealLife({ learner, session }: Standing, option: string, world: World): Result | null {
  const { mode } = session
  if (mode.kind !== 'real-life' || option !== NEXT.id) return null
  if (mode.lessonId === CARD_LESSON && mode.card !== true) {
    const next: RealLifeMode = { ...mode, card: true }
    return show({ learner, session: { ...session, mode: next } }, realLifeScreen(next, world.curriculum))
  }
  const { tellFamily } = world.curriculum.lessons.get(mode.lessonId)!
  return restOfDay({ learner, session }, world, tellFamily === null ? [] : [{ text: tellFamily }])
}

/** «làm rồi»: kept with the day, apart from everything that counts; with several open tasks asks which. */
export function reportRealLife(state: Standing, world: World): Result {
  const { learner, session } = state
  if (learner.id === null) return keepingPrompt(state, world, say('real-life.glad'))
  const { mode } = session
  const open = openTasks(learner, world.curriculum)
  const here = mode.kind === 'real-life' ? open.filter(({ id }) => id === mode.lessonId) : []
  const [only, ...others] = here.length > 0 ? here : open
  if (only === undefined) {
    const isNew = learner.realLifeDone.length === 0
    return keepingPrompt(state, world, say(isNew ? 'real-life.none-yet' : 'real-life.all-told'))
  }
  if (others.length > 0) return show({ learner, session }, whichScreen([only, ...others]))
  return done(state, only, world)
}

/** Which of the tasks was done; null when the choice is about something else. */
export function answerWhich(state: Standing, option: string, world: World): Result | null {
  const [what, id] = option.split(':')
  if (what !== 'real-life') return null
  const lesson = openTasks(state.learner, world.curriculum).find((one) => one.id === id)
  if (lesson === undefined) return reshow(state, world, [say('real-life.all-told')])
  return done(state, lesson, world)
}

/** Tasks of finished lessons that were not told yet, the last lesson first. */
export const openTasks = (
  { finished, realLifeDone }: Pick<Learner, 'finished' | 'realLifeDone'>,
  { lessons }: Curriculum,
): Lesson[] =>
  finished.toReversed().flatMap((id) => {
    const lesson = lessons.get(id)
    const isOpen = lesson !== undefined && lesson.realLife !== null && !isForCompanions(lesson)
    return isOpen && !realLifeDone.includes(id) ? [lesson] : []
  })

const whichScreen = (open: readonly Lesson[]): Screen => ({
  lines: [say('real-life.which')],
  options: open.slice(0, SHOWN).map(({ id, title }) => ({ id: `real-life:${id}`, label: { text: title } })),
})

function done({ learner, session, prompt }: Standing, lesson: Lesson, world: World): Result {
  const known: Learner = { ...learner, realLifeDone: [...learner.realLifeDone, lesson.id] }
  const line = say('real-life.done', { title: { text: lesson.title } })
  // The choices of "which one?" are answered; those of anything else still stand.
  const isAsked = prompt?.options.some(({ id }) => id.startsWith('real-life:')) === true
  const state: Standing = { learner: known, session, prompt }
  const result = isAsked ? reshow(state, world, [line]) : keepingPrompt(state, world, line)
  return {
    ...result,
    events: [{ kind: 'real-life-done', lessonId: lesson.id, day: dayOf(world.now) }, ...result.events],
  }
}
