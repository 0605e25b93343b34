import { describe, expect, it } from 'vitest'
import {
  lessonOf,
  pairOf,
  questionOf,
  restingWalk,
  rules,
  skillOf,
  smallCurriculum,
  taskOf,
} from '../../support/bot/small-curriculum.js'
import { Walker } from '../../support/bot/walker.js'

const AREAS = ['thanh-toan', 'tu-bao-ve']
/** Four skills to an area; one of them has no questions. */
const names = AREAS.flatMap((area) => [1, 2, 3, 4].map((nth) => ({ area, id: `${area}-${nth}` })))
const small = smallCurriculum({
  skills: names.map(({ id, area }) => skillOf(id, area)),
  exercises: names.flatMap(({ id }) => [
    taskOf(id, 0),
    ...(id === 'tu-bao-ve-1' ? [] : [questionOf(id, 0), questionOf(id, 1), pairOf(id, 0)]),
  ]),
  lessons: [lessonOf('0', null, []), ...names.map(({ id }) => lessonOf(`bai-${id}`, id))],
})

/** At the end of lesson 0. */
function begun(): Walker {
  const walk = new Walker('nam', small)
  walk.begin()
  walk.until(({ learner }) => learner.finished.includes('0'))
  return walk
}

/** Goes through it with these answers; what was put, in order. */
function answered(walk: Walker, right: boolean): string[] {
  const put: string[] = []
  while (walk.exercising() !== null) {
    put.push(walk.exercising()!.exercise)
    if (right) walk.right()
    else walk.says('help')
    while (walk.prompt!.item !== null) walk.right()
    walk.choose('next')
  }
  return put
}

describe('the few questions after lesson 0', () => {
  it('are offered as a third choice, and left out by who goes on', () => {
    const walk = begun()
    expect(walk.readOptions(walk.says('again').screen)).toEqual(['Học tiếp'])
    expect(walk.readOptions(begun().lastScreen)).toEqual(['Học tiếp', 'Nghỉ, mai học', 'Tôi biết một ít rồi'])
  })

  it('are at most five, of areas in turn, each of another skill that has some', () => {
    const walk = begun()
    const first = walk.choose('placement')
    expect(walk.read(first.screen)).toContain('Không biết cũng không sao')
    const put = answered(walk, true)
    expect(put.map((key) => key.split('/')[0])).toEqual([
      'thanh-toan-1',
      'tu-bao-ve-2',
      'thanh-toan-2',
      'tu-bao-ve-3',
      'thanh-toan-3',
    ])
    expect(walk.read(walk.lastScreen)).toContain('Con biết bắt đầu từ đâu rồi ạ.')
    expect(walk.session!.mode).toEqual({ kind: 'rest' })
  })

  it('move P, up to a cap, and nothing else: no E, no pass, no paper', () => {
    const walk = begun()
    walk.choose('placement')
    answered(walk, true)
    const known = walk.learner.mastery['thanh-toan-1']!
    expect(known.p).toBeGreaterThan(rules.current.initial)
    expect(known.p).toBeLessThanOrEqual(rules.current.placementCap)
    for (const { e, evidenceDays, passedOn, doneOnceOn } of Object.values(walk.learner.mastery))
      expect([e, evidenceDays, passedOn, doneOnceOn]).toEqual([0, 0, null, null])
    expect(walk.learner.recognitions).toEqual([])
    expect(walk.evidence('thanh-toan-1')).toMatchObject([
      { kind: 'shown', counts: false, tells: true, placement: true, why: 'placement' },
      { kind: 'answered', right: true },
    ])
  })

  it('lower P when missed, kindly', () => {
    const walk = begun()
    walk.choose('placement')
    answered(walk, false)
    expect(walk.learner.mastery['thanh-toan-1']!.p).toBeLessThan(rules.current.initial)
  })

  it('decide what comes first: a skill that was missed before one that was known', () => {
    const walk = begun()
    walk.choose('placement')
    walk.wrong()
    walk.right()
    walk.choose('next')
    answered(walk, true)
    walk.choose('cmd:learn')
    expect(walk.session!.mode).toEqual({ kind: 'opening', lessonId: 'bai-thanh-toan-1' })
  })

  it('are over at once where there are none', () => {
    const walk = restingWalk(smallCurriculum({ exercises: [] }))
    walk.prompt = {
      stamp: 's',
      options: [{ id: 'placement', label: { text: '' } }],
      item: null,
      openedAt: walk.now,
    }
    const { screen } = walk.choose('placement')
    expect(walk.read(screen)).toContain('bắt đầu từ đâu')
    expect(screen!.options.map(({ id }) => id)).toEqual(['cmd:learn', 'cmd:stop'])
  })
})
