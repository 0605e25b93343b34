import { describe, expect, it } from 'vitest'
import { countDay } from '../../../src/domain/turn/lesson.js'
import { finishLesson } from '../../../src/domain/turn/finish.js'
import { step } from '../../../src/domain/turn/step.js'
import { curriculum } from '../../support/bot/content.js'
import { strangerIn } from '../../support/bot/learner.js'
import { Walk } from '../../support/bot/walk.js'

/** A learner in lesson 5.1, whose items shuffle, before its first item. */
function inFirstLesson(): Walk {
  const walk = new Walk()
  walk.begin()
  walk.untilLesson('5.1')
  return walk
}

const places = (walk: Walk, id: string): number =>
  walk.prompt!.options.findIndex((option) => option.id === id)

describe('an item', () => {
  it('is answered rightly: echo, reason, and on', () => {
    const walk = inFirstLesson()
    const item = walk.untilItem()
    const result = walk.choose(item.right)
    expect(result.events).toMatchObject([{ kind: 'attempted', itemId: item.id, right: true, nth: 1 }])
    expect(walk.read(result.screen)).toContain(item.why)
    expect(walk.read(result.screen)).toContain('«Về màn hình chính, làm lại»')
    expect(result.screen!.options.map(({ id }) => id)).toEqual(['next'])
    expect(result.item).toBeNull()
  })

  it.each([0, 0.2, 0.5, 0.99])('is asked again, the right answer elsewhere (random %d)', (random) => {
    const walk = inFirstLesson()
    walk.random = () => random
    const item = walk.untilItem()
    const before = places(walk, item.right)
    const result = walk.wrong()
    expect(places(walk, item.right)).not.toBe(before)
    expect(walk.prompt!.options.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c'])
    expect(result.item).toMatchObject({ itemId: item.id, right: item.right, nth: 2 })
    const read = walk.read(result.screen)
    for (const part of [item.why, 'thử lại']) expect(read).toContain(part)
  })

  it('keeps the order of choices that count themselves', () => {
    const walk = new Walk()
    walk.begin()
    walk.wrong()
    expect(walk.prompt!.options.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  it('goes on after the second wrong answer', () => {
    const walk = inFirstLesson()
    const item = walk.untilItem()
    walk.wrong()
    const result = walk.wrong()
    expect(result.events).toMatchObject([{ kind: 'attempted', right: false, nth: 2 }])
    expect(walk.read(result.screen)).toContain(item.why)
    expect(result.screen!.options.map(({ id }) => id)).toEqual(['next'])
  })

  it('notes when the question was shown, not when it was answered', () => {
    const walk = inFirstLesson()
    walk.untilItem()
    const shownAt = walk.prompt!.openedAt
    walk.later(5).take({ kind: 'command', command: 'again' })
    expect(walk.later(5).wrong().events).toMatchObject([{ shownAt }])
  })

  it('shows its answer once more, with the reason, and grades nothing', () => {
    const walk = inFirstLesson()
    const item = walk.untilItem()
    walk.choose(item.right)
    const result = walk.take({ kind: 'command', command: 'again' })
    expect(walk.read(result.screen)).toContain(item.why)
    expect(result.prompt).toBe('same')
    expect(result.events).toEqual([])
  })

  it('is not passed over by "next", which it does not offer', () => {
    const walk = inFirstLesson()
    walk.untilItem()
    const mode = walk.session!.mode
    walk.choose('next')
    expect(walk.session!.mode).toEqual(mode)
  })

  it('is answered only through its own prompt: the same letter of another question is not graded', () => {
    const walk = inFirstLesson()
    walk.untilItem()
    const option = { id: 'a', label: { text: 'khác' } }
    walk.prompt = { stamp: 'x', options: [option], item: null, openedAt: walk.now }
    expect(walk.choose('a').events).toEqual([])
  })
})

describe('a lesson', () => {
  it('ends with what the learner can do; the hour is asked at the end of day 1', () => {
    const walk = inFirstLesson()
    const last = walk.until(({ session }) => session?.mode.kind === 'real-life')
    expect(last.events).toContainEqual({ kind: 'lesson-finished', lessonId: '5.1' })
    expect(walk.read(last.screen)).toContain(curriculum.lessons.get('5.1')!.can)
    const result = walk.choose('next')
    expect(result.form).toBe('hour')
    expect(result.session).toMatchObject({ mode: { kind: 'rest' }, form: 'hour' })
    expect(walk.endForm()).toMatchObject({ screen: null, form: null, session: { form: null } })
  })

  it('comes after those it requires, until all are done and an old one can be read again', () => {
    const walk = new Walk()
    walk.begin()
    walk.until(
      ({ learner, session }) => learner.finished.length === curriculum.path.length && session!.form === null,
    )
    const { finished } = walk.learner
    expect(finished.slice(0, 2)).toEqual(curriculum.path.slice(0, 2))
    expect(finished.toSorted()).toEqual(curriculum.path.toSorted())
    for (const [at, id] of finished.entries())
      for (const required of curriculum.lessons.get(id)!.requires)
        expect(finished.indexOf(required)).toBeLessThan(at)
    walk.until(({ session }) => session!.mode.kind === 'rest')
    walk.until(() => walk.says('review').session?.mode.kind === 'lesson')
    expect(walk.session!.mode).toMatchObject({ lessonId: curriculum.path[1], step: 0 })
  })

  it('asks for the place on day 2 and the year of birth on day 3, after its first step', () => {
    const walk = inFirstLesson()
    walk.until((_, last) => last.form === 'hour')
    walk.endForm()
    walk.later(24 * 60).says('learn')
    expect(walk.until((_, last) => last.form !== null).form).toBe('place')
    const back = walk.endForm()
    expect(back.session?.mode).toMatchObject({ lessonId: '4.1', step: 1 })
    expect(back.screen).not.toBeNull()
    expect(walk.until((_, last) => last.form !== null).form).toBe('counting')
    walk.endForm()
    walk.later(24 * 60).says('learn')
    expect(walk.until((_, last) => last.form !== null).form).toBe('birth-year')
  })

  it('stands when content lost the choices, the lesson or the recap a learner had', () => {
    const walk = inFirstLesson()
    walk.untilItem()
    walk.wrong()
    const lesson = curriculum.lessons.get('5.1')!
    const renamed = lesson.steps.map((one) =>
      one.kind === 'card'
        ? one
        : {
            ...one,
            right: `${one.right}2`,
            choices: one.choices.map((choice) => ({ ...choice, id: `${choice.id}2` })),
          },
    )
    const changed = {
      ...curriculum,
      lessons: new Map([...curriculum.lessons, ['5.1', { ...lesson, steps: renamed }] as const]),
    }
    const world = {
      curriculum: changed,
      now: walk.now,
      onWeb: false,
      leaks: new Set<string>(),
      random: () => 0,
    }
    const { learner, session, prompt } = walk
    const again = () => step({ learner, session, prompt }, { kind: 'command', command: 'again' }, world)
    expect(again).not.toThrow()
  })

  it('can be called up again by "ôn tập" when at rest, and not in the middle of another', () => {
    const walk = inFirstLesson()
    walk.until((_, last) => last.form === 'hour')
    walk.endForm()
    walk.take({ kind: 'command', command: 'learn' })
    walk.untilItem()
    const place = walk.session!.mode
    const refused = walk.take({ kind: 'command', command: 'review' })
    expect(walk.read(refused.screen)).toContain('học xong bài này')
    expect(walk.session!.mode).toEqual(place)

    walk.until(({ session }) => session?.mode.kind === 'rest')
    const review = walk.take({ kind: 'command', command: 'review' })
    expect(walk.read(review.screen)).toContain(curriculum.lessons.get('5.1')!.title)
  })
})

describe('a day', () => {
  const learner = { ...strangerIn('nam'), id: 7 }

  it('is counted once, by the calendar of Việt Nam', () => {
    const first = countDay(learner, new Date('2026-11-22T16:59:00Z'))
    expect(first.events).toEqual([{ kind: 'day-learned', day: '2026-11-22' }])
    expect(countDay(first.learner, new Date('2026-11-22T16:59:59Z')).events).toEqual([])
    expect(countDay(first.learner, new Date('2026-11-22T17:00:00Z')).learner).toMatchObject({
      daysLearned: 2,
      lastDay: '2026-11-23',
    })
  })

  it('is not counted without consent', () => {
    expect(countDay(strangerIn('nam'), new Date(0))).toEqual({ learner: strangerIn('nam'), events: [] })
  })
})

describe('the end of a lesson', () => {
  it('puts a lesson finished again behind the others', () => {
    const walk = inFirstLesson()
    const lesson = curriculum.lessons.get('5.1')!
    const learner = { ...walk.learner, asked: ['hour' as const], finished: ['0', '5.1', '4.1'] }
    const world = { curriculum, now: walk.now, onWeb: false, leaks: new Set<string>(), random: () => 0 }
    const result = finishLesson({ learner, session: walk.session!, prompt: null }, lesson, world)
    expect(result.learner.finished).toEqual(['0', '4.1', '5.1'])
  })
})
