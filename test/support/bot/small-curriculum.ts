import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { ruleSchema, toRules } from '../../../src/content/rule-file.js'
import type { Curriculum, Item, Lesson, Skill } from '../../../src/domain/curriculum.js'
import type {
  Exercise,
  QuestionExercise,
  TaskChoice,
  TaskExercise,
  TaskStep,
} from '../../../src/domain/exercise.js'
import { QUESTIONS as LATER } from '../../../src/domain/learner.js'
import { strangerIn } from './learner.js'
import { Walker } from './walker.js'
import { inRoot } from './words.js'

export const rules = toRules(ruleSchema.parse(parse(readFileSync(inRoot('content/rule.yaml'), 'utf8'))))

const TASKS = 14
const QUESTIONS = 12
const STEPS = 4

const item = (id: string, choices: readonly string[] = ['a', 'b', 'c']): Item => ({
  kind: 'item',
  id,
  text: `Câu ${id}`,
  choices: choices.map((choice) => ({
    id: choice,
    text: `${choice.toUpperCase()} của ${id}`,
    ...(choice !== 'a' && { thought: 'Nghĩ vậy có lý.' }),
  })),
  fixedOrder: false,
  right: 'a',
  why: `Vì ${id}.`,
  nextTime: 'Lần sau mình nhớ.',
})

const wrongPlace = (id: string, text: string, told: string): TaskChoice => ({
  id,
  text,
  // oxlint-disable-next-line unicorn/no-thenable -- a text, never awaited
  then: told,
})

const step = (id: string): TaskStep => ({
  id,
  screen: { title: 'Máy', parts: [{ kind: 'message', from: 'AI ĐÓ', text: `Tin ${id}` }] },
  ask: `{Goi} bấm đâu ở ${id}?`,
  hint: `{Goi} nhìn ${id}.`,
  choices: [
    { id: 'a', text: 'Chỗ phải' },
    wrongPlace('b', 'Chỗ kia', 'Chưa tới. Mình bấm quay lại.'),
    wrongPlace('c', 'Chỗ nọ', 'Lạc rồi. Mình bấm quay lại.'),
  ],
  right: 'a',
})

const exercise = (skill: string, source: string, nth: number) => ({
  key: `${skill}/${source}.${nth}`,
  source: `${skill}/${source}`,
  skill,
})

export const taskOf = (skill: string, nth: number): TaskExercise => ({
  ...exercise(skill, 'viec', nth),
  type: 'task',
  title: `Việc của ${skill}`,
  steps: Array.from({ length: STEPS }, (_, at) => step(`bước ${at + 1}`)),
  slip: { step: 1, choice: 'b' },
})

export const questionOf = (skill: string, nth: number): QuestionExercise => ({
  ...exercise(skill, 'cau', nth),
  type: 'question',
  item: item(`hỏi ${nth}`),
})

export const pairOf = (skill: string, nth: number): QuestionExercise => ({
  ...exercise(skill, 'doi', nth),
  type: 'pair',
  item: item(`đôi ${nth}`, ['a', 'b']),
})

const exercisesFor = (skill: string): Exercise[] => [
  ...Array.from({ length: TASKS }, (_, nth) => taskOf(skill, nth)),
  ...Array.from({ length: QUESTIONS }, (_, nth) => questionOf(skill, nth)),
]

export const skillOf = (id: string, area: string, safetyCritical = true): Skill => ({
  id,
  area,
  title: `Việc ${id}`,
  can: `làm ${id}`,
  safetyCritical,
  requires: [],
  misconceptions: [],
})

export const lessonOf = (id: string, skill: string | null, requires: string[] = ['0']): Lesson => ({
  id,
  area: 'tu-bao-ve',
  skill,
  theme: null,
  title: `Bài ${id}`,
  can: `biết ${id}`,
  recap: `Hôm trước {goi} biết ${id}.`,
  requires,
  facts: [],
  reviewedOn: '2026-11-22',
  verifyBefore: null,
  realLife: null,
  tellFamily: null,
  steps: [
    { kind: 'card', id: 'the', text: `Thẻ của ${id}`, onWeb: `Thẻ của ${id}` },
    item(`${id}-1`),
    item(`${id}-2`),
  ],
})

/**
 * Two areas of one skill each, with a lesson, fourteen tasks and twelve questions to a skill; the rule is the
 * real one.
 */
export function smallCurriculum(
  change: { skills?: Skill[]; exercises?: Exercise[]; lessons?: Lesson[] } = {},
): Curriculum {
  const skills = change.skills ?? [skillOf('quet', 'thanh-toan'), skillOf('giu', 'tu-bao-ve')]
  const exercises = change.exercises ?? skills.flatMap(({ id }) => exercisesFor(id))
  const lessons = change.lessons ?? [lessonOf('0', null, []), lessonOf('Q', 'quet'), lessonOf('G', 'giu')]
  const allSkills = new Map(skills.map((one) => [one.id, one]))
  return {
    lessons: new Map(lessons.map((one) => [one.id, one])),
    path: lessons.map(({ id }) => id),
    places: [],
    areas: [
      { id: 'thanh-toan', name: 'Thanh toán' },
      { id: 'tu-bao-ve', name: 'Tự bảo vệ' },
    ],
    plans: [],
    skills: allSkills,
    allSkills,
    exercises: new Map(exercises.map((one) => [one.key, one])),
    exercisesOf: new Map(skills.map(({ id }) => [id, exercises.filter(({ skill }) => skill === id)])),
    scams: new Map(),
    contacts: new Map(),
    lexicon: new Map(),
    card: { title: '', intro: '', rows: [], threeWords: '', meaning: '', caution: '', offer: '' },
    asked: { lessons: new Map(), elsewhere: [] },
    rules,
  }
}

/** A learner at rest who agreed, knows lesson 0 and has answered all later questions; the first day is counted. */
export function restingWalk(small: Curriculum = smallCurriculum(), finished: string[] = ['0']): Walker {
  const walk = new Walker('nam', small)
  walk.learner = {
    ...strangerIn('nam'),
    id: 7,
    formOfAddress: 'chu',
    asked: [...LATER],
    consents: { learning: true },
    finished,
  }
  walk.session = {
    mode: { kind: 'rest' },
    trial: null,
    form: null,
    unclear: 0,
    seenAt: walk.now.toISOString(),
  }
  return walk
}

/** The same with all lessons behind, at a first task of `quet` alone: one was shown and one done together. */
export function practisedWalk(small: Curriculum = smallCurriculum()): Walker {
  const walk = restingWalk(small, ['0', 'Q', 'G'])
  walk.learner = { ...walk.learner, firstArea: 'thanh-toan' }
  walk.says('learn')
  walk.until(() => walk.exercising()?.as === 'alone')
  return walk
}
