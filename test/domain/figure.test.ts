import { describe, expect, it } from 'vitest'
import { countFigure, figureWords, percentFigure, shareFigure } from '../../src/domain/figure.js'
import type { Band, PublishedCell } from '../../src/domain/release-tables.js'
import { dayFrom } from '../../src/domain/written-day.js'

const DAY = dayFrom('2026-10-31')!

const cell = (over: Partial<PublishedCell>): PublishedCell => ({
  table: 'R1',
  unit: 'tinh',
  measure: 'proficient',
  month: '2026-10',
  shown: null,
  band: null,
  reason: null,
  wasHidden: false,
  mergedInto: null,
  merges: [],
  share: null,
  shareBand: null,
  ...over,
})
const peopled = (people: number, countedOn = '2026-07-01') => ({
  population: { people, countedOn: dayFrom(countedOn)!, source: 'Niên giám thử' },
})

describe('a count', () => {
  it.each([
    ['under-10', 'dưới 10 (chưa công bố)'],
    ['withheld', 'chưa công bố'],
    ['merged', 'gộp vào các chi hội khác'],
    ['at-least-95-percent', 'từ 95 % số người học trở lên'],
  ] as [Band, string][])('that is hidden as %s is told in words', (band, words) => {
    expect(countFigure(cell({ band }))).toBe(words)
    expect(shareFigure(cell({ band }), peopled(1000), DAY)).toBe(words)
  })

  it('is a number when it is told, and not published when no release holds it', () => {
    expect(countFigure(cell({ shown: 1230 }))).toBe(1230)
    expect(countFigure(null)).toBe('chưa công bố')
    expect(figureWords(1230, 'người')).toBe('1.230 người')
  })
})

describe('a share', () => {
  const told = cell({ shown: 50, share: 5 })

  it('is the whole percent of the release', () => {
    expect(shareFigure(told, peopled(1000), DAY)).toBe(5)
    expect(shareFigure(cell({ shown: 10, shareBand: 'at-most-5-percent' }), peopled(9000), DAY)).toBe(
      'đến 5 %',
    )
    expect(shareFigure(cell({ shown: 995, shareBand: 'at-least-95-percent' }), peopled(999), DAY)).toBe(
      'từ 95 % trở lên',
    )
  })

  it('is never made up where the population is not known, old, small, or smaller than the count', () => {
    expect(shareFigure(told, { population: null }, DAY)).toBe('chưa có dân số')
    expect(shareFigure(told, peopled(1000, '2024-10-01'), DAY)).toBe(5)
    expect(shareFigure(told, peopled(1000, '2024-09-30'), DAY)).toBe('số dân đếm ngày 30/9/2024, đã cũ')
    expect(shareFigure(told, peopled(99), DAY)).toBe('dưới 100 người, không tính tỷ lệ')
    expect(shareFigure(cell({ shown: 150 }), peopled(120), DAY)).toBe(
      'số đếm lớn hơn số dân, cần xem lại số dân',
    )
  })

  it('of two published numbers is whole, with bands at its ends', () => {
    expect(percentFigure(45, 145)).toBe(31)
    expect(percentFigure(10, 5000)).toBe('đến 5 %')
    expect(percentFigure(145, 145)).toBe('từ 95 % trở lên')
    expect(percentFigure(150, 145)).toBe('từ 95 % trở lên')
  })
})
