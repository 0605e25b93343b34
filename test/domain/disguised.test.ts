import { describe, expect, it } from 'vitest'
import type { AnnouncementContent } from '../../src/domain/announcement.js'
import { problemOf, tidiedContent } from '../../src/domain/announcement-check.js'
import { curriculum } from '../support/bot/content.js'

const AT = new Date('2026-11-28T02:00:00Z')
const rules = { contacts: [...curriculum.contacts.values()], lessons: curriculum.lessons, at: AT }
const why = (body: string) => problemOf(tidiedContent({ kind: 'text', body }), rules)

describe('an announcement passes no number in disguise', () => {
  it.each([
    '0912/345/678',
    '0912 - 345 - 678',
    '0912–345–678',
    '0912·345·678',
    '0912_345_678',
    '(0912) 345 678',
    '0912\n345678',
    'O912345678',
    'O9l2 345 678',
    '912345678',
    '912 345 678',
    '9.1.2.3.4.5.6.7.8',
    '09/12 34 56 78',
    '9, 12, 34, 56, 78',
    '912.345.678 đồng',
    '①②③④⑤⑥⑦⑧⑨',
    'không chín một hai ba bốn năm sáu bảy tám',
    'khong chin mot hai ba bon nam sau bay tam',
    'không, chín, một – hai, ba, bốn, năm',
    '0912 ba bốn năm sáu bảy tám',
    '1900 một hai ba bốn',
    '**21*912345678#',
    '*101#',
    '1900-12-34',
  ])('Gọi %j', (number) => expect(why(`Cần gì thì gọi ${number} nhé.`)).toBe('number'))

  it('nor a message to a short number', () => {
    for (const body of ['Soạn NAP gửi 8079', 'soan DK HOI gui 8079', 'Nhắn tin THAM GIA tới số 8079'])
      expect([body, why(body)]).toEqual([body, 'number'])
  })

  it.each(['٠٩١٢٣٤٥٦٧٨', '۰۹۱۲۳۴۵۶۷۸', '❶❷❸❹❺❻❼❽❾', 'О912345678'])('nor digits and letters of elsewhere: %s', (number) =>
    expect(why(`Gọi ${number}`)).toBe('strange'),
  ) // prettier-ignore

  it('nor one that is split over the fields of an event', () => {
    const event = (part: object): AnnouncementContent => ({
      kind: 'event',
      title: 'Hội trồng cây',
      beginsAt: new Date('2026-12-19T01:00:00Z'),
      venue: 'Nhà văn hoá xã',
      body: null,
      ...part,
    })
    for (const part of [
      { title: 'Gọi 0912', venue: '345 678' },
      { venue: 'Gọi 0912', body: '345 678' },
      { title: 'Gọi 0912', body: '345 678' },
    ])
      expect(['number', 'secret']).toContain(problemOf(event(part), rules))
    expect(problemOf(event({ title: 'Gọi 0912/345', venue: '678 Lê Lợi' }), rules)).toBe('number')
    expect(problemOf(event({ title: 'Xem ở vneid-gov', venue: '.com' }), rules)).toBe('link')
    expect(problemOf(event({ title: 'Đại hội 2026-2031', venue: '12 Lê Lợi' }), rules)).toBeNull()
  })
})

describe('an announcement passes no address in disguise', () => {
  it.each([
    'vneid-gov .com',
    'vneid-gov . com',
    'vneid-gov,com',
    'vneid-gov·com',
    'vneid-gov com',
    'vneid gov. com',
    'vneid-gov. Com',
    'vneid - gov, com',
    'zalo me g abcd',
    'bit ly / abc',
    'vneid chấm c o m',
    'vneid chấm com',
    'www vneid vn',
    'hxxp vneid',
    'chihoi@gmail.com',
    'zalo.me/g/abcd',
  ])('%s', (link) => expect(why(`Bà con xem ở ${link} nhé`)).toBe('link'))
})

describe('an announcement may say', () => {
  it.each([
    'Chi hội họp lúc 8 giờ ngày 19/5/2027 ở nhà văn hoá.',
    'Từ 7:30 - 11:30, 19/12 khám mắt ở trạm y tế.',
    'Sáng 19/12/2026, 8 giờ 30, mời các cụ tới dự.',
    'Ngày 19-12-2026\n10 giờ: họp chi hội.',
    'Theo Quyết định 379/QĐ-TTg ngày 19/5/2026.',
    'Quyết định 379, Điều 12, Khoản 3, 10 giờ ngày 20/12.',
    'Ngày 20 tháng 12 năm 2026, 10 giờ 15, họp chi hội.',
    'Hội phí 120.000 đồng một năm, góp ngày 31/12/2026.',
    'Quỹ hội còn 12.500.000 đồng, chi hội báo để cả hội biết.',
    'Xã trao 10.000.000 - 20.000.000 đồng sửa nhà cho hội viên khó khăn.',
    'Đại hội nhiệm kỳ 2026-2031, số 12 đường Lê Lợi.',
    'Các tổ 1, 2, 3, 4, 5, 6, 7, 8 trồng cây ở đình làng.',
    'Mời bà Hai, bà Ba, bà Tư, bà Năm, ông Sáu, ông Bảy, ông Tám tới uống trà.',
    'Có việc gấp thì gọi 113, cháy thì gọi 114, cấp cứu thì gọi 115.',
    'Phòng 203, nhà số 125, ngõ 12: mừng thọ cụ 90 tuổi.',
    'Lớp dưỡng sinh thứ ba, thứ năm, thứ bảy, 5 giờ 30 sáng.',
    'Mời các cụ, mời bà con. Online cũng được, có cháu giúp.',
    'Mưa to. Bà con ở nhà, đừng ra suối nhé.',
    'Hội khoẻ ngày 01/10, 02/10, 03/10 ở sân xã.',
    'Cơm trưa có sẵn, com-lê không cần.',
    'Mang theo 2 ảnh 3x4 và thẻ bảo hiểm y tế.',
    'Tháng 12/2026 chi hội mừng thọ 25 cụ 70, 75, 80 tuổi.',
    'Nước uống CO2, bánh O-rê-ô 1 hộp: các cháu góp vui.',
  ])('%s', (body) => expect([body, why(body)]).toEqual([body, null]))
})
