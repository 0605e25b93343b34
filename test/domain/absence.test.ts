import { describe, expect, it } from 'vitest'
import { isAbsentOn, mayBeToldUnasked, mayUndo, restFrom } from '../../src/domain/absence.js'

const EVENING = new Date('2026-11-28T16:59:00Z')
const DAY_MS = 24 * 60 * 60 * 1000

describe('an absence', () => {
  it('holds from its first day until the day they are back', () => {
    const rest = { from: '2026-11-20', until: '2026-11-27' }
    expect(
      ['2026-11-19', '2026-11-20', '2026-11-26', '2026-11-27'].map((day) => isAbsentOn(rest, day)),
    ).toEqual([false, true, true, false])
    expect(isAbsentOn({ from: '2026-11-20', until: null }, '2030-01-01')).toBe(true)
  })

  it('stops whatever was not asked for, by the day in Việt Nam', () => {
    expect(mayBeToldUnasked([], EVENING)).toBe(true)
    expect(mayBeToldUnasked([{ from: '2026-11-01', until: null }], EVENING)).toBe(false)
    expect(mayBeToldUnasked([{ from: '2026-11-01', until: '2026-11-28' }], EVENING)).toBe(true)
    // A minute later it is the 29th there.
    expect(mayBeToldUnasked([{ from: '2026-11-29', until: null }], EVENING)).toBe(true)
    expect(mayBeToldUnasked([{ from: '2026-11-29', until: null }], new Date('2026-11-28T17:00:00Z'))).toBe(
      false,
    )
  })

  it('lasts a week or a month, and can be undone for 30 days', () => {
    expect(restFrom(EVENING, 'week')).toEqual({ from: '2026-11-28', until: '2026-12-05' })
    expect(restFrom(EVENING, 'month')).toEqual({ from: '2026-11-28', until: '2026-12-28' })
    expect(mayUndo(EVENING, new Date(EVENING.getTime() + 30 * DAY_MS))).toBe(true)
    expect(mayUndo(EVENING, new Date(EVENING.getTime() + 30 * DAY_MS + 1))).toBe(false)
  })
})
