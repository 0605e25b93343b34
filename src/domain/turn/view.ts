import type { Prompt } from '../prompt.js'
import { type Phrase, type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { sameOptions } from './asked.js'
import { exerciseView } from './exercise-screens.js'
import { emergencyScreen } from './emergency-screens.js'
import { helloScreen } from './hello.js'
import { lessonView } from './enter-lesson.js'
import { openingScreen } from './opening.js'
import { paperScreen } from './paper.js'
import { realLifeScreen } from './real-life-screen.js'
import { type Result, type State, type World, show, under } from './turn.js'

type Standing = State & { session: Session }

/** What stands on the learner's screen now, made again from the session alone. */
export function currentView(state: Standing, world: World): { screen: Screen; item: Prompt['item'] } {
  const { mode } = state.session
  switch (mode.kind) {
    case 'hello':
      return { screen: helloScreen(mode.step, state.learner), item: null }
    case 'lesson':
      return lessonView(mode, world)
    case 'opening':
      return { screen: openingScreen(world.curriculum.lessons.get(mode.lessonId)!), item: null }
    case 'exercise':
      return exerciseView(mode, world.curriculum)
    case 'paper':
      return { screen: paperScreen(mode.papers, world.curriculum), item: null }
    case 'real-life':
      return { screen: realLifeScreen(mode, world.curriculum), item: null }
    case 'emergency':
      return { screen: emergencyScreen(mode, world.helpers ?? []), item: null }
    case 'rest':
      return {
        screen: {
          lines: [say('rest.ask')],
          options: [{ id: 'cmd:learn', label: say('menu.learn'), words: ['hoc', 'hoc tiep', 'tiep'] }],
        },
        item: null,
      }
  }
}

/** The current screen once more. Its buttons stay those of the open prompt when that prompt is this screen's. */
export function reshow(state: Standing, world: World, head: Phrase[]): Result {
  const view = currentView(state, world)
  const { prompt } = state
  // Mended content may ask something else under the same names: then it is a question of its own.
  const isOpen =
    prompt !== null &&
    sameOptions(prompt.options, view.screen.options) &&
    prompt.item?.right === view.item?.right
  return { ...show(state, under(head, view.screen), { item: view.item }), prompt: isOpen ? 'same' : 'new' }
}

/** One line, and the choices of the open question again: the learner may answer at once. */
export function keepingPrompt(state: Standing, world: World, ...lines: Screen['lines']): Result {
  if (state.prompt === null) return reshow(state, world, lines)
  const { options, item } = state.prompt
  return { ...show(state, { lines, options }, { item }), prompt: 'same' }
}
