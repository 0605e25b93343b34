import { describe, expect, it } from 'vitest'
import { dayOf, yearOf } from '../../src/domain/calendar.js'

describe('the calendar of Việt Nam', () => {
  it.each([
    ['2026-11-22T16:59:59.999Z', '2026-11-22'],
    ['2026-11-22T17:00:00.000Z', '2026-11-23'],
    ['2026-12-31T17:00:00.000Z', '2027-01-01'],
    ['2028-02-28T18:00:00.000Z', '2028-02-29'],
  ])('%s is on %s', (at, day) => expect(dayOf(new Date(at))).toBe(day))

  it('begins the year seven hours before UTC', () => {
    expect(yearOf(new Date('2026-12-31T16:59:00Z'))).toBe(2026)
    expect(yearOf(new Date('2026-12-31T17:00:00Z'))).toBe(2027)
  })
})
