import { type Option, type Phrase, type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { fold } from '../text.js'
import { LEARN } from './everywhere.js'
import { enterOffered, isFreeForLesson } from './offered-lesson.js'
import { type Result, type State, type World, show } from './turn.js'
import { keepingPrompt } from './view.js'

type Standing = State & { session: Session }

const LESSON = 'lesson:'

/** Somebody in the middle of something wants to know, and does not only chat. */
const ASKS =
  /(?:^| )(?:lam sao|sao|the nao|cach|chi|muon|hoi|day|hoc|o dau|cho nao|gi|duoc khong|phai khong)(?: |$)/

/** What only a question says; more than a greeting or one word. */
const QUESTION =
  /(?:^| )(?:lam sao|tai sao|vi sao|sao lai|the nao|cach nao|cach|o dau|cho nao|khi nao|bao gio|bao nhieu|may gio|gi|la ai|hoi|duoc khong|phai khong|co khong|hay khong)(?: |$)/
const FEWEST_WORDS = 3

/** Whether the words look like a question, so that «chưa hiểu» would be no answer. */
export function asksSomething(text: string): boolean {
  const folded = fold(text)
  if (folded.split(' ').length < FEWEST_WORDS) return false
  return text.includes('?') || QUESTION.test(folded)
}

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

const ASK_FAMILY: Option = { id: 'cmd:call-family', label: say('asking.family'), words: ['nho', 'con chau'] }

/**
 * Says that we do not know, and who may; null for words that are no question, before somebody agreed to be kept, and in
 * an emergency. In the middle of something what stands open stays open.
 */
export function askSomebodyElse(state: Standing, text: string, world: World): Result | null {
  const { session, learner } = state
  if (learner.id === null || session.trial !== null || session.mode.kind === 'emergency') return null
  if (!asksSomething(text)) return null
  const { family, branch } = world.whomToAsk ?? { family: false, branch: false }
  const isFree = isFreeForLesson(learner, session)
  const others: Phrase[] = [
    ...(family && !isFree ? [say('help.family')] : []),
    ...(branch ? [say('asking.officer')] : []),
    ...(family || branch ? [] : [say('asking.anybody')]),
  ]
  const lines = [say('asking.unknown'), ...others]
  if (!isFree) return keepingPrompt(state, world, ...lines)
  return show(state, { lines, options: family ? [ASK_FAMILY, LEARN] : [LEARN] })
}

/** The lesson that was chosen; null when the choice is about something else. */
export function answerOffered(state: Standing, option: string, world: World): Result | null {
  return option.startsWith(LESSON) ? enterOffered(state, option.slice(LESSON.length), world) : null
}
