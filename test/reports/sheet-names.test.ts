import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sheetNames } from '../../src/reports/sheet-names.js'

describe('the names of sheets', () => {
  it('keep what can be kept', () => {
    expect(sheetNames(['Thông tin', 'Chuỗi bốn số Thái Nguyên'])).toEqual([
      'Thông tin',
      'Chuỗi bốn số Thái Nguyên',
    ])
    expect(sheetNames(['a/b:c', "'An'"])).toEqual(['a b c', 'An'])
  })

  it('are cut, and told apart where they were alike', () => {
    const long = `Các xã ${'dài '.repeat(20)}`
    const names = sheetNames([long, long, 'Xã An', 'XÃ AN', '/', '*'])
    expect(names[0]).toHaveLength(30)
    expect(names[1]).toMatch(/ \(2\)$/)
    expect(names.slice(2)).toEqual(['Xã An', 'XÃ AN (2)', 'Bảng', 'Bảng (2)'])
  })

  it('are such as office programs take, whatever is wanted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 12 }), (wanted) => {
        const names = sheetNames(wanted)
        expect(new Set(names.map((name) => name.toLocaleLowerCase('vi'))).size).toBe(wanted.length)
        for (const name of names) {
          expect(name.length).toBeGreaterThan(0)
          expect(name.length).toBeLessThanOrEqual(31)
          expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$|\p{C}/u)
        }
      }),
    )
  })
})
