import { describe, expect, it } from 'vitest'
import { type ClassListEntry, likenessOf, readBirthYear } from '../../src/domain/class-list.js'

const AN: ClassListEntry = {
  branchId: 'ap-1',
  name: 'Nguyễn Văn An',
  birthYear: 1950,
  sex: 'nam',
  group: null,
}

describe('two entries of class lists', () => {
  it.each<[string | null, Partial<ClassListEntry>]>([
    ['same', {}],
    ['same', { name: 'NGUYỄN  VĂN AN' }],
    ['same', { sex: null }],
    ['contradicts', { sex: 'nu' }],
    ['unclear', { birthYear: null }],
    [null, { birthYear: 1951 }],
    [null, { branchId: 'ap-2' }],
    [null, { name: 'Nguyễn Văn Ân' }],
    [null, { name: 'Nguyễn Văn Anh' }],
  ])('are %s of one person with %o', (likeness, change) => {
    expect(likenessOf({ ...AN, ...change }, AN)).toBe(likeness)
  })

  it('add what was blank', () => {
    expect(likenessOf(AN, { ...AN, sex: null })).toBe('adds')
    expect(likenessOf(AN, { ...AN, birthYear: null })).toBe('unclear')
    expect(likenessOf({ ...AN, group: 'can-bo' }, AN)).toBe('adds')
    expect(likenessOf(AN, { ...AN, group: 'can-bo' })).toBe('same')
  })

  it('change what somebody is in the association, unless they are of two people', () => {
    const known: ClassListEntry = { ...AN, group: 'hoi-vien' }
    expect(likenessOf({ ...known, group: 'can-bo' }, known)).toBe('changes')
    expect(likenessOf({ ...known, group: 'can-bo', sex: null }, { ...known, sex: null })).toBe('changes')
    expect(likenessOf({ ...known, group: 'can-bo', sex: 'nu' }, known)).toBe('contradicts')
  })

  it('do not mind where the tone mark stands', () => {
    expect(likenessOf({ ...AN, name: 'Lê Thị Hoà' }, { ...AN, name: 'Lê Thị Hòa' })).toBe('same')
    expect(likenessOf({ ...AN, name: 'Lê Thị Hoà' }, { ...AN, name: 'Lê Thị Hoa' })).toBeNull()
  })
})

describe('a year of birth', () => {
  it('is four digits of somebody who lives', () => {
    expect(readBirthYear(' 1950 ', 2026)).toBe(1950)
    expect([1906, 2008].map((year) => readBirthYear(String(year), 2026))).toEqual([1906, 2008])
  })

  it.each([
    ['50', 'ghi đủ bốn chữ số, ví dụ 1950'],
    ['1905', '1905 không nằm trong khoảng 1906–2008'],
    ['2009', '2009 không nằm trong khoảng 1906–2008'],
    ['1/1/1950', '“1/1/1950” không phải là một năm; chỉ ghi năm, ví dụ 1950'],
    ['1950.0', '“1950.0” không phải là một năm; chỉ ghi năm, ví dụ 1950'],
    ['khoảng 1950', '“khoảng 1950” không phải là một năm; chỉ ghi năm, ví dụ 1950'],
  ])('is not %s', (typed, problem) => {
    expect(readBirthYear(typed, 2026)).toEqual({ problem })
  })
})
