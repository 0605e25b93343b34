import { type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { fold } from '../text.js'
import { enterOffered, isFreeForLesson } from './offered-lesson.js'
import { type Result, type State, type World, show } from './turn.js'
import { keepingPrompt } from './view.js'

type Standing = State & { session: Session }

const LESSON = 'lesson:'

/** Somebody in the middle of something wants to know, and does not only chat. */
const ASKS =
  /(?:^| )(?:lam sao|sao|the nao|cach|chi|muon|hoi|day|hoc|o dau|cho nao|gi|duoc khong|phai khong)(?: |$)/

/**
 * The lessons that may answer what somebody asks in their own words; null where none is near enough, before somebody
 * agreed to be kept, and in an emergency. In the middle of something they are named only, so that no place is lost.
 */
export function offerLessons(state: Standing, text: string, world: World): Result | null {
  const { session, learner } = state
  if (learner.id === null || session.trial !== null || session.mode.kind === 'emergency') return null
  const isFree = isFreeForLesson(learner, session)
  if (!isFree && !text.includes('?') && !ASKS.test(fold(text))) return null
  const offers = world.lessonsFor?.(text).filter(({ lesson }) => world.curriculum.lessons.has(lesson)) ?? []
  const [first] = offers
  if (first === undefined) return null
  if (!isFree) return keepingPrompt(state, world, say('asking.after', { title: { text: first.title } }))
  const screen: Screen = {
    lines: [say('asking.offer')],
    options: [
      ...offers.map(({ lesson, title }) => ({ id: `${LESSON}${lesson}`, label: { text: title } })),
      { id: 'cmd:again', label: say('asking.none'), words: ['khong', 'khong phai', 'khong co'] },
    ],
  }
  return show(state, screen)
}

/** The lesson that was chosen; null when the choice is about something else. */
export function answerOffered(state: Standing, option: string, world: World): Result | null {
  return option.startsWith(LESSON) ? enterOffered(state, option.slice(LESSON.length), world) : null
}
