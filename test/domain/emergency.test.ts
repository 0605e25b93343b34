import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findEmergency } from '../../src/domain/emergency.js'

const BEING_CALLED = [
  'có người đang gọi bắt chuyển tiền',
  'cong an dang goi bat chuyen tien',
  'nó dọa bắt',
  'no doa bat toi',
  'cong an goi noi toi dinh ma tuy bat chuyen tien dang noi may',
  'co nguoi goi doi otp',
  'co nguoi goi bao doc ma otp',
  'ngân hàng gọi kêu đọc mã',
  'dang co nguoi goi bat cai app',
  'nó gọi hoài đòi chuyển tiền',
  'con ơi nó bắt tôi chuyển tiền',
  'có người bắt bác chuyển tiền',
  'họ bảo bác liên quan vụ án, đang gọi đây',
  'co so la goi noi con toi bi tai nan chuyen tien gap',
  'điện lực gọi bảo chuyển tiền không cắt điện',
  'bị doạ bắt giam',
  'cong an keu chuyen tien ngay',
  'cos nguwowif ddang goij bawts chuyeenr tieenf',
  'CÔNG AN ĐANG GỌI BẮT CHUYỂN TIỀNNNN',
  'viện kiểm sát gọi bảo có lệnh bắt',
  'nguoi la goi doi chuyen khoan gap',
  'toi dang noi chuyen voi cong an ho bao chuyen 50 trieu',
  'bưu điện gọi nói có gói hàng ma tuý bắt nộp tiền',
  'co ng goi keu chuyen tien',
  'nó nói nếu không chuyển tiền thì bắt tôi, đang gọi đây',
  // Whether it is a scam is asked with the swindler on the line.
  'công an đang gọi bắt tôi chuyển tiền có phải lừa không',
  'co nguoi dang goi doi otp co phai lua dao khong',
  'điện lực đang gọi đòi nộp tiền ngay có thật không con',
  'nó đang gọi bắt đọc mã, có phải lừa không',
]

const MONEY_GONE = [
  'lỡ chuyển tiền rồi',
  'lo chuyen tien roi',
  'lỡ chuyển cho nó 5 triệu',
  'đọc otp cho nó rồi',
  'doc otp cho no roi',
  'doc ma roi',
  'lỡ đọc mã',
  'toi doc ma cho no r',
  'bị lừa rồi',
  'bi lua roi lam sao',
  'bi lua mat 5 trieu roi',
  'tôi bị lừa',
  'mất tiền rồi',
  'mat tien roi cuu',
  'mất hết tiền',
  'mat het tien trong the',
  'lỡ bấm link lạ rồi',
  'lở chuyển tiền',
  'lo cai app la',
  'con oi me chuyen tien cho no roi',
  'chuyen roi',
  'chuyển tiền rồi làm sao giờ',
  'bác bị lừa rồi con ơi',
  'bij luwaf roofi',
  'vừa chuyển 20 triệu cho nó',
  'nó lừa tôi mất hết rồi',
  'tiền trong tài khoản bị trừ hết',
  'bị mất tiền',
  'toi dua ma otp cho no roi',
  'nó rút hết tiền của tôi',
  'toi bi lua roi khong biet lam sao',
  'tôi lỡ đọc mã otp ••• cho nó rồi',
  'mắc lừa rồi',
  'lỡ quét mã rồi',
  'bi lua roi thi phai lam sao',
  'toi vua chuyen khoan cho nguoi la',
  'đã đọc mã cho nó rồi',
]

const HEALTH = [
  'khó thở',
  'kho tho',
  'kho tho qua con oi',
  'đau ngực',
  'đau ngực quá',
  'dau nguc',
  'tức ngực khó thở',
  'ngất',
  'ngất rồi',
  'ông nhà tôi bị ngất',
  'ông ấy ngất xỉu',
  'đột quỵ',
  'dot quy',
  'bà bị đột quỵ',
  'khos thowr',
  'đau thắt ngực',
  'bà nhà tôi té ngã',
  'không thở được',
  'méo miệng',
  'ông ấy bất tỉnh rồi',
  'đau đầu khó thở',
]

/** Ordinary talk in lessons, though it names swindlers, money and illness. */
const ORDINARY = [
  'tôi đang gọi ngân hàng để chuyển tiền',
  'con đang gọi mẹ chuyển tiền',
  'shipper đang gọi tôi ra trả tiền',
  'tắt máy',
  'tat may',
  'tắt máy ngay',
  'hỏi thêm cho rõ',
  'chuyển ít cho yên',
  'chuyển tiền',
  'chuyển tiền cho con thế nào',
  'chuyen tien cho con the nao',
  'chuyển tiền cho con rồi',
  'bài lừa đảo',
  'hoc bai lua dao',
  'học cách chuyển tiền',
  'hoc cach chuyen tien',
  'không bị lừa',
  'khong bi lua',
  'chưa bị lừa bao giờ',
  'sợ bị lừa',
  'sợ mất tiền',
  'tôi lo mất tiền',
  'có mất tiền không',
  'co mat tien khong',
  'mat tien khong con',
  'tắt máy không mất gì',
  'có phải lừa đảo không',
  'lua dao khong',
  'nếu bị lừa thì làm sao',
  'neu lo chuyen tien thi goi ai',
  'lỡ chuyển tiền thì gọi số nào nếu bị lừa',
  'làm sao để không bị lừa',
  'otp là gì',
  'mã otp là gì',
  'không đọc otp cho ai',
  'đọc cho bác nghe',
  'doc lai cho bac nghe',
  'đọc lại câu hỏi rồi',
  'học tiếp',
  'gọi con',
  'gọi hình cho con thế nào',
  'zalo goi hinh the nao',
  'con gọi cho mẹ',
  'con trai đang gọi',
  'ngân hàng ở đâu',
  'gọi ngân hàng số sau thẻ',
  'chuyển máy cho con',
  'chuyển bài khác đi',
  'lo chuyện học',
  'mệt rồi mai học',
  'đau đầu quá',
  'dau lung',
  'đau chân',
  'mạng bị ngắt rồi',
  'máy bị ngắt',
  'ngắt mạng',
  'hết khó thở rồi',
  'không đau ngực',
  'từ từ đã con',
  'tu tu da',
  'đột quỵ là gì',
  'cách phòng đột quỵ',
  'tôi hiểu rồi',
  'xong roi',
  'gọi xong rồi',
  'công an xã ở đâu',
  'hỏi công an xã',
  'công an có gọi bắt chuyển tiền không thì sao nếu vậy',
  'con dặn đừng chuyển tiền',
  'buồn quá',
  'trời mưa to quá',
  'hàng bán lừa đảo trên mạng',
  'nhiều người bị lừa',
  'bài 4.3 cuộc gọi giả công an',
  'nhập mã rồi',
  'quét mã rồi',
  'lỡ bấm nhầm',
  'lo bam nham nut',
  'tôi bấm nhầm rồi',
  'hôm qua con gọi bảo chuyển tiền học',
  'mất mạng rồi',
  'mat song roi',
  'mất dấu rồi',
  'mắt kém không đọc được',
  'bị lừa đảo là sao',
  'bi lua dao thi goi so nao',
  'con chuyển tiền cho mẹ rồi',
  'tôi nhận tiền rồi',
  'lương hưu chuyển rồi phải không',
  'dừng, hỏi, gọi lại',
  'quét mã trả tiền',
  'đọc mã là gì',
  'trả tiền xong rồi',
  'mất bao nhiêu tiền',
  'tiền điện tháng này',
  'bác ngã mũ chào',
  'tôi gọi con rồi',
  'dau nguc thi goi so may',
  'dạ đọc mã cho họ',
  'chuyển tiền cho họ',
  'đọc mã cho họ',
  'Có thể mất tiền trong tài khoản',
  'Ngân hàng không bao giờ gọi điện hỏi mã OTP',
]

describe('an emergency', () => {
  it.each(BEING_CALLED)('%j: somebody is on the line', (text) => {
    expect(findEmergency(text)).toBe('being-called')
  })

  it.each(MONEY_GONE)('%j: money or a code is gone', (text) => {
    expect(findEmergency(text)).toBe('money-gone')
  })

  it.each(HEALTH)('%j: an illness', (text) => {
    expect(findEmergency(text)).toBe('health')
  })

  it.each(ORDINARY)('%j is none', (text) => {
    expect(findEmergency(text)).toBeNull()
  })

  it.each([
    [
      'being-called',
      'con ơi nãy giờ có ông công an gọi tới bảo tôi dính vụ án rửa tiền gì đó, tôi có biết gì đâu, ông ấy bắt tôi ra ngân hàng chuyển hết tiền, giờ vẫn chưa cho tôi tắt máy',
    ],
    [
      'money-gone',
      'toi dang o nha mot minh thi no goi bao trung thuong xe may, no bao dong thue truoc, toi nghe loi chuyen cho no nam trieu roi gio goi lai khong ai nghe may, toi phai lam sao day',
    ],
    [
      'health',
      'sáng nay ông nhà tôi dậy tưới cây như mọi bữa, lúc vào nhà thì thấy nói ngọng, miệng méo hẳn một bên, tay phải không nhấc lên được, con cái ở xa hết tôi không biết làm sao',
    ],
    ['money-gone', 'no gui link https://vietcombank-qua.top toi bam vo mat het tien con oi'],
    ['being-called', 'họ đang bắt tôi vào trang vneid.capnhat.vip đọc mã'],
  ])('is heard (%s) in a long telling, and beside an address: %j', (kind, text) => {
    expect(findEmergency(text)).toBe(kind)
  })

  it.each([
    'Kính gửi bà con: nhiều người bị lừa mất hết tiền vì nghe kẻ gian gọi điện, đọc mã OTP, chuyển tiền. Ai đang bị gọi doạ thì tắt máy ngay, báo công an xã. Trân trọng cảm ơn bà con.',
    'Mẹ ơi con bị tai nạn đang cấp cứu ở bệnh viện, máy con hư rồi con mượn máy bạn nhắn, mẹ chuyển gấp cho con 20 triệu vào số này để mổ liền, đừng nói ai biết nha mẹ, con đau lắm',
    'Quy khach vui long truy cap vietcombank-huy.top de huy giao dich 12.000.000d',
    `${'chuyện dài lắm '.repeat(10)} bị lừa rồi`,
  ])('is none in what others wrote: %j', (text) => {
    expect(findEmergency(text)).toBeNull()
  })

  it.each([
    ['being-called', 'đang học bài thì nó gọi bắt tôi chuyển tiền'],
    ['money-gone', 'hàng xóm bảo gọi ngân hàng mà tôi mất hết tiền rồi'],
    ['health', 'hôm qua còn khoẻ, giờ đau ngực không thở nổi'],
  ])('is heard (%s) beside a clause that is none: %j', (kind, text) => {
    expect(findEmergency(text)).toBe(kind)
  })

  it.each([
    ['money-gone', 'lochuyentien roi conoi'],
    ['money-gone', 'matttien roi'],
    ['money-gone', 'mattienroi conoi'],
    ['money-gone', 'toi lỡ chuyên tiên cho no roì'],
    ['being-called', 'cnog an goi bat chuyn tien'],
    ['health', 'dotquy'],
    ['health', 'kho htỏ qua'],
  ])('is heard (%s) glued, half-marked, with letters that slipped: %j', (kind, text) => {
    expect(findEmergency(text)).toBe(kind)
  })

  it.each([
    'con ơi hồi nãy bác đang học bài thì có thằng nó gọi xưng công an, nó nói bác dính vô rửa tiền, nó bắt bác không được tắt máy, giờ nó biểu bác ra ngân hàng rút hết tiền ra, bác run quá không biết làm sao',
    'ba ơi nó gọi má nãy giờ, nó kêu má đọc mã số gửi vô điện thoại cho nó, má chưa đọc, nó hăm khoá sổ hưu của má, má đang cầm máy đây nè, con về liền đi, má sợ lắm, không biết nói chi với nó nữa con ơi',
  ])('is no loss where a long telling says what is only ordered: %j', (text) => {
    expect(findEmergency(text)).toBe('being-called')
  })

  it('is a loss where a long telling says that the order was obeyed', () => {
    const told =
      'trời ơi con ơi tui lỡ nghe lời nó ra ngân hàng rút hết tiền ra rồi chuyển cho nó, giờ nó chặn số tui luôn, tui gọi hoài không được, mấy chục triệu dưỡng già của tui con ơi làm sao lấy lại được đây con'
    expect(findEmergency(told)).toBe('money-gone')
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => findEmergency(text)).not.toThrow()
      }),
    )
  })
})
