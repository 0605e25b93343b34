import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/domain/calendar.js'
import { recompute } from '../../../src/domain/append.js'
import { everyTurn } from '../../support/bot/lives.js'
import { pairOf, questionOf, rules, smallCurriculum, taskOf } from '../../support/bot/small-curriculum.js'

/** Few variants of each, so that they run dry. */
const small = smallCurriculum({
  exercises: ['quet', 'giu'].flatMap((skill) => [
    ...[0, 1, 2, 3, 4].map((nth) => taskOf(skill, nth)),
    ...[0, 1, 2].map((nth) => questionOf(skill, nth)),
    pairOf(skill, 0),
  ]),
})
const SKILLS = ['quet', 'giu']

describe('evidence, whatever a learner does', () => {
  it('is numbered without gaps, in the order of time, and alone gives the mastery', () => {
    everyTurn(small, ({ result, walk }) => {
      for (const event of result.events) {
        if (event.kind !== 'observed') continue
        const log = walk.evidence(event.skill)
        expect(event.mastery.seq).toBe(log.at(-1)!.seq)
        for (const [at, entry] of log.entries()) {
          expect(entry.seq).toBe(at + 1)
          expect(entry.at.getTime()).toBeGreaterThanOrEqual((log[at - 1]?.at ?? entry.at).getTime())
        }
        expect(recompute(log, rules)).toEqual(walk.learner.mastery[event.skill])
      }
    })
  })

  it('of one exercise ends once: answered, with a hint, or abandoned; nothing undoes it', () => {
    everyTurn(small, ({ result, walk }) => {
      if (!result.events.some(({ kind }) => kind === 'observed')) return
      for (const skill of SKILLS) {
        let open = 0
        for (const entry of walk.evidence(skill)) {
          if (entry.kind === 'shown' && (entry.counts || entry.tells)) open++
          if (entry.kind === 'answered' || entry.kind === 'hinted' || entry.kind === 'abandoned') open--
          expect(open).toBeGreaterThanOrEqual(0)
          expect(open).toBeLessThanOrEqual(1)
        }
      }
    })
  })

  it('counts only alone, unseen, with nobody beside, three a skill a day', () => {
    everyTurn(small, ({ before, result }) => {
      for (const event of result.events) {
        if (event.kind !== 'observed') continue
        for (const entry of event.added) {
          if (entry.kind !== 'shown' || !entry.counts) continue
          const day = dayNumber(entry.at)
          const known = before.learner.mastery[event.skill]
          expect(result.session!.mode).toMatchObject({
            kind: 'exercise',
            as: 'alone',
            exercise: entry.exercise,
          })
          expect(before.session?.besideOn ?? null).not.toBe(day)
          expect(day - (known?.seen[entry.exercise] ?? -1000)).toBeGreaterThanOrEqual(90)
          expect(entry.type).not.toBe('pair')
          const shownToday = known?.lastEvidenceOn === day ? known.shownThatDay : 0
          expect(shownToday).toBeLessThan(3)
        }
      }
    })
  })

  it('is answered only by a choice on what is open, and asked back first where that was wanted', () => {
    everyTurn(small, ({ before, input, result }) => {
      const answered = result.events.flatMap((event) =>
        event.kind === 'observed' ? event.added.filter(({ kind }) => kind === 'answered') : [],
      )
      if (answered.length === 0) return
      expect(answered).toHaveLength(1)
      const { mode, asksBack } = before.session!
      if (mode.kind !== 'exercise' || input.kind !== 'choose') throw new Error('nothing was open')
      expect(mode.as).toBe('alone')
      expect(mode.asking !== null).toBe(asksBack === true || mode.asking !== null)
      const right = mode.asking ?? input.option
      expect(answered[0]).toMatchObject({ right: right === 'a' })
    })
  })

  it('alone moves what is known of a skill', () => {
    everyTurn(small, ({ before, result }) => {
      const moved = new Set(
        result.events.flatMap((event) => (event.kind === 'observed' ? [event.skill] : [])),
      )
      for (const skill of SKILLS) {
        if (moved.has(skill)) continue
        expect(result.learner.mastery[skill]).toEqual(before.learner.mastery[skill])
      }
    })
  })
})
