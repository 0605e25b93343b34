import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, startOfDay } from '../../src/domain/calendar.js'
import { isQuiet } from '../../src/domain/quiet-hours.js'
import {
  FIRST_HELPER_DAY,
  REMINDER_DAYS,
  type ReminderFacts,
  VISIT_DAY,
  isEarly,
  isHelperToldToday,
  minutesFor,
  nextReminder,
  reminderPlan,
} from '../../src/domain/reminder.js'

const at = (moment: string): Date => new Date(`${moment.replace(' ', 'T')}:00+07:00`)
const HOUR_MS = 60 * 60 * 1000

/** Somebody on Telegram, asked for an hour and without helpers, who last learned on a Monday morning. */
const facts = (change: Partial<ReminderFacts> = {}): ReminderFacts => ({
  hasWindow: false,
  paid: false,
  lastActAt: at('2026-11-02 09:00'),
  chatActAt: change.lastActAt ?? at('2026-11-02 09:00'),
  isPresent: true,
  learningTime: 8 * 60,
  wasAskedHour: true,
  lastDay: '2026-11-02',
  isAbsent: false,
  unremindedAt: null,
  reachable: true,
  hasHelper: false,
  mayBeVisited: false,
  ...change,
})
const oa = (change: Partial<ReminderFacts> = {}): ReminderFacts => facts({ hasWindow: true, ...change })

const local = (moment: Date): string =>
  new Date(moment.getTime() + 7 * HOUR_MS).toISOString().slice(5, 16).replace('T', ' ')
const plan = (of: ReminderFacts): string[] =>
  reminderPlan(of).map(({ kind, at: when }) => `${kind} ${local(when)}`)

const FREE = ['11-03', '11-05', '11-09', '11-16', '11-23', '11-30', '12-07']
const carried = { hasHelper: true, mayBeVisited: true }

describe('what follows the last act', () => {
  it.each<[string, ReminderFacts, string[]]>([
    ['no window: days 1, 3, 7, four weeks more, and nothing', facts(), FREE.map((day) => `remind ${day} 08:00`)],
    ['the own hour', facts({ learningTime: 19 * 60 + 30 }), FREE.map((day) => `remind ${day} 19:30`)],
    ['an hour of their own before seven', facts({ learningTime: 5 * 60 }), FREE.map((day) => `remind ${day} 05:00`)],
    ['never asked for an hour: at eight', facts({ learningTime: null, wasAskedHour: false }), FREE.map((day) => `remind ${day} 08:00`)],
    ['an hour too late in the evening: the last that is offered', facts({ learningTime: 23 * 60 }), FREE.map((day) => `remind ${day} 19:30`)],
    ['writes by themselves', facts({ learningTime: null, hasHelper: true }), []],
    ['writes by themselves, and the branch may ask', facts({ learningTime: null, ...carried }), ['visit 11-12 08:00']],
    ['rests, moved away or died', facts({ isAbsent: true, ...carried }), []],
    ['said «khỏi nhắc» and nothing since', facts({ unremindedAt: at('2026-11-02 09:00'), ...carried }), ['visit 11-12 08:00']],
    ['said «khỏi nhắc» and thanked', facts({ unremindedAt: at('2026-11-02 08:58') }), []],
    ['said «khỏi nhắc» and came back', facts({ unremindedAt: at('2026-10-30 09:00') }), FREE.map((day) => `remind ${day} 08:00`)],
    ['cannot be reached', facts({ reachable: false, ...carried }), ['helper 11-10 08:00', 'visit 11-12 08:00']],
    ['no window, carried by others', facts(carried), [
      'remind 11-03 08:00', 'remind 11-05 08:00', 'remind 11-09 08:00', 'helper 11-10 08:00', 'visit 11-12 08:00',
      'remind 11-16 08:00', 'remind 11-23 08:00', 'remind 11-30 08:00', 'remind 12-07 08:00',
    ]],
    ['a window: once, then silence', oa(), ['remind 11-03 08:00']],
    ['a window, carried by others', oa(carried), ['remind 11-03 08:00', 'helper 11-04 08:00', 'visit 11-12 08:00']],
    ['a window: not before hour 20', oa({ lastActAt: at('2026-11-02 13:00') }), ['remind 11-04 08:00']],
    ['a window: at hour 20 itself', oa({ lastActAt: at('2026-11-02 12:00') }), ['remind 11-03 08:00']],
    ['a window and an hour in the evening', oa({ learningTime: 19 * 60, ...carried }), ['remind 11-03 19:00', 'helper 11-04 19:00', 'visit 11-12 19:00']],
    ['a window, paid for until the seventh day', oa({ paid: true, ...carried }), [
      'remind 11-03 08:00', 'helper 11-04 08:00', 'remind 11-06 08:00', 'remind 11-08 08:00', 'visit 11-12 08:00',
    ]],
    ['a window on a shared phone that somebody else uses', oa({ isPresent: false, ...carried }), ['helper 11-04 08:00', 'visit 11-12 08:00']],
  ])('%s', (_, of, expected) => {
    expect(plan(of)).toEqual(expected)
  }) // prettier-ignore
})

describe('what is due now', () => {
  const due = (of: ReminderFacts, moment: string): string | null => nextReminder(of, at(moment))?.kind ?? null

  it.each<[string, ReminderFacts, string, string | null]>([
    ['before the hour', facts(), '2026-11-03 07:59', null],
    ['at the hour', facts(), '2026-11-03 08:00', 'remind'],
    ['six hours later, after the program was off', facts(), '2026-11-03 14:00', 'remind'],
    ['in the quiet evening', facts({ learningTime: 19 * 60 }), '2026-11-03 20:00', null],
    ['a minute before', facts({ learningTime: 19 * 60 }), '2026-11-03 19:59', 'remind'],
    ['an early hour of their own', facts({ learningTime: 5 * 60 }), '2026-11-03 05:00', 'remind'],
    ['on the next day it is too late', facts(), '2026-11-04 08:00', null],
    ['learned already', facts({ lastDay: '2026-11-03' }), '2026-11-03 08:00', null],
    ['the window nearly closed', oa({ lastActAt: at('2026-11-02 13:00') }), '2026-11-04 11:00', 'remind'],
    ['the window closed', oa({ lastActAt: at('2026-11-02 13:00') }), '2026-11-04 11:01', null],
    ['paid for, it is open', oa({ paid: true, lastActAt: at('2026-11-02 13:00') }), '2026-11-04 11:01', 'remind'],
    ['the helper also later that day', oa(carried), '2026-11-04 21:00', 'helper'],
    ['a helper who could not be told on the day', oa({ hasHelper: true }), '2026-11-05 08:00', 'helper'],
    ['not before the hour', oa({ hasHelper: true }), '2026-11-05 07:59', null],
    ['on the last day before the branch', facts(carried), '2026-11-11 08:00', 'helper'],
    ['on the day of the branch no more', facts({ hasHelper: true }), '2026-11-12 08:00', null],
    ['a paid reminder comes first', oa({ paid: true, ...carried }), '2026-11-06 08:00', 'remind'],
    ['the branch', oa(carried), '2026-11-12 08:00', 'visit'],
    ['after five weeks nothing more', facts(carried), '2026-12-14 08:00', null],
    ['the clock was set back before the last act', facts(), '2026-11-01 08:00', null],
  ])('%s', (_, of, moment, expected) => {
    expect(due(of, moment)).toBe(expected)
  }) // prettier-ignore
})

describe('by their nature', () => {
  const START = at('2026-11-02 00:00').getTime()
  const anybody: fc.Arbitrary<ReminderFacts> = fc
    .record({
      hasWindow: fc.boolean(),
      paid: fc.boolean(),
      minutes: fc.integer({ min: 0, max: 3 * 24 * 60 }),
      learningTime: fc.option(fc.integer({ min: 0, max: 24 * 60 - 1 })),
      wasAskedHour: fc.boolean(),
      isPresent: fc.boolean(),
      reachable: fc.boolean(),
      hasHelper: fc.boolean(),
      mayBeVisited: fc.boolean(),
    })
    .map(({ minutes, ...rest }) =>
      facts({ lastActAt: new Date(START + minutes * 60_000), lastDay: null, ...rest }),
    )
  const always = (holds: (of: ReminderFacts) => void): void => fc.assert(fc.property(anybody, holds))

  it('one step a day at most, in order, on days that the planner looks at', () =>
    always((of) => {
      const days = reminderPlan(of).map(({ at: when }) => dayNumber(when) - dayNumber(of.lastActAt))
      expect(days).toEqual([...new Set(days)].toSorted((one, other) => one - other))
      expect(REMINDER_DAYS).toEqual(expect.arrayContaining(days))
    }))

  it('two reminders never fall into one free window, and none outside it', () =>
    always((of) => {
      const inWindow = reminderPlan({ ...of, hasWindow: true, paid: false }).filter(
        ({ kind }) => kind === 'remind',
      )
      expect(inWindow.length).toBeLessThanOrEqual(1)
      for (const { at: when } of inWindow) {
        const hours = (when.getTime() - of.lastActAt.getTime()) / HOUR_MS
        expect(hours).toBeGreaterThanOrEqual(20)
        expect(hours).toBeLessThanOrEqual(46)
      }
    }))

  it('nobody is reminded in the quiet hours but by an early hour of their own', () =>
    always((of) => {
      for (let minute = 0; minute < 24 * 60; minute += 10) {
        const now = new Date(startOfDay(of.lastActAt).getTime() + 24 * HOUR_MS + minute * 60_000)
        if (nextReminder(of, now)?.kind !== 'remind' || !isQuiet(now)) continue
        expect(isEarly(of.learningTime)).toBe(true)
        expect(minute).toBeLessThan(7 * 60)
      }
    }))

  it('no helper is due before the first day for it, and no branch on any day but its own', () =>
    always((of) => {
      for (const nth of REMINDER_DAYS) {
        const now = new Date(startOfDay(of.lastActAt).getTime() + (nth * 24 + 19) * HOUR_MS + 45 * 60_000)
        const kind = nextReminder(of, now)?.kind
        expect(kind === 'helper' && nth < FIRST_HELPER_DAY).toBe(false)
        expect(kind === 'visit' && nth !== VISIT_DAY).toBe(false)
        // What is due by the evening was due today.
        expect(kind === 'helper' && !isHelperToldToday(of, startOfDay(now))).toBe(false)
      }
    }))

  it('who did something later is told nothing earlier', () => {
    fc.assert(
      fc.property(anybody, fc.integer({ min: 1, max: 60 * 24 }), (of, minutes) => {
        const later = new Date(of.lastActAt.getTime() + minutes * 60_000)
        const before = reminderPlan(of)
        const after = reminderPlan({ ...of, lastActAt: later, chatActAt: later })
        const both = (['remind', 'helper', 'visit'] as const).map((kind) => [
          before.find((step) => step.kind === kind)?.at.getTime() ?? 0,
          after.find((step) => step.kind === kind)?.at.getTime() ?? Infinity,
        ])
        expect(both.filter(([first, second]) => second! < first!)).toEqual([])
      }),
    )
  })
})

it.each([
  [1, 2],
  [2, 3],
  [3, 5],
])('%i exercises take %i minutes', (exercises, minutes) => {
  expect(minutesFor(exercises)).toBe(minutes)
})

it.each<[string, boolean, Partial<ReminderFacts>]>([
  ['2026-11-09 23:00', false, {}],
  ['2026-11-10 07:00', true, {}],
  ['2026-11-10 07:00', true, { learningTime: 18 * 60 }],
  ['2026-11-10 07:00', false, { hasHelper: false }],
  ['2026-11-10 07:00', false, { isAbsent: true }],
  // Nobody could be told on the eighth day.
  ['2026-11-11 07:00', true, {}],
  ['2026-11-12 07:00', false, {}],
])('at %s it is %s that the helper is told today', (now, isTold, change) => {
  expect(isHelperToldToday(facts({ hasHelper: true, ...change }), at(now))).toBe(isTold)
})
