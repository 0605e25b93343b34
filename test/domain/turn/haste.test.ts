import { describe, expect, it } from 'vitest'
import { restingWalk, smallCurriculum, questionOf } from '../../support/bot/small-curriculum.js'
import type { Walker } from '../../support/bot/walker.js'

const small = smallCurriculum({ exercises: Array.from({ length: 20 }, (_, nth) => questionOf('quet', nth)) })

/** Answers this often within a second of the question; everything else takes its time. */
function hurries(walk: Walker, times: number): ReturnType<Walker['choose']> {
  let last: ReturnType<Walker['choose']> | null = null
  for (let answers = 0; answers < times; answers++) {
    walk.pace = 60_000
    while (walk.prompt!.item === null) last = walk.choose(walk.prompt!.options[0]!.id)
    if (walk.now.getTime() > walk.prompt!.openedAt.getTime())
      throw new Error('the question stood for a while')
    walk.pace = 900
    last = answers % 2 === 0 ? walk.wrong() : walk.right()
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
  it('bring a gentle question about a rest, and none is asked before', () => {
    const walk = learning()
    expect(walk.read(hurries(walk, 4).screen)).not.toContain('nghỉ một lát')
    const { screen, item } = hurries(walk, 1)
    expect(walk.read(screen)).toContain('nghỉ một lát')
    expect(walk.readOptions(screen)).toEqual(['Không, học tiếp', 'Nghỉ, mai học'])
    expect(item).toBeNull()
  })

  it('are graded like others, and what they came to is shown when the learner goes on', () => {
    const walk = learning()
    hurries(walk, 4)
    const asked = hurries(walk, 1)
    expect(asked.events.map(({ kind }) => kind)).toContain('attempted')
    const { mode } = walk.session!
    const back = walk.choose('cmd:again')
    expect(walk.session!.mode).toEqual(mode)
    expect(walk.read(back.screen)).toContain('Câu')
    expect(back.item).not.toBeNull()
  })

  it('begin anew after one that took its time, and after the question', () => {
    const walk = learning()
    hurries(walk, 4)
    walk.pace = 60_000
    while (walk.prompt!.item === null) walk.choose(walk.prompt!.options[0]!.id)
    walk.right()
    expect(walk.read(hurries(walk, 4).screen)).not.toContain('nghỉ một lát')
    expect(walk.read(hurries(walk, 1).screen)).toContain('nghỉ một lát')
    expect(walk.read(hurries(walk, 4).screen)).not.toContain('nghỉ một lát')
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
