import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../src/cli/answer.js'
import { runImport } from '../../src/cli/import.js'
import { createPlaces } from '../../src/store/places.js'
import { createPopulations } from '../../src/store/population.js'
import { openStore, type OpenedStore } from '../store/opened-store.js'
import { curriculum } from '../support/bot/content.js'
import { inLongRun } from '../support/long.js'
import { proficientMember } from '../support/members.js'
import { everyRowOf } from '../support/rows.js'
import { day } from '../support/spans.js'
import { xlsx } from '../support/xlsx.js'

const NOW = new Date('2026-11-28T05:00:00Z')

let store: OpenedStore
let folder: string
beforeAll(async () => {
  store = await openStore()
  folder = await mkdtemp(join(tmpdir(), 'guong-sang-import-'))
})
afterEach(() => store.clear())
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

let files = 0
async function importFile(what: string, content: string | Uint8Array, ...options: string[]): Promise<Answer> {
  const file = join(folder, `tep-${(files += 1)}`)
  await writeFile(file, content)
  return command(what, file, ...options)
}
const command = (...args: string[]): Promise<Answer> =>
  runImport(args, (work) => work({ pool: store.pool, places: () => curriculum.places, now: NOW }))
const linesOf = ({ output }: Answer): string[] => output.trimEnd().split('\n')
const audited = async (): Promise<unknown[]> =>
  (await store.pool.query('select at, officer_id, action, place_id, facts from audit order by id')).rows

const PLACES = `mã,cấp,tên,thuộc mã,từ ngày,đến ngày,vùng,tỉnh cũ,nguồn
tay-ninh-can-duoc,xã,Xã Cần Đước,tay-ninh,1/7/2025,,"nông thôn, vùng khó khăn",Long An,NQ 1682/NQ-UBTVQH15
ben-luc-ap-1,chi hội,Chi hội ấp 1,tay-ninh-ben-luc,2025-07-01,,,,Hội NCT xã Bến Lức
ben-luc-ap-2,chi hội,Chi hội ấp 2,tay-ninh-ben-luc,1/7/2025,31/12/2026,,,Hội NCT xã Bến Lức
ben-luc-ap-2,chi hội,Chi hội ấp 2,tay-ninh-can-duoc,1/1/2027,,,,Hội NCT xã Cần Đước
`

describe('import places', () => {
  it('only shows what it would do, row by row, until it is told to write', async () => {
    await importFile('places', PLACES)
    const before = await everyRowOf(store.pool)
    const tried = await importFile('places', PLACES)
    expect(tried.code).toBe(0)
    expect(linesOf(tried)).toEqual([
      'dòng 2: thêm xã, phường Xã Cần Đước (tay-ninh-can-duoc), từ 1/7/2025.',
      'dòng 3: thêm chi hội Chi hội ấp 1 (ben-luc-ap-1), từ 1/7/2025.',
      'dòng 4: thêm chi hội Chi hội ấp 2 (ben-luc-ap-2), từ 1/7/2025 đến hết 31/12/2026.',
      'dòng 5: thêm chi hội Chi hội ấp 2 (ben-luc-ap-2), từ 1/1/2027.',
      '',
      'Xem thử: 4 dòng mới, 0 dòng sửa, 0 dòng như cũ; chưa ghi gì. Thêm --write để ghi.',
    ])
    expect(await everyRowOf(store.pool)).toEqual(before)
    expect(before['place']!.every(({ id }) => !String(id).startsWith('ben-luc-ap'))).toBe(true)
    expect(before['audit']).toBeUndefined()
  })

  it('writes all of it, notes numbers only, and the second time changes nothing', async () => {
    const written = await importFile('places', PLACES, '--write')
    expect(linesOf(written).at(-1)).toBe('Đã ghi: 4 dòng mới, 0 dòng sửa, 0 dòng như cũ.')
    const spans = await createPlaces(store.pool).spans()
    expect(spans.find(({ placeId }) => placeId === 'tay-ninh-can-duoc')).toEqual({
      placeId: 'tay-ninh-can-duoc',
      level: 'commune',
      isDemo: false,
      from: day('2025-07-01'),
      until: null,
      name: 'Xã Cần Đước',
      parentId: 'tay-ninh',
      kinds: ['nong-thon', 'vung-kho-khan'],
      formerProvince: 'long-an',
      source: 'NQ 1682/NQ-UBTVQH15',
    })
    expect(spans.filter(({ placeId }) => placeId === 'ben-luc-ap-2').map(({ until }) => until)).toEqual([
      day('2027-01-01'),
      null,
    ])
    const noted = [
      {
        at: NOW,
        officer_id: null,
        action: 'import-places',
        place_id: null,
        facts: { new: 4, changed: 0, same: 0 },
      },
    ]
    expect(await audited()).toEqual(noted)
    const again = await importFile('places', PLACES, '--write')
    expect(again.code).toBe(0)
    expect(linesOf(again)[0]).toBe('dòng 2: xã, phường Xã Cần Đước (tay-ninh-can-duoc), từ 1/7/2025: đã có.')
    expect(linesOf(again).at(-1)).toBe('Mọi dòng đã có sẵn (4 dòng): không có gì thay đổi.')
    expect(await createPlaces(store.pool).spans()).toEqual(spans)
    expect(await audited()).toEqual(noted)
  })

  it('mends a span of the content, and keeps what the file has no column for', async () => {
    const rows =
      'mã,cấp,tên,thuộc mã,từ ngày,vùng,nguồn\ntay-ninh-ben-luc,xã,Xã Bến Lức,tay-ninh,1/7/2025,nông thôn,NQ 1682\n'
    const { output } = await importFile('places', rows, '--write')
    expect(output).toMatch(
      /dòng 2: sửa xã, phường Xã Bến Lức \(tay-ninh-ben-luc\), từ 1\/7\/2025: vùng, nguồn\./,
    )
    const [span] = (await createPlaces(store.pool).spans()).filter(
      ({ placeId }) => placeId === 'tay-ninh-ben-luc',
    )
    expect(span).toMatchObject({ kinds: ['nong-thon'], formerProvince: 'long-an', source: 'NQ 1682' })
  })

  it('reads an XLSX file with its days', async () => {
    const file = xlsx([
      [
        ['Danh sách chi hội'],
        ['STT', 'Mã', 'Cấp', 'Tên', 'Thuộc mã', 'Từ ngày', 'Đến ngày', 'Nguồn'],
        [
          1,
          'ben-luc-ap-1',
          'Chi hội',
          'Chi hội ấp 1',
          'tay-ninh-ben-luc',
          { serial: 45839 },
          null,
          'Hội NCT',
        ],
      ],
    ])
    expect(linesOf(await importFile('places', file, '--write'))[0]).toBe(
      'dòng 3: thêm chi hội Chi hội ấp 1 (ben-luc-ap-1), từ 1/7/2025.',
    )
  })

  it.each([
    [
      'overlap',
      'p1,chi hội,Chi hội 1,tay-ninh-ben-luc,1/7/2025,,x\np1,chi hội,Chi hội 1,tay-ninh-my-yen,1/1/2026,,x',
      ['dòng 3: SAI: trùng thời gian với lần trước của mã p1 (từ 1/7/2025, chưa có ngày kết thúc).'],
    ],
    [
      'move in mid-month',
      'p1,chi hội,Chi hội 1,tay-ninh-ben-luc,1/7/2025,15/3/2026,x\np1,chi hội,Chi hội 1,tay-ninh-my-yen,16/3/2026,,x',
      [
        'dòng 2: SAI: kết thúc vào ngày cuối tháng, để số liệu tháng không lẫn.',
        'dòng 3: SAI: đổi nơi thuộc về từ ngày đầu tháng, để số liệu tháng không lẫn.',
      ],
    ],
    [
      'stand twice',
      'p1,chi hội,Chi hội 1,tay-ninh-ben-luc,1/7/2025,,x\np1,chi hội,Chi hội 2,tay-ninh-ben-luc,1/7/2025,,x',
      ['dòng 3: SAI: trùng với dòng 2 (cùng mã và ngày bắt đầu).'],
    ],
    [
      'give a known commune a second code',
      '27694,xã,Xã Bến Lức,tay-ninh,1/7/2025,,x',
      ['dòng 2: SAI: “Xã Bến Lức” ở nơi này đã có với mã tay-ninh-ben-luc; hãy dùng mã đó.'],
    ],
    [
      'leave branches without their commune',
      'tay-ninh-ben-luc,xã,Xã Bến Lức,tay-ninh,1/7/2025,31/12/2026,x\np1,chi hội,Chi hội 1,tay-ninh-ben-luc,1/7/2025,,x',
      ['dòng 3: SAI: tay-ninh-ben-luc không tồn tại vào ngày 1/1/2027.'],
    ],
    [
      'cannot be read',
      'P 1,ấp,<b>,tay-ninh-ben-luc,31/2/2026,hôm nay,\np2,chi hội,"Chi hội 2",tay-ninh-ben-luc,1/7/2025,,x,y\np3,xã,Bến Tre,tay-ninh,1/7/2025,,x',
      [
        'dòng 2: SAI: cột “mã” “P 1” không phải là mã: mã gồm chữ thường không dấu, số và gạch nối, như p-1; cột “cấp” “ấp” không nằm trong: tỉnh, huyện, xã, chi hội; cột “tên” không có dấu < > hay mã của trang web; cột “từ ngày” “31/2/2026” không phải là một ngày; hãy viết như 1/7/2025; cột “đến ngày” “hôm nay” không phải là một ngày; hãy viết như 1/7/2025; cột “nguồn” đang để trống.',
        'dòng 3: SAI: có nhiều ô hơn dòng tiêu đề; chữ có dấu phẩy phải nằm trong ngoặc kép.',
        'dòng 4: SAI: tên xã, phường viết đủ, như “Xã Bến Lức”.',
      ],
    ],
  ])('refuses rows that %s, and writes nothing', async (_, rows, told) => {
    await importFile('places', 'mã,cấp,tên,từ ngày,nguồn\nkhac,tỉnh,Tỉnh Khác,1/1/2025,x', '--write')
    const before = await everyRowOf(store.pool)
    const good = 'p9,chi hội,Chi hội 9,tay-ninh-my-yen,1/7/2025,,x'
    const header = 'mã,cấp,tên,thuộc mã,từ ngày,đến ngày,nguồn'
    const refused = await importFile('places', `${header}\n${rows}\n${good}\n`, '--write')
    expect(refused.code).toBe(1)
    expect(linesOf(refused).filter((line) => line.includes('SAI'))).toEqual(told)
    expect(linesOf(refused).at(-1)).toBe(
      `Có ${told.length} chỗ sai nên chưa ghi gì. Hãy sửa tệp rồi nhập lại.`,
    )
    expect(await everyRowOf(store.pool)).toEqual(before)
  })

  it('tells what a file breaks elsewhere', async () => {
    await importFile('places', PLACES, '--write')
    const before = await everyRowOf(store.pool)
    const closing =
      'mã,cấp,tên,thuộc mã,từ ngày,đến ngày,nguồn\ntay-ninh-ben-luc,xã,Xã Bến Lức,tay-ninh,1/7/2025,30/11/2026,x\n'
    const refused = await importFile('places', closing, '--write')
    expect(refused.code).toBe(1)
    expect(linesOf(refused)).toContain(
      'cả tệp: SAI: sau khi nhập, Chi hội ấp 1 (ben-luc-ap-1): tay-ninh-ben-luc không tồn tại vào ngày 1/12/2026.',
    )
    expect(await everyRowOf(store.pool)).toEqual(before)
  })

  it('takes what began before the newest entry, and what is still to come', async () => {
    await importFile('places', PLACES, '--write')
    const rows = `mã,cấp,tên,thuộc mã,từ ngày,nguồn
ben-luc-ap-0,chi hội,Chi hội cũ,tay-ninh-ben-luc,1/8/2025,x
ben-luc-ap-3,chi hội,Chi hội ấp 3,tay-ninh-ben-luc,1/1/2028,x\n`
    expect((await importFile('places', rows, '--write')).code).toBe(0)
  })
})

const HEADER = 'mã nơi,ngày,số người 60+,nguồn\n'

describe('import population', () => {
  it('takes figures with their day and source, once', async () => {
    const rows = `${HEADER}tay-ninh-ben-luc,31/12/2025,4.812,Niên giám 2025\ntay-ninh,31/12/2025,470 000,Niên giám 2025\nlong-an,1/1/2025,240000,Báo cáo của Hội\n`
    expect(linesOf(await importFile('population', rows, '--write'))).toEqual([
      'dòng 2: thêm Xã Bến Lức (tay-ninh-ben-luc), ngày 31/12/2025: 4.812 người.',
      'dòng 3: thêm Tây Ninh (tay-ninh), ngày 31/12/2025: 470.000 người.',
      'dòng 4: thêm Long An (long-an), ngày 1/1/2025: 240.000 người.',
      '',
      'Đã ghi: 3 dòng mới, 0 dòng sửa, 0 dòng như cũ.',
    ])
    expect(linesOf(await importFile('population', rows, '--write')).at(-1)).toMatch(/không có gì thay đổi/)
    const corrected = `${HEADER}tay-ninh-ben-luc,31/12/2025,4900,Niên giám 2025\n`
    expect(linesOf(await importFile('population', corrected, '--write'))[0]).toBe(
      'dòng 2: sửa Xã Bến Lức (tay-ninh-ben-luc), ngày 31/12/2025: từ 4.812 thành 4.900 người.',
    )
    const on = await createPopulations(store.pool).on(day('2026-11-28'))
    expect(on.get('tay-ninh-ben-luc')).toMatchObject({ people: 4900, source: 'Niên giám 2025' })
    expect(on.has('tay-ninh-my-yen')).toBe(false)
    expect((await audited()).map((row) => (row as { facts: unknown }).facts)).toEqual([
      { new: 3, changed: 0, same: 0 },
      { new: 0, changed: 1, same: 0 },
    ])
  })

  it('takes members and officials of the association apart from all who are of 60 and more', async () => {
    const header = 'mã nơi,ngày,số người,nguồn,nhóm\n'
    const rows = [
      'tay-ninh,31/12/2025,470.000,Niên giám 2025,Người cao tuổi',
      'tay-ninh,31/12/2025,310.000,Sổ hội viên,Hội viên',
      'tay-ninh,31/12/2025,6.500,Sổ hội viên,CÁN BỘ',
      'tay-ninh-ben-luc,31/12/2025,4812,Niên giám 2025,',
    ]
    expect(linesOf(await importFile('population', `${header}${rows.join('\n')}\n`, '--write'))).toEqual([
      'dòng 2: thêm Tây Ninh (tay-ninh), ngày 31/12/2025: 470.000 người.',
      'dòng 3: thêm Tây Ninh (tay-ninh), ngày 31/12/2025: 310.000 hội viên.',
      'dòng 4: thêm Tây Ninh (tay-ninh), ngày 31/12/2025: 6.500 cán bộ.',
      'dòng 5: thêm Xã Bến Lức (tay-ninh-ben-luc), ngày 31/12/2025: 4.812 người.',
      '',
      'Đã ghi: 4 dòng mới, 0 dòng sửa, 0 dòng như cũ.',
    ])
    const populations = createPopulations(store.pool)
    const counted = async (group?: 'hoi-vien' | 'can-bo'): Promise<number | undefined> =>
      (await populations.on(day('2026-11-28'), group)).get('tay-ninh')?.people
    expect([await counted(), await counted('hoi-vien'), await counted('can-bo')]).toEqual([
      470_000, 310_000, 6500,
    ])
    const told = async (row: string): Promise<string> =>
      linesOf(await importFile('population', `${header}${row}\n`))[0]!
    expect(await told('tay-ninh,31/12/2025,6.600,Sổ hội viên,cán bộ')).toBe(
      'dòng 2: sửa Tây Ninh (tay-ninh), ngày 31/12/2025: từ 6.500 thành 6.600 cán bộ.',
    )
    expect(await told('tay-ninh,1/2/2026,480.000,Sổ hội viên,hội viên')).toBe(
      'dòng 2: thêm Tây Ninh (tay-ninh), ngày 1/2/2026: 480.000 hội viên; nhiều hơn số người cao tuổi đã biết (470.000), xin xem lại.',
    )
    expect(await told('tay-ninh,31/12/2025,5,x,thanh niên')).toBe(
      'dòng 2: SAI: cột “nhóm” “thanh niên” không nằm trong: người cao tuổi, hội viên, cán bộ.',
    )
    expect(await told('tay-ninh,31/12/2025,0,x,hội viên')).toBe('dòng 2: SAI: 0 không thể là số hội viên.')
  })

  it('refuses a day to come, also by a clock that was set back, and what cannot be a figure', async () => {
    const rows = [
      'tay-ninh-ben-luc,29/11/2026,4800,x',
      'tay-ninh-my-yen,28/11/2026,4800,',
      'khong-co,1/1/2026,4800,x',
      'tay-ninh-luong-hoa,1/1/2026,"4,8",x',
      'tay-ninh-binh-duc,1/1/2026,4.8,x',
      'tay-ninh-thanh-loi,1/1/2026,0,x',
      'tay-ninh-thu-thua,1/1/2026,-5,x',
      'tay-ninh-tam-vu,1/1/2026,100,x',
      'tay-ninh-tam-vu,1/1/2026,200,x',
    ]
    const refused = await importFile('population', `${HEADER}${rows.join('\n')}\n`, '--write')
    expect(refused.code).toBe(1)
    const number = (text: string): string =>
      `cột “số người 60+” “${text}” không phải là một số nguyên; hãy viết như 4800 hay 4.800.`
    expect(linesOf(refused).filter((line) => line.includes('SAI'))).toEqual([
      'dòng 2: SAI: ngày 29/11/2026 chưa tới (hôm nay là 28/11/2026).',
      'dòng 3: SAI: cột “nguồn” đang để trống.',
      'dòng 4: SAI: không có nơi nào mang mã khong-co.',
      `dòng 5: SAI: ${number('4,8')}`,
      `dòng 6: SAI: ${number('4.8')}`,
      'dòng 7: SAI: 0 không thể là số người cao tuổi.',
      `dòng 8: SAI: ${number('-5')}`,
      'dòng 10: SAI: trùng với dòng 9 (cùng nơi, cùng ngày và cùng nhóm).',
    ])
    expect(await createPopulations(store.pool).all()).toEqual([])
  })

  it('refuses a number with a fraction, which a point for thousands may have become in Excel', async () => {
    const row = (people: number): Uint8Array =>
      xlsx([
        [
          ['mã nơi', 'ngày', 'số người 60+', 'nguồn'],
          ['tay-ninh', { serial: 46022 }, people, 'Niên giám'],
        ],
      ])
    expect((await importFile('population', row(480.512))).output).toMatch(
      /^dòng 2: SAI: cột “số người 60\+” “480.512”/,
    )
    expect((await importFile('population', row(480512))).output).toMatch(
      /ngày 31\/12\/2025: 480\.512 người\./,
    )
  })

  it('refuses fewer people than are proficient in the place and all within it', async () => {
    await importFile('places', PLACES, '--write')
    for (const branch of ['ben-luc-ap-1', 'ben-luc-ap-1', 'ben-luc-ap-2'])
      await proficientMember(store.pool, branch, '2026-10-01', '2027-03-01')
    const told = async (place: string, people: number): Promise<string> =>
      linesOf(await importFile('population', `${HEADER}${place},1/11/2026,${people},x\n`))[0]!
    expect(await told('tay-ninh-ben-luc', 2)).toBe(
      'dòng 2: SAI: 2 ít hơn số người đã được ghi nhận thành thạo ở nơi này (3).',
    )
    expect(await told('ben-luc-ap-1', 1)).toMatch(/\(2\)\.$/)
    expect(await told('long-an', 2)).toMatch(/\(3\)\.$/)
    expect(await told('tay-ninh-ben-luc', 3)).toMatch(/: 3 người\.$/)
    expect(await told('tay-ninh-my-yen', 2)).toMatch(/: 2 người\.$/)
  })
})

const LIST = `chi hội,họ tên,năm sinh,giới tính
ben-luc-ap-1,Nguyễn Văn An,1950,nam
Chi hội ấp 1,Trần Thị Bảy,1952,Nữ
ben-luc-ap-2,Lê Văn Chín,,
`

describe('import learners', () => {
  const kept = async (): Promise<unknown[]> =>
    (
      await store.pool.query(
        'select branch_id, name, birth_year, sex, entered_at from class_list_row order by id',
      )
    ).rows

  it('puts the list of a branch into the class list, names in NFC, and tells no name', async () => {
    await importFile('places', PLACES, '--write')
    const written = await importFile('learners', LIST.normalize('NFD'), '--write')
    expect(linesOf(written)).toEqual([
      'dòng 2: thêm vào Chi hội ấp 1.',
      'dòng 3: thêm vào Chi hội ấp 1.',
      'dòng 4: thêm vào Chi hội ấp 2.',
      '',
      'Đã ghi: 3 dòng mới, 0 dòng sửa, 0 dòng như cũ.',
    ])
    const rows = [
      { branch_id: 'ben-luc-ap-1', name: 'Nguyễn Văn An', birth_year: 1950, sex: 'nam', entered_at: NOW },
      { branch_id: 'ben-luc-ap-1', name: 'Trần Thị Bảy', birth_year: 1952, sex: 'nu', entered_at: NOW },
      { branch_id: 'ben-luc-ap-2', name: 'Lê Văn Chín', birth_year: null, sex: null, entered_at: NOW },
    ]
    expect(await kept()).toEqual(rows)
    expect(linesOf(await importFile('learners', LIST, '--write')).at(-1)).toMatch(/không có gì thay đổi/)
    expect(await kept()).toEqual(rows)
    const noted = (await audited()).slice(1)
    const deed = { at: NOW, officer_id: null, action: 'import-learners' }
    expect(noted).toEqual([
      { ...deed, place_id: 'ben-luc-ap-1', facts: { new: 2, changed: 0, same: 0 } },
      { ...deed, place_id: 'ben-luc-ap-2', facts: { new: 1, changed: 0, same: 0 } },
    ])
  })

  it('adds what was blank, and refuses what contradicts or is unclear', async () => {
    await importFile('places', PLACES, '--write')
    await importFile('learners', 'chi hội,họ tên,năm sinh\nben-luc-ap-1,Nguyễn Văn An,1950\n', '--write')
    const told = async (row: string): Promise<string> =>
      linesOf(await importFile('learners', `chi hội,họ tên,năm sinh,giới tính\n${row}\n`, '--write'))[0]!
    expect(await told('ben-luc-ap-1,NGUYỄN VĂN AN,1950,nam')).toBe(
      'dòng 2: đã có trong Chi hội ấp 1, thêm giới tính.',
    )
    expect(await told('ben-luc-ap-1,Nguyễn Văn An,1950,nữ')).toBe(
      'dòng 2: SAI: đã có trong Chi hội ấp 1 với giới tính khác.',
    )
    expect(await told('ben-luc-ap-1,Nguyễn Văn An,,')).toMatch(/^dòng 2: SAI: đã có người cùng tên/)
    expect(await told('ben-luc-ap-1,Nguyễn Văn An,1949,')).toBe('dòng 2: thêm vào Chi hội ấp 1.')
    expect(await kept()).toHaveLength(2)
  })

  it('takes what somebody is in the association, lets it change, and refuses what is neither', async () => {
    await importFile('places', PLACES, '--write')
    const told = async (row: string): Promise<string> =>
      linesOf(await importFile('learners', `chi hội,họ tên,năm sinh,vai\n${row}\n`, '--write'))[0]!
    const groups = async (): Promise<unknown[]> =>
      (await store.pool.query('select "group" from class_list_row order by id')).rows.map(
        (row: { group: unknown }) => row.group,
      )
    expect(await told('ben-luc-ap-1,Nguyễn Văn An,1950,')).toBe('dòng 2: thêm vào Chi hội ấp 1.')
    expect(await told('ben-luc-ap-1,Trần Thị Bảy,1952,Can bo')).toBe('dòng 2: thêm vào Chi hội ấp 1.')
    expect(await groups()).toEqual([null, 'can-bo'])
    expect(await told('ben-luc-ap-1,Nguyễn Văn An,1950,HỘI VIÊN')).toBe(
      'dòng 2: đã có trong Chi hội ấp 1, thêm vai hội viên.',
    )
    expect(await told('ben-luc-ap-1,Nguyễn Văn An,1950,cán bộ hội')).toBe(
      'dòng 2: đã có trong Chi hội ấp 1, đổi vai từ hội viên thành cán bộ.',
    )
    expect(await told('ben-luc-ap-1,Nguyễn Văn An,1950,')).toBe('dòng 2: đã có trong Chi hội ấp 1.')
    expect(await told('ben-luc-ap-1,Nguyễn Văn An,1950,chủ tịch xã')).toBe(
      'dòng 2: SAI: cột “vai” “chủ tịch xã” không nằm trong: cán bộ, hội viên.',
    )
    expect(await groups()).toEqual(['can-bo', 'can-bo'])
  })

  it('refuses what is no list of names', async () => {
    await importFile(
      'places',
      `${PLACES}my-yen-ap-1,chi hội,Chi hội ấp 1,tay-ninh-my-yen,1/7/2025,,,,Hội\ncu,chi hội,Chi hội cũ,tay-ninh-my-yen,1/7/2025,31/12/2025,,,Hội\n`,
      '--write',
    )
    const rows = [
      'ben-luc-ap-1,=HYPERLINK(1),1950,',
      'ben-luc-ap-1,An \u202e Ba,1950,',
      'ben-luc-ap-1,Lê Văn Tư,50,',
      'Chi hội ấp 1,Lê Văn Năm,1950,',
      'chi-hoi-la,Lê Văn Sáu,1950,',
      'cu,Lê Văn Bảy,1950,',
      'ben-luc-ap-1,Lê Văn Tám,1950,khác',
      'ben-luc-ap-2,Lê Văn Chín,1950,nam',
      'ben-luc-ap-2,Lê Văn Chín,,nam',
      ',Lê Văn Mười,1950,',
    ]
    const refused = await importFile(
      'learners',
      `chi hội,họ tên,năm sinh,giới tính\n${rows.join('\n')}\n`,
      '--write',
    )
    expect(refused.code).toBe(1)
    expect(linesOf(refused).filter((line) => line.includes('SAI'))).toEqual([
      'dòng 2: SAI: cột “họ tên” không bắt đầu bằng dấu =.',
      'dòng 3: SAI: cột “họ tên” có ký tự ẩn (như dấu đổi chiều chữ); hãy gõ lại bằng tay.',
      'dòng 4: SAI: cột “năm sinh” ghi đủ bốn chữ số, ví dụ 1950.',
      'dòng 5: SAI: có 2 chi hội tên “Chi hội ấp 1”; hãy ghi mã của chi hội.',
      'dòng 6: SAI: không có chi hội nào tên hay mã là “chi-hoi-la”.',
      'dòng 7: SAI: không có chi hội nào tên hay mã là “cu”.',
      'dòng 8: SAI: cột “giới tính” “khác” không nằm trong: nam, nữ.',
      'dòng 10: SAI: trùng tên với dòng 9 trong cùng chi hội; nếu là hai người, hãy ghi năm sinh hoặc thêm tên đệm, tên thường gọi.',
      'dòng 11: SAI: cột “chi hội” đang để trống.',
    ])
    expect(refused.output).not.toMatch(/Lê Văn/)
    expect(await kept()).toEqual([])
  })

  it('keeps nothing of poverty or health', async () => {
    const refused = await importFile(
      'learners',
      'chi hội,họ tên,hộ nghèo\nben-luc-ap-1,Lê Văn Tư,x\n',
      '--write',
    )
    expect(refused.code).toBe(1)
    expect(refused.output).toMatch(/^Không nhận cột “hộ nghèo”; hãy xoá cột ấy khỏi tệp\./)
  })
})

describe('the command', () => {
  it.each([
    [['--help'], 0, 'npm run import -- places TỆP'],
    [[], 0, 'npm run import -- places TỆP'],
    [['people', 'x.csv'], 1, '"people" không nhập được'],
    [['toString', 'x.csv'], 1, '"toString" không nhập được'],
    [['places'], 1, 'Sau places là tên của một tệp.'],
    [['places', 'a.csv', 'b.csv'], 1, 'Sau places là tên của một tệp.'],
    [['places', 'a.csv', '--wirte'], 1, '"--wirte" không phải là một lựa chọn'],
    [['places', '/nowhere/a.csv'], 1, 'Không đọc được tệp /nowhere/a.csv (ENOENT).'],
  ])('answers to %j', async (args, code, said) => {
    const answer = await command(...args)
    expect(answer).toMatchObject({ code, output: expect.stringContaining(said) as string })
  })

  it.each([
    ['in CP1258', Uint8Array.from([0x6d, 0xe3, 0x2c, 0x63, 0x1a, 0xea, 0x0a])],
    ['with merged cells', xlsx([[['mã nơi', 'ngày', 'số người 60+', 'nguồn']]], ['A1:B1'])],
  ])('refuses a file %s in one sentence, before it looks at the database', async (_, bytes) => {
    const { code, output } = await importFile('population', bytes, '--write')
    expect(code).toBe(1)
    expect(output.trimEnd().split('\n')).toHaveLength(1)
    expect(await everyRowOf(store.pool)).toEqual({})
  })
})

inLongRun(() => {
  it('works as a program, with DATABASE_URL, beside whatever runs', async () => {
    const file = join(folder, 'noi.csv')
    await writeFile(file, PLACES)
    const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli/import.ts', ...args], {
        env: {
          PATH: process.env['PATH'] ?? '',
          DATABASE_URL: store.url,
          SECRET: 'only for a test'.repeat(3),
        },
      }).then(
        ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
        (error: { code: number; stdout: string; stderr: string }) => error,
      )
    expect(await run('places', file, '--write')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Đã ghi: 4 dòng mới') as string,
      stderr: '',
    })
    await writeFile(file, `${PLACES}x,xã,Xã X,khong-co,1/7/2025,,,,x\n`)
    expect(await run('places', file, '--write')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('dòng 6: SAI: không có nơi nào mang mã khong-co.') as string,
    })
  })
})
