import { describe, expect, it } from 'vitest'
import type { Curriculum, Item, Lesson } from '../../../src/domain/curriculum.js'
import type { Exercise } from '../../../src/domain/exercise.js'
import {
  lessonOf,
  practisedWalk,
  questionOf,
  restingWalk,
  smallCurriculum,
  taskOf,
} from '../../support/bot/small-curriculum.js'
import type { Walker } from '../../support/bot/walker.js'

const small = smallCurriculum()

const withLesson = (curriculum: Curriculum, lesson: Lesson): Curriculum => ({
  ...curriculum,
  lessons: new Map([...curriculum.lessons, [lesson.id, lesson]]),
})
const withoutLesson = (id: string): Curriculum => ({
  ...small,
  path: small.path.filter((one) => one !== id),
  lessons: new Map([...small.lessons].filter(([one]) => one !== id)),
})
const withExercises = (change: (exercise: Exercise) => Exercise | null): Curriculum => {
  const exercises = [...small.exercises.values()].flatMap((one) => change(one) ?? [])
  return {
    ...small,
    exercises: new Map(exercises.map((one) => [one.key, one])),
    exercisesOf: new Map(
      [...small.exercisesOf.keys()].map((skill) => [skill, exercises.filter((one) => one.skill === skill)]),
    ),
  }
}

const lesson = small.lessons.get('Q')!
const card = (id: string) => ({ kind: 'card' as const, id, text: `Thẻ mới ${id}`, onWeb: `Thẻ mới ${id}` })
/** The same item with another right choice. */
const turned = (item: Item): Item => ({ ...item, right: 'b' })
const stepsWith = (change: (item: Item) => Item): Lesson['steps'] =>
  lesson.steps.map((step) => (step.kind === 'item' ? change(step) : step))

const inLesson = (): Walker => {
  const walk = restingWalk(small)
  walk.learner = { ...walk.learner, firstArea: 'thanh-toan' }
  walk.says('learn')
  walk.choose('learn')
  expect(walk.session?.mode).toMatchObject({ kind: 'lesson', lessonId: 'Q', at: 'the' })
  return walk
}
const atItem = (): Walker => {
  const walk = inLesson()
  walk.untilItem()
  return walk
}
const attempts = (walk: Walker) => walk.events.filter(({ kind }) => kind === 'attempted')

describe('a question that was mended before its answer', () => {
  it.each([
    ['a', true],
    ['b', false],
  ])('is graded as it was shown: %s is %s', (option, right) => {
    const walk = atItem()
    walk.curriculum = withLesson(small, { ...lesson, steps: stepsWith(turned) })
    walk.choose(option)
    expect(attempts(walk)).toMatchObject([{ itemId: 'Q-1', option, right }])
    // Its words may be about another answer by now.
    expect(walk.read(walk.lastScreen)).toMatch(/^Chú chọn «. của Q-1»\..*Câu này vừa được sửa ạ/)
    expect(walk.read(walk.lastScreen)).not.toContain('Vì Q-1')
    walk.choose('next')
    expect(walk.openItem()?.id).toBe('Q-2')
  })

  it('is graded also when its choice is gone', () => {
    const walk = atItem()
    const fewer = (item: Item): Item => ({ ...item, choices: item.choices.filter(({ id }) => id !== 'b') })
    walk.curriculum = withLesson(small, { ...lesson, steps: stepsWith(fewer) })
    walk.choose('b')
    expect(attempts(walk)).toMatchObject([{ option: 'b', right: false }])
  })

  it('keeps its own words of kindness when only a word elsewhere changed', () => {
    const walk = atItem()
    const reworded = (item: Item): Item => ({ ...item, why: 'Vì lời mới.' })
    walk.curriculum = withLesson(small, { ...lesson, steps: stepsWith(reworded) })
    walk.right()
    expect(walk.read(walk.lastScreen)).toContain('Dạ phải rồi. Vì lời mới.')
  })

  it('is a new question when it is shown again', () => {
    const walk = atItem()
    const { stamp } = walk.prompt!
    walk.curriculum = withLesson(small, { ...lesson, steps: stepsWith(turned) })
    walk.says('again')
    expect(walk.prompt).toMatchObject({ item: { right: 'b' } })
    expect(walk.prompt!.stamp).not.toBe(stamp)
  })

  it('is graded although it is gone; then comes the first card not seen', () => {
    const walk = atItem()
    const [first] = lesson.steps
    walk.curriculum = withLesson(small, { ...lesson, steps: [first!, card('moi'), lesson.steps[2]!] })
    walk.right()
    expect(attempts(walk)).toMatchObject([{ itemId: 'Q-1', right: true }])
    expect(walk.read(walk.lastScreen)).toBe(
      'Chú chọn «A của Q-1». Dạ phải rồi. Bài này vừa được sửa ạ.\nThẻ mới moi\nGõ 1 để tiếp.',
    )
  })
})

describe('a card', () => {
  it('that is gone leads to the first unseen card', () => {
    const walk = inLesson()
    walk.curriculum = withLesson(small, { ...lesson, steps: [card('moi'), ...lesson.steps.slice(1)] })
    walk.choose('next')
    expect(walk.read(walk.lastScreen)).toBe('Bài này vừa được sửa ạ.\nThẻ mới moi\nGõ 1 để tiếp.')
    walk.choose('next')
    expect(walk.openItem()?.id).toBe('Q-1')
  })

  it('that is gone says so too when they ask for something else first', () => {
    const walk = inLesson()
    walk.curriculum = withLesson(small, { ...lesson, steps: [card('moi'), ...lesson.steps.slice(1)] })
    walk.says('ask-back')
    expect(walk.read(walk.lastScreen)).toContain('Bài này vừa được sửa ạ.\nThẻ mới moi')
    walk.choose('next')
    expect(walk.openItem()?.id).toBe('Q-1')
  })

  it('that stands elsewhere now is where they stand', () => {
    const walk = inLesson()
    walk.curriculum = withLesson(small, { ...lesson, steps: [card('moi'), ...lesson.steps] })
    walk.choose('next')
    expect(walk.openItem()?.id).toBe('Q-1')
    expect(walk.read(walk.lastScreen)).not.toContain('vừa được sửa')
  })
})

it('a lesson that is gone ends kindly, its question graded', () => {
  const walk = atItem()
  walk.curriculum = withoutLesson('Q')
  walk.right()
  expect(attempts(walk)).toMatchObject([{ lessonId: 'Q', right: true }])
  expect(walk.read(walk.lastScreen)).toContain('Mình học bài khác nhé.')
  expect(walk.session?.mode).toEqual({ kind: 'rest' })
})

describe('an exercise', () => {
  const turnedTask = (one: Exercise): Exercise =>
    one.type === 'task' ? { ...one, steps: one.steps.map((step) => ({ ...step, right: 'b' })) } : one

  it('names what was asked in the log', () => {
    const walk = practisedWalk(small)
    expect(walk.evidence('quet').at(-1)).toMatchObject({
      kind: 'shown',
      content: expect.stringMatching(/^[\da-f]{16}$/),
    })
  })

  it('mended in the middle of a task grades the open step as it was shown, and goes on in its new words', () => {
    const walk = practisedWalk(small)
    walk.right()
    walk.curriculum = withExercises(turnedTask)
    walk.choose('a')
    expect(walk.exercising()).toMatchObject({ step: 2, missed: false })
    expect(walk.prompt?.item?.right).toBe('b')
  })

  it('mended shows a wrong step once more, as it is now', () => {
    const walk = practisedWalk(small)
    walk.curriculum = withExercises(turnedTask)
    const { screen } = walk.choose('c')
    expect(walk.evidence('quet').at(-1)).toMatchObject({ kind: 'answered', right: false })
    expect(walk.read(screen)).toContain('Màn hình này vừa được sửa ạ')
    expect(screen?.picture).toBeDefined()
  })

  it('mended while its answer is asked back is graded as it was shown', () => {
    const walk = practisedWalk(small)
    walk.says('ask-back')
    walk.choose('a')
    walk.curriculum = withExercises(turnedTask)
    expect(walk.choose('sure').session?.mode).toMatchObject({ step: 1, missed: false })
  })

  it('of one question that is gone is answered and ends kindly', () => {
    const questions = smallCurriculum({
      exercises: ['quet', 'giu'].flatMap((skill) => [1, 2, 3, 4].map((nth) => questionOf(skill, nth))),
    })
    const walk = restingWalk(questions, ['0', 'Q', 'G'])
    walk.says('learn')
    walk.until((one) => one.exercising() !== null)
    const { exercise } = walk.exercising()!
    walk.curriculum = {
      ...questions,
      exercises: new Map([...questions.exercises].filter(([key]) => key !== exercise)),
    }
    walk.right()
    const skill = exercise.split('/')[0]!
    expect(walk.evidence(skill).at(-1)).toMatchObject({ kind: 'answered', right: true })
    expect(walk.session?.mode).toEqual({ kind: 'rest' })
  })

  it('of several steps that is gone in the middle ends kindly', () => {
    const walk = practisedWalk(small)
    walk.curriculum = withExercises((one) => (one.type === 'task' ? null : one))
    walk.right()
    expect(walk.read(walk.lastScreen)).toContain('Mình học bài khác nhé.')
    expect(walk.session?.mode).toEqual({ kind: 'rest' })
  })
})

it('taskOf and lessonOf are as these tests think', () => {
  expect(taskOf('quet', 1).steps).toHaveLength(4)
  expect(lessonOf('Q', 'quet').steps.map(({ id }) => id)).toEqual(['the', 'Q-1', 'Q-2'])
})
