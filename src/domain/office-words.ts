import { marksOf } from './heard.js'
import { fold } from './text.js'
import { tidied } from './written-name.js'

/** Offices, titles and companies in whose name people are cheated, as they are written. */
const OFFICES: readonly string[] = [
  'công an', 'ca xã', 'ca phường', 'ca huyện', 'ca tỉnh', 'cảnh sát', 'csgt', 'csđt', 'an ninh', 'điều tra', 'dân phòng', 'bộ đội', 'quân đội', 'biên phòng', 'quân sự', 'phường đội', 'xã đội', 'đội trưởng', 'thủ trưởng',
  'thiếu uý', 'trung uý', 'thượng uý', 'đại uý', 'thiếu tá', 'trung tá', 'thượng tá', 'đại tá', 'thiếu tướng', 'trung tướng', 'thượng tướng', 'đại tướng',
  'chuẩn uý', 'thượng sĩ', 'thượng sỹ', 'trung sĩ', 'trung sỹ', 'hạ sĩ', 'hạ sỹ',
  'toà án', 'viện kiểm sát', 'vks', 'viện trưởng', 'kiểm sát', 'kiểm soát', 'công tố viên', 'thẩm phán', 'thi hành án', 'luật sư', 'thanh tra', 'công chứng', 'tư pháp',
  'chính phủ', 'quốc hội', 'thủ tướng', 'nhà nước', 'lãnh đạo', 'uỷ ban', 'uỷ viên', 'ubnd', 'hđnd', 'bộ trưởng', 'chủ tịch', 'phó chủ tịch', 'bí thư', 'giám đốc', 'thư ký',
  'trưởng ban', 'phó ban', 'trưởng phòng', 'phó phòng', 'trưởng khu phố', 'trưởng thôn', 'trưởng ấp', 'trưởng xóm', 'tổ trưởng', 'hội trưởng', 'chi hội', 'chi hội trưởng',
  'cán bộ', 'đồng chí', 'nhân viên', 'chuyên viên', 'kế toán', 'giáo sư', 'bác sĩ', 'bác sỹ', 'y sĩ', 'y sỹ', 'y tá', 'dược sĩ', 'bệnh viện', 'giáo viên', 'hiệu trưởng',
  'mặt trận', 'ubmttq', 'hội người cao tuổi', 'người cao tuổi', 'hội phụ nữ', 'hội nông dân', 'đoàn thanh niên', 'đảng uỷ', 'cơ quan', 'trung ương',
  'ngân hàng', 'nhà băng', 'bank', 'bidv', 'vcb', 'acb', 'vib', 'techcom', 'vietcom', 'vietin', 'momo', 'vnpay', 'napas', 'kho bạc', 'tín dụng', 'thuế', 'chi cục', 'cục thuế', 'hải quan', 'bảo hiểm', 'bhxh', 'bhyt',
  'điện lực', 'evn', 'bưu điện', 'vnpost', 'viettel', 'vnpt', 'mobifone', 'vinaphone', 'nhà mạng', 'cấp nước',
  'công ty', 'tập đoàn', 'tổng đài', 'hỗ trợ', 'tư vấn', 'chăm sóc', 'cskh', 'khách hàng', 'kỹ thuật', 'kĩ thuật', 'hệ thống', 'dịch vụ',
  'quản trị', 'admin', 'bot', 'vneid', 'định danh', 'dịch vụ công', 'zalo', 'telegram', 'facebook', 'google', 'gương sáng',
  'giao hàng', 'shipper', 'shopee', 'trúng thưởng', 'khuyến mãi', 'từ thiện', 'quỹ',
] // prettier-ignore

/** These stand also within a longer word: "vietcombank", "zalopay". */
const ANYWHERE = ['bank', 'zalo', 'vneid', 'vnpay', 'napas', 'shopee']

/**
 * Short forms of the police, and of a bank, that only their writing tells from a name: Ca is one, so is CA among other
 * capitals, and so is Mb.
 */
const AS_WRITTEN = [
  /(?<!\p{L})(?:MB|mb)(?!\p{L})/u,
  /(?<!\p{L})(?<!\.\s*)[Cc]\s?\.\s?[Aa](?!\p{L})/u,
  /(?<![\p{L}\d])(?:p\.?c\.?|a\.?)\s?0\d(?!\d)/iu,
]
const CAPITAL_CA = /(?<!\p{L})CA(?!\p{L})/u

/** Digits that are read as letters, in two ways. */
const READ_AS = [
  { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b' },
  { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b' },
] as const

/** An office as it is looked for. */
interface Office {
  written: string
  words: readonly string[]
  glued: string
  marks: readonly string[]
}

const LOOKED_FOR: readonly Office[] = OFFICES.map((written) => ({
  written,
  words: fold(written).split(' '),
  glued: fold(written).replaceAll(' ', ''),
  marks: written.split(' ').map(marksOf),
}))

/**
 * The office, title or company that a name holds; null when it holds none. Also without marks, spelled apart ("C.ô.n.g
 * a.n"), as one word, or with digits for letters. Where the marks are typed they tell: Ngân Hằng is no bank.
 */
export function officeIn(name: string): string | null {
  const short = shortFormIn(tidied(name))
  if (short !== null) return short
  const written = tidied(name)
    .toLowerCase()
    .split(/[^\p{L}\p{M}\d]+/u)
    .filter(Boolean)
  for (const letters of READ_AS) {
    const words = written.map((word) => fold(asLetters(word, letters)))
    const hidden = words.findIndex((word) => ANYWHERE.some((office) => word.includes(office)))
    if (hidden >= 0) return words[hidden]!
    const office = LOOKED_FOR.find((looked) => holds(looked, words, written))
    if (office !== undefined) return office.written
  }
  return null
}

/** "C.A", "PC02", "A05", "MB"; "CA" where it stands alone or not among capitals, as "NGUYỄN THỊ CA" does. */
function shortFormIn(name: string): string | null {
  for (const pattern of AS_WRITTEN) {
    const found = pattern.exec(name)
    if (found !== null) return found[0]
  }
  const others = name.replace(CAPITAL_CA, '')
  if (others === name) return null
  return others.trim() === '' || others !== others.toUpperCase() ? 'CA' : null
}

/** Digits count as letters only beside letters: "Hoa 2" is no disguise. */
const asLetters = (word: string, letters: Readonly<Record<string, string>>): string =>
  /\p{L}/u.test(word) ? word.replaceAll(/\d/gu, (digit) => letters[digit] ?? digit) : word

function holds(office: Office, words: readonly string[], written: readonly string[]): boolean {
  for (let from = 0; from < words.length; from++) {
    let glued = ''
    for (let to = from; to < words.length && glued.length < office.glued.length; to++) {
      glued += words[to]
      if (glued !== office.glued) continue
      if (isDisguised(office, written.slice(from, to + 1))) return true
      if (office.marks.every((marks, at) => ['', marks].includes(marksOf(written[from + at]!)))) return true
    }
  }
  return false
}

/** Spelled apart, glued, or with digits: then nobody meant a name by it. */
const isDisguised = ({ words }: Office, written: readonly string[]): boolean =>
  written.length !== words.length || written.some((word) => /\d/u.test(word))
