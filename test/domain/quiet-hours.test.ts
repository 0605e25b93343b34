import { describe, expect, it } from 'vitest'
import type { Notice } from '../../src/domain/notice.js'
import { isQuiet, nextMorning, sendingTime } from '../../src/domain/quiet-hours.js'

/** A moment of 2026-11-28 in Việt Nam. */
const at = (time: string, day = '28'): Date => new Date(`2026-11-${day}T${time}+07:00`)
const ENDED: Notice = { kind: 'helping-ended', helpingId: 1 }

describe('quiet hours', () => {
  it.each([
    ['00:00:00.000', true],
    ['06:59:59.999', true],
    ['07:00:00.000', false],
    ['19:59:59.999', false],
    ['20:00:00.000', true],
    ['23:59:59.999', true],
  ])('at %s: %s', (time, quiet) => expect(isQuiet(at(time))).toBe(quiet))

  it('let everything wait for the next 7:00', () => {
    expect(sendingTime(at('06:59:59.999'), ENDED)).toEqual(at('07:00:00'))
    expect(sendingTime(at('20:00:00'), ENDED)).toEqual(at('07:00:00', '29'))
    expect(sendingTime(at('23:59:59'), ENDED)).toEqual(at('07:00:00', '29'))
    expect(sendingTime(at('07:00:00'), ENDED)).toEqual(at('07:00:00'))
    expect(sendingTime(at('12:34:56'), ENDED)).toEqual(at('12:34:56'))
  })

  it('are not kept from somebody who asked just now, and whom the answer finds awake', () => {
    const late = at('22:15:00')
    expect(sendingTime(late, { kind: 'help-unreached', requestId: 1 })).toEqual(late)
    expect(sendingTime(late, { kind: 'help-requested', requestId: 1 })).toEqual(at('07:00:00', '29'))
  })

  it('are not kept from somebody who waits for the answer of a helper still', () => {
    const waitedUntil = at('21:50:00').getTime()
    const answered: Notice = { kind: 'help-answered', requestId: 1, waitedUntil }
    expect(sendingTime(at('20:05:00'), answered)).toEqual(at('20:05:00'))
    expect(sendingTime(at('23:30:00'), answered)).toEqual(at('07:00:00', '29'))
    expect(sendingTime(at('12:00:00'), { ...answered, waitedUntil: 0 })).toEqual(at('12:00:00'))
  })

  it('are kept where a helper only says that they sit beside: nobody can know it from afar', () => {
    const beside: Notice = { kind: 'beside', helpingId: 1, day: '2026-11-28', turnId: 2 }
    expect(sendingTime(at('22:15:00'), beside)).toEqual(at('07:00:00', '29'))
    expect(sendingTime(at('19:59:00'), beside)).toEqual(at('19:59:00'))
  })

  it('are not kept from whoever is to hear of an emergency', () => {
    const late = at('23:59:00')
    expect(
      sendingTime(late, { kind: 'emergency', helpingId: 1, turnId: 2, which: 'health', asked: true }),
    ).toEqual(late)
    expect(sendingTime(late, { kind: 'emergency-unreached', helpingId: 1, turnId: 2 })).toEqual(late)
  })

  it('are not kept where somebody may be opening the studies of a learner in another chat', () => {
    const late = at('23:59:00')
    expect(sendingTime(late, { kind: 'relink-wanted', invitationId: 1 })).toEqual(late)
    expect(sendingTime(late, { kind: 'relinked', invitationId: 1 })).toEqual(late)
    expect(sendingTime(late, { kind: 'chat-closed', learnerId: 1, turnId: 2 })).toEqual(late)
  })

  it('care comes at 8:00 of the day after, or where that is past when it is not quiet', () => {
    const care: Notice = { kind: 'care', learnerId: 1, day: '2026-11-28' }
    for (const time of ['00:00:00', '07:30:00', '21:00:00', '23:59:59'])
      expect(sendingTime(at(time), care)).toEqual(at('08:00:00', '29'))
    expect(sendingTime(at('08:00:00', '29'), care)).toEqual(at('08:00:00', '29'))
    expect(sendingTime(at('19:59:00', '29'), care)).toEqual(at('19:59:00', '29'))
    expect(sendingTime(at('20:00:00', '29'), care)).toEqual(at('07:00:00', '30'))
    expect(sendingTime(at('10:00:00', '30'), { ...care, day: '2026-11-30' })).toEqual(
      new Date('2026-12-01T08:00:00+07:00'),
    )
  })

  it('end on the next day for whatever came at 7:00 sharp or later', () => {
    expect(nextMorning(at('07:00:00'))).toEqual(at('07:00:00', '29'))
    expect(nextMorning(at('06:59:59'))).toEqual(at('07:00:00'))
  })
})
