import { describe, expect, it } from 'vitest'
import type { Command } from '../../../src/domain/intent.js'
import type { StandingBy } from '../../../src/domain/family.js'
import type { EmergencyKind } from '../../../src/domain/session.js'
import { Walk } from '../../support/bot/walk.js'

const HOA: StandingBy = { helpingId: 1, helperName: 'Hoa', sees: false, reachable: true, onWeb: false }
const HOUR = 60

/** A learner at a question of a lesson; eight in the morning. */
function atQuestion(): Walk {
  const walk = new Walk()
  walk.begin()
  walk.untilItem()
  return walk
}
const cry = (walk: Walk, which: EmergencyKind = 'health') => walk.take({ kind: 'emergency', which })

/** The emergency is over; nothing waits for an answer. */
function through(walk = atQuestion()): Walk {
  cry(walk)
  walk.choose('done')
  return walk
}

describe('on the day of an emergency', () => {
  it.each<Command>(['learn', 'review', 'start', 'companion', 'real-life'])(
    '"%s" hears kindly that today is for resting, and that the lesson waits',
    (command) => {
      const walk = through()
      const { mode } = walk.session!
      const result = walk.says(command)
      expect(walk.read(result.screen)).toBe(
        'Dạ, hôm nay mình nghỉ học, chú cứ thong thả ạ.\nMai chú gõ «học», bài vẫn chờ ở chỗ cũ.',
      )
      expect(result).toMatchObject({ screen: { options: [] }, form: null, events: [] })
      expect(walk.session!.mode).toEqual(mode)
    },
  )

  it('"học" while something waits to be done leaves that open', () => {
    const walk = atQuestion()
    cry(walk, 'money-gone')
    const { prompt } = walk
    const result = walk.says('learn')
    expect(walk.read(result.screen)).toMatch(/^Dạ, hôm nay mình nghỉ học[^]*\nChú gọi ngân hàng ngay/)
    expect(walk.prompt).toBe(prompt)
    expect(walk.read(walk.choose('done').screen)).toContain('đừng xoá')
  })

  it('the menu leads to no lesson either', () => {
    const walk = through()
    walk.says('menu')
    expect(walk.read(walk.choose('cmd:learn').screen)).toContain('hôm nay mình nghỉ học')
  })

  it('no question of the end of a day is asked, and goodbye invites to no lesson', () => {
    const walk = new Walk()
    walk.begin()
    walk.until(({ learner }) => learner.finished.includes('0'))
    expect(walk.learner.asked).not.toContain('hour')
    cry(walk)
    walk.choose('done')
    const result = walk.says('stop')
    expect(result).toMatchObject({ form: null, screen: { options: [] } })
    expect(walk.read(result.screen)).not.toContain('học')
  })

  it('an exercise that was open is neither answered nor closed, and is there on the next morning', () => {
    const walk = new Walk()
    walk.begin()
    walk.until(() => walk.exercising()?.as === 'alone' && walk.isAsked())
    const { mode } = walk.session!
    const logged = walk.events.filter(({ kind }) => kind === 'observed').length
    through(walk)
    walk.says('learn')
    walk.later(20 * HOUR)
    const back = walk.says('learn')
    expect(back.session!.mode).toEqual(mode)
    expect(walk.prompt!.item).toMatchObject({ exercise: walk.exercising()!.exercise })
    expect(walk.events.filter(({ kind }) => kind === 'observed')).toHaveLength(logged)
  })

  it('who was nobody yet is not asked anything, and is greeted on the next day', () => {
    const walk = new Walk()
    through(walk)
    expect(walk.read(walk.says('learn').screen)).toMatch(/nghỉ học[^]*xin làm quen/)
    walk.later(24 * HOUR)
    const hello = walk.says('learn')
    expect(hello.session!.mode).toEqual({ kind: 'hello', step: 'start' })
    expect(hello.screen!.options.map(({ id }) => id)).toEqual(['try'])
  })
})

describe('the day of an emergency is over', () => {
  it('on the next one: all is as before, under a greeting', () => {
    const walk = atQuestion()
    const { mode } = walk.session!
    through(walk)
    walk.later(24 * HOUR)
    const back = walk.says('learn')
    expect(back.session!.mode).toEqual(mode)
    expect(walk.read(back.screen)).toContain('Hôm trước')
    expect(walk.prompt!.item).not.toBeNull()
  })

  it('after a night, not at midnight', () => {
    const walk = atQuestion()
    // 23:30.
    walk.later(15 * HOUR)
    through(walk)
    walk.later(HOUR)
    expect(walk.says('learn').session!.mode.kind).toBe('emergency')
    walk.later(6 * HOUR)
    expect(walk.says('learn').session!.mode.kind).toBe('lesson')
  })

  it('not before the evening for one in the early morning', () => {
    const walk = atQuestion()
    // 3:00.
    walk.later(19 * HOUR)
    through(walk)
    walk.later(15 * HOUR)
    expect(walk.says('learn').session!.mode.kind).toBe('emergency')
  })

  it('what it asked last can still be answered on the next morning', () => {
    const walk = atQuestion()
    walk.helpers = [HOA]
    cry(walk, 'money-gone')
    walk.later(24 * HOUR)
    expect(walk.read(walk.choose('done').screen)).toContain('Con báo cho Hoa giúp chú nhé?')
    expect(walk.choose('tell').events).toEqual([
      { kind: 'emergency-told', helpingIds: [1], which: 'money-gone', asked: true },
    ])
    expect(walk.says('learn').session!.mode.kind).toBe('lesson')
  })

  it('another emergency, out of one of the day before, leads back to the same place', () => {
    const walk = atQuestion()
    const { mode } = walk.session!
    through(walk)
    walk.later(24 * HOUR)
    cry(walk, 'being-called')
    expect(walk.says('learn').session!.mode).toMatchObject({ kind: 'emergency', back: mode })
    walk.later(24 * HOUR)
    expect(walk.says('learn').session!.mode).toEqual(mode)
  })

  it('what it was is forgotten after two days', () => {
    const walk = through()
    walk.later(24 * HOUR)
    walk.says('learn')
    expect(walk.session!.emergency).toMatchObject({ which: 'health' })
    walk.later(24 * HOUR)
    walk.says('learn')
    expect(walk.session!).not.toHaveProperty('emergency')
  })

  it('also for somebody whose form is open still', () => {
    const walk = through()
    expect(walk.says('settings').form).toBe('settings')
    walk.later(24 * HOUR)
    expect(walk.endForm().session!.mode.kind).toBe('lesson')
  })
})

describe('a form that ends on the day', () => {
  it('shows nothing when all is done, and else what waits', () => {
    const walk = through()
    walk.says('settings')
    expect(walk.endForm().screen).toBeNull()
    cry(walk, 'being-called')
    walk.says('settings')
    expect(walk.read(walk.endForm().screen)).toMatch(/^Chú tắt máy ngay/)
  })
})
