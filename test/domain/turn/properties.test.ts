import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMMANDS, type Intent } from '../../../src/domain/intent.js'
import type { Screen } from '../../../src/domain/screen.js'
import { step } from '../../../src/domain/turn/step.js'
import type { Result } from '../../../src/domain/turn/turn.js'
import { curriculum } from '../../support/bot/content.js'
import { Walk } from '../../support/bot/walk.js'

/** What a learner may do at any time; `at` points into the options that are open then. */
type Act = { wait: number } & (
  { kind: 'press'; at: number } | { kind: 'right' } | { kind: 'does'; input: Intent }
)

const does = (input: Intent) => ({ kind: 'does' as const, input })
const input: fc.Arbitrary<Intent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...COMMANDS).map((command) => ({ kind: 'command' as const, command })),
  },
  fc
    .constantFrom('being-called', 'money-gone', 'health')
    .map((which) => ({ kind: 'emergency' as const, which })),
  fc.constant({ kind: 'stale' as const }),
  fc
    .constantFrom('sticker', 'voice', 'photo', 'video', 'file', 'other')
    .map((what) => ({ kind: 'media' as const, what })),
  fc.record({
    kind: fc.constant('words' as const),
    text: fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('bà', 'gọi tôi là cụ', '', '{goi}', '\0'),
    ),
    masked: fc.boolean(),
  }),
)
const act: fc.Arbitrary<Act> = fc
  .tuple(
    fc.constantFrom(0, 0, 0, 0, 1, 60, 11 * 60, 13 * 60, 9 * 24 * 60),
    fc.oneof(
      { weight: 5, arbitrary: fc.constant({ kind: 'right' as const }) },
      { weight: 3, arbitrary: fc.nat(5).map((at) => ({ kind: 'press' as const, at })) },
      { weight: 3, arbitrary: input.map(does) },
    ),
  )
  .map(([wait, what]) => ({ wait, ...what }))
const life = fc.record({
  region: fc.constantFrom('bac' as const, 'nam' as const),
  seeds: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    minLength: 3,
    maxLength: 7,
  }),
  consent: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, null),
  /** Lessons finished before, by somebody who is kept. */
  ahead: fc.nat(3),
  acts: fc.array(act, { minLength: 15, maxLength: 60 }),
})

interface Moment {
  before: Pick<Walk, 'learner' | 'session' | 'prompt' | 'now'>
  input: Parameters<Walk['take']>[0]
  result: Result
  walk: Walk
}

/** Lives one life and looks at every turn of it. */
function everyTurn(look: (moment: Moment) => void, numRuns = 200): void {
  fc.assert(
    fc.property(life, ({ region, seeds, consent, ahead, acts }) => {
      const walk = new Walk(region)
      let drawn = 0
      walk.random = () => seeds[drawn++ % seeds.length]!
      if (consent !== null) walk.begin(consent)
      if (consent === 'yes') walk.until(({ learner }) => learner.finished.length >= ahead)
      for (const one of acts) {
        walk.later(one.wait)
        const { learner, session, prompt } = walk
        const next = inputOf(walk, one)
        if (next.kind === 'form-ended') walk.prompt = null
        const before = { learner, session, prompt: walk.prompt, now: new Date(walk.now.getTime() + 60_000) }
        look({ before, input: next, result: walk.take(next), walk })
        expect(walk.prompt === prompt || walk.prompt === null || walk.prompt.stamp !== prompt?.stamp).toBe(
          true,
        )
      }
    }),
    { numRuns },
  )
}

/** A press goes to the open prompt, as the program reads it; while a form is open, any act ends the form. */
function inputOf(walk: Walk, one: Act): Moment['input'] {
  if (walk.session !== null && walk.session.form !== null)
    return { kind: 'form-ended', form: walk.session.form }
  if (one.kind === 'does') return one.input
  const open = walk.prompt
  const option =
    one.kind === 'right' ? (open?.item?.right ?? open?.options[0]?.id) : open?.options[one.at]?.id
  return option === undefined ? { kind: 'stale' } : { kind: 'choose', option, by: 'press' }
}

const screensOf = ({ screen, listen }: Result): Screen[] => [screen, listen].filter((one) => one !== null)
const attempts = (result: Result) => result.events.filter((event) => event.kind === 'attempted')

describe('any inputs in any order, at any time', () => {
  it('every screen can be read aloud, with at most five choices, each another one', () => {
    everyTurn(({ input: done, result, walk }) => {
      const isSilent = (result.screen ?? result.listen ?? result.form) === null
      expect(isSilent && done.kind !== 'form-ended').toBe(false)
      for (const screen of screensOf(result)) {
        const ids = screen.options.map(({ id }) => id)
        expect(ids.length).toBeLessThanOrEqual(5)
        expect(new Set(ids).size).toBe(ids.length)
        expect(walk.read(screen)).not.toMatch(/[{}]|undefined|\bbạn\b/)
        expect(screen.lines.length).toBeGreaterThan(0)
      }
    })
  })

  it('the session is plain JSON, and a step from its parsed copy is the same step', () => {
    everyTurn(({ before, input: done, result, walk }) => {
      expect(JSON.parse(JSON.stringify(result.session))).toEqual(result.session)
      const copy = { ...before, session: JSON.parse(JSON.stringify(before.session)) as Walk['session'] }
      const world = { curriculum, now: walk.now, onWeb: false, random: () => 0.4 }
      expect(step(copy, done, world)).toEqual(step(before, done, world))
    })
  })

  it('a step changes nothing that it was given', () => {
    everyTurn(({ before, input: done }) => {
      const frozen = JSON.stringify(before)
      step(before, done, { curriculum, now: before.now, onWeb: false, random: () => 0.9 })
      expect(JSON.stringify(before)).toBe(frozen)
    })
  })

  it('only a choice on the open item is graded, once, as it was shown', () => {
    everyTurn(({ before, input: done, result }) => {
      const [attempt, ...more] = attempts(result)
      if (attempt === undefined) return
      expect(more).toEqual([])
      const item = before.prompt!.item!
      expect(done).toEqual({ kind: 'choose', option: attempt.option, by: 'press' })
      expect(before.prompt!.options.map(({ id }) => id)).toContain(attempt.option)
      expect(attempt).toMatchObject({ lessonId: item.lessonId, itemId: item.itemId, nth: item.nth })
      expect(attempt.right).toBe(attempt.option === item.right)
      expect(attempt.shownAt).toEqual(before.prompt!.openedAt)
    })
  })

  it('every answer gets its reason; after the first wrong one the right answer stands elsewhere', () => {
    everyTurn(({ before, result, walk }) => {
      const [attempt] = attempts(result)
      if (attempt === undefined) return
      const item = curriculum.lessons.get(attempt.lessonId)!.steps.find(({ id }) => id === attempt.itemId)!
      if (item.kind !== 'item') throw new Error('an attempt at a card')
      expect(walk.read(result.screen)).toContain(walk.read({ lines: [{ text: item.why }], options: [] }))
      expect(result.item === null).toBe(attempt.right || attempt.nth > 1)
      if (result.item === null) return
      const place = (options: Screen['options']) => options.findIndex(({ id }) => id === item.right)
      if (item.fixedOrder) return
      expect(place(result.screen!.options)).not.toBe(place(before.prompt!.options))
    })
  })

  it('only a choice moves a lesson on; all else leaves the place, but "ôn tập" and "học" at rest', () => {
    everyTurn(({ before, input: done, result }) => {
      const mode = before.session?.mode
      if (mode?.kind !== 'lesson' || done.kind === 'choose' || result.session === null) return
      if (done.kind === 'command' && done.command === 'review') return
      const after = result.session.mode
      expect(after.kind === 'emergency' ? after.back : after).toEqual(mode)
      expect(attempts(result)).toEqual([])
    })
  })

  it('without consent there is no event', () => {
    everyTurn(({ result }) => {
      const isKept = result.session !== null && result.session.trial === null
      expect(isKept ? [] : result.events).toEqual([])
    })
  })

  it('after twelve hours nothing is graded, and the question stands under a recap', () => {
    everyTurn(({ before, input: done, result, walk }) => {
      const { session } = before
      if (session === null || session.form !== null || session.mode.kind !== 'lesson') return
      if (walk.now.getTime() - Date.parse(session.seenAt) < 12 * 60 * 60_000) return
      expect(attempts(result)).toEqual([])
      if (done.kind === 'command' || done.kind === 'emergency') return
      expect(result.session?.mode).toEqual(session.mode)
      expect(walk.read(result.screen)).toContain('Hôm trước')
    })
  })

  it('each later question is put by itself once, one in a turn, and only to somebody who is kept', () => {
    everyTurn(({ before, result }) => {
      if (result.form === null || result.form === 'settings' || result.form === 'erase') return
      expect(before.learner.id).not.toBeNull()
      expect(before.learner.asked).not.toContain(result.form)
      expect(result.session?.form).toBe(result.form)
    })
  })

  it('the end of a form shows the card where the learner stood, or nothing at rest', () => {
    everyTurn(({ before, input: done, result, walk }) => {
      if (done.kind !== 'form-ended' || before.session === null) return
      expect(result.session).toMatchObject({ mode: before.session.mode, form: null })
      const isOver = before.session.mode.kind === 'rest' || done.form === 'hour' || done.form === 'counting'
      expect(result.screen === null).toBe(isOver)
      if (isOver) return
      const again = walk.take({ kind: 'command', command: 'again' })
      expect(result.screen).toEqual(again.screen)
    })
  })

  it('a day is counted at most once', () => {
    everyTurn(({ before, result, walk }) => {
      const days = result.events.flatMap((event) => (event.kind === 'day-learned' ? [event.day] : []))
      expect(days.length).toBeLessThanOrEqual(1)
      expect(days).not.toContain(before.learner.lastDay)
      expect(walk.learner.daysLearned).toBeGreaterThanOrEqual(
        before.learner.daysLearned * (walk.learner.id === null ? 0 : 1),
      )
    })
  })
})
