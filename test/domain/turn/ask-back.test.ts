import { describe, expect, it } from 'vitest'
import { practisedWalk, smallCurriculum } from '../../support/bot/small-curriculum.js'
import type { Walker } from '../../support/bot/walker.js'

const small = smallCurriculum()
const ids = (walk: Walker) => walk.prompt!.options.map(({ id }) => id)
const { length: BEFORE } = practisedWalk(small).evidence('quet')
const after = (walk: Walker) => walk.evidence('quet').slice(BEFORE)

/** Somebody who surely knows `quet`, at a task of it. */
function knowing(): Walker {
  const walk = practisedWalk(small)
  const known = walk.learner.mastery['quet']!
  walk.learner = { ...walk.learner, mastery: { quet: { ...known, p: 0.97 } } }
  return walk
}

describe('asking back before an answer is graded', () => {
  it('comes on request, for right and wrong alike, and gives nothing away', () => {
    const walk = practisedWalk(small)
    expect(walk.read(walk.says('ask-back').screen)).toContain('hỏi lại cho chắc')
    const asked = ['a', 'b', 'c'].map((option) => {
      const { screen, item } = walk.choose(option)
      walk.choose('other')
      return { said: walk.read(screen), options: screen!.options, item, picture: screen!.picture }
    })
    expect(asked.map(({ said }) => said)).toEqual([
      'Chú chọn số 1: «Chỗ phải», phải không?',
      'Chú chọn số 2: «Chỗ kia», phải không?',
      'Chú chọn số 3: «Chỗ nọ», phải không?',
    ])
    for (const { options, item, picture } of asked) {
      expect(options).toEqual(asked[0]!.options)
      expect(item).toBeNull()
      expect(picture).toBeUndefined()
    }
    expect(after(walk)).toEqual([])
    expect(ids(walk)).toEqual(['a', 'b', 'c'])
  })

  it('grades what was chosen when it is confirmed, and undoes nothing afterwards', () => {
    const walk = practisedWalk(small)
    walk.says('ask-back')
    walk.choose('b')
    walk.choose('sure')
    expect(after(walk)).toMatchObject([{ kind: 'answered', right: false }])
    walk.choose('other')
    walk.choose('a')
    walk.choose('sure')
    expect(after(walk)).toMatchObject([{ kind: 'answered', right: false }])
  })

  it('goes on for every answer of every exercise, until it is asked for again', () => {
    const walk = practisedWalk(small)
    walk.says('ask-back')
    let asked = 0
    for (const _ of small.exercises.get(walk.exercising()!.exercise)!.type === 'task' ? [1, 2, 3, 4] : [1]) {
      walk.right()
      expect(ids(walk)).toEqual(['sure', 'other'])
      asked++
      walk.choose('sure')
    }
    expect(asked).toBe(4)
    expect(after(walk)).toMatchObject([{ kind: 'answered', right: true }])
    expect(walk.read(walk.says('ask-back').screen)).toContain('không hỏi lại nữa')
    walk.until(() => walk.exercising()?.as === 'alone' && walk.isAsked())
    walk.right()
    expect(ids(walk)).not.toContain('sure')
  })

  it('begins by itself after two answers that look like slips, and is told', () => {
    const walk = knowing()
    walk.wrong()
    expect(walk.session).toMatchObject({ slips: 1, asksBack: false })
    walk.until(
      () => walk.exercising()?.as === 'alone' && walk.exercising()!.step === 0 && !walk.exercising()!.missed,
    )
    walk.learner = {
      ...walk.learner,
      mastery: {
        ...walk.learner.mastery,
        [skillOf(walk)]: { ...walk.learner.mastery[skillOf(walk)]!, p: 0.97 },
      },
    }
    expect(walk.read(walk.wrong().screen)).toMatch(/^Từ giờ chú chọn xong, con hỏi lại cho chắc./)
    walk.choose('a')
    expect(ids(walk)).toEqual(['sure', 'other'])
  })

  it('does not begin after misses of somebody who does not know', () => {
    const walk = practisedWalk(small)
    for (let nth = 0; nth < 3; nth++) {
      walk.until(() => walk.exercising()?.as === 'alone' && !walk.exercising()!.missed)
      walk.wrong()
    }
    expect(walk.session!.asksBack ?? false).toBe(false)
  })

  it('is left when somebody comes back after a night: they see the question again', () => {
    const walk = practisedWalk(small)
    walk.says('ask-back')
    walk.choose('b')
    walk.later(13 * 60).take({ kind: 'words', text: 'con ơi', masked: false })
    expect(ids(walk)).toEqual(['a', 'b', 'c'])
    expect(after(walk)).toEqual([])
  })

  it('"giúp" while it asks is answered without a hint', () => {
    const walk = practisedWalk(small)
    walk.says('ask-back')
    walk.choose('b')
    expect(walk.read(walk.says('help').screen)).toContain('số của một dòng')
    expect(after(walk)).toEqual([])
    expect(ids(walk)).toEqual(['sure', 'other'])
  })
})

const skillOf = (walk: Walker): string => small.exercises.get(walk.exercising()!.exercise)!.skill
