import { describe, expect, it } from 'vitest'
import type { TaskExercise } from '../../../src/domain/exercise.js'
import {
  practisedWalk,
  questionOf,
  restingWalk,
  smallCurriculum,
  taskOf,
} from '../../support/bot/small-curriculum.js'
import type { Walker } from '../../support/bot/walker.js'

const small = smallCurriculum()
const ALL = ['0', 'Q', 'G']
const onlyQuestions = smallCurriculum({
  exercises: Array.from({ length: 6 }, (_, nth) => questionOf('quet', nth)),
})

const task = (walk: Walker) => small.exercises.get(walk.exercising()!.exercise) as TaskExercise
const kinds = (walk: Walker) => walk.evidence('quet').map(({ kind }) => kind)
const ids = (walk: Walker) => walk.prompt!.options.map(({ id }) => id)

/** At a question of `quet`, alone. */
function atQuestion(): Walker {
  const walk = restingWalk(onlyQuestions, ALL)
  walk.says('learn')
  return walk
}

describe('a task that is new', () => {
  it('is shown first, with one mistake that is repaired, and each step with its picture', () => {
    const walk = restingWalk(small, ALL)
    let result = walk.says('learn')
    const seen: string[] = []
    for (let at = 0; walk.exercising()?.as === 'shown'; at++) {
      expect(result.screen!.picture).toMatchObject({ kind: 'task', exercise: walk.exercising()!.exercise })
      expect(ids(walk)).toEqual(['next'])
      seen.push(walk.read(result.screen))
      result = walk.choose('next')
    }
    expect(seen[0]).toContain('Đây là máy tập, không cần tài khoản thật.')
    expect(seen).toHaveLength(5)
    expect(seen[1]).toContain('Con chọn nhầm số 2: «Chỗ kia».\nChưa tới. Mình bấm quay lại.')
    expect(seen[2]).toContain('Con quay lại, chọn số 1: «Chỗ phải».')
    expect(seen.filter((text) => text.includes('nhầm'))).toHaveLength(1)
  })

  it('is done together next, another variant of it, with a hint at every step', () => {
    const walk = restingWalk(small, ALL)
    walk.says('learn')
    const shown = walk.exercising()!.exercise
    let result = walk.until(() => walk.exercising()?.as === 'together')
    expect(walk.exercising()!.exercise).not.toBe(shown)
    for (const step of task(walk).steps) {
      expect(walk.read(result.screen)).toContain(step.hint.replace('{Goi}', 'Chú'))
      result = walk.right()
    }
    expect(walk.read(result.screen)).toContain('Lần sau chú tự làm thử')
  })

  it('counts only when it is done alone', () => {
    const walk = practisedWalk(small)
    const shown = walk.evidence('quet').filter((entry) => entry.kind === 'shown')
    expect(shown.map(({ counts, tells, why }) => [counts, tells, why])).toEqual([
      [false, false, 'guided'],
      [false, false, 'guided'],
      [true, true, null],
    ])
  })
})

describe('a task alone', () => {
  it('goes from step to step under an echo, and its pass is one answer', () => {
    const walk = practisedWalk(small)
    const [first, second] = task(walk).steps
    const before = walk.learner.mastery['quet']!
    expect(walk.read(walk.says('again').screen)).toContain(first!.ask.replace('{Goi}', 'Chú'))
    const next = walk.right()
    expect(walk.read(next.screen)).toContain('Chú chọn số 1: «Chỗ phải».')
    expect(walk.read(next.screen)).toContain(second!.ask.replace('{Goi}', 'Chú'))
    expect(next.screen!.picture).toMatchObject({ step: 1 })
    expect(next.events.filter(({ kind }) => kind === 'observed')).toEqual([])
    const result = walk.passes()
    expect(walk.read(result.screen)).toContain('tự làm được hết')
    expect(walk.evidence('quet').at(-1)).toMatchObject({ kind: 'answered', right: true })
    expect(walk.learner.mastery['quet']!.e).toBeCloseTo(before.e * 7, 10)
  })

  it('after one miss says mildly what would happen, after two gives the hint, after three shows it', () => {
    const walk = practisedWalk(small)
    const step = task(walk).steps[0]!
    const hint = step.hint.replace('{Goi}', 'Chú')
    const once = walk.wrong()
    expect(walk.read(once.screen)).toContain('Mình bấm quay lại')
    expect(walk.read(once.screen)).not.toContain(hint)
    const twice = walk.wrong()
    expect(walk.read(twice.screen)).toContain(hint)
    expect(ids(walk)).toEqual(step.choices.map(({ id }) => id))
    const shown = walk.wrong()
    expect(walk.read(shown.screen)).toContain('Ở đây mình chọn số 1: «Chỗ phải».')
    expect(walk.read(shown.screen)).toContain('«giúp»')
    expect(ids(walk)).toEqual(['next'])
    expect(walk.read(walk.choose('next').screen)).toContain(task(walk).steps[1]!.ask.replace('{Goi}', 'Chú'))
  })

  it('is one wrong answer from its first miss on, however it ends', () => {
    const walk = practisedWalk(small)
    const before = walk.evidence('quet').length
    walk.right()
    walk.wrong()
    const { e } = walk.learner.mastery['quet']!
    walk.wrong()
    const result = walk.passes()
    expect(walk.read(result.screen)).toContain('Hôm khác mình tập lại')
    expect(walk.evidence('quet').slice(before)).toMatchObject([{ kind: 'answered', right: false }])
    expect(walk.learner.mastery['quet']!.e).toBe(e)
  })
})

describe('a question', () => {
  it('is answered with its reason', () => {
    const walk = atQuestion()
    const result = walk.right()
    expect(walk.read(result.screen)).toMatch(/Chú chọn «A của hỏi \d».\nDạ phải rồi. Vì hỏi \d./)
    expect(walk.evidence('quet').at(-1)).toMatchObject({ kind: 'answered', right: true })
  })

  it('is met kindly when missed and asked again, the right answer elsewhere; the second try is no evidence', () => {
    const walk = atQuestion()
    const place = () => ids(walk).indexOf('a')
    const before = place()
    const missed = walk.wrong()
    expect(walk.read(missed.screen)).toContain('Nghĩ vậy có lý.')
    expect(walk.read(missed.screen)).toContain('thử lại')
    expect(place()).not.toBe(before)
    const { length } = walk.evidence('quet')
    walk.right()
    expect(walk.evidence('quet')).toHaveLength(length)
  })

  it('with "giúp" keeps the right answer and one other', () => {
    const walk = atQuestion()
    const { screen } = walk.says('help')
    expect(walk.read(screen)).toContain('để lại hai câu')
    expect(ids(walk)).toHaveLength(2)
    expect(ids(walk)).toContain('a')
    expect(walk.read(walk.says('help').screen)).not.toContain('để lại hai câu')
  })
})

describe('what nobody is graded for', () => {
  it.each(['again', 'listen', 'larger', 'menu', 'settings', 'results', 'check', 'start'] as const)(
    '"%s" in the middle of an exercise moves nothing and keeps the place',
    (command) => {
      const walk = practisedWalk(small)
      walk.right()
      const { mode } = walk.session!
      const before = kinds(walk)
      if (walk.says(command).form !== null) walk.endForm()
      expect(walk.session!.mode).toEqual(mode)
      expect(kinds(walk)).toEqual(before)
      walk.says('learn')
      walk.passes()
      expect(walk.evidence('quet').at(-1)).toMatchObject({ kind: 'answered', right: true })
    },
  )

  it('a choice of another question, or of a step that is over', () => {
    const walk = practisedWalk(small)
    const old = walk.prompt
    walk.right()
    walk.prompt = old
    walk.choose('b')
    expect(walk.exercising()!.step).toBe(1)
    expect(kinds(walk).at(-1)).toBe('shown')
  })

  it('an exercise that left the content ends it: it was abandoned', () => {
    const walk = practisedWalk(small)
    const gone = walk.exercising()!.exercise
    const without = smallCurriculum({ exercises: [taskOf('quet', 20), questionOf('quet', 21)] })
    const later = Object.assign(practisedWalk(without), {
      learner: walk.learner,
      session: walk.session,
      prompt: walk.prompt,
      now: walk.now,
    })
    later.events.length = 0
    later.says('again')
    expect(later.session!.mode).toEqual({ kind: 'rest' })
    later.says('learn')
    expect(later.evidence('quet')).toMatchObject([{ kind: 'abandoned' }, { kind: 'shown' }])
    expect(later.exercising()!.exercise).not.toBe(gone)
  })
})
