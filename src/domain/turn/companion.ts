import type { Curriculum } from '../curriculum.js'
import { type Phrase, type Screen, say } from '../screen.js'
import type { Mode, Session } from '../session.js'
import { isForCompanions } from '../strand.js'
import { enterLesson } from './enter-lesson.js'
import { type Result, type State, type World, show } from './turn.js'
import { keepingPrompt } from './view.js'

type Standing = State & { session: Session }

const SHOWN = 5

export const isWithCompanions = (mode: Mode, { lessons }: Curriculum): boolean => {
  const isIn = mode.kind === 'lesson' || mode.kind === 'real-life'
  const lesson = isIn ? lessons.get(mode.lessonId) : undefined
  return lesson !== undefined && isForCompanions(lesson)
}

/** Helpers are grown children and grandchildren: to whoever reads them, these lessons say anh/chị and em. */
const ADDRESS = { goi: 'anh/chị', Goi: 'Anh/chị', xung: 'em', Xung: 'Em' }

/** The result with its screens in the words for helpers, where it is part of a lesson for them. `before`: as they stood. */
export function spokenToCompanions(result: Result, before: Mode, { curriculum }: World): Result {
  const after = result.session?.mode ?? before
  const isPart = isWithCompanions(before, curriculum) || isWithCompanions(after, curriculum)
  if (!isPart || after.kind === 'emergency') return result
  return { ...result, screen: spoken(result.screen), listen: spoken(result.listen) }
}

const spoken = (screen: Screen | null): Screen | null =>
  screen === null
    ? null
    : {
        ...screen,
        lines: screen.lines.map(spokenPhrase),
        options: screen.options.map((option) => ({ ...option, label: spokenPhrase(option.label) })),
      }

function spokenPhrase(phrase: Phrase): Phrase {
  const values = Object.entries(phrase.with ?? {}).map(
    ([name, value]) => [name, typeof value === 'object' ? spokenPhrase(value) : value] as const,
  )
  return { ...phrase, with: { ...ADDRESS, ...Object.fromEntries(values) } }
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
