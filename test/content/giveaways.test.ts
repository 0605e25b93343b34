import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCurriculum } from '../../src/content/load.js'
import { createWording } from '../../src/content/wording.js'
import type { Exercise, QuestionExercise, TaskExercise } from '../../src/domain/exercise.js'

/**
 * The rule promises that somebody who does not know is recognised at most once in twenty. That holds while a
 * guesser gets no more right than the rule assumes, so ways to guess are tried on everything that is written.
 */

const curriculum = loadCurriculum(fileURLToPath(new URL('../../content', import.meta.url)))
const { lengthOf } = createWording({ ...curriculum, numbers: null })
const { rates } = curriculum.rules.current
const all = [...curriculum.exercises.values()]
const questions = all.filter((exercise) => exercise.type !== 'task')
const tasks = all.filter((exercise) => exercise.type === 'task')

type Choices = readonly { id: string; text: string }[]

const byLength = (choices: Choices) =>
  choices.toSorted((one, other) => lengthOf(one.text) - lengthOf(other.text))
const blind: Record<string, (choices: Choices) => string | undefined> = {
  'the longest': (choices) => byLength(choices).at(-1)?.id,
  'the shortest': (choices) => byLength(choices)[0]?.id,
}
const byPlace: typeof blind = {
  'the first': (choices) => choices[0]?.id,
  'the second': (choices) => choices[1]?.id,
  'the last': (choices) => choices.at(-1)?.id,
}

const groupedBy = <T extends Exercise>(of: readonly T[], name: 'skill' | 'source'): [string, T[]][] =>
  [...new Set(of.map((exercise) => exercise[name]))].map((value) => [
    value,
    of.filter((exercise) => exercise[name] === value),
  ])
const share = <T>(of: readonly T[], that: (one: T) => boolean): number => of.filter(that).length / of.length

/** The groups in which guessing so is right at least as often as the rule allows, with how often. */
const leaking = <T>(
  groups: readonly [string, readonly T[]][],
  allowed: number,
  right: (one: T) => boolean,
): string[] =>
  groups
    .map(([name, of]) => [name, share(of, right)] as const)
    .filter(([, found]) => found >= allowed)
    .map(([name, found]) => `${name}: ${found.toFixed(2)}`)

describe('a question', () => {
  it('never has only two choices', () => {
    expect(all.filter(({ type }) => type === 'pair').map(({ key }) => key)).toEqual([])
  })

  // The chat shuffles the choices, so their places say nothing.
  it.each(Object.entries(blind))('is not answered by taking %s', (_, pick) => {
    const allowed = rates.question.evidence!.guess
    const right = ({ item }: QuestionExercise) => pick(item.choices) === item.right
    expect(leaking(groupedBy(questions, 'skill'), allowed, right)).toEqual([])
  })
})

describe('a task', () => {
  it.each(Object.entries({ ...blind, ...byPlace }))('is not passed by taking %s', (_, pick) => {
    const allowed = rates.task.evidence!.guess
    const passed = ({ steps }: TaskExercise) => steps.every((step) => pick(step.choices) === step.right)
    expect(leaking(groupedBy(tasks, 'source'), allowed, passed)).toEqual([])
  })

  it('is not passed by giving the same answers every time', () => {
    const answers = ({ steps }: TaskExercise) => steps.map(({ id, right }) => `${id} ${right}`).join(', ')
    for (const task of tasks) {
      const same = (other: TaskExercise) => answers(other) === answers(task)
      const variants = tasks.filter(({ source }) => source === task.source)
      expect(leaking([[task.key, variants]], 0.6, same)).toEqual([])
    }
  })

  it('has its right place at every number of the picture', () => {
    const steps = tasks.flatMap((task) => task.steps)
    for (const place of [0, 1, 2]) {
      const right = share(steps, (step) => step.choices[place]?.id === step.right)
      expect(right).toBeGreaterThan(0.15)
      expect(right).toBeLessThan(0.42)
    }
  })
})
