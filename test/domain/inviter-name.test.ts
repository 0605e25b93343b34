import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inviterNameProblem, relativeNameProblem } from '../../src/domain/inviter-name.js'
import { officeIn } from '../../src/domain/office-words.js'
import { fold } from '../../src/domain/text.js'

const GOOD = [
  'Hoa', 'hoa', 'HOA', 'An', 'Công', 'Nguyễn Công Anh', 'Công Ân', 'Nguyễn Công Ẩn', 'Cảnh', 'Quân', 'Toà', 'Hoà', 'Hòa', 'Sĩ',
  'Viên', 'Thư', 'Trường', 'Đăng', 'Cúc', 'Sáng', 'Gương', 'Ngân', 'Hằng', 'Ngân Hằng', 'Bảo', 'Bảo Hiền', 'Đại', 'Tịch',
  'Thanh Trà', 'Hải Quân', 'Trung Tâm', 'Quản', 'Trị', 'Tổng', 'Đài', 'Trợ', 'Ty', 'Bộ', 'Hội', 'Ban', 'Thuê', 'Cục cưng',
  'Nguyễn Thị Bích Đượm', 'Lê Văn Út', 'Trần Đình Trọng', 'Phạm Ngọc Thạch', 'bé Na', 'con Hoa', 'cháu Minh', 'Út', 'Tí', 'Tèo',
  'Bi', 'Bin', 'Su', 'Ken', 'Tom', 'Ba Đức', 'Tư Lành', 'Hai Lúa', 'út 2', 'H’Hen Niê', "Y Phôn Êban", 'K’Brơi', 'Anna (Mai)',
  'Thanh-Hương', 'N. T. Hoa', 'Ninh', 'Nguyễn An', 'Chi', 'Nguyễn Hỗ', 'Điện Biên', 'Lực', 'Đào Kho', 'Nga Nhàn', 'Minh Quỳ',
  'Ca', 'ca', 'Xã', 'Phường', 'NGUYỄN THỊ CA', 'Ca Phương', 'N. C. A. Hoa', 'Đồng', 'Kĩ', 'bé Mơ', 'Tâm', 'Toàn An', 'Zi', 'Vân Anh', 'Bưởi', 'Dũng', 'Thu Trường', 'Thu Tường', 'Đại Tường', 'Trường Ban', 'Uy Viễn', 'Tuấn Kiệt', 'Thảo Vy', 'Ngọc Ánh',
] // prettier-ignore

const BAD = [
  'Công an', 'CÔNG AN', 'cong an', 'congan', 'Côngan', 'c0ng an', 'C0NG 4N', 'C.ô.n.g a.n', 'c o n g a n', 'c-o-n-g-a-n',
  'Công An xã', 'anh Minh công an', 'Cảnh sát', 'canh sat', 'cảnh sát giao thông', 'CSGT Hùng', 'c.s.g.t', 'An ninh mạng',
  'Điều tra viên', 'Đại uý Hùng', 'Đại úy Nam', 'dai uy Nam', 'Trung tá Minh', 'Bộ đội', 'Toà án', 'Tòa án tỉnh', 'toa an', 't0a an',
  'Viện kiểm sát', 'vien kiem sat', 'Luật sư Hà', 'Thanh tra', 'thanh tra', 'UBND xã', 'Uỷ ban', 'Ủy ban xã', 'Chủ tịch Hùng',
  'Bí thư', 'Cán bộ Lan', 'can bo xa', 'Nhân viên', 'nhan vien Zalo', 'Bác sĩ Hoa', 'Giám đốc', 'Ngân hàng', 'ngan hang',
  'Ngan-hang', 'nganhang', 'Ngân hàng Lúa', 'Vietcombank', 'VCB bank', 'agri bank', 'Thuế', 'Cục thuế', 'cuc thue', 'Hải quan',
  'Bảo hiểm xã hội', 'BHXH', 'Điện lực', 'EVN', 'Bưu điện', 'Viettel', 'V.N.P.T', 'Công ty ABC', 'cong ty', 'Tổng đài', 'tong dai',
  'Hỗ trợ', 'ho tro', 'h0 tr0', 'Hỗ Trợ Viên', 'Tư vấn', 'CSKH', 'khách hàng', 'VNeID', 'VNe1D', 'v n e i d', 'vneid hỗ trợ', 'Zalo',
  'Za1o', 'Z4lo', 'Z.a.l.o', 'ZaloPay', 'Gương Sáng', 'guong sang', 'Guongsang', 'Admin', 'bot', 'quản trị', 'Trúng thưởng',
  'Chi hội', 'Chi hội trưởng', 'Hội người cao tuổi', 'Dịch vụ công', 'giao hang', 'Từ thiện', 'Nhà nước', 'Chính phủ',
  'BIDV', 'b.i.d.v', 'VCB', 'vcb Hà', 'MoMo', 'm0mo', 'VNPay', 'VNPayQR', 'Napas', 'Shopee', 'ShopeePay', 'CA', 'CA Minh', 'C.A', 'c.a xã',
  'anh C.A', 'CA xã', 'ca phường', 'VKS tỉnh', 'PC02', 'pc 02', 'A05', 'Minh a05', 'UBMTTQ xã', 'đồng chí Hùng', 'Bác sỹ Hoa', 'kĩ thuật',
  'công an phường', 'UBND phường',
] // prettier-ignore

/** Holes that were found: ranks, offices and banks. */
const BAD_TOO = [
  'CSĐT Hùng', 'CSDT Hùng', 'c.s.đ.t', 'Thủ trưởng Nam', 'Đội trưởng Hùng', 'Công tố viên', 'Viện trưởng', 'Kiểm soát viên',
  'Đại tướng', 'Thượng tướng Nam', 'Thủ tướng', 'Phó Thủ tướng', 'Chuẩn uý Nam', 'Chuẩn úy Nam', 'Thượng sĩ Nam', 'Trung sỹ Nam',
  'Hạ sĩ Nam', 'Uỷ viên', 'Ủy viên', 'Trưởng ban', 'Phó ban Nam', 'Quốc hội', 'Trưởng khu phố', 'Phường đội', 'Xã đội', 'lãnh đạo xã',
  'Giáo sư Nam', 'Phó giáo sư', 'Y sĩ Hoa', 'Y sỹ Hoa', 'Hội phụ nữ', 'hội nông dân', 'ACB', 'acb Hà', 'A.C.B', 'MB', 'MB Hùng',
  'mb', 'MB HÙNG', 'VIB', 'V1B', 'Techcom', 'Vietcom', 'viet com', 'Vietin', 'Vi3tin',
] // prettier-ignore

/** Ordinary names that share a syllable with an office; they stay names in capitals and without their marks too. */
const ORDINARY = [
  'Sĩ', 'Sỹ', 'Uý', 'Úy', 'Uy', 'Viện', 'Viên', 'Viễn', 'Hội', 'Đội', 'Ban', 'Mb', 'Tướng', 'Tường', 'Trưởng', 'Trường', 'Trương',
  'Thủ', 'Thu', 'Thứ', 'Đại', 'Đài', 'Thượng', 'Thương', 'Chuẩn', 'Quốc', 'Phụng', 'Nữ', 'Lãnh', 'Lành', 'Đạo', 'Đào', 'Giáo',
  'Sử', 'Tố', 'Tố Như', 'Công Tố', 'Kiểm', 'Soát', 'Khu', 'Phố', 'Phường', 'Phượng', 'Việt', 'Vi', 'Vĩ', 'Tín', 'Việt Tín', 'Tiến Sĩ',
  'Văn Sĩ', 'Trung Sơn', 'Thượng Sơn', 'Thuỷ Tiên', 'Thủ Khoa', 'Quốc Hùng', 'Quốc Huy', 'Quốc Uy', 'Gia Uy', 'Lan Viên', 'Bảo Viên',
  'Văn Hội', 'Ngọc Hội', 'Văn Đội', 'Văn Ban', 'Thu Hà', 'Thu Phương', 'Đại Nghĩa', 'Đại Dương', 'Nhật Trường', 'Xuân Trường',
  'Trường Sơn', 'Trường Giang', 'Trương Nam', 'Kim Nữ', 'Mỹ Nữ', 'Minh Đạo', 'Hạ', 'Hạ Vy', 'Y Nhi', 'Ý Nhi', 'Thanh Tú', 'M. B. Hoa', 'N. M. B.',
] // prettier-ignore

const WRONG: [why: string, names: string[]][] = [
  ['letters', ['', '   ', '12', '.', '(-)', "''"]],
  ['long', ['a'.repeat(31), 'a'.repeat(300), 'Hoa '.repeat(75), 'ắ'.repeat(31)]],
  [
    'strange',
    ['<b>Hoa</b>', 'Hoa&nbsp;', 'Hoa 😀', '❤️', '花', 'Хоа', 'Hоa', 'ᴄᴏɴɢ ᴀɴ', 'Ｃông an', '=Hoa', '@Hoa', '+84', 'hoa.com', 'hoa/mai',
      'Hoa\u202Eaoh', 'Hoa\u0007', 'h̶o̶a̶', 'Hoa_Mai', 'Hoa*', '`Hoa`', '[Hoa](x)', 'ho\u0301\u0301\u0301a', 'Łoa', 'Hoa:', '-Hoa'],
  ],
  ['digits', ['Hoa 0988123456', 'Hoa 098 812', '123 Hoa', 'Hoa 0 9 8']],
] // prettier-ignore

describe('the name of an inviter', () => {
  it.each(GOOD)('may be %s', (name) => {
    expect(inviterNameProblem(name)).toBeNull()
    expect(relativeNameProblem(name)).toBeNull()
  })

  it.each(BAD)('is no office, title or company: %s', (name) => {
    expect(inviterNameProblem(name)).toMatchObject({ say: 'helper.name-problem.office' })
    expect(relativeNameProblem(name)).toMatchObject({ say: 'helper.name-problem.office' })
  })

  it.each(BAD_TOO)('is no rank, office or bank either: %s', (name) => {
    for (const typed of [name, name === 'mb' || name.startsWith('MB') ? name : fold(name)])
      expect([typed, officeIn(typed)]).not.toContain(null)
  })

  it('may be what shares a syllable with an office', () => {
    expect(new Set(ORDINARY).size).toBeGreaterThanOrEqual(60)
    for (const name of ORDINARY)
      for (const typed of [
        name,
        name === 'Mb' ? name : fold(name),
        name === 'Mb' ? name : name.toUpperCase(),
      ])
        expect([typed, inviterNameProblem(typed)]).toEqual([typed, null])
  })

  it('is tried by enough of both', () => {
    expect(new Set(GOOD).size).toBeGreaterThanOrEqual(60)
    expect(new Set(BAD).size).toBeGreaterThanOrEqual(60)
  })

  it.each(WRONG.flatMap(([why, names]) => names.map((name) => [why, name] as const)))(
    'is refused as %s: %j',
    (why, name) => {
      expect(inviterNameProblem(name)).toMatchObject({ say: `helper.name-problem.${why}` })
      expect(relativeNameProblem(name)).toMatchObject({ say: `helper.name-problem.${why}` })
    },
  )

  it('is what a family says, with a number where it is one', () => {
    for (const name of ['bà ngoại', 'ông Năm', 'ông 5', 'bà 7', 'má', 'ba', 'ông nội (Tư)', 'mẹ'])
      expect([name, relativeNameProblem(name)]).toEqual([name, null])
  })

  it('hides no office by being cut into letters, glued, in capitals, without marks or with digits', () => {
    const office = fc.constantFrom(
      'công an',
      'ngân hàng',
      'cảnh sát',
      'toà án',
      'tổng đài',
      'hỗ trợ',
      'gương sáng',
      'zalo',
    )
    const how = fc.constantFrom<(text: string) => string>(
      fold,
      (text) => text.toUpperCase(),
      (text) => text.replaceAll(' ', ''),
      (text) => Array.from(fold(text).replaceAll(' ', '')).join('.'),
      (text) => Array.from(text.normalize('NFC')).join(' '),
      (text) => fold(text).replaceAll('o', '0').replaceAll('a', '4'),
      (text) => fold(text).replaceAll(' ', '-'),
    )
    fc.assert(
      fc.property(office, how, fc.constantFrom('', 'Minh ', 'anh '), (name, change, before) => {
        expect([before + change(name), officeIn(before + change(name))]).not.toContain(null)
      }),
      { numRuns: 500 },
    )
  })
})
