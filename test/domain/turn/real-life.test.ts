import { describe, expect, it } from 'vitest'
import type { Lesson } from '../../../src/domain/curriculum.js'
import { lessonOf, restingWalk, smallCurriculum } from '../../support/bot/small-curriculum.js'

const withTask = (id: string, skill: string | null): Lesson => ({
  ...lessonOf(id, skill),
  realLife: `Tuần này {goi} thử ${id}.`,
  tellFamily: `{Goi} kể chuyện ${id} cho con cháu nghe.`,
})

const small = smallCurriculum({
  lessons: [lessonOf('0', null, []), withTask('Q', 'quet'), withTask('G', 'giu')],
})

const afterLesson = (id: 'Q' | 'G') => {
  const walk = restingWalk(small)
  walk.learner = { ...walk.learner, firstArea: id === 'Q' ? 'thanh-toan' : 'tu-bao-ve' }
  walk.says('learn')
  walk.choose('learn')
  walk.until(({ session }) => session?.mode.kind === 'real-life')
  return walk
}

describe('after a lesson', () => {
  it('stands what to try in real life, then the line for the family', () => {
    const walk = afterLesson('Q')
    expect(walk.read(walk.lastScreen)).toContain(
      'Việc thật: Tuần này chú thử Q.\nLàm được thì gõ «làm rồi».\nGõ 1 để tiếp.',
    )
    walk.choose('next')
    expect(walk.read(walk.lastScreen)).toContain('Chú kể chuyện Q cho con cháu nghe.')
    expect(walk.session?.mode).toEqual({ kind: 'rest' })
  })

  it('the lesson is finished already', () => {
    expect(afterLesson('Q').learner.finished).toContain('Q')
  })

  it('«làm rồi» means this lesson, and the screen goes on as before', () => {
    const walk = afterLesson('Q')
    const { events } = walk.says('real-life')
    expect(events).toContainEqual({ kind: 'real-life-done', lessonId: 'Q', day: '2026-11-22' })
    expect(walk.read(walk.lastScreen)).toContain('Con mừng với chú.')
    walk.choose('next')
    expect(walk.session?.mode).toEqual({ kind: 'rest' })
  })
})

describe('«làm rồi» later', () => {
  it('asks which one when several are open, the last lesson first', () => {
    const walk = restingWalk(small, ['0', 'Q', 'G'])
    walk.says('real-life')
    expect(walk.readOptions(walk.lastScreen)).toEqual(['Bài G', 'Bài Q'])
    const { events } = walk.choose('real-life:G')
    expect(events).toContainEqual({ kind: 'real-life-done', lessonId: 'G', day: '2026-11-22' })
    walk.says('real-life')
    expect(walk.learner.realLifeDone).toEqual(['G', 'Q'])
  })

  it('asks of at most three', () => {
    const many = smallCurriculum({
      lessons: [lessonOf('0', null, []), ...['A', 'B', 'C', 'D'].map((id) => withTask(id, null))],
    })
    const walk = restingWalk(many, ['0', 'A', 'B', 'C', 'D'])
    walk.says('real-life')
    expect(walk.readOptions(walk.lastScreen)).toEqual(['Bài D', 'Bài C', 'Bài B'])
  })

  it('is kept once, and never as evidence', () => {
    const walk = restingWalk(small, ['0', 'Q'])
    const before = walk.events.length
    walk.says('real-life')
    walk.says('real-life')
    expect(walk.events.slice(before).map(({ kind }) => kind)).toEqual(['real-life-done'])
    expect(walk.read(walk.lastScreen)).toContain('đều kể con nghe rồi')
  })

  it('stands apart in the results', () => {
    const walk = restingWalk(small, ['0', 'Q', 'G'])
    walk.learner = { ...walk.learner, realLifeDone: ['Q', 'G'] }
    walk.says('results')
    expect(walk.read(walk.lastScreen)).toContain('Ngoài đời chú đã làm 2 việc.')
  })

  it('loses no place: the question stands still open', () => {
    const walk = restingWalk(small, ['0', 'Q'])
    walk.says('learn')
    walk.until((one) => one.isAsked())
    const { prompt } = walk
    walk.says('real-life')
    expect(walk.prompt).toEqual(prompt)
  })

  it('is answered kindly when there is nothing to tell of', () => {
    const walk = restingWalk(small, ['0'])
    walk.says('real-life')
    expect(walk.read(walk.lastScreen)).toContain('chỉ chú một việc thật để thử')
  })
})

it('lesson 4.1 offers the card for the wall', () => {
  const offering = smallCurriculum({
    lessons: [lessonOf('0', null, []), { ...withTask('4.1', null), steps: withTask('4.1', null).steps }],
  })
  const card = { ...offering.card, offer: '{Xung} có tấm thẻ.\n{Goi} xem nhé.' }
  const walk = restingWalk({ ...offering, card })
  walk.says('learn')
  walk.choose('learn')
  walk.until(({ session }) => session?.mode.kind === 'real-life')
  walk.choose('next')
  expect(walk.read(walk.lastScreen)).toBe('Con có tấm thẻ.\nChú xem nhé.')
  expect(walk.choose('cmd:card').link).toBe('card')
  walk.choose('next')
  expect(walk.session?.mode).toEqual({ kind: 'rest' })
})
