import { describe, expect, it } from 'vitest'
import { lessonOf, restingWalk, smallCurriculum } from '../../support/bot/small-curriculum.js'
import { Walker } from '../../support/bot/walker.js'
import type { Curriculum } from '../../../src/domain/curriculum.js'

const plain = smallCurriculum()
const companions = ['D1', 'D2'].map((id) => ({
  ...lessonOf(id, null, []),
  area: 'dong-hanh',
  realLife: 'Hôm nay thử chờ.',
}))
/** In no path. */
const small: Curriculum = {
  ...plain,
  lessons: new Map([...plain.lessons, ...companions.map((one) => [one.id, one] as const)]),
}

const speaking: Curriculum = {
  ...small,
  lessons: new Map([
    ...small.lessons,
    [
      'D3',
      {
        ...lessonOf('D3', null, []),
        area: 'dong-hanh',
        realLife: 'Tuần này {goi} thử chờ.',
        steps: [
          { kind: 'card', id: 'cho', text: '{Goi} chờ, {xung} nhắc.', onWeb: '{Goi} chờ, {xung} nhắc.' },
        ],
      },
    ],
  ]),
}

describe('«đồng hành»', () => {
  it('lists the lessons for helpers', () => {
    const walk = restingWalk(small)
    walk.says('companion')
    expect(walk.readOptions(walk.lastScreen)).toEqual(['Bài D1', 'Bài D2'])
  })

  it('opens one, of which nothing counts', () => {
    const walk = restingWalk(small)
    walk.says('companion')
    const before = walk.learner
    walk.choose('companion:D2')
    walk.until(({ session }) => session?.mode.kind === 'real-life')
    expect(walk.read(walk.lastScreen)).not.toContain('làm rồi')
    walk.choose('next')
    expect(walk.session?.mode).toEqual({ kind: 'rest' })
    expect(walk.learner.daysLearned).toBe(before.daysLearned)
    expect(walk.learner.mastery).toEqual(before.mastery)
    walk.says('results')
    expect(walk.read(walk.lastScreen)).toContain('chưa học xong bài nào')
    walk.says('real-life')
    expect(walk.learner.realLifeDone).toEqual([])
  })

  it('is in nobody’s path', () => {
    const walk = restingWalk(small, ['0', 'Q', 'G'])
    walk.says('learn')
    expect(walk.session?.mode.kind).not.toBe('opening')
  })

  it('waits while something is being done', () => {
    const walk = restingWalk(small)
    walk.says('learn')
    walk.choose('learn')
    walk.says('companion')
    expect(walk.read(walk.lastScreen)).toContain('làm xong việc này đã')
    expect(walk.session?.mode).toMatchObject({ kind: 'lesson' })
  })

  it('says anh/chị and em to whoever reads it, and what the learner chose to everything else', () => {
    const walk = restingWalk(speaking)
    walk.says('companion')
    walk.choose('companion:D3')
    expect(walk.read(walk.lastScreen)).toContain('Anh/chị chờ, em nhắc.')
    walk.says('again')
    expect(walk.read(walk.lastScreen)).toContain('Anh/chị chờ, em nhắc.')
    walk.take({ kind: 'emergency', which: 'being-called' })
    expect(walk.read(walk.lastScreen)).not.toContain('nh/chị')
    walk.says('results')
    expect(walk.read(walk.lastScreen)).not.toContain('nh/chị')
  })

  it('is read by somebody who is no learner, again and again, and keeps nothing of them', () => {
    const walk = new Walker('nam', speaking)
    walk.says('companion')
    for (const _ of [1, 2]) {
      expect(walk.readOptions(walk.lastScreen)).toContain('Bài D3')
      walk.choose('companion:D3')
      expect(walk.read(walk.lastScreen)).toContain('Anh/chị chờ, em nhắc.')
      walk.choose('next')
      expect(walk.read(walk.lastScreen)).toContain('Tuần này anh/chị thử chờ.')
      expect(walk.readOptions(walk.lastScreen)).toEqual(['Bài đồng hành khác'])
      walk.choose('cmd:companion')
    }
    expect(walk.events).toEqual([])
    expect(walk.session?.mode).toEqual({ kind: 'hello', step: 'start' })
  })
})
