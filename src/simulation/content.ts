import type { Curriculum, Lesson } from '../domain/curriculum.js'
import type { Exercise, TaskStep } from '../domain/exercise.js'

/** The curriculum of one area alone: its skills, exercises and lessons, which then require nothing outside. */
export function areaOnly(curriculum: Curriculum, area: string): Curriculum {
  const skills = new Map([...curriculum.skills].filter(([, skill]) => skill.area === area))
  const lessons = new Map(
    [...curriculum.lessons]
      .filter(([id, { skill }]) => id === curriculum.path[0] || (skill !== null && skills.has(skill)))
      .map(([id, lesson]) => [id, lesson] as const),
  )
  const path = curriculum.path.filter((id) => lessons.has(id))
  const within = ([id, lesson]: readonly [string, Lesson]) =>
    [id, { ...lesson, requires: lesson.requires.filter((required) => lessons.has(required)) }] as const
  return {
    ...curriculum,
    areas: curriculum.areas.filter(({ id }) => id === area),
    skills,
    path,
    lessons: new Map([...lessons].map(within)),
    exercisesOf: new Map([...curriculum.exercisesOf].filter(([id]) => skills.has(id))),
  }
}

const QUESTIONS = 40
const TASKS = 24

/**
 * The curriculum with plain stand-ins for skills that have no exercises yet, so that a person can be simulated
 * over all twenty: three choices to a question, four steps of three choices to a task.
 */
export function withStandIns(curriculum: Curriculum): Curriculum {
  const exercises = new Map(curriculum.exercises)
  const exercisesOf = new Map(curriculum.exercisesOf)
  for (const skill of curriculum.skills.keys()) {
    const own = exercisesOf.get(skill) ?? []
    const made = [
      ...(own.some(({ type }) => type !== 'task')
        ? []
        : Array.from({ length: QUESTIONS }, (_, at) => question(skill, at + 1))),
      ...(own.some(({ type }) => type === 'task')
        ? []
        : Array.from({ length: TASKS }, (_, at) => task(skill, at + 1))),
    ]
    for (const exercise of made) exercises.set(exercise.key, exercise)
    exercisesOf.set(skill, [...own, ...made])
  }
  const taught = new Set([...curriculum.lessons.values()].map(({ skill }) => skill))
  const made = [...curriculum.skills.keys()].filter((skill) => !taught.has(skill)).map(lesson)
  return {
    ...curriculum,
    exercises,
    exercisesOf,
    lessons: new Map([...curriculum.lessons, ...made.map((one) => [one.id, one] as const)]),
    path: [...curriculum.path, ...made.map(({ id }) => id)],
  }
}

const lesson = (skill: string): Lesson => ({
  id: `stand-in ${skill}`,
  area: '',
  skill,
  theme: null,
  title: skill,
  can: skill,
  recap: skill,
  requires: [],
  facts: [],
  reviewedOn: '',
  verifyBefore: null,
  realLife: null,
  tellFamily: null,
  steps: [{ kind: 'card', id: 'card', text: skill, onWeb: skill }],
})

const choices = ['a', 'b', 'c'].map((id) => ({ id, text: id }))

const question = (skill: string, nth: number): Exercise => ({
  type: 'question',
  key: `${skill}/stand-in.${nth}`,
  source: `${skill}/stand-in`,
  skill,
  item: {
    kind: 'item',
    id: 'stand-in',
    text: skill,
    choices: choices.map((choice) => ({ ...choice, thought: choice.id })),
    fixedOrder: false,
    right: 'b',
    why: skill,
    nextTime: skill,
  },
})

const task = (skill: string, nth: number): Exercise => ({
  type: 'task',
  key: `${skill}/stand-in-task.${nth}`,
  source: `${skill}/stand-in-task`,
  skill,
  title: skill,
  steps: ['1', '2', '3', '4'].map((id): TaskStep => ({
    id,
    screen: { title: skill, parts: [{ kind: 'note', text: id }] },
    ask: skill,
    hint: skill,
    // oxlint-disable-next-line unicorn/no-thenable -- a text, never awaited
    choices: choices.map((choice) => ({ ...choice, then: choice.id })),
    right: 'b',
  })),
  slip: { step: 0, choice: 'a' },
})
