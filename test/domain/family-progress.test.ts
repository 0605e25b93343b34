import { describe, expect, it } from 'vitest'
import { createWords } from '../../src/bot/words.js'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Curriculum } from '../../src/domain/curriculum.js'
import { type SeenByFamily, familyProgress, skillsToSee, tipAt } from '../../src/domain/family-progress.js'
import { type Helping, type Viewing, viewingOf } from '../../src/domain/family.js'
import { type Mastery, newMastery } from '../../src/domain/mastery.js'
import { resultsScreen } from '../../src/domain/turn/results.js'
import { curriculum, words } from '../support/bot/content.js'
import { lessonOf, restingWalk, rules, smallCurriculum } from '../support/bot/small-curriculum.js'
import { locales } from '../support/bot/words.js'
import { ruleProblems } from '../support/story/rules.js'

const NOW = new Date('2026-11-30T03:00:00Z')
const DAY = dayNumber(NOW)
const HELPING: Helping = {
  id: 3,
  helperId: 4,
  helperName: 'Hoa',
  learnerId: 0,
  called: 'bà ngoại',
  sees: true,
}
const viewing = viewingOf(HELPING)!
const small = smallCurriculum()

const knowing = (part: Partial<Mastery>): Mastery => ({
  ...newMastery(rules.current),
  seq: 5,
  pOn: DAY - 2,
  p: 0.7,
  ...part,
})
const due = (inDays: number): Mastery['memory'] => ({
  stability: 9,
  difficulty: 5,
  reviewedOn: DAY - 2,
  due: DAY + inDays,
})
const held = (on: number, inDays: number): Mastery =>
  knowing({
    p: 0.97,
    firstHeldOn: on,
    held: { on, until: DAY + 90, rule: rules.current.version, shakenOn: null },
    memory: due(inDays),
    doneOnceOn: on - 8,
  })
const seen = (part: Partial<SeenByFamily> = {}): SeenByFamily => ({
  placeId: null,
  finished: [],
  realLifeDone: [],
  mastery: {},
  recognitions: [],
  ...part,
})

const helper = { formOfAddress: null, region: 'nam' } as const
const read = (part: Partial<SeenByFamily>, content: Curriculum = small, of: Viewing = viewing) => {
  const speak = createWords(locales, { content })
  const { standing, together } = familyProgress(of, seen(part), content, NOW)
  const said = (lines: typeof standing): string => lines.map((line) => speak.say(line, helper)).join('\n')
  return { standing: said(standing), together: said(together) }
}

describe('what a helper reads of somebody', () => {
  it('names what they do alone, the newest first, and what to repeat this week', () => {
    expect(read({ mastery: { quet: held(DAY - 3, 20), giu: held(DAY - 30, 3) } }).standing).toBe(
      'Bà ngoại tự làm được rồi: «Việc quet» và «Việc giu».\nTuần này nên ôn: «Việc giu».',
    )
  })

  it('says done once of what was done once and not missed since', () => {
    const once = knowing({ doneOnceOn: DAY - 1, memory: due(30) })
    expect(read({ mastery: { quet: once } }).standing).toBe('Bà ngoại tự làm được rồi: «Việc quet».')
    expect(read({ mastery: { quet: { ...once, missed: 1 } }, finished: ['0', 'Q'] }).standing).toBe(
      'Bà ngoại học xong 1 bài rồi. Gần đây là bài: «Bài Q».',
    )
  })

  it('counts those that do not fit', () => {
    const mastery = { quet: held(DAY - 3, 20), giu: held(DAY - 4, 20), chan: held(DAY - 5, 20) }
    const skills = [...small.skills.values()]
    const content = {
      ...small,
      skills: new Map([...small.skills, ['chan', { ...skills[0]!, id: 'chan', title: 'Chặn' }]]),
      exercisesOf: new Map([...small.exercisesOf, ['chan', small.exercisesOf.get(skills[0]!.id)!]]),
    }
    expect(read({ mastery }, content).standing).toContain('«Việc quet» và «Việc giu». Và 1 việc nữa.')
  })

  it('has a kind word for a beginning', () => {
    expect(read({}).standing).toBe('Bà ngoại mới bắt đầu, chưa học xong bài nào ạ.')
    expect(read({ finished: ['0'] }).standing).toBe('Bà ngoại mới bắt đầu, chưa học xong bài nào ạ.')
  })

  it('offers the Việc thật of the last lesson, spoken of the relative, until it was done', () => {
    const lesson = (id: string) => ({ ...lessonOf(id, null), realLife: `Tuần này {goi} thử việc ${id}.` })
    const content = {
      ...small,
      lessons: new Map([...small.lessons, ['Q', lesson('Q')], ['G', lesson('G')]]),
    }
    const finished = ['0', 'Q', 'G']
    expect(read({ finished }, content).together).toContain(
      'Việc nhỏ làm cùng bà ngoại: Tuần này bà thử việc G.',
    )
    expect(read({ finished, realLifeDone: ['G'] }, content).together).toContain('thử việc Q.')
    expect(read({ finished: ['0'] }, content).together).toContain('mở bài «Bài')
  })

  it('never tells a number of the engine, a share, a miss or an answer', () => {
    const mastery = {
      quet: knowing({ p: 0.123456, e: 7.891, missed: 3, seen: { 'quet/viec.1': DAY } }),
      giu: held(DAY - 9, 0),
    }
    const { standing, together } = read({ mastery, finished: ['0', 'Q'] })
    expect(`${standing}\n${together}`).not.toMatch(/0[.,]1|12|7[.,]8|%|sai|nhầm 3|viec\.1/)
  })

  it('tells no more of a skill than the learner reads of it', () => {
    const walk = restingWalk(small)
    walk.learner = { ...walk.learner, mastery: { quet: held(DAY - 3, 0), giu: knowing({ memory: due(40) }) } }
    walk.now = NOW
    const world = {
      curriculum: small,
      now: NOW,
      onWeb: false,
      leaks: new Set<string>(),
      random: () => 0.5,
    }
    const own = walk.read(resultsScreen(walk.learner, walk.session!, world, 0))
    expect(own).toContain('Việc quet: làm chắc, nên ôn')
    const { standing } = read({ mastery: walk.learner.mastery })
    expect(standing).toBe('Bà ngoại tự làm được rồi: «Việc quet».\nTuần này nên ôn: «Việc quet».')
  })

  it('fits on a screen whatever was learned of the real content', () => {
    const all = Object.fromEntries(
      [...curriculum.skills.keys()].map((id, at) => [id, held(DAY - 1 - at, at % 9)] as const),
    )
    const finished = [...curriculum.path]
    for (let left = finished.length; left > 0; left--) {
      const told = familyProgress(
        { ...viewing, learnerId: left },
        seen({ mastery: all, finished: finished.slice(0, left) }),
        curriculum,
        NOW,
      )
      for (const lines of [told.standing, told.together]) {
        const text = lines.map((line) => words.say(line, helper)).join('\n')
        expect(lines.length).toBeLessThanOrEqual(3)
        expect(ruleProblems({ id: '', text, buttons: [] })).toEqual([])
      }
    }
  })

  it('has another tip each day, in turn', () => {
    const tips = [0, 1, 2, 3, 4].map((nth) => words.say(tipAt(nth), helper))
    expect(new Set(tips).size).toBe(5)
    expect(words.say(tipAt(5), helper)).toBe(tips[0])
  })
})

describe('what a helper may have seen in real life', () => {
  it('is what was begun, and not told of within the week', () => {
    const mastery = { quet: knowing({ seenInLifeOn: DAY - 6 }), giu: knowing({ seenInLifeOn: DAY - 7 }) }
    const titles = (part: Partial<SeenByFamily>) => skillsToSee(seen(part), small, NOW).map(({ id }) => id)
    expect(titles({ mastery })).toEqual(['giu'])
    expect(titles({})).toEqual([])
  })
})

describe('leave to look', () => {
  it('is made from a consent that holds alone', () => {
    expect(viewingOf({ ...HELPING, sees: false })).toBeNull()
    expect(viewingOf(HELPING)).toMatchObject({ learnerId: 0, called: 'bà ngoại' })
  })
})
