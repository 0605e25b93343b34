import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, foldings, readings } from '../../src/domain/text.js'

describe('fold', () => {
  it.each([
    ['Học tiếp', 'hoc tiep'],
    ['ĐỔI GIỜ NHẮC!!!', 'doi gio nhac'],
    ['tiếpppp', 'tiep'],
    ['  xem   lại…\n', 'xem lai'],
    ['ok 👍🏽', 'ok'],
    ['2️⃣', '2'],
    ['２．', '2'],
    ['xo\u200bá dữ liệu', 'xoa du lieu'],
    ['ho\u0323c', 'hoc'],
    ['1000 đồng', '1000 dong'],
    ['......', ''],
    ['', ''],
  ])('%j is compared as %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('gives the same when done twice, and leaves no marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const folded = fold(text)
        expect(fold(folded)).toBe(folded)
        expect(folded.normalize('NFD')).not.toMatch(/\p{M}|đ|Đ/u)
        expect(folded).toBe(folded.trim())
      }),
    )
  })

  it('does not depend on how the marks were composed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zàáảãạăâđêôơưỳýỷỹỵ ]{0,40}$/), (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
      }),
    )
  })

  it('reads no further than 4,000 characters', () => {
    expect(fold('ab '.repeat(3_000))).toHaveLength(4_000)
  })
})

describe('what Telex and VNI leave in words', () => {
  it.each([
    ['hocj tieeps', 'hoc tiep'],
    ['tieesp', 'tiep'],
    ['giups', 'giup'],
    ['duwngf', 'dung'],
    ['laij', 'lai'],
    ['hoc5 tie6p1', 'hoc tiep'],
    ['giu1p', 'giup'],
    ['ddooir giowf nhawcs', 'doi gio nhac'],
    ['keets quar', 'ket qua'],
    ['luwaf ddaor khoong', 'lua dao khong'],
    ['nhw thees', 'nhu the'],
  ])('%j is also read as %j', (typed, meant) => {
    expect(foldings(typed)).toEqual([fold(typed), meant])
  })

  it('leaves words alone that need no mending', () => {
    expect(foldings('Học tiếp nha con')).toEqual(['hoc tiep nha con'])
    expect(foldings('2 stop')).toEqual(['2 stop'])
  })
})

describe('readings', () => {
  it('keeps each word beside the way it was written', () => {
    expect(readings('Ko nghĩ')).toEqual([
      { words: ['khong', 'nghi'], written: ['ko', 'nghĩ'], marked: true, clauses: [0] },
    ])
    expect(readings('ko nghi')[0]?.marked).toBe(false)
  })

  it('never lets the words and their writing part', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { words, written } of readings(text)) expect(words).toHaveLength(written.length)
      }),
    )
  })
})
