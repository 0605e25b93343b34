import { describe, expect, it } from 'vitest'
import { findEmergency } from '../../../src/domain/emergency.js'
import { readIntent } from '../../../src/domain/intent.js'
import { doubtfulEmergency } from '../../../src/domain/suspicious/own-words.js'

const read = (text: string) => readIntent({ kind: 'text', text, masked: [] }, { prompt: null })

describe('an emergency where a message is checked', () => {
  it.each([
    'tôi lỡ chuyển tiền cho nó rồi',
    'có người đang gọi bắt chuyển tiền',
    'toi doc ma otp cho no roi',
    'CONG AN GOI NOI TOI DINH MA TUY BAT CHUYEN TIEN DANG NOI MAY',
    'vừa cài app theo lời nó xong mất hết tiền',
  ])('is plainly one in %j', (text) => {
    expect(findEmergency(text)).not.toBeNull()
    expect(doubtfulEmergency(text)).toBeNull()
  })

  it.each([
    'Me oi con bi tai nan dang cap cuu, chuyen gap 20 trieu vao so nay, dung noi ai',
    'Toà án gửi giấy triệu tập lần 3 qua Zalo, nói không đóng 30 triệu bảo lãnh thì ngày mai áp giải',
  ])('may be what somebody wrote in %j', (text) => {
    expect(doubtfulEmergency(text)).toBe(findEmergency(text))
    expect(doubtfulEmergency(text)).not.toBeNull()
  })

  it('is none in ordinary talk, and none with an address', () => {
    expect(doubtfulEmergency('Dien luc: 2 gio nua cat dien, vao evn-kimquy.top cai app')).toBeNull()
    expect(doubtfulEmergency('VinaPhone: Quy khach sap het tien. Nap the qua ung dung My VNPT.')).toBeNull()
    expect(doubtfulEmergency('Con chuyển tiền cho mẹ rồi nhé')).toBeNull()
  })
})

describe('what was forwarded', () => {
  it.each(['thôi', '1', 'học', 'tôi lỡ chuyển tiền cho nó rồi', '/kiemtra'])(
    'is words of somebody else, also %j',
    (text) => {
      const prompt = { stamp: 's', options: [{ id: 'one', words: ['Một'] }] }
      expect(readIntent({ kind: 'text', text, masked: [], forwarded: true }, { prompt })).toEqual({
        kind: 'words',
        text,
        masked: false,
        forwarded: true,
      })
    },
  )
})

describe('the request to check a message', () => {
  it.each([
    ['kiểm tra tin này: Quý khách trúng thưởng', 'Quý khách trúng thưởng'],
    ['kiem tra giup con oi: trung thuong', 'trung thuong'],
    ['Kiểm tra tin\nQuý khách\ntrúng thưởng', 'Quý khách\ntrúng thưởng'],
    ['/kiemtra vào abc.top nhận quà', 'vào abc.top nhận quà'],
    ['kiểm tra: https://abc.top', 'https://abc.top'],
    [
      'kiem tra tin nay: Me oi con bi tai nan dang cap cuu, chuyen gap 20 trieu, dung noi ai',
      'Me oi con bi tai nan dang cap cuu, chuyen gap 20 trieu, dung noi ai',
    ],
  ])('takes the message with it: %j', (text, payload) => {
    expect(read(text)).toEqual({ kind: 'command', command: 'check', payload })
  })

  it.each(['kiểm tra', '/kiemtra', 'kiểm tra tin này', 'kiểm tra giúp con ơi', 'xem giùm tin này'])(
    'stands alone in %j',
    (text) => {
      expect(read(text)).toEqual({ kind: 'command', command: 'check' })
    },
  )

  it('never hides an emergency of whoever asks', () => {
    expect(read('kiểm tra: tôi lỡ chuyển tiền cho nó rồi')).toEqual({
      kind: 'emergency',
      which: 'money-gone',
    })
  })

  it.each(['Ngày mai kiểm tra: mang theo giấy tờ', 'Điện lực: kiểm tra tin này'])(
    'is not meant in %j',
    (text) => {
      expect(read(text)).toMatchObject({ kind: 'words' })
    },
  )
})
