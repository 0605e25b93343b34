import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/domain/calendar.js'
import { recompute } from '../../../src/domain/append.js'
import { newMastery } from '../../../src/domain/mastery.js'
import { closeOverdue } from '../../../src/domain/turn/observe.js'
import {
  pairOf,
  practisedWalk,
  questionOf,
  restingWalk,
  rules,
  smallCurriculum,
} from '../../support/bot/small-curriculum.js'
import type { Walker } from '../../support/bot/walker.js'

const ALL = ['0', 'Q', 'G']
const DAY_MINUTES = 24 * 60
const only = (count: number, of = questionOf) =>
  smallCurriculum({ exercises: Array.from({ length: count }, (_, nth) => of('quet', nth)) })

const known = (walk: Walker) => walk.learner.mastery['quet']!
const e = (walk: Walker) => known(walk).e
const last = (walk: Walker) => walk.evidence('quet').at(-1)
const shown = (walk: Walker) => walk.evidence('quet').findLast(({ kind }) => kind === 'shown')

/** At a question of `quet` alone, the first of the day. */
function atQuestion(count = 8): Walker {
  const walk = restingWalk(only(count), ALL)
  walk.says('learn')
  return walk
}

const RIGHT = 0.85 / 0.5
const WRONG = 0.15 / 0.5

describe('an answer that counts', () => {
  it('moves E by what its type is worth, right or wrong', () => {
    const [right, wrong] = [atQuestion(), atQuestion()]
    expect(shown(right)).toMatchObject({ counts: true, tells: true, why: null })
    expect(e(right)).toBeCloseTo(0.5, 10)
    right.right()
    wrong.wrong()
    expect(e(right)).toBeCloseTo(0.5 * RIGHT, 10)
    expect(e(wrong)).toBeCloseTo(0.5 * WRONG, 10)
  })

  it('stays what it was when it is tried again', () => {
    const walk = atQuestion()
    walk.wrong()
    walk.right()
    expect(e(walk)).toBeCloseTo(0.5 * WRONG, 10)
  })

  it('is wrong when a hint was taken, whatever is answered then', () => {
    const walk = atQuestion()
    walk.says('help')
    expect(last(walk)).toMatchObject({ kind: 'hinted' })
    walk.right()
    walk.says('help')
    expect(last(walk)).toMatchObject({ kind: 'hinted' })
    expect(e(walk)).toBeCloseTo(0.5 * WRONG, 10)
  })

  it('given under two seconds lowers E when wrong and leaves it when right; P stays', () => {
    const [right, wrong, slow] = [atQuestion(), atQuestion(), atQuestion()]
    const { p } = known(right)
    right.pace = wrong.pace = 1_999
    right.right()
    wrong.wrong()
    expect([e(right), e(wrong)]).toEqual([0.5, 0.5 * WRONG])
    expect([known(right).p, known(wrong).p]).toEqual([p, p])
    slow.pace = 2_000
    slow.right()
    expect(e(slow)).toBeCloseTo(0.5 * RIGHT, 10)
  })
})

describe('an exercise that is left', () => {
  it('waits a day less a moment, also over a night and a greeting', () => {
    const walk = atQuestion()
    const { exercise } = walk.exercising()!
    const back = walk.later(13 * 60).take({ kind: 'words', text: 'con ơi', masked: false })
    expect(walk.read(back.screen)).toContain('đang làm dở')
    expect(walk.exercising()!.exercise).toBe(exercise)
    walk.later(10 * 60 + 50).right()
    expect(last(walk)).toMatchObject({ kind: 'answered', right: true })
  })

  it('is wrong after twenty-four hours, at that hour, when they come back; another is put then', () => {
    const walk = atQuestion()
    const { exercise } = walk.exercising()!
    const open = shown(walk)!
    const back = walk.later(9 * DAY_MINUTES).says('learn')
    const abandoned = last(walk)!
    expect(abandoned.kind).toBe('abandoned')
    expect(abandoned.at.getTime() - open.at.getTime()).toBe(rules.current.abandonMs)
    expect(e(walk)).toBeCloseTo(0.5 * WRONG, 10)
    expect(walk.read(back.screen)).not.toContain('hỏi')
    walk.choose('cmd:learn')
    expect(walk.exercising()!.exercise).not.toBe(exercise)
  })

  it('is wrong just so when they never come back, and only once', () => {
    const walk = atQuestion()
    const { learner, now } = walk
    const at = (hours: number) => ({ curriculum: only(8), now: new Date(now.getTime() + hours * 3_600_000) })
    expect(closeOverdue(learner, at(23.9)).events).toEqual([])
    const closed = closeOverdue(learner, at(24))
    expect(closed.events).toMatchObject([{ kind: 'observed', added: [{ kind: 'abandoned' }] }])
    const again = walk.later(9 * DAY_MINUTES).says('learn')
    expect(again.events).toEqual(closed.events)
    expect(closeOverdue(closed.learner, at(48)).events).toEqual([])
  })
})

describe('what does not count, fixed before it is answered', () => {
  it('is the fourth of a skill in a day; it still tells something', () => {
    const walk = restingWalk(smallCurriculum(), ['0', 'G'])
    const today = dayNumber(walk.now)
    const three = { ...newMastery(rules.current), lastEvidenceOn: today, shownThatDay: 3 }
    walk.learner = { ...walk.learner, mastery: { quet: three }, firstArea: 'thanh-toan' }
    walk.says('learn')
    walk.choose('try')
    expect(shown(walk)).toMatchObject({ counts: false, tells: true, why: 'enough-today' })
  })

  it('is a variant seen in the last ninety days', () => {
    const walk = atQuestion(1)
    walk.right()
    walk.choose('next')
    walk.later(10 * DAY_MINUTES).says('learn')
    walk.choose('cmd:learn')
    expect(shown(walk)).toMatchObject({ counts: false, tells: false, why: 'seen' })
    const before = known(walk)
    walk.wrong()
    expect([e(walk), known(walk).p]).toEqual([before.e, before.p])
    walk.until(() => walk.session!.mode.kind === 'rest')
    walk.later(90 * DAY_MINUTES).says('learn')
    walk.choose('cmd:learn')
    expect(shown(walk)).toMatchObject({ counts: true })
  })

  it('is an exercise that newcomers guess too often, by its variant or by its source', () => {
    for (const leak of ['quet/cau.2', 'quet/cau']) {
      const walk = restingWalk(only(8), ALL)
      walk.leaks = new Set([leak])
      walk.says('learn')
      expect(shown(walk)).toMatchObject({ exercise: 'quet/cau.2', counts: false, tells: true, why: 'leaks' })
    }
  })

  it('is a question of two choices', () => {
    const walk = restingWalk(only(4, pairOf), ALL)
    walk.says('learn')
    expect(shown(walk)).toMatchObject({ counts: false, tells: true, why: 'pair' })
    walk.right()
    expect(e(walk)).toBe(0)
    expect(known(walk).p).toBeGreaterThan(rules.current.initial)
  })
})

describe('"đang ngồi cạnh"', () => {
  it('said before: nothing shown from then on counts, until "tự làm"', () => {
    const walk = restingWalk(only(8), ALL)
    expect(walk.read(walk.says('beside').screen)).toContain('chưa tính vào kết quả')
    walk.says('learn')
    expect(shown(walk)).toMatchObject({ counts: false, tells: false, why: 'helper' })
    walk.right()
    expect(e(walk)).toBe(0)
    expect(walk.read(walk.says('alone').screen)).toContain('chú tự làm')
    walk.choose('next')
    walk.choose('cmd:learn')
    expect(shown(walk)).toMatchObject({ counts: true })
  })

  it('said in the middle: the open one cannot be won any more, only missed', () => {
    const [right, wrong] = [atQuestion(), atQuestion()]
    for (const walk of [right, wrong]) {
      walk.says('beside')
      walk.says('alone')
      expect(walk.exercising()).not.toBeNull()
    }
    right.right()
    wrong.wrong()
    expect(e(right)).toBe(0.5)
    expect(e(wrong)).toBeCloseTo(0.5 * WRONG, 10)
  })

  it('said afterwards: the right answers of the day leave E, the wrong ones stay', () => {
    const walk = atQuestion()
    walk.wrong()
    walk.right()
    walk.choose('next')
    walk.choose('cmd:learn')
    walk.right()
    expect(e(walk)).toBeCloseTo(0.5 * WRONG * RIGHT, 10)
    walk.says('beside')
    expect(e(walk)).toBeCloseTo(0.5 * WRONG, 10)
    const { length } = walk.evidence('quet')
    walk.says('beside')
    expect(walk.evidence('quet')).toHaveLength(length)
    expect(e(walk)).toBeCloseTo(0.5 * WRONG, 10)
  })

  it('holds for that day only', () => {
    const walk = restingWalk(only(8), ALL)
    walk.says('beside')
    walk.later(DAY_MINUTES).says('learn')
    walk.choose('cmd:learn')
    expect(shown(walk)).toMatchObject({ counts: true })
  })

  it('takes back the task that was only just done', () => {
    const walk = practisedWalk()
    walk.passes()
    expect(known(walk)).toMatchObject({ tasksPassed: 1 })
    expect(known(walk).doneOnceOn).not.toBeNull()
    walk.says('beside')
    expect(known(walk)).toMatchObject({ tasksPassed: 0, doneOnceOn: null })
  })
})

it('the log alone gives the mastery that a learner has', () => {
  const walk = practisedWalk()
  walk.passes()
  for (let day = 0; day < 4; day++) {
    walk.until(() => walk.session!.mode.kind === 'rest')
    walk.later((day + 1) * DAY_MINUTES).says('learn')
    walk.choose('cmd:learn')
    if (walk.isAsked()) walk.says(day % 2 === 0 ? 'help' : 'beside')
  }
  expect(walk.evidence('quet').length).toBeGreaterThan(10)
  expect(recompute(walk.evidence('quet'), rules)).toEqual(known(walk))
})
