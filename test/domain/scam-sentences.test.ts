import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../src/domain/calendar.js'
import { scamSentence } from '../../src/domain/scam-sentences.js'

const MONDAY = dayNumber(new Date('2026-11-23T09:00:00+07:00'))
const titleOf = (kind: string): string => ({ S01: 'Giả công an', S02: 'Ứng dụng giả' })[kind] ?? kind
const said = (cells: [string, number | null][]): string =>
  scamSentence(
    'Tây Ninh',
    MONDAY,
    cells.map(([kind, shown]) => ({ kind, shown })),
    titleOf,
  )

describe('what scams went round', () => {
  it('names the three kinds told most, and that the hidden ones are not 0', () => {
    expect(
      said([['S01', 15], ['S02', 1_020], ['S03', null], ['S04', 10], ['S05', 20]]), // prettier-ignore
    ).toBe(
      'Tây Ninh, tuần từ 23/11/2026. Ứng dụng giả – 1.020 người. S05 – 20 người. Giả công an – 15 người. ' +
        'Kiểu khác: dưới 10 (chưa công bố), đây không phải là số 0.',
    )
  })

  it('says of a week in which all is hidden that it is not 0', () => {
    expect(said([['S01', null]])).toBe(
      'Tây Ninh, tuần từ 23/11/2026. Mọi kiểu: dưới 10 (chưa công bố), đây không phải là số 0.',
    )
  })

  it('speaks of hidden ones only where there are some', () => {
    expect(said([['S01', 15]])).toBe('Tây Ninh, tuần từ 23/11/2026. Giả công an – 15 người.')
  })
})
