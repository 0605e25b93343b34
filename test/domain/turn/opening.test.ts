import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/domain/calendar.js'
import { newMastery } from '../../../src/domain/mastery.js'
import { rules, smallCurriculum, lessonOf, restingWalk, taskOf } from '../../support/bot/small-curriculum.js'
import type { Walker } from '../../support/bot/walker.js'

const small = smallCurriculum()
const bare = smallCurriculum({
  exercises: [],
  lessons: [lessonOf('0', null, []), lessonOf('P', null), lessonOf('Q', 'quet', ['P'])],
})

/** At the opening of the lesson Q. */
function atOpening(curriculum = small, finished = ['0']): Walker {
  const walk = restingWalk(curriculum, finished)
  walk.says('learn')
  return walk
}

describe('the opening of a lesson', () => {
  it('offers to learn or to try at once', () => {
    const walk = atOpening()
    expect(walk.session!.mode).toEqual({ kind: 'opening', lessonId: 'Q' })
    const { screen } = walk.says('again')
    expect(walk.read(screen)).toBe('Bài này: «Bài Q».')
    expect(walk.readOptions(screen)).toEqual(['Học', 'Tôi biết rồi, thử luôn'])
  })

  it('"Học" begins the lesson, which teaches its skill once a day', () => {
    const walk = atOpening()
    expect(walk.choose('learn').events).toContainEqual({ kind: 'lesson-started', lessonId: 'Q' })
    const result = walk.until(({ learner }) => learner.finished.includes('Q'))
    expect(walk.read(result.screen)).toContain('Giờ chú biết Q.')
    expect(walk.evidence('quet')).toMatchObject([{ kind: 'taught' }])
    expect(walk.learner.mastery['quet']!.p).toBeCloseTo(rules.current.initial + 0.8 * rules.current.learn, 10)
  })

  it('"thử luôn" puts a fresh task alone, which counts', () => {
    const walk = atOpening()
    const { screen } = walk.choose('try')
    expect(walk.read(screen)).toContain('chú làm thử một lần')
    expect(walk.exercising()).toMatchObject({ as: 'alone', why: { kind: 'try', lessonId: 'Q' } })
    expect(walk.evidence('quet')).toMatchObject([{ kind: 'shown', type: 'task', counts: true }])
  })

  it('passed: the lesson is skipped, the pass counts and teaches nothing', () => {
    const walk = atOpening()
    walk.choose('try')
    walk.passes()
    expect(walk.choose('next').screen!.picture).toMatchObject({ kind: 'paper', level: 'lam-duoc' })
    const result = walk.choose('next')
    expect(result.events).toContainEqual({ kind: 'lesson-finished', lessonId: 'Q' })
    expect(walk.read(result.screen)).toContain('khỏi học bài')
    expect(walk.learner.finished).toContain('Q')
    expect(walk.evidence('quet').map(({ kind }) => kind)).toEqual(['shown', 'answered'])
    expect(walk.learner.mastery['quet']!.e).toBeCloseTo(3.5, 10)
  })

  it.each([
    ['missed', (walk: Walker) => walk.wrong()],
    ['done with a hint', (walk: Walker) => walk.says('help')],
  ])('%s: the lesson comes, kindly', (_, stumble) => {
    const walk = atOpening()
    walk.choose('try')
    stumble(walk)
    walk.passes()
    const result = walk.choose('next')
    expect(walk.read(result.screen)).toMatch(/^Không sao ạ. Bài này mình học cùng nhau.\n/)
    expect(result.session!.mode).toMatchObject({ kind: 'lesson', lessonId: 'Q', step: 0 })
    expect(walk.learner.finished).not.toContain('Q')
  })

  it('of a lesson without exercises asks its own questions, one try each', () => {
    const [passed, missed] = [atOpening(bare), atOpening(bare)]
    for (const walk of [passed, missed]) {
      const { screen, item } = walk.choose('try')
      expect(walk.read(screen)).toBe('Dạ, chú làm thử một lần nhé.\nCâu P-1')
      expect(item).toMatchObject({ itemId: 'P-1' })
      walk.right()
      expect(walk.choose('next').item).toMatchObject({ itemId: 'P-2' })
    }
    passed.right()
    expect(passed.choose('next').events).toContainEqual({ kind: 'lesson-finished', lessonId: 'P' })
    missed.wrong()
    const result = missed.choose('next')
    expect(missed.read(result.screen)).toContain('học cùng nhau')
    expect(result.session!.mode).toMatchObject({ kind: 'lesson', lessonId: 'P', step: 0 })
  })

  it('does the same where every exercise of the skill was seen', () => {
    const one = smallCurriculum({ exercises: [taskOf('quet', 0)] })
    const walk = atOpening(one)
    const seen = { [taskOf('quet', 0).key]: dayNumber(walk.now) }
    walk.learner = { ...walk.learner, mastery: { quet: { ...newMastery(rules.current), seen } } }
    expect(walk.choose('try').item).toMatchObject({ itemId: 'Q-1' })
    walk.until(({ learner }) => learner.finished.includes('Q'))
    expect(walk.evidence('quet')).toEqual([])
  })

  it('is not put before lesson 0, nor to somebody without consent', () => {
    const walk = restingWalk(small, [])
    expect(walk.says('learn').session!.mode).toMatchObject({ kind: 'lesson', lessonId: '0' })
    const trial = restingWalk(small, [])
    trial.session = { ...trial.session!, trial: { formOfAddress: 'chu', finished: ['0'] } }
    expect(trial.says('learn').session!.mode).toMatchObject({ kind: 'lesson', lessonId: 'Q' })
  })
})
