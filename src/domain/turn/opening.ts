import { chooseExercise } from '../agenda.js'
import type { Lesson } from '../curriculum.js'
import type { Learner } from '../learner.js'
import { newMastery } from '../mastery.js'
import { type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { enterExercise } from './enter-exercise.js'
import { enterLesson, tryLesson } from './enter-lesson.js'
import type { Result, World } from './turn.js'

type Standing = { learner: Learner; session: Session }

export const openingScreen = ({ title }: Lesson): Screen => ({
  lines: [say('opening.title', { title: { text: title } })],
  options: [
    { id: 'learn', label: say('opening.learn'), words: ['hoc', 'tiep', 'bat dau', 'vang', 'ok'] },
    { id: 'try', label: say('opening.try'), words: ['biet roi', 'thu', 'thu luon', 'toi biet roi'] },
  ],
})

/** Learn, or try at once; null when the choice belongs to something else. */
export function answerOpening(standing: Standing, option: string, world: World): Result | null {
  const { mode } = standing.session
  if (mode.kind !== 'opening') return null
  if (option === 'learn') return enterLesson(standing, mode.lessonId, world, [])
  return option === 'try' ? tryAtOnce(standing, world.curriculum.lessons.get(mode.lessonId)!, world) : null
}

/** A fresh exercise of the skill, alone; a lesson that only prepares asks its own items. */
function tryAtOnce(standing: Standing, lesson: Lesson, world: World): Result {
  const { skill } = lesson
  const mastery = standing.learner.mastery[skill ?? ''] ?? newMastery(world.curriculum.rules.current)
  const exercise = skill === null ? null : chooseExercise(skill, mastery, world)
  if (exercise === null) return tryLesson(standing, lesson, world)
  const why = { kind: 'try', lessonId: lesson.id } as const
  return enterExercise(standing, { exercise, as: 'alone', why }, world, [say('opening.trying')])
}
