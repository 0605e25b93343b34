import type { Prompt } from '../prompt.js'
import { type Phrase, type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { exerciseView } from './exercise-screens.js'
import { emergencyScreen } from './emergency.js'
import { helloScreen } from './hello.js'
import { lessonView } from './enter-lesson.js'
import { openingScreen } from './opening.js'
import { paperScreen } from './paper.js'
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
    case 'emergency':
      return { screen: emergencyScreen(mode), item: null }
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
  const ids = view.screen.options.map((option) => option.id).join()
  const isOpen = state.prompt?.options.map((option) => option.id).join() === ids
  return { ...show(state, under(head, view.screen), { item: view.item }), prompt: isOpen ? 'same' : 'new' }
}
