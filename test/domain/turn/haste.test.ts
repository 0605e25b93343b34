import { describe, expect, it } from 'vitest'
import { restingWalk, smallCurriculum, questionOf } from '../../support/bot/small-curriculum.js'
import type { Walker } from '../../support/bot/walker.js'

const small = smallCurriculum({ exercises: Array.from({ length: 20 }, (_, nth) => questionOf('quet', nth)) })

/** Answers this often, rightly, within a second of the question; everything else takes its time. */
function hurries(walk: Walker, times: number): ReturnType<Walker['choose']> {
  let last: ReturnType<Walker['choose']> | null = null
  for (let answers = 0; answers < times; answers++) {
    walk.pace = 60_000
    while (walk.prompt!.item === null) last = walk.choose(walk.prompt!.options[0]!.id)
    if (walk.now.getTime() > walk.prompt!.openedAt.getTime())
      throw new Error('the question stood for a while')
    walk.pace = 900
    last = walk.right()
  }
  walk.pace = 60_000
  return last!
}

const learning = () => {
  const walk = restingWalk(small, ['0', 'G'])
  walk.says('learn')
  walk.choose('try')
  return walk
}

describe('five very quick answers', () => {
  it('bring a gentle question about a rest to who goes on after them, and none is asked before', () => {
    const walk = learning()
    hurries(walk, 4)
    expect(walk.read(walk.choose('next').screen)).not.toContain('nghỉ một lát')
    hurries(walk, 1)
    const { screen, item } = walk.choose('next')
    expect(walk.read(screen)).toContain('nghỉ một lát')
    expect(walk.readOptions(screen)).toEqual(['Không, học tiếp', 'Nghỉ, mai học'])
    expect(item).toBeNull()
  })

  it.each(['right', 'wrong'] as const)('are graded like others, and the last one, %s, is answered', (how) => {
    const walk = learning()
    hurries(walk, 4)
    while (walk.prompt!.item === null) walk.choose(walk.prompt!.options[0]!.id)
    walk.pace = 900
    const { events, screen } = walk[how]()
    expect(events.map(({ kind }) => kind)).toContain('attempted')
    expect(walk.read(screen)).toContain(how === 'right' ? 'Dạ phải rồi' : 'thử lại nhé')
    expect(walk.read(screen)).not.toContain('nghỉ một lát')
  })

  it('lose nothing: going on leads where it would have led', () => {
    const [asked, unasked] = [learning(), learning()]
    for (const walk of [asked, unasked]) hurries(walk, 5)
    unasked.session = { ...unasked.session!, hasty: 0 }
    const { mode } = asked.session!
    asked.choose('next')
    expect(asked.session!.mode).toEqual(mode)
    asked.pace = 0
    const next = asked.choose('next')
    const direct = unasked.choose('next')
    expect(next.screen).toEqual(direct.screen)
    expect(next.item).toEqual(direct.item)
    expect(next.session!.mode).toEqual(direct.session!.mode)
  })

  it('may end in the rest that was offered, with the place kept', () => {
    const walk = learning()
    hurries(walk, 5)
    walk.choose('next')
    const { mode } = walk.session!
    expect(walk.read(walk.choose('cmd:stop').screen)).not.toContain('nghỉ một lát')
    expect(walk.session!.mode).toEqual(mode)
  })

  it('begin anew after one that took its time, after the question, and after a night', () => {
    const walk = learning()
    const isAsked = (times: number): boolean => {
      hurries(walk, times)
      return walk.read(walk.choose('next').screen).includes('nghỉ một lát')
    }
    hurries(walk, 4)
    walk.pace = 60_000
    while (walk.prompt!.item === null) walk.choose(walk.prompt!.options[0]!.id)
    walk.right()
    expect(isAsked(4)).toBe(false)
    expect(isAsked(1)).toBe(true)
    expect(isAsked(4)).toBe(false)
    hurries(walk, 1)
    walk.later(24 * 60)
    expect(walk.read(walk.choose('next').screen)).not.toContain('nghỉ một lát')
    expect(isAsked(1)).toBe(false)
  })

  it('are not those that only go on', () => {
    const walk = restingWalk(smallCurriculum(), ['0', 'Q', 'G'])
    walk.says('learn')
    walk.pace = 900
    for (let nth = 0; nth < 5; nth++)
      expect(walk.read(walk.choose('next').screen)).not.toContain('nghỉ một lát')
    expect(walk.exercising()).toMatchObject({ as: 'together' })
  })
})
