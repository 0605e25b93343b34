import { describe, expect, it } from 'vitest'
import {
  type AgendaWorld,
  REVIEWS_AT_ONCE,
  chooseExercise,
  nextActivity,
  nextNew,
  nextReview,
} from '../../src/domain/agenda.js'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Curriculum } from '../../src/domain/curriculum.js'
import type { Learner } from '../../src/domain/learner.js'
import { type Held, type Mastery, newMastery } from '../../src/domain/mastery.js'
import {
  lessonOf,
  pairOf,
  questionOf,
  restingWalk,
  rules,
  skillOf,
  smallCurriculum,
  taskOf,
} from '../support/bot/small-curriculum.js'

const NOW = new Date('2026-11-24T01:00:00Z')
const TODAY = dayNumber(NOW)
const SKILLS = ['quet', 'chuyen', 'giu', 'khoa']

const small = smallCurriculum({
  skills: SKILLS.map((id, at) => skillOf(id, at < 2 ? 'thanh-toan' : 'tu-bao-ve')),
  exercises: SKILLS.flatMap((id) => [
    ...Array.from({ length: 6 }, (_, nth) => taskOf(id, nth)),
    ...Array.from({ length: 6 }, (_, nth) => questionOf(id, nth)),
  ]),
  lessons: [lessonOf('0', null, []), ...SKILLS.map((id) => lessonOf(`bai-${id}`, id))],
})
const ALL = small.path

const worldWith = (curriculum: Curriculum = small, random = 0): AgendaWorld => ({
  curriculum,
  now: NOW,
  random: () => random,
})

/** Passed alone some days ago, with this P then, and wanted again today. */
const due = (change: Partial<Mastery> = {}): Mastery => ({
  ...newMastery(rules.current),
  seq: 6,
  p: 0.8,
  pOn: TODAY - 3,
  memory: { stability: 3, difficulty: 5, reviewedOn: TODAY - 3, due: TODAY },
  passedOn: TODAY - 3,
  doneOnceOn: TODAY - 3,
  guided: 2,
  ...change,
})
const rested = (change: Partial<Mastery> = {}): Mastery =>
  due({ ...change, memory: { ...due().memory!, due: TODAY + 5 }, ...change })
const held = (change: Partial<Held> = {}): Held => ({
  on: TODAY - 20,
  until: TODAY + 30,
  rule: rules.current.version,
  shakenOn: null,
  ...change,
})
const learner = (mastery: Record<string, Mastery>, change: Partial<Learner> = {}): Learner => ({
  ...restingWalk(small, [...ALL]).learner,
  mastery,
  ...change,
})

const skillIn = (activity: ReturnType<typeof nextActivity>) =>
  activity === null ? null : activity.kind === 'lesson' ? activity.lesson.id : activity.exercise.skill

describe('reviews', () => {
  it('come first when they are due, and after three something new', () => {
    const one = learner({ giu: due() }, { finished: ALL.slice(0, 4) })
    expect(nextActivity(one, 0, worldWith())).toMatchObject({ kind: 'review', exercise: { skill: 'giu' } })
    expect(nextActivity(one, REVIEWS_AT_ONCE - 1, worldWith())).toMatchObject({ kind: 'review' })
    expect(nextActivity(one, REVIEWS_AT_ONCE, worldWith())).toMatchObject({
      kind: 'lesson',
      lesson: { id: 'bai-khoa' },
    })
  })

  it('are not due before their day, nor on a day on which the skill was seen already', () => {
    expect(nextReview(learner({ giu: rested() }), worldWith())).toBeNull()
    const today = { day: TODAY, right: 1, wrong: 0, taskWrong: false }
    expect(nextReview(learner({ giu: due({ today }) }), worldWith())).toBeNull()
    expect(nextReview(learner({ giu: due({ lastEvidenceOn: TODAY }) }), worldWith())).toBeNull()
  })

  it('begin the day after a lesson', () => {
    const taught = (on: number) => ({ ...newMastery(rules.current), seq: 1, taughtOn: on, pOn: on })
    expect(nextReview(learner({ giu: taught(TODAY) }), worldWith())).toBeNull()
    expect(skillIn(nextReview(learner({ giu: taught(TODAY - 1) }), worldWith()))).toBe('giu')
  })

  it('take first what was missed, then what lapses soon, then what lacks a day, what is known least, and the rest', () => {
    const mastery = {
      quet: due({ p: 0.3 }),
      chuyen: due({ p: 0.9 }),
      giu: due({ held: held({ until: TODAY + 7 }) }),
      khoa: rested({ held: held(), firstHeldOn: TODAY - 20, missed: 1 }),
    }
    const orderOf = (all: Record<string, Mastery>): (string | null)[] => {
      const order: (string | null)[] = []
      for (let rest = all; Object.keys(rest).length > 0;) {
        const skill = skillIn(nextReview(learner(rest), worldWith()))
        order.push(skill)
        const { [skill!]: _, ...others } = rest
        rest = others
      }
      return order
    }
    expect(orderOf(mastery)).toEqual(['khoa', 'giu', 'quet', 'chuyen'])
    const lacksDay = due({ p: 0.97, e: 30, tasksPassed: 2 })
    const long = due({ held: held({ until: TODAY + 8 }) })
    expect(orderOf({ quet: long, chuyen: due({ p: 0.3 }), giu: lacksDay })).toEqual(['giu', 'chuyen', 'quet'])
  })

  it('put what was missed once more on the same day, before all else, as long as it may count', () => {
    const today = { day: TODAY, right: 0, wrong: 1, taskWrong: true }
    const missed = due({ today, missed: 1, firstHeldOn: TODAY - 20, lastEvidenceOn: TODAY, shownThatDay: 2 })
    const one = learner({ quet: due(), giu: missed })
    expect(nextActivity(one, REVIEWS_AT_ONCE, worldWith())).toMatchObject({
      kind: 'review',
      exercise: { skill: 'giu', type: 'task' },
      as: 'alone',
    })
    const enough = learner({ quet: due(), giu: { ...missed, shownThatDay: 3 } })
    expect(skillIn(nextActivity(enough, 0, worldWith()))).toBe('quet')
    const never = learner({ quet: due(), giu: { ...missed, firstHeldOn: null } })
    expect(skillIn(nextActivity(never, 0, worldWith()))).toBe('quet')
  })

  it('of a skill under way come on the day that completes the span of a week', () => {
    const onTheWay = rested({ firstEvidenceOn: TODAY - 7, lastEvidenceOn: TODAY - 3 })
    expect(skillIn(nextReview(learner({ giu: onTheWay }), worldWith()))).toBe('giu')
    expect(nextReview(learner({ giu: { ...onTheWay, firstEvidenceOn: TODAY - 6 } }), worldWith())).toBeNull()
    expect(nextReview(learner({ giu: { ...onTheWay, firstHeldOn: TODAY - 2 } }), worldWith())).toBeNull()
  })
})

describe('something new', () => {
  it('is the lesson or exercise of the weakest skill', () => {
    const mastery = { quet: rested({ p: 0.6 }), chuyen: rested({ p: 0.1 }), giu: rested({ p: 0.7 }) }
    expect(skillIn(nextNew(learner(mastery), worldWith()))).toBe('chuyen')
    const beforeLast = learner(mastery, { finished: ALL.slice(0, 4) })
    expect(skillIn(nextNew(beforeLast, worldWith()))).toBe('chuyen')
    const strong = { quet: rested(), chuyen: rested(), giu: rested() }
    expect(skillIn(nextNew(learner(strong, { finished: ALL.slice(0, 4) }), worldWith()))).toBe('bai-khoa')
  })

  it('is first what only prepares, and nothing before what it requires', () => {
    const lessons = [
      lessonOf('0', null, []),
      lessonOf('G', 'giu', ['0', 'P']),
      lessonOf('P', null, ['0']),
      lessonOf('Q', 'quet', ['0']),
    ]
    const world = worldWith({
      ...small,
      lessons: new Map(lessons.map((one) => [one.id, one])),
      path: lessons.map(({ id }) => id),
    })
    expect(skillIn(nextNew(learner({}, { finished: ['0'] }), world))).toBe('P')
    expect(skillIn(nextNew(learner({}, { finished: ['0', 'P'] }), world))).toBe('G')
  })

  it('is the lesson that leads to a skill not begun before one whose skill is known better', () => {
    const lessons = [
      lessonOf('0', null, []),
      lessonOf('C', 'chuyen', ['0']),
      lessonOf('G', 'giu', ['0']),
      lessonOf('H', 'khoa', ['G']),
    ]
    const world = worldWith({
      ...small,
      lessons: new Map(lessons.map((one) => [one.id, one])),
      path: lessons.map(({ id }) => id),
    })
    const known = { chuyen: rested({ p: 0.5 }), giu: rested({ p: 0.9 }), quet: rested({ held: held() }) }
    expect(skillIn(nextNew(learner(known, { finished: ['0'] }), world))).toBe('G')
    const begun = { ...known, khoa: rested({ p: 0.4 }) }
    expect(skillIn(nextNew(learner(begun, { finished: ['0'] }), world))).toBe('C')
  })

  it('is of the area put first; areas left for later come last, and are not dropped', () => {
    const finished = ['0']
    const first = learner({}, { finished, firstArea: 'tu-bao-ve' })
    expect(skillIn(nextNew(first, worldWith()))).toBe('bai-giu')
    const later = learner({}, { finished, laterAreas: ['thanh-toan'] })
    expect(skillIn(nextNew(later, worldWith()))).toBe('bai-giu')
    const only = {
      giu: rested({ lastEvidenceOn: TODAY, shownThatDay: 3 }),
      khoa: rested({ lastEvidenceOn: TODAY, shownThatDay: 3 }),
    }
    expect(skillIn(nextNew(learner(only, { laterAreas: ['thanh-toan'] }), worldWith()))).toBe('quet')
  })

  it('is another skill when three counted today, and at last what was seen before', () => {
    const enough = rested({ lastEvidenceOn: TODAY, shownThatDay: 3, seen: { 'quet/viec.0': TODAY - 2 } })
    expect(skillIn(nextNew(learner({ quet: enough }), worldWith()))).not.toBe('quet')
    const all = Object.fromEntries(SKILLS.map((id) => [id, { ...enough, seen: {} }]))
    expect(nextNew(learner(all), worldWith())).toBeNull()
    expect(nextNew(learner({ ...all, quet: enough }), worldWith())).toMatchObject({
      kind: 'practice',
      exercise: { key: 'quet/viec.0' },
      as: 'alone',
    })
  })

  it('keeps unseen variants of what is recognised for its reviews', () => {
    const all = (change: Partial<Mastery>) =>
      Object.fromEntries(SKILLS.map((id) => [id, rested({ held: held(), ...change })]))
    const variants = small.exercisesOf.get('quet')!.map(({ key }) => key)
    const most = variants.slice(0, Math.ceil(variants.length * 0.6))
    const seen = Object.fromEntries(most.map((key) => [key, TODAY - 20]))
    expect(nextNew(learner(all({ pOn: TODAY - 1 })), worldWith())).toBeNull()
    expect(nextNew(learner(all({ pOn: TODAY - 5 })), worldWith())).not.toBeNull()
    expect(nextNew(learner(all({ pOn: TODAY - 5, seen })), worldWith())).toMatchObject({
      exercise: { key: most.toSorted()[0] },
    })
  })

  it('is what still lacks evidence before what lacks only days', () => {
    const complete = { e: 30, tasksPassed: 2, p: 0.96, pOn: TODAY }
    const one = learner({ quet: rested(complete), chuyen: rested({ p: 0.98, pOn: TODAY }) })
    const others = { giu: rested({ held: held(), pOn: TODAY }), khoa: rested({ held: held(), pOn: TODAY }) }
    expect(skillIn(nextNew({ ...one, mastery: { ...one.mastery, ...others } }, worldWith()))).toBe('chuyen')
  })

  it('is of all that is recognised what was not asked for longest', () => {
    const on = (day: number, p: number) => rested({ held: held(), firstHeldOn: day, pOn: day, p })
    const all = { quet: on(TODAY - 3, 0.95), chuyen: on(TODAY - 9, 0.99), giu: on(TODAY - 4, 0.9) }
    expect(skillIn(nextNew(learner({ ...all, khoa: on(TODAY - 2, 0.8) }), worldWith()))).toBe('chuyen')
  })
})

describe('the exercise of a skill', () => {
  const pick = (mastery: Mastery, curriculum = small) =>
    chooseExercise('giu', mastery, worldWith(curriculum))?.key ?? null

  it('is a task until two were passed, then tasks and questions in turn', () => {
    expect(pick(due({ tasksPassed: 1, seq: 3 }))).toBe('giu/viec.0')
    expect(pick(due({ tasksPassed: 2, seq: 3 }))).toBe('giu/cau.0')
    expect(pick(due({ tasksPassed: 2, seq: 4 }))).toBe('giu/viec.0')
    expect(pick(due({ tasksPassed: 2, seq: 3, firstHeldOn: TODAY - 9 }))).toBe('giu/viec.0')
  })

  it('was not seen in ninety days; when all were, there is none', () => {
    const seen = (days: number) =>
      Object.fromEntries(small.exercisesOf.get('giu')!.map(({ key }) => [key, TODAY - days]))
    expect(pick(due({ seen: { 'giu/viec.0': TODAY - 89 } }))).toBe('giu/viec.1')
    expect(pick(due({ seen: { 'giu/viec.0': TODAY - 90 } }))).toBe('giu/viec.0')
    expect(pick(due({ seen: seen(89) }))).toBeNull()
  })

  it('is a question when there is no task, also one of two choices', () => {
    expect(pick(due(), smallCurriculum({ exercises: [pairOf('giu', 0)] }))).toBe('giu/doi.0')
  })
})

describe('how a task is put', () => {
  const as = (change: Partial<Mastery>) => {
    const activity = nextReview(learner({ giu: due(change) }), worldWith())
    return activity?.kind === 'review' ? activity.as : null
  }

  it('is first shown, then together, then alone; a learner who passed it before does it alone', () => {
    expect(as({ passedOn: null, guided: 0 })).toBe('shown')
    expect(as({ passedOn: null, guided: 1 })).toBe('together')
    expect(as({ passedOn: null, guided: 2 })).toBe('alone')
    expect(as({ guided: 0 })).toBe('alone')
  })

  it('has more help again after misses on end, once, and none once the skill is recognised', () => {
    expect(as({ missed: 1 })).toBe('alone')
    expect(as({ missed: 2 })).toBe('together')
    expect(as({ missed: 3 })).toBe('shown')
    expect(as({ missed: 3, afterGuided: true })).toBe('alone')
    expect(as({ missed: 3, held: held() })).toBe('alone')
  })
})

describe('lessons without a skill', () => {
  const awareness = { ...lessonOf('N1', null), area: 'nhan-thuc' }
  const withLessons = (...extra: ReturnType<typeof lessonOf>[]): Curriculum =>
    smallCurriculum({ lessons: [lessonOf('0', null, []), lessonOf('Q', 'quet'), ...extra] })
  const next = (curriculum: Curriculum, finished: string[]) =>
    nextNew(learner({}, { finished }), worldWith(curriculum))

  it('that prepare come at once, those of awareness at their place in the path', () => {
    expect(skillIn(next(withLessons(lessonOf('P', null)), ['0']))).toBe('P')
    expect(skillIn(next(withLessons(awareness), ['0']))).toBe('Q')
    expect(skillIn(next(withLessons(awareness), ['0', 'Q']))).toBe('N1')
  })

  it('that wait to be verified are left out until their day', () => {
    const until = (verifyBefore: string) => withLessons({ ...lessonOf('P', null), verifyBefore })
    expect(skillIn(next(until('2026-11-25'), ['0']))).toBe('Q')
    expect(skillIn(next(until('2026-11-24'), ['0']))).toBe('P')
  })
})
