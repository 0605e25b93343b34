import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/domain/calendar.js'
import { type Mastery, newMastery } from '../../../src/domain/mastery.js'
import {
  practisedWalk,
  questionOf,
  restingWalk,
  rules,
  skillOf,
  smallCurriculum,
} from '../../support/bot/small-curriculum.js'
import type { Walker } from '../../support/bot/walker.js'

const RULE = 'Tự làm đúng 3 lần, 3 ngày khác nhau, cách nhau ít nhất một tuần, có 2 lần trên màn hình tập.'

const read = (walk: Walker) => walk.read(walk.says('results').screen)
const held = (walk: Walker, due: number): Mastery => {
  const day = dayNumber(walk.now)
  return {
    ...newMastery(rules.current),
    seq: 9,
    p: 0.98,
    pOn: day,
    memory: { stability: 20, difficulty: 5, reviewedOn: day, due: day + due },
    firstHeldOn: day - 9,
    held: { on: day - 9, until: day + 90, rule: rules.current.version, shakenOn: null },
  }
}

describe('"kết quả"', () => {
  it('says of each skill under way how many times are left and the next possible day', () => {
    const walk = practisedWalk()
    walk.passes()
    expect(read(walk)).toBe(
      'Những việc chú đang tập:\n– Việc quet: còn khoảng 2 lần, sớm nhất ngày 29 tháng 11.',
    )
    walk.later(8 * 24 * 60).says('learn')
    expect(read(walk)).toMatch(/– Việc quet: còn khoảng 2 lần, sớm nhất (?:hôm nay|mai)\./)
  })

  it('says of what is mastered whether it is fresh, in words', () => {
    const walk = restingWalk()
    walk.learner = { ...walk.learner, mastery: { quet: held(walk, 5), giu: held(walk, 0) } }
    expect(read(walk)).toBe(
      'Những việc chú đang tập:\n– Việc quet: làm chắc, còn tươi.\n– Việc giu: làm chắc, nên ôn, 2 phút.',
    )
  })

  it('tells the rule in one sentence, and what does not count', () => {
    const walk = practisedWalk()
    walk.says('results')
    const { screen } = walk.choose('rule')
    expect(walk.read(screen).split('\n')[0]).toBe(RULE)
    expect(walk.read(screen)).toContain('không tính')
    expect(screen!.options.map(({ id }) => id)).toEqual(['cmd:learn', 'cmd:results'])
  })

  it('shows three at a time, what is nearest first and what is mastered last', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const many = smallCurriculum({
      skills: names.map((id) => skillOf(id, 'tu-bao-ve')),
      exercises: names.map((id) => questionOf(id, 0)),
    })
    const walk = restingWalk(many)
    const begun = (days: number): Mastery => ({ ...newMastery(rules.current), seq: 2, evidenceDays: days })
    const mastery = { a: held(walk, 5), b: begun(0), c: begun(2), d: begun(1), e: begun(0) }
    walk.learner = { ...walk.learner, mastery }
    const lines = (text: string) =>
      text
        .split('\n')
        .slice(1)
        .map((line) => line.split(':')[0])
    expect(lines(read(walk))).toEqual(['– Việc c', '– Việc d', '– Việc b'])
    const more = walk.choose('results:3')
    expect(lines(walk.read(more.screen))).toEqual(['– Việc e', '– Việc a'])
    expect(more.screen!.options.map(({ id }) => id)).toEqual(['cmd:learn', 'rule'])
  })

  it('leaves out what was begun but has no exercises yet, and counts lessons before the first exercise', () => {
    const walk = restingWalk(smallCurriculum({ exercises: [questionOf('giu', 0)] }), ['0', 'Q'])
    walk.learner = { ...walk.learner, mastery: { quet: { ...newMastery(rules.current), seq: 1 } } }
    expect(read(walk)).toBe('Chú đã học xong 1 bài. Gần đây chú:\n– biết Q')
  })

  it('ranks nobody: no share, no mark, and an exercise keeps its place', () => {
    const walk = practisedWalk()
    const { mode } = walk.session!
    expect(read(walk)).not.toMatch(/%|điểm|hạng|\d\/\d/)
    expect(walk.session!.mode).toEqual(mode)
    expect(walk.choose('cmd:learn').item).not.toBeNull()
  })
})
