import { describe, expect, it } from 'vitest'
import { zipSync } from 'fflate'
import { BadTable, readTable } from '../../src/services/read-table.js'
import { recordsOf } from '../../src/services/table-columns.js'
import { xlsx } from '../support/xlsx.js'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const told = (bytes: Uint8Array): Promise<string> =>
  readTable(bytes).then(
    (rows) => JSON.stringify(rows),
    (error: unknown) => {
      expect(error).toBeInstanceOf(BadTable)
      return (error as Error).message
    },
  )

describe('a CSV file', () => {
  const ROWS = [
    { line: 1, cells: ['mã', 'tên'] },
    { line: 2, cells: ['a', 'Xã Bến Lức'] },
  ]
  it.each([
    ['commas', 'mã,tên\na,Xã Bến Lức\n'],
    ['semicolons', 'mã;tên\na;Xã Bến Lức\n'],
    ['tabs', 'mã\ttên\na\tXã Bến Lức\n'],
    ['a mark of its encoding', '\ufeffmã,tên\r\na,Xã Bến Lức\r\n'],
    ['quotes, and blanks around', ' mã ,"tên"\n a ,"Xã Bến Lức" \n'],
  ])('is read with %s', async (_, text) => {
    expect(await readTable(utf8(text))).toEqual(ROWS)
  })

  it('keeps the numbers of its lines over blank ones, and what a quoted cell holds', async () => {
    expect(await readTable(utf8('mã,tên\n\n\na,"Xã A, B"\n,\nb,"""Xã"" C"\n'))).toEqual([
      { line: 1, cells: ['mã', 'tên'] },
      { line: 4, cells: ['a', 'Xã A, B'] },
      { line: 6, cells: ['b', '"Xã" C'] },
    ])
  })

  it.each([
    [
      'in CP1258',
      Uint8Array.from([0x6d, 0xe3, 0x2c, 0x74, 0xea, 0x6e, 0x0a, 0x58, 0xe3]),
      'Tệp không phải UTF-8 (có lẽ là CP1258',
    ],
    ['in UTF-16', Uint8Array.from([0xff, 0xfe, 0x6d, 0x00]), 'Tệp không phải UTF-8 mà là UTF-16.'],
    [
      'that is an old Excel file',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      'Tệp là Excel kiểu cũ (.xls)',
    ],
    ['that is no table', Uint8Array.from([0x00, 0x01, 0x02]), 'Tệp không phải là bảng CSV hay XLSX.'],
    ['with an open quote', utf8('mã,tên\na,"Xã\nb,c\n'), 'Dòng '],
    ['without a row', utf8('\n\n'), 'Tệp không có dòng nào.'],
    ['of nothing', utf8(''), 'Tệp không có dòng nào.'],
    ['that is too large', new Uint8Array(20e6 + 1), 'Tệp lớn hơn 20 MB'],
  ])('%s is refused in a sentence', async (_, bytes, sentence) => {
    expect(await told(bytes)).toMatch(new RegExp(`^${sentence.replaceAll(/[().]/g, String.raw`\$&`)}`))
  })
})

describe('an XLSX file', () => {
  it('is read with its numbers, days and lines', async () => {
    expect(
      await readTable(xlsx([[['mã', 'ngày'], [], [27694, { serial: 45839 }], ['b', null]], [], []])),
    ).toEqual([
      { line: 1, cells: ['mã', 'ngày'] },
      { line: 3, cells: [27694, new Date('2025-07-01T00:00:00Z')] },
      { line: 4, cells: ['b', null] },
    ])
  })

  it.each([
    [
      'with merged cells',
      xlsx([[['mã'], ['a']]], ['A1:F1', 'B2:B9']),
      'Tệp có ô gộp (A1:F1, B2:B9); hãy bỏ gộp ô (Unmerge) rồi nhập lại.',
    ],
    [
      'with two filled sheets',
      xlsx([[['mã'], ['a']], [['khác']]]),
      'Tệp có nhiều trang tính có dữ liệu; hãy để mỗi tệp một trang tính.',
    ],
    ['without a row', xlsx([[]]), 'Tệp không có dòng nào.'],
  ])('%s is refused in a sentence', async (_, bytes, sentence) => {
    expect(await told(bytes)).toBe(sentence)
  })

  it.each([
    ['cut off', xlsx([[['mã'], ['a']]]).slice(0, 300)],
    ['that is another archive', zipSync({ 'a.txt': utf8('a') })],
  ])('%s is refused in a sentence', async (_, bytes) => {
    expect(await told(bytes)).toMatch(/^Tệp không mở được như một tệp Excel\./)
  })

  it('that claims to be much larger when unpacked is refused before it is', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(61e6) }, { level: 9 })
    expect(bomb.length).toBeLessThan(1e6)
    expect(await told(bomb)).toBe('Tệp quá lớn khi mở ra; hãy chia thành nhiều tệp.')
  })
})

describe('the header', () => {
  const COLUMNS = {
    id: { name: 'mã', also: ['code'], required: true },
    name: { name: 'tên', also: [], required: true },
    note: { name: 'ghi chú', also: [], required: false },
  }
  const records = async (text: string) => recordsOf(await readTable(utf8(text)), COLUMNS)

  it('may stand under a title, in any order and case, with or without marks, in English', async () => {
    expect(await records('Danh sách,,\n\nSTT,TÊN,Code\n1,Xã A,a\n')).toEqual([
      { line: 4, cells: { id: 'a', name: 'Xã A' }, isTooWide: false },
    ])
    expect(await records('ma;ten;ghi chu\na;Xã A;\n')).toEqual([
      { line: 2, cells: { id: 'a', name: 'Xã A', note: null }, isTooWide: false },
    ])
  })

  it.each([
    ['not there', 'a,Xã A\n', 'Không thấy dòng tiêu đề. Cần các cột: mã, tên; có thể thêm: ghi chú.'],
    [
      'short of a column',
      'mã,ghi chú\na,b\n',
      'Không thấy dòng tiêu đề. Cần các cột: mã, tên; có thể thêm: ghi chú.',
    ],
    [
      'with a column that is not kept',
      'mã,tên,hộ nghèo\na,Xã A,x\n',
      'Không nhận cột “hộ nghèo”; hãy xoá cột ấy khỏi tệp. Cần các cột: mã, tên; có thể thêm: ghi chú.',
    ],
    ['with a column twice', 'mã,tên,code\na,Xã A,x\n', 'Cột “mã” có hai lần trong dòng tiêu đề.'],
  ])('%s is refused in a sentence', async (_, text, sentence) => {
    await expect(records(text)).rejects.toThrow(new BadTable(sentence))
  })

  it('shows rows that are wider than it', async () => {
    expect(await records('mã,tên\na,Xã A, B\n')).toMatchObject([{ isTooWide: true }])
  })
})
