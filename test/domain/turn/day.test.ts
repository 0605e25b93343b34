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
    expect(walk.read(screen)).toContain('Mai mình làm tiếp ạ.')
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
      'Xong bài rồi ạ. Giờ chú biết Q.\nMai mình ôn «Việc quet».\nChú học thêm, hay nghỉ ạ?',
    )
    const bare = restingWalk(smallCurriculum({ exercises: [] }))
    bare.says('learn')
    bare.choose('learn')
    const end = bare.until(({ session }) => session!.mode.kind === 'rest')
    expect(bare.read(end.screen)).toContain('Mai mình học «Bài G».')
  })

  it('says it also before the question of that day', () => {
    const walk = restingWalk()
    walk.learner = { ...walk.learner, asked: [] }
    walk.says('learn')
    walk.choose('learn')
    const end = walk.until((_, { form }) => form !== null)
    expect(end.form).toBe('hour')
    expect(walk.read(end.screen)).toContain('Mai mình ôn «Việc quet».')
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
