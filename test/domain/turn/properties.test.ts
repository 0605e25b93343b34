import { describe, expect, it } from 'vitest'
import { QUESTIONS } from '../../../src/domain/learner.js'
import type { Screen } from '../../../src/domain/screen.js'
import { emergencyScreen } from '../../../src/domain/turn/emergency-screens.js'
import { step } from '../../../src/domain/turn/step.js'
import type { Result, World } from '../../../src/domain/turn/turn.js'
import { curriculum } from '../../support/bot/content.js'
import { everyTurn } from '../../support/bot/lives.js'
import { learnerAfter } from '../../support/bot/learner.js'

const worldAt = (now: Date, random: number): World => ({
  curriculum,
  now,
  onWeb: false,
  leaks: new Set(),
  random: () => random,
})

const attempts = (result: Result) => result.events.filter((event) => event.kind === 'attempted')

describe('any inputs in any order, at any time', () => {
  it('no turn is without a word, and a new question has a stamp of its own', () => {
    everyTurn(curriculum, ({ before, input: done, result, walk }) => {
      const isSilent = (result.screen ?? result.listen ?? result.link ?? result.form) === null
      expect(isSilent && done.kind !== 'form-ended').toBe(false)
      const { prompt } = walk
      expect(prompt === before.prompt || prompt === null || prompt.stamp !== before.prompt?.stamp).toBe(true)
    })
  })

  it('what the events leave of the learner is what the turn says', () => {
    everyTurn(curriculum, ({ before, result }) => {
      if (result.learner.id === null || before.learner.id === null) return
      const { asked: _, ...kept } = learnerAfter(before.learner, result.events, before.learner.region)!
      const { asked: __, ...said } = result.learner
      expect(kept.mastery).toEqual(said.mastery)
      expect(kept).toEqual({ ...said, finished: expect.arrayContaining(said.finished) })
    })
  })

  it('the session is plain JSON, and a step from its parsed copy is the same step', () => {
    everyTurn(curriculum, ({ before, input: done, result, walk }) => {
      expect(JSON.parse(JSON.stringify(result.session))).toEqual(result.session)
      const copy = { ...before, session: JSON.parse(JSON.stringify(before.session)) as typeof before.session }
      const world = worldAt(walk.now, 0.4)
      expect(step(copy, done, world)).toEqual(step(before, done, world))
    })
  })

  it('a step changes nothing that it was given', () => {
    everyTurn(curriculum, ({ before, input: done }) => {
      const frozen = JSON.stringify(before)
      step(before, done, worldAt(before.now, 0.9))
      expect(JSON.stringify(before)).toBe(frozen)
    })
  })

  it('only a choice on the open item of a lesson is an attempt, once, as it was shown', () => {
    everyTurn(curriculum, ({ before, input: done, result }) => {
      const [attempt, ...more] = attempts(result)
      if (attempt === undefined) return
      expect(more).toEqual([])
      const item = before.prompt!.item!
      if (!('lessonId' in item)) throw new Error('an exercise is no attempt at a lesson')
      expect(done).toEqual({ kind: 'choose', option: attempt.option, by: 'press' })
      expect(before.prompt!.options.map(({ id }) => id)).toContain(attempt.option)
      expect(attempt).toMatchObject({ lessonId: item.lessonId, itemId: item.itemId, nth: item.nth })
      expect(attempt.right).toBe(attempt.option === item.right)
      expect(attempt.shownAt).toEqual(before.prompt!.openedAt)
    })
  })

  it('every answer gets its reason; after the first wrong one the right answer stands elsewhere', () => {
    everyTurn(curriculum, ({ before, result, walk }) => {
      const [attempt] = attempts(result)
      if (attempt === undefined) return
      const item = curriculum.lessons.get(attempt.lessonId)!.steps.find(({ id }) => id === attempt.itemId)!
      if (item.kind !== 'item') throw new Error('an attempt at a card')
      expect(walk.read(result.screen)).toContain(walk.read({ lines: [{ text: item.why }], options: [] }))
      const isTry = before.session?.mode.kind === 'lesson' && before.session.mode.trying === true
      expect(result.item === null).toBe(attempt.right || attempt.nth > 1 || isTry)
      if (result.item === null) return
      const place = (options: Screen['options']) => options.findIndex(({ id }) => id === item.right)
      if (item.fixedOrder) return
      expect(place(result.screen!.options)).not.toBe(place(before.prompt!.options))
    })
  })

  it('only a choice moves a lesson on, "quay lại" moves it back; all else leaves the place, but "ôn tập" and "học" at rest', () => {
    everyTurn(curriculum, ({ before, input: done, result }) => {
      const mode = before.session?.mode
      if (mode?.kind !== 'lesson' || done.kind === 'choose' || result.session === null) return
      if (done.kind === 'command' && done.command === 'review') return
      const after = result.session.mode
      const isBack = done.kind === 'command' && done.command === 'back' && after.kind === 'lesson'
      const isEarlier = isBack && after.lessonId === mode.lessonId && after.step < mode.step
      const stands = after.kind === 'emergency' ? after.back : after
      expect(isEarlier ? mode : stands).toEqual(mode)
      expect(attempts(result)).toEqual([])
    })
  })

  it('without consent there is no event', () => {
    everyTurn(curriculum, ({ result }) => {
      const isKept = result.session !== null && result.session.trial === null
      expect(isKept ? [] : result.events).toEqual([])
    })
  })

  it('after twelve hours nothing is graded, and the question stands under a recap', () => {
    everyTurn(curriculum, ({ before, input: done, result, walk }) => {
      const { session } = before
      if (session === null || session.form !== null || session.mode.kind !== 'lesson') return
      if (walk.now.getTime() - Date.parse(session.seenAt) < 12 * 60 * 60_000) return
      expect(attempts(result)).toEqual([])
      if (done.kind === 'command' || done.kind === 'emergency') return
      expect(result.session?.mode).toEqual(session.mode)
      // A word on the secret stands in the place of the recap.
      if (done.kind === 'words' && done.masked) return
      expect(walk.read(result.screen)).toContain('Hôm trước')
    })
  })

  it('each later question is put by itself once, one in a turn, and only to somebody who is kept', () => {
    everyTurn(curriculum, ({ before, result }) => {
      if (!QUESTIONS.some((question) => question === result.form)) return
      expect(before.learner.id).not.toBeNull()
      expect(before.learner.asked).not.toContain(result.form)
      expect(result.session?.form).toBe(result.form)
    })
  })

  it('the end of a form shows the card where the learner stood, or nothing at rest', () => {
    everyTurn(curriculum, ({ before, input: done, result, walk }) => {
      if (done.kind !== 'form-ended' || before.session === null) return
      const { mode: was } = before.session
      // The day of an emergency may be over meanwhile.
      const isAfter = was.kind === 'emergency' && result.session!.mode.kind !== 'emergency'
      const mode = isAfter ? was.back : was
      expect(result.session).toMatchObject({ mode, form: null })
      const { kind } = mode
      const isHelper = kind === 'hello' && done.form === 'family'
      // Who is not kept has no helpers.
      const helpers = before.learner.id === null ? [] : walk.helpers
      const isThrough = kind === 'emergency' && emergencyScreen(mode, helpers).options.length === 0
      const isOver =
        kind === 'rest' || done.form === 'hour' || done.form === 'counting' || isHelper || isThrough
      expect(result.screen === null).toBe(isOver)
      if (isOver) return
      const again = walk.take({ kind: 'command', command: 'again' })
      expect(result.screen).toEqual(again.screen)
    })
  })

  it('a day is counted at most once', () => {
    everyTurn(curriculum, ({ before, result, walk }) => {
      const days = result.events.flatMap((event) => (event.kind === 'day-learned' ? [event.day] : []))
      expect(days.length).toBeLessThanOrEqual(1)
      expect(days).not.toContain(before.learner.lastDay)
      expect(walk.learner.daysLearned).toBeGreaterThanOrEqual(
        before.learner.daysLearned * (walk.learner.id === null ? 0 : 1),
      )
    })
  })
})
