import type { Lesson } from '../curriculum.js'
import type { Learner, Question } from '../learner.js'
import { type Option, type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { type Result, type State, type World, show } from './turn.js'

const MORE: Option = {
  id: 'cmd:learn',
  label: say('finish.more'),
  words: ['hoc', 'tiep', 'hoc tiep', 'hoc them'],
}
const REST: Option = {
  id: 'cmd:stop',
  label: say('finish.rest'),
  words: ['nghi', 'thoi', 'de mai', 'mai hoc'],
}

/** A lesson is done: what the learner can do now, and whether to go on. */
export function finishLesson(state: State & { session: Session }, lesson: Lesson, world: World): Result {
  const { session } = state
  if (session.trial !== null) return finishInTrial(state, session.trial, lesson)
  const learner: Learner = {
    ...state.learner,
    finished: [...state.learner.finished.filter((id) => id !== lesson.id), lesson.id],
  }
  const done = { kind: 'lesson-finished', lessonId: lesson.id } as const
  const resting: Session = { ...session, mode: { kind: 'rest' } }
  const question = lesson.id === '0' ? null : dueAtEndOfDay(learner)
  if (question !== null) {
    return show(
      { learner, session: resting },
      { lines: [canLine(lesson)], options: [] },
      { events: [done], form: question },
    )
  }
  return show({ learner, session: resting }, finishScreen(lesson, world, learner), { events: [done] })
}

const canLine = (lesson: Lesson) => say('finish.can', { can: { text: lesson.can } })

function finishScreen(lesson: Lesson, world: World, learner: Learner): Screen {
  if (lesson.id === '0') return { lines: [say('finish.first')], options: [MORE, REST] }
  const all = world.curriculum.path.every((id) => learner.finished.includes(id))
  return { lines: [canLine(lesson), say(all ? 'finish.all' : 'finish.ask')], options: [MORE, REST] }
}

/** The hour of learning at the end of day 1, the consent to be counted at the end of day 2. */
export function dueAtEndOfDay(learner: Learner): Question | null {
  if (learner.id === null) return null
  if (!learner.asked.includes('hour')) return 'hour'
  if (learner.daysLearned >= 2 && !learner.asked.includes('counting')) return 'counting'
  return null
}

/** Without consent one lesson follows lesson 0; then nothing is kept any more. */
function finishInTrial(
  state: State & { session: Session },
  trial: NonNullable<Session['trial']>,
  lesson: Lesson,
): Result {
  const finished = [...trial.finished, lesson.id]
  const session: Session = { ...state.session, trial: { ...trial, finished }, mode: { kind: 'rest' } }
  if (lesson.id === '0') {
    return show({ learner: state.learner, session }, { lines: [say('finish.first')], options: [MORE, REST] })
  }
  const screen: Screen = {
    lines: [canLine(lesson), say('finish.trial'), say('finish.trial-again')],
    options: [],
  }
  return { ...show({ learner: state.learner, session }, screen), session: null }
}
