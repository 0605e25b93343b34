import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/domain/calendar.js'
import { type Mastery, newMastery } from '../../../src/domain/mastery.js'
import {
  lessonOf,
  practisedWalk,
  questionOf,
  restingWalk,
  rules,
  skillOf,
  smallCurriculum,
} from '../../support/bot/small-curriculum.js'
import type { Walker } from '../../support/bot/walker.js'

const NAMES = ['a', 'b', 'c', 'd', 'e']
/** Five skills with questions alone, and a lesson left. */
const many = smallCurriculum({
  skills: NAMES.map((id) => skillOf(id, 'tu-bao-ve')),
  exercises: NAMES.flatMap((id) => [0, 1, 2, 3].map((nth) => questionOf(id, nth))),
  lessons: [lessonOf('0', null, []), lessonOf('E', 'e')],
})

function withDue(count: number, finished = ['0']): Walker {
  const walk = restingWalk(many, finished)
  const day = dayNumber(walk.now)
  const due: Mastery = {
    ...newMastery(rules.current),
    seq: 4,
    p: 0.9,
    pOn: day - 4,
    passedOn: day - 4,
    memory: { stability: 4, difficulty: 5, reviewedOn: day - 4, due: day },
  }
  walk.learner = {
    ...walk.learner,
    mastery: Object.fromEntries(NAMES.slice(0, count).map((id) => [id, due])),
  }
  return walk
}

const reviewed = (walk: Walker): string[] => {
  const skills: string[] = []
  while (walk.exercising()?.why.kind === 'review') {
    skills.push(walk.exercising()!.exercise.split('/')[0]!)
    walk.right()
    walk.choose('next')
  }
  return skills
}

describe('"học"', () => {
  it('puts due reviews first, and goes on with the next lesson', () => {
    const walk = withDue(2)
    expect(walk.read(walk.says('learn').screen)).toContain('Mình ôn một việc ạ.')
    expect(reviewed(walk)).toHaveLength(2)
    expect(walk.session!.mode).toEqual({ kind: 'opening', lessonId: 'E' })
  })

  it('after three reviews comes something new; asked again, the others', () => {
    const walk = withDue(4)
    walk.says('learn')
    expect(reviewed(walk)).toHaveLength(3)
    expect(walk.session!.mode).toEqual({ kind: 'opening', lessonId: 'E' })
    walk.choose('learn')
    walk.until(({ session }) => session!.mode.kind === 'rest')
    walk.choose('cmd:learn')
    expect(reviewed(walk)).toHaveLength(1)
  })

  it('never ends the day: there is always something to go on with', () => {
    const walk = withDue(4)
    walk.says('learn')
    for (let inputs = 0; inputs < 150; inputs++) {
      expect(walk.prompt!.options.length).toBeGreaterThan(0)
      walk.choose(walk.prompt!.item?.right ?? walk.prompt!.options[0]!.id)
    }
  })

  it('when all was seen today says so and offers an old lesson', () => {
    const walk = restingWalk(smallCurriculum({ exercises: [] }), ['0', 'Q', 'G'])
    const { screen } = walk.says('learn')
    expect(walk.read(screen)).toContain('Mai chú gõ «học», mình làm tiếp ạ.')
    expect(walk.readOptions(screen)).toEqual(['Đọc lại bài cũ', 'Nghỉ, mai học'])
    expect(walk.choose('cmd:review').session!.mode).toMatchObject({ kind: 'lesson', lessonId: 'Q' })
  })
})

describe('the end of a day', () => {
  it('says what comes tomorrow: a review, or the next lesson', () => {
    const walk = restingWalk()
    walk.says('learn')
    walk.choose('learn')
    const first = walk.until(({ session }) => session!.mode.kind === 'rest')
    expect(walk.read(first.screen)).toBe(
      'Xong bài rồi ạ. Giờ chú biết Q.\nMai chú gõ «học» nhé. Mình ôn «Việc quet».\nChú học thêm, hay nghỉ ạ?',
    )
    const bare = restingWalk(smallCurriculum({ exercises: [] }))
    bare.says('learn')
    bare.choose('learn')
    const end = bare.until(({ session }) => session!.mode.kind === 'rest')
    expect(bare.read(end.screen)).toContain('Mai chú gõ «học» nhé. Mình học «Bài G».')
  })

  it('says it also before the question of that day', () => {
    const walk = restingWalk()
    walk.learner = { ...walk.learner, asked: [] }
    walk.says('learn')
    walk.choose('learn')
    const end = walk.until((_, { form }) => form !== null)
    expect(end.form).toBe('hour')
    expect(walk.read(end.screen)).toContain('Mai chú gõ «học» nhé. Mình ôn «Việc quet».')
  })
})

describe('the alarm of the phone', () => {
  const ALARM =
    'Máy có báo thức: tới giờ học, máy reo để chú nhớ.\n' +
    'Chú bấm hình cái đồng hồ rồi đặt 8 giờ sáng. Chưa quen thì nhờ con cháu chỉ.'
  /** At the end of the lesson of their second day, with an hour of learning and the question of that day to come. */
  function secondDay(): Walker {
    const walk = restingWalk()
    const { learner } = walk
    walk.learner = {
      ...learner,
      daysLearned: 1,
      learningTime: 480,
      lastDay: '2026-11-21',
      asked: ['hour', 'place'],
    }
    walk.says('learn')
    walk.choose('learn')
    return walk
  }

  it('is taught at the end of day 2, before the question of that day, and once', () => {
    const walk = secondDay()
    const end = walk.until((_, { screen }) => walk.read(screen).includes('báo thức'))
    expect(walk.read(end.screen)).toBe(`Xong bài rồi ạ. Giờ chú biết Q.\n${ALARM}`)
    expect(end.form).toBeNull()
    const after = walk.choose('alarm:read')
    expect(walk.read(after.screen)).toBe('Mai chú gõ «học» nhé. Mình ôn «Việc quet».')
    expect(after.form).toBe('counting')
    walk.learner = { ...walk.learner, asked: [...walk.learner.asked, 'counting'] }
    walk.later(24 * 60).says('learn')
    walk.says('learn')
    const next = walk.until(({ session }) => session!.mode.kind === 'rest')
    expect(walk.read(next.screen)).not.toContain('báo thức')
  })

  it('is not taught on day 1, nor to somebody of whom nothing is kept', () => {
    const walk = restingWalk()
    walk.says('learn')
    walk.choose('learn')
    const end = walk.until(({ session }) => session!.mode.kind === 'rest')
    expect(walk.learner.daysLearned).toBe(1)
    expect(walk.read(end.screen)).not.toContain('báo thức')
  })

  it('waits for a later end where the day was ended by «thôi», which says what comes tomorrow', () => {
    const walk = secondDay()
    walk.learner = { ...walk.learner, asked: ['hour', 'place', 'counting'] }
    expect(walk.read(walk.says('stop').screen)).toBe('Dạ, chú nghỉ nha. Mai chú gõ «học», mình học tiếp.')
    walk.choose('cmd:learn')
    walk.until((_, { screen }) => walk.read(screen).includes('báo thức'))
    walk.choose('alarm:read')
    expect(walk.read(walk.says('stop').screen)).toBe(
      'Dạ, chú nghỉ nha.\nMai chú gõ «học» nhé. Mình ôn «Việc quet».',
    )
  })
})

describe('«khỏi nhắc»', () => {
  it('stops reminders and leaves what is open', () => {
    const walk = restingWalk()
    walk.says('learn')
    const { screen, events, prompt } = walk.says('no-reminders')
    expect(walk.read(screen)).toContain('Dạ, con thôi nhắc. Khi nào chú nhắn lại, con nhắc tiếp.')
    expect(events).toEqual([{ kind: 'reminders-stopped' }])
    expect(prompt).toBe('same')
  })
})

describe('another day', () => {
  it('begins with a greeting that says what it brings, whatever is sent; nothing is put before they go on', () => {
    for (const input of [
      { kind: 'command', command: 'learn' },
      { kind: 'media', what: 'sticker' },
      { kind: 'stale' },
    ] as const) {
      const walk = withDue(2, ['0', 'E'])
      const { screen, events } = walk.later(13 * 60).take(input)
      expect(walk.read(screen)).toBe(
        'Dạ con chào chú.\nHôm trước chú biết E.\nHôm nay mình ôn trước, rồi làm việc mới.\nGõ 1 để tiếp.',
      )
      expect(events).toEqual([])
      expect(walk.choose('cmd:learn').session!.mode).toMatchObject({
        kind: 'exercise',
        why: { kind: 'review' },
      })
    }
  })

  it('names the lesson when nothing is due', () => {
    const walk = withDue(0)
    const { screen } = walk.later(24 * 60).says('learn')
    expect(walk.read(screen)).toContain('Hôm nay mình học «Bài E».')
  })

  it('finds a worked example or a task done together where it was left', () => {
    const walk = restingWalk(smallCurriculum(), ['0', 'Q', 'G'])
    walk.says('learn')
    walk.choose('next')
    const mode = walk.session!.mode
    const { screen } = walk.later(13 * 60).says('learn')
    expect(walk.session!.mode).toEqual(mode)
    expect(walk.read(screen)).toContain('đang làm dở')
  })
})

describe('"ôn tập"', () => {
  it('puts what is due', () => {
    const walk = withDue(1)
    expect(walk.says('review').session!.mode).toMatchObject({ kind: 'exercise', why: { kind: 'review' } })
  })

  it('waits until the exercise is done', () => {
    const walk = practisedWalk()
    const { mode } = walk.session!
    expect(walk.read(walk.says('review').screen)).toContain('xong')
    expect(walk.session!.mode).toEqual(mode)
  })
})
