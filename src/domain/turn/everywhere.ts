import type { Curriculum } from '../curriculum.js'
import type { Command } from '../intent.js'
import type { Learner } from '../learner.js'
import { type Option, type Screen, say } from '../screen.js'
import type { FormName, Session } from '../session.js'
import { dueAtEndOfDay } from './finish.js'
import { helloScreen } from './hello.js'
import { enterLesson, enterNextLesson } from './lesson.js'
import { type Result, type State, type World, show } from './turn.js'
import { currentView, reshow } from './view.js'

type Standing = State & { session: Session }

export const LEARN: Option = {
  id: 'cmd:learn',
  label: say('menu.learn'),
  words: ['hoc', 'tiep', 'hoc tiep', 'quay lai'],
}
const RESULTS: Option = { id: 'cmd:results', label: say('menu.results') }
const SETTINGS: Option = { id: 'cmd:settings', label: say('menu.settings') }

/** What can be said anywhere: none of it grades, and none of it loses the learner's place. */
export function obey(state: Standing, command: Command, world: World): Result {
  const { session, learner } = state
  switch (command) {
    case 'start':
      return reshow(state, world, [say('here.start')])
    case 'learn':
      return learn(state, world)
    case 'review':
      return review(state, world)
    case 'again':
      return reshow(state, world, [])
    case 'help':
      return help(state, world)
    case 'stop':
      return stop(state)
    case 'menu':
      return show({ learner, session }, menuScreen(learner))
    case 'results':
      return show({ learner, session }, resultsScreen(learner, session, world.curriculum))
    case 'settings':
      return learner.id === null
        ? keepingPrompt(state, world, say('settings.later'))
        : openForm(state, 'settings')
    case 'erase':
      return learner.id === null ? nothingKept(state) : openForm(state, 'erase')
    case 'listen':
    case 'larger':
      return { ...reshow(state, world, []), screen: null, listen: currentView(state, world).screen }
    case 'check':
    case 'family':
    case 'officers':
      return keepingPrompt(state, world, say(`not-yet.${command}`))
  }
}

const openForm = ({ learner, session }: Standing, form: FormName): Result =>
  show({ learner, session }, null, { form })

/** One line, and the choices of the open question again: the learner may answer at once. */
export function keepingPrompt(state: Standing, world: World, ...lines: Screen['lines']): Result {
  if (state.prompt === null) return reshow(state, world, lines)
  const { options, item } = state.prompt
  return { ...show(state, { lines, options }, { item }), prompt: 'same' }
}

function learn(state: Standing, world: World): Result {
  const { mode } = state.session
  if (mode.kind === 'rest') return enterNextLesson(state, world, [])
  if (mode.kind === 'emergency')
    return learn({ ...state, session: { ...state.session, mode: mode.back } }, world)
  return reshow(state, world, [])
}

function review(state: Standing, world: World): Result {
  if (state.session.mode.kind === 'lesson') return keepingPrompt(state, world, say('review.after'))
  const oldest = state.learner.finished.find((id) => id !== '0')
  if (oldest === undefined) return keepingPrompt(state, world, say('review.nothing'))
  const title = { text: world.curriculum.lessons.get(oldest)!.title }
  return enterLesson(state, oldest, world, [say('review.again', { title })])
}

function help(state: Standing, world: World): Result {
  const { kind } = state.session.mode
  if (kind === 'emergency') return reshow(state, world, [])
  if (kind === 'hello') return keepingPrompt(state, world, say('help.hello'))
  return keepingPrompt(state, world, say(state.prompt?.item ? 'help.item' : 'help.card'))
}

/** The end of a learner's day: a question that is due, or goodbye. The place in the lesson is kept. */
function stop(state: Standing): Result {
  const { learner, session } = state
  if (session.trial !== null) return nothingKept(state)
  const question = session.mode.kind === 'emergency' ? null : dueAtEndOfDay(learner)
  if (question !== null) return openForm(state, question)
  return show({ learner, session }, { lines: [say('rest.goodbye')], options: [LEARN] })
}

const nothingKept = ({ learner, session }: Standing): Result => ({
  ...show(
    { learner, session },
    { lines: [say('rest.nothing-kept'), say('finish.trial-again')], options: [] },
  ),
  session: null,
})

export const menuScreen = (learner: Learner): Screen => ({
  lines: [say('menu.ask')],
  options: learner.id === null ? [LEARN] : [LEARN, RESULTS, SETTINGS],
})

const SHOWN = 3

/** What the learner finished and can do, in words: no marks, no ranks. */
export function resultsScreen(learner: Learner, session: Session, curriculum: Curriculum): Screen {
  const finished = (session.trial?.finished ?? learner.finished).filter((id) => id !== '0')
  if (finished.length === 0) return { lines: [say('results.none')], options: [LEARN] }
  const lines = finished
    .slice(-SHOWN)
    .toReversed()
    .map((id) => say('results.can', { can: { text: curriculum.lessons.get(id)!.can } }))
  return { lines: [say('results.count', { count: finished.length }), ...lines], options: [LEARN] }
}

/** A learner nobody has greeted yet. */
export const greet = (state: Standing): Result => show(state, helloScreen('start', state.learner))
