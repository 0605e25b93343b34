import { describe, expect, it } from 'vitest'
import { trendMonths } from '../../src/domain/trend.js'

const point = (month: string, rule = 'TT-1.1') => ({ month, rule })

describe('the months of a line', () => {
  it('run from the oldest to the newest, in whatever order they come', () => {
    const months = trendMonths([point('2027-01'), point('2026-11'), point('2026-12')], 12)
    expect(months.map(({ month }) => month)).toEqual(['2026-11', '2026-12', '2027-01'])
    expect(months.every(({ told, isNewRule }) => told !== null && !isNewRule)).toBe(true)
  })

  it('have gaps where nothing was published', () => {
    const months = trendMonths([point('2026-10'), point('2026-07')], 12)
    expect(months.map(({ month, told }) => [month, told?.month ?? null])).toEqual([
      ['2026-07', '2026-07'],
      ['2026-08', null],
      ['2026-09', null],
      ['2026-10', '2026-10'],
    ])
  })

  it('say where another rule begins, also behind a gap', () => {
    const months = trendMonths([point('2026-10'), point('2026-08', 'TT-1.0'), point('2026-07', 'TT-1.0')], 12)
    expect(months.map(({ isNewRule }) => isNewRule)).toEqual([false, false, false, true])
  })

  it('are the newest ones, and none where none was published', () => {
    const all = Array.from({ length: 9 }, (_, at) => point(`2026-0${at + 1}`))
    expect(trendMonths(all, 4).map(({ month }) => month)).toEqual([
      '2026-06',
      '2026-07',
      '2026-08',
      '2026-09',
    ])
    expect(trendMonths([], 12)).toEqual([])
  })
})
