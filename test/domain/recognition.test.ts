import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, dayNumber } from '../../src/domain/calendar.js'
import type { Curriculum, Skill } from '../../src/domain/curriculum.js'
import type { ExerciseType, Level } from '../../src/domain/exercise.js'
import {
  type Recognition,
  changedSince,
  countedAreas,
  isValid,
  latest,
  recognitionsOn,
} from '../../src/domain/recognition.js'
import type { Rule } from '../../src/domain/rule.js'
import { TT_1_0, retesting, varied } from '../support/rule.js'
import { DAY_0, exerciseOf, morning, runs, skillLog } from '../support/skill-log.js'

const skill = (id: string, area: string, safetyCritical: boolean): Skill => ({
  id,
  area,
  title: id,
  can: id,
  safetyCritical,
  requires: [],
  misconceptions: [],
})
const SKILLS = [
  skill('giu-ma', 'tu-bao-ve', true),
  skill('khoa-va-bao', 'tu-bao-ve', false),
  skill('quet-ma', 'thanh-toan', true),
  skill('tra-hoa-don', 'thanh-toan', false),
]
const AREAS = ['tu-bao-ve', 'thanh-toan']

const curriculumOf = (rule: Rule): Curriculum => ({
  lessons: new Map(),
  path: [],
  places: [],
  areas: [...AREAS, 'nhan-thuc'].map((id) => ({ id, name: id })),
  plans: [],
  skills: new Map(SKILLS.map((one) => [one.id, one])),
  allSkills: new Map(SKILLS.map((one) => [one.id, one])),
  exercises: new Map(),
  exercisesOf: new Map(),
  scams: new Map(),
  contacts: new Map(),
  lexicon: new Map(),
  card: { title: '', intro: '', rows: [], threeWords: '', meaning: '', caution: '', offer: '' },
  asked: { lessons: new Map(), elsewhere: [] },
  rules: { current: rule, versions: new Map([[rule.version, rule]]) },
})

/** A learner with all skills, and every list of recognitions there was. */
function learner(rule: Rule) {
  const curriculum = curriculumOf(rule)
  const logs = new Map(SKILLS.map(({ id }) => [id, skillLog(rule)]))
  const one = {
    now: morning(0),
    recognitions: [] as Recognition[],
    /** Does something with the log of a skill; whatever follows from it is recognised on that day. */
    observe(id: string, act: (log: ReturnType<typeof skillLog>) => void): void {
      const log = logs.get(id)!
      log.at = one.now
      act(log)
      one.now = log.at
      one.settle(dayNumber(one.now))
    },
    settle(day: Day): void {
      const mastery = Object.fromEntries([...logs].map(([id, log]) => [id, log.mastery]))
      one.recognitions = recognitionsOn(day, one.recognitions, mastery, curriculum)
    },
    ask(day: number, ids: readonly string[], right = true, type: ExerciseType = 'task'): void {
      for (const id of ids) one.observe(id, (log) => log.ask(day, type, right))
    },
    of: (level: Level, subject: string): [number, number | null][] =>
      one.recognitions
        .filter((each) => each.level === level && each.subject === subject)
        .map(({ awardedOn, validUntil }) => [
          awardedOn - DAY_0,
          validUntil === null ? null : validUntil - DAY_0,
        ]),
    until: (id: string): number => logs.get(id)!.mastery.held!.until - DAY_0,
  }
  return one
}

const ALL = SKILLS.map(({ id }) => id)
const FIRST = ALL.slice(0, 2)

describe('named steps', () => {
  it('a task alone is the first, and stays for ever', () => {
    const one = learner(TT_1_0)
    one.ask(0, ['giu-ma'], true, 'question')
    one.ask(1, ['giu-ma'], false)
    expect(one.recognitions).toEqual([])
    one.ask(2, ['giu-ma'])
    one.ask(9, ['giu-ma'])
    expect(one.of('lam-duoc', 'giu-ma')).toEqual([[2, null]])
    expect(isValid(one.recognitions[0]!, DAY_0 + 10_000)).toBe(true)
    expect(isValid(one.recognitions[0]!, DAY_0 + 1)).toBe(false)
  })

  it('a skill, its area, all of safety and all areas come as their parts do', () => {
    const one = learner(TT_1_0)
    for (const day of [0, 3, 7]) one.ask(day, FIRST)
    for (const day of [8, 11]) one.ask(day, ALL.slice(2))
    expect(one.of('lam-chac', 'giu-ma')).toEqual([[7, one.until('giu-ma')]])
    expect(one.of('vung', 'tu-bao-ve')).toEqual([[7, Math.min(...FIRST.map(one.until))]])
    expect(one.recognitions.some(({ level }) => level === 'an-toan')).toBe(false)

    one.ask(15, ['quet-ma'])
    expect(one.of('an-toan', '')).toEqual([[15, Math.min(one.until('giu-ma'), one.until('quet-ma'))]])
    expect(one.of('vung', 'thanh-toan')).toEqual([])
    one.ask(16, ['tra-hoa-don'])
    expect(one.of('vung', 'thanh-toan')).toEqual([[16, Math.min(...ALL.slice(2).map(one.until))]])
    expect(one.of('thanh-thao', '')).toEqual([[16, Math.min(...ALL.map(one.until))]])
    expect(one.recognitions.every(({ rule }) => rule === 'TT-1.0')).toBe(true)
  })

  it('areas without skills of their own are not asked for', () => {
    expect(countedAreas(curriculumOf(TT_1_0))).toEqual(AREAS)
  })

  it('an area begins only when each skill was passed within a fortnight', () => {
    const one = learner(TT_1_0)
    for (const day of [0, 3, 7]) one.ask(day, ['giu-ma'])
    for (const day of [10, 14]) one.ask(day, ['khoa-va-bao'])
    one.ask(21, ['khoa-va-bao'])
    expect(one.of('lam-chac', 'khoa-va-bao')).toHaveLength(1)
    expect(one.of('vung', 'tu-bao-ve')).toEqual([])
    one.ask(22, ['giu-ma'], true, 'question')
    expect(one.of('vung', 'tu-bao-ve')).toMatchObject([[22, Math.min(...FIRST.map(one.until))]])

    const inTime = learner(TT_1_0)
    for (const day of [0, 3, 7]) inTime.ask(day, ['giu-ma'])
    for (const day of [10, 14, 20]) inTime.ask(day, ['khoa-va-bao'])
    expect(inTime.of('vung', 'tu-bao-ve')).toMatchObject([[20, expect.any(Number)]])
  })
})

describe('the end of a recognition', () => {
  const recognised = (rule: Rule) => {
    const one = learner(rule)
    for (const day of [0, 3, 7, 12, 20]) {
      one.ask(day, ALL)
      one.ask(day, ALL)
    }
    expect(one.of('thanh-thao', '')).toEqual([[7, 200]])
    return one
  }

  it('moves on with each of its parts', () => {
    const one = recognised(TT_1_0)
    one.ask(40, ALL.slice(1))
    expect(one.of('vung', 'tu-bao-ve')).toEqual([[7, 200]])
    expect(one.of('vung', 'thanh-toan')).toEqual([[7, 220]])
    one.ask(41, ['giu-ma'])
    expect(one.of('vung', 'tu-bao-ve')).toEqual([[7, 220]])
    expect(one.of('thanh-thao', '')).toEqual([[7, 220]])
  })

  it('comes on the day on which P of one skill falls below, for all that rests on it', () => {
    const one = recognised(TT_1_0)
    one.ask(40, ['quet-ma', 'quet-ma'], false, 'question')
    expect(one.of('lam-chac', 'quet-ma')).toEqual([[7, 40]])
    expect(one.of('vung', 'thanh-toan')).toEqual([[7, 40]])
    expect(one.of('an-toan', '')).toEqual([[7, 40]])
    expect(one.of('thanh-thao', '')).toEqual([[7, 40]])
    expect(one.of('vung', 'tu-bao-ve')).toEqual([[7, 200]])
  })

  it('comes on the day after the second failed review day', () => {
    const one = recognised(TT_1_0)
    one.ask(40, ['quet-ma'], false)
    expect(one.of('lam-chac', 'quet-ma')[0]![1]).toBeGreaterThan(60)
    one.ask(41, ['quet-ma'], true, 'question')
    one.ask(41, ['quet-ma'], false)
    one.ask(41, ['quet-ma'], true, 'question')
    expect(one.of('lam-chac', 'quet-ma')).toEqual([[7, 42]])
    expect(one.of('thanh-thao', '')).toEqual([[7, 42]])
  })

  it('waits for a retest where the rule does, and is forgotten when that is passed', () => {
    const one = recognised(retesting(3))
    one.ask(40, ['quet-ma'], false, 'question')
    expect(one.of('lam-chac', 'quet-ma')).toEqual([[7, 44]])
    expect(one.of('thanh-thao', '')).toEqual([[7, 44]])
    one.ask(43, ['quet-ma'])
    expect(one.of('lam-chac', 'quet-ma')).toEqual([[7, one.until('quet-ma')]])
    expect(one.until('quet-ma')).toBeGreaterThan(60)
    expect(one.of('thanh-thao', '')).toEqual([[7, Math.min(...ALL.map(one.until))]])
  })

  it('is followed by a new one, and the old one stands as it was', () => {
    const one = recognised(TT_1_0)
    one.ask(40, ['quet-ma', 'quet-ma'], false, 'question')
    for (const day of [41, 42, 44]) one.ask(day, ['quet-ma'])
    const [old, fresh, ...more] = one.of('lam-chac', 'quet-ma')
    expect(old).toEqual([7, 40])
    expect(fresh![0]).toBeGreaterThan(40)
    expect(more).toEqual([])
    // The other skill of the area was last passed on day 20: more than a fortnight ago.
    expect(one.of('vung', 'thanh-toan')).toEqual([[7, 40]])
    one.ask(45, ['tra-hoa-don'], true, 'question')
    expect(one.of('vung', 'thanh-toan')[1]![0]).toBe(45)
  })

  it('of an area is over as soon as the skill is back, where the rule says so', () => {
    const one = recognised(varied('returns', { areaReturnsWithSkill: true }))
    one.ask(40, ['quet-ma', 'quet-ma'], false, 'question')
    for (const day of [41, 42, 44]) one.ask(day, ['quet-ma'])
    expect(one.of('vung', 'thanh-toan')[1]![0]).toBe(one.of('lam-chac', 'quet-ma')[1]![0])
    expect(one.of('thanh-thao', '')).toHaveLength(2)
  })

  it('comes by itself when nobody reviews', () => {
    const one = recognised(TT_1_0)
    const { recognitions } = one
    const last = latest(recognitions, 'thanh-thao', '')!
    expect([199, 200].map((day) => isValid(last, DAY_0 + day))).toEqual([true, false])
    one.settle(DAY_0 + 250)
    expect(one.recognitions).toEqual(recognitions)
  })

  it('never takes away a day that has passed, even when a miss is found late', () => {
    const one = recognised(TT_1_0)
    one.observe('quet-ma', (log) => {
      log.ask(40, 'question', false)
      log.show(exerciseOf('question', 'left'), morning(40))
    })
    expect(one.of('lam-chac', 'quet-ma')).toEqual([[7, 53]])
    // The day's silence is over on day 41; it is looked at only on day 50.
    one.observe('quet-ma', (late) => {
      late.add({ kind: 'abandoned' }, new Date(late.mastery.open!.at + TT_1_0.abandonMs))
      late.at = morning(50)
    })
    expect(one.of('lam-chac', 'quet-ma')).toEqual([[7, 50]])
    expect(one.of('vung', 'thanh-toan')).toEqual([[7, 50]])
    expect(one.of('thanh-thao', '')).toEqual([[7, 50]])
  })
})

describe('help owned up to on the day of an award', () => {
  it('takes back the skill and all that came with it, as an interval without days', () => {
    const one = learner(varied('returns', { areaReturnsWithSkill: true }))
    for (const day of [0, 3]) one.ask(day, ALL)
    one.ask(7, ALL)
    expect(one.of('thanh-thao', '')).toHaveLength(1)
    one.observe('giu-ma', (log) => log.helped(7))
    for (const [level, subject] of [
      ['lam-chac', 'giu-ma'],
      ['vung', 'tu-bao-ve'],
      ['an-toan', ''],
      ['thanh-thao', ''],
    ] as const)
      expect(one.of(level, subject)).toEqual([[7, 7]])
    expect(one.of('lam-chac', 'quet-ma')).toEqual([[7, one.until('quet-ma')]])
    expect(one.of('lam-duoc', 'giu-ma')).toEqual([[0, null]])

    // What was taken back was never held: the area is given as if for the first time.
    one.ask(30, ['giu-ma'])
    one.ask(31, ['giu-ma'])
    expect(one.of('lam-chac', 'giu-ma')).toHaveLength(2)
    expect(one.of('vung', 'tu-bao-ve')).toEqual([[7, 7]])
    one.ask(32, ['khoa-va-bao'])
    expect(one.of('vung', 'tu-bao-ve')[1]![0]).toBe(32)
  })

  it('takes back the first task alone, which may come again', () => {
    const one = learner(TT_1_0)
    one.ask(0, ['giu-ma'])
    one.observe('giu-ma', (log) => log.helped(0))
    expect(one.of('lam-duoc', 'giu-ma')).toEqual([[0, 0]])
    one.ask(1, ['giu-ma'])
    expect(one.of('lam-duoc', 'giu-ma')).toEqual([
      [0, 0],
      [1, null],
    ])
  })
})

describe('what changed', () => {
  it('is what is new and what has another end', () => {
    const one = learner(TT_1_0)
    for (const day of [0, 3]) one.ask(day, ['giu-ma'])
    const before = one.recognitions
    one.ask(7, ['giu-ma'])
    const [changed, ...more] = changedSince(before, one.recognitions)
    expect(changed).toMatchObject({ isNew: true, recognition: { level: 'lam-chac', subject: 'giu-ma' } })
    expect(more).toEqual([])
    const held = one.recognitions
    one.ask(8, ['giu-ma'])
    expect(changedSince(held, one.recognitions)).toMatchObject([{ isNew: false }])
    expect(changedSince(one.recognitions, one.recognitions)).toEqual([])
  })
})

/** Everything that held on a day. */
const statusOn = (all: readonly Recognition[], day: Day): string[] =>
  all.filter((one) => isValid(one, day)).map(({ level, subject }) => `${level} ${subject}`)

describe('recognitions of any learner', () => {
  const acts = fc.array(
    fc.record({
      skill: fc.constantFrom(...ALL),
      hours: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 10, max: 90 }), fc.nat(900)),
      type: fc.constantFrom<ExerciseType>('task', 'question'),
      right: fc.integer({ min: 0, max: 11 }).map((n) => n > 0),
      how: fc.constantFrom(
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        'hinted',
        'abandoned',
        'helped',
        'taught',
        'everything',
      ),
    }),
    { maxLength: 220, size: 'max' },
  )
  const rules = fc.constantFrom(
    TT_1_0,
    retesting(7),
    varied('returns', { areaReturnsWithSkill: true, lapse: retesting(1).lapse }),
  )

  /** Plays the acts; `each` sees every two lists that follow each other, and the day of the second. */
  function live(
    course: typeof acts extends fc.Arbitrary<infer A> ? A : never,
    rule: Rule,
    each: (before: readonly Recognition[], after: readonly Recognition[], day: Day) => void,
  ): Recognition[] {
    const one = learner(rule)
    for (const { skill: id, hours, type, right, how } of course) {
      one.now = new Date(one.now.getTime() + hours * 3600_000)
      // Now and then a whole round goes well: without it nobody would come far.
      for (const asked of how === 'everything' ? ALL : [id]) {
        const before = one.recognitions
        one.observe(asked, (log) => {
          const today = (log.at.getTime() - morning(0).getTime()) / 86_400_000
          if (how === 'helped' || how === 'taught') log.add({ kind: how }, log.at)
          else if (how === 'hinted' || how === 'abandoned') log.ask(today, type, true, { end: how })
          else log.ask(today, type, right || how === 'everything')
        })
        each(before, one.recognitions, dayNumber(one.now))
      }
    }
    return one.recognitions
  }

  it('are never rewritten: only the end of the latest of a subject moves, and never before today', () => {
    let moved = 0
    fc.assert(
      fc.property(acts, rules, (course, rule) => {
        live(course, rule, (before, after, day) => {
          for (const [at, old] of before.entries()) {
            const now = after[at]!
            if (now === old) continue
            expect({ ...now, validUntil: old.validUntil }).toEqual(old)
            moved++
            expect(latest(after, old.level, old.subject)).toBe(now)
            expect(now.validUntil).toBeGreaterThanOrEqual(
              Math.min(old.validUntil ?? Infinity, Math.max(day, old.awardedOn)),
            )
          }
          for (const { awardedOn, validUntil } of after.slice(before.length)) {
            expect(awardedOn).toBe(day)
            expect(validUntil ?? Infinity).toBeGreaterThan(day)
          }
        })
      }),
      runs(15),
    )
    expect(moved).toBeGreaterThan(100)
  })

  it('tell the same of every past day after whatever is observed later', () => {
    let told = 0
    fc.assert(
      fc.property(acts, rules, (course, rule) => {
        const past = new Map<Day, string[]>()
        let last: Day = DAY_0
        const end = live(course, rule, (before, _, day) => {
          for (; last < day; last++) past.set(last, statusOn(before, last))
        })
        for (const [day, status] of past) {
          told += status.length
          expect(statusOn(end, day)).toEqual(status)
        }
      }),
      runs(15),
    )
    expect(told).toBeGreaterThan(1000)
  })

  it('do not overlap, and hold for a day at least unless they were taken back', () => {
    let highest = 0
    fc.assert(
      fc.property(acts, rules, (course, rule) => {
        const end = live(course, rule, () => {})
        const open = new Map<string, number>()
        for (const { level, subject, awardedOn, validUntil } of end) {
          const key = `${level} ${subject}`
          expect(awardedOn).toBeGreaterThanOrEqual(open.get(key) ?? -Infinity)
          expect(validUntil ?? Infinity).toBeGreaterThanOrEqual(awardedOn)
          open.set(key, validUntil ?? Infinity)
          if (level === 'thanh-thao') highest++
        }
      }),
      runs(15),
    )
    expect(highest).toBeGreaterThan(5)
  })

  it('of an area lie within those of its skills, and those of the person within those of areas and skills', () => {
    fc.assert(
      fc.property(acts, rules, (course, rule) => {
        const end = live(course, rule, () => {})
        const days = end.flatMap(({ awardedOn, validUntil }) => [
          awardedOn,
          (validUntil ?? awardedOn) - 1,
          validUntil ?? awardedOn,
        ])
        for (const day of new Set(days)) {
          const status = statusOn(end, day)
          const needed = status.flatMap((one): string[] => {
            if (one === 'thanh-thao ') return AREAS.map((area) => `vung ${area}`)
            if (one === 'an-toan ') return ['lam-chac giu-ma', 'lam-chac quet-ma']
            const area = /^vung (.+)/.exec(one)?.[1]
            return SKILLS.filter((each) => each.area === area).map(({ id }) => `lam-chac ${id}`)
          })
          expect(status).toEqual(expect.arrayContaining(needed))
        }
      }),
      runs(15),
    )
  })
})
