import type { Learner } from '../learner.js'
import type { Mode, Session } from '../session.js'
import { enterLesson } from './enter-lesson.js'
import type { Result, State, World } from './turn.js'

/** Where nothing is in the middle of being done, so that no place is lost. */
const BETWEEN: readonly Mode['kind'][] = ['rest', 'opening', 'real-life']

/** Whether somebody may go over to another lesson now: who is kept, is in the middle of nothing, and in no emergency. */
export const isFreeForLesson = ({ id }: Pick<Learner, 'id'>, session: Session | null): boolean =>
  id !== null && session !== null && session.trial === null && BETWEEN.includes(session.mode.kind)

/** A lesson that was offered and taken; null when it is gone, or the learner is in the middle of something. */
export function enterOffered(
  state: State & { session: Session },
  lessonId: string,
  world: World,
): Result | null {
  const isThere = world.curriculum.lessons.has(lessonId)
  return isThere && isFreeForLesson(state.learner, state.session)
    ? enterLesson(state, lessonId, world, [])
    : null
}
