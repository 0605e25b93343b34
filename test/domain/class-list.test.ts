import { describe, expect, it } from 'vitest'
import {
  type ClassListEntry,
  byGivenName,
  daysLeft,
  erasedAt,
  likenessOf,
  readBirthYear,
  withoutHidden,
} from '../../src/domain/class-list.js'
import { type Listed, inListOrder } from '../../src/domain/listed.js'

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

describe('a row that nobody joins for', () => {
  const entered = new Date('2026-10-01T02:00:00Z')
  const after = (days: number): Date => new Date(entered.getTime() + days * 24 * 60 * 60 * 1000)

  it('has 60 days, told in whole days and never below none', () => {
    expect(erasedAt(entered)).toEqual(after(60))
    expect([0, 0.5, 1, 59, 59.5, 60, 90].map((days) => daysLeft(entered, after(days)))).toEqual([
      60, 60, 59, 1, 1, 0, 0,
    ])
  })
})

describe('the order of a list', () => {
  it('is by the given name, then by what stands before it, in the Vietnamese alphabet', () => {
    const names = ['Trần Văn Ân', 'Lê Đức', 'Nguyễn Thị An', 'Lê Thị An', 'Lê Dung', 'Ánh']
    expect(names.toSorted(byGivenName)).toEqual([
      'Lê Thị An',
      'Nguyễn Thị An',
      'Ánh',
      'Trần Văn Ân',
      'Lê Dung',
      'Lê Đức',
    ])
  })

  it('puts who is not named last and by number, so that their place tells no name', () => {
    const known = { birthYear: null, group: null, sex: null, version: 1 }
    const rows: Listed[] = [
      { id: 1, version: 1, sex: null, is: 'elsewhere' },
      { id: 2, version: 1, sex: 'nu', is: 'unnamed', learnerId: 9, since: '2026-11-01' },
      { id: 3, version: 1, sex: 'nu', is: 'unnamed', learnerId: 7, since: '2026-11-02' },
      { id: 4, ...known, is: 'named', learnerId: 8, since: '2026-11-02', name: 'Lê Bình' },
      { id: 5, ...known, is: 'open', enteredAt: new Date(0), card: null, name: 'Lê Chín' },
      { id: 6, ...known, is: 'open', enteredAt: new Date(0), card: null, name: 'Vũ An' },
    ]
    expect(inListOrder(rows).map(({ id }) => id)).toEqual([6, 5, 4, 3, 2, 1])
  })
})

it('takes marks off that nobody sees', () => {
  expect(withoutHidden('\u202eNguyễn\u200b An\ufeff')).toBe('Nguyễn An')
})
