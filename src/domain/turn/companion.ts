import type { Curriculum } from '../curriculum.js'
import { say } from '../screen.js'
import type { Mode, Session } from '../session.js'
import { isForCompanions } from '../strand.js'
import { enterLesson } from './enter-lesson.js'
import { type Result, type State, type World, show } from './turn.js'
import { keepingPrompt } from './view.js'

type Standing = State & { session: Session }

const SHOWN = 5

export const isWithCompanions = (mode: Mode, { lessons }: Curriculum): boolean => {
  const lesson = mode.kind === 'lesson' ? lessons.get(mode.lessonId) : undefined
  return lesson !== undefined && isForCompanions(lesson)
}

/** Where nothing is in the middle of being done, so that no place is lost. */
const BETWEEN: Mode['kind'][] = ['hello', 'rest', 'opening', 'real-life']

/** «đồng hành»: the lessons for those who help, to choose from. */
export function offerCompanion(state: Standing, world: World): Result {
  const lessons = [...world.curriculum.lessons.values()].filter(isForCompanions).slice(0, SHOWN)
  if (lessons.length === 0) return keepingPrompt(state, world, say('companion.none'))
  if (!BETWEEN.includes(state.session.mode.kind)) return keepingPrompt(state, world, say('companion.after'))
  return show(state, {
    lines: [say('companion.ask')],
    options: lessons.map(({ id, title }) => ({ id: `companion:${id}`, label: { text: title } })),
  })
}

/** The chosen lesson; null when the choice is about something else. */
export function answerCompanion(state: Standing, option: string, world: World): Result | null {
  const [what, id] = option.split(':')
  const lesson = what === 'companion' ? world.curriculum.lessons.get(id ?? '') : undefined
  return lesson === undefined || !isForCompanions(lesson) ? null : enterLesson(state, lesson.id, world, [])
}
