import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { KIND_PHRASES } from '../../../src/domain/suspicious/kinds.js'
import {
  COUNTERS,
  FORBIDDING,
  SIGN_PHRASES,
  STATEMENTS,
  WARNINGS,
  type SignId,
} from '../../../src/domain/suspicious/signs.js'
import { judge } from '../../../src/domain/suspicious/verdict.js'

/** For each sign: messages that show it, and messages near them that do not. */
const BOTH_WAYS: Record<SignId, { shown: string[]; not: string[] }> = {
  hurry: {
    shown: ['Bác làm gấp giúp cháu', 'Chỉ còn 5 suất, nhanh tay', 'phai xong truoc 17h', 'trong 24 giờ phải xác nhận', 'chuyeenr gaaps'],
    not: ['Bác gặp cháu lúc nào cũng được', 'mai bac ghe choi', 'Lịch họp lúc 17h ở xóm'],
  },
  secrecy: {
    shown: ['Không được nói với ai', 'đừng nói con cháu biết', 'dặn giữ kín', 'không được tắt máy', 'ông ra khách sạn ở một mình'],
    not: ['Ông nhớ kể cho các cháu nghe', 'Bà nói với cô Ba giúp con', 'Khách sạn mới mở ở xã bên'],
  },
  money: {
    shown: ['bác chuyển khoản giúp em', 'chuyển tiền liền cho nó', 'nó kêu tui đưa 5 triệu', 'bac ck giup em'],
    not: ['Con chuyển tiền cho mẹ rồi nhé', 'Công an không yêu cầu chuyển tiền', 'Bác chuyển lời giúp em'],
  },
  fee: {
    shown: ['đóng phí hồ sơ', 'cọc 50% giữ chỗ', 'nạp 2 triệu mới rút được', 'tien ship 199k', 'mua thẻ cào đọc mã'],
    not: ['làm giấy tờ không mất tiền', 'cái cọc rào bị gãy', 'không cần nạp tiền'],
  },
  account: {
    shown: ['vào số tài khoản này', 'STK 0901xxxx', 'tài khoản cá nhân NGUYEN VAN B', 'so tk cua ban con'],
    not: ['tài khoản Zalo mới', 'số nhà 12'],
  },
  borrow: {
    shown: ['cho em mượn 5 triệu', 'cho chị vay nóng', 'chiều em trả', 'còn 15 triệu không'],
    not: ['cho mượn cái cuốc', 'bác cho em mượn cái thang', 'ket qua xet nghiem da co'],
  },
  code: {
    shown: ['bác đọc mã OTP cho em', 'gui ma otp ve day', 'cháu gửi nhầm mã về máy bác', 'nhập mật khẩu ngân hàng', 'ddocj maa OTP'],
    not: ['Mã OTP của quý khách là •••', 'KHONG cung cap OTP cho bat ky ai', 'Đừng đọc mã cho ai', 'má đọc báo chưa'],
  },
  papers: {
    shown: ['chụp căn cước hai mặt gửi em', 'quay mặt qua Zalo', 'quét khuôn mặt', 'chup anh cccd'],
    not: ['mang căn cước tới trạm y tế', 'chụp ảnh cả nhà'],
  },
  app: {
    shown: ['cài ứng dụng theo link', 'tải app về', 'chia sẻ màn hình cho em', 'tai file VNeID.apk', 'cai AnyDesk vao may'],
    not: ['cái áo này đẹp', 'không cài ứng dụng lạ', 'cái app xem phim hay'],
  },
  qr: {
    shown: ['bác quét mã này', 'quet QR nhan li xi', 'mã mới dán đè lên'],
    not: ['quét nhà giúp bà', 'không quét mã lạ'],
  },
  link: {
    shown: ['xem ở abcxyz.net', 'vào trang khuyenmai.top', 'bit.ly/abc'],
    not: ['xem ở dichvucong.gov.vn', 'Hôm nay trời mưa.Bác ở nhà', 'giá 3.500.000đ'],
  },
  'look-alike': {
    shown: ['vneid-capnhat[.]top', 'vietcombank.com.vn.xacminh.top', 'https://v1etcombank.com', 'http://xn--vitcombank-xyz.com'],
    not: ['vneid.gov.vn', 'vietcombank.com.vn', 'cskh.npc.com.vn', 'https://vnexpress.net/a.html'],
  },
  threat: {
    shown: ['tài khoản sẽ bị khoá', 'có lệnh bắt', '2 giờ nữa cắt điện', 'khong nop la bi kien', 'nợ xấu'],
    not: ['con khoá cửa rồi', 'con dao này bén', 'bị cúm'],
  },
  gift: {
    shown: ['trúng thưởng xe SH', 'nhận quà tri ân', 'nhan ngay 100.000d', 'tặng iPhone'],
    not: ['Ban vua nhan 200.000d tu con gai', 'trúng tuyển đại học'],
  },
  earnings: {
    shown: ['việc nhẹ lương cao', 'lãi 30%/tháng', 'cam kết lợi nhuận', 'choi hui loi lam', 'hoa hồng 20%'],
    not: ['tiền lãi đã nhập vào sổ', 'trồng bông hồng'],
  },
  loan: {
    shown: ['vay nhanh không thế chấp', 'giải ngân 5 phút', 'nâng hạn mức thẻ'],
    not: ['vay mượn bát đũa đám giỗ', 'tổ vay vốn họp chiều nay'],
  },
  cure: {
    shown: ['đặc trị khỏi hẳn', 'bai thuoc gia truyen', 'mua 6 hộp thuốc', 'dứt điểm xương khớp'],
    not: ['uống thuốc đều nha ông', 'thẻ hết hạn'],
  },
  lure: {
    shown: ['hội thảo tặng quà', 'đi chùa miễn phí', 'nghe giới thiệu sản phẩm', 'phat trung mien phi'],
    not: ['đi chùa rằm tháng giêng', 'họp ở hội trường'],
  },
  bargain: {
    shown: ['thanh lý máy giặt', 'chốt đơn', 'không cho xem hàng', 'xa kho'],
    not: ['giặt đồ xong rồi', 'chị 500 ngàn'],
  },
  plea: {
    shown: ['cứu bé bị bệnh', 'bình chọn cho cháu', 'chung tay giúp người nghèo', 'cung duong xay chua'],
    not: ['bé đi học về', 'chùa có lễ'],
  },
  crisis: {
    shown: ['đang cấp cứu', 'bị tai nạn', 'mổ gấp', 'chan thuong so nao'],
    not: ['mổ mắt xong rồi', 'khám sức khoẻ'],
  },
  posing: {
    shown: ['em bên ngân hàng gọi', 'nó nói nó là công an', 'co nguoi goi xung cong an', 'tôi là cán bộ điều tra'],
    not: ['Công an xã mời họp', 'ngân hàng nghỉ lễ'],
  },
  'new-number': {
    shown: ['con đổi số mới', 'máy cũ hư rồi', 'mất sóng', 'dien thoai con hong'],
    not: ['số nhà mới', 'máy cày mới mua'],
  },
  romance: {
    shown: ['em yêu, anh gửi thùng quà', 'my dear, gift box', 'quan nhan My'],
    not: ['em gửi quà quê cho chị', 'thùng mì'],
  },
  rescue: {
    shown: ['lấy lại tiền bị lừa', 'thu hồi tiền treo', 'lay lai 100%'],
    not: ['lấy lại cái cuốc', 'thu hoạch lúa'],
  },
  elsewhere: {
    shown: ['kết bạn Zalo với em', 'bấm phím 9', 'inbox ngay', 'nhắn Telegram'],
    not: ['bấm chuông cửa', 'kết hôn'],
  },
} // prettier-ignore

const { sign: viSigns } = JSON.parse(readFileSync('locales/vi.json', 'utf8')) as {
  sign: Record<string, string>
}

const idsOf = (text: string) => judge(text).signs.map(({ id }) => id)

describe.each(Object.entries(BOTH_WAYS))('%s', (id, { shown, not }) => {
  it.each(shown)('is seen in %j', (text) => {
    expect(idsOf(text)).toContain(id)
  })

  it.each(not)('is not seen in %j', (text) => {
    expect(idsOf(text)).not.toContain(id)
  })
})

describe('the table of signs', () => {
  const lines = [
    ...SIGN_PHRASES.flatMap(({ lines: some }) => some),
    ...COUNTERS.flatMap(({ lines: some }) => some),
    ...WARNINGS,
    ...STATEMENTS,
    ...FORBIDDING,
    ...Object.values(KIND_PHRASES).flatMap(({ strong, weak }) => [...strong, ...weak]),
  ]

  it('holds only phrases that can be found', () => {
    const word = String.raw`[^\s*|]+`
    const form = new RegExp(`^${word}(?:\\|${word})*(?: (?:\\*(?! \\*)|${word}(?:\\|${word})*))*$`)
    const bad = lines.filter(
      (line) => !form.test(line) || line.endsWith('*') || line !== line.normalize('NFC'),
    )
    expect(bad).toEqual([])
    expect(lines.length).toBeGreaterThan(1_000)
  })

  it('weighs no single sign but a disguise as proof', () => {
    for (const { weight } of SIGN_PHRASES) {
      expect(weight).toBeGreaterThanOrEqual(0.5)
      expect(weight).toBeLessThan(4)
    }
  })

  it.each(Object.keys(BOTH_WAYS))('says in plain words what %s is', (id) => {
    const words = viSigns[id]!
    expect(words).toBe(words.normalize('NFC'))
    expect(words.split(' ').length).toBeLessThanOrEqual(14)
    expect(words.toLowerCase()).not.toMatch(/hết hạn|(?<!\p{L})mất|rớt|chứng chỉ|điểm|(?<!\p{L})hạng|bạn/u)
  })

  it('knows every scam of the content, and no other', () => {
    const inContent = readdirSync('content/scams').map((file) => file.replace('.yaml', ''))
    expect(Object.keys(KIND_PHRASES).toSorted()).toEqual(inContent.toSorted())
  })
})
