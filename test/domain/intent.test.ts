import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SLASH_COMMANDS } from '../../src/domain/commands.js'
import { type Command, COMMANDS, type Intent, readIntent } from '../../src/domain/intent.js'
import { buttonData } from '../../src/domain/prompt.js'
import { maskSecrets } from '../../src/domain/secrets.js'
import { quickest } from '../support/quickest.js'

const PROMPT = {
  stamp: 'k3.0',
  options: [
    { id: 'hang-up', words: ['Tắt máy'] },
    { id: 'listen', words: ['Nghe hết đã'] },
    { id: 'pay', words: ['Chuyển ít cho yên'] },
  ],
}

const typed = (text: string, prompt: typeof PROMPT | null = PROMPT): Intent =>
  readIntent({ kind: 'text', ...maskSecrets(text) }, { prompt })
const command = (name: Command): Intent => ({ kind: 'command', command: name })
const words = (text: string): Intent => ({ kind: 'words', text, masked: false })

const press = (data: string, prompt: typeof PROMPT | null = PROMPT) =>
  readIntent({ kind: 'press', data, messageId: null, query: null }, { prompt })

describe('a button', () => {
  it('of the open prompt chooses', () => {
    expect(press(buttonData('k3.0', 'pay'))).toEqual({ kind: 'choose', option: 'pay', by: 'press' })
  })

  it.each(['k2.0:pay', 'k3.0:other', 'k3.0', ':pay', '', 'k3.0:', '\u0000'])('%j is stale', (data) => {
    expect(press(data)).toEqual({ kind: 'stale' })
  })

  it('is stale when nothing is asked', () => {
    expect(press('k3.0:pay', null)).toEqual({ kind: 'stale' })
  })
})

describe('a command in plain words', () => {
  it.each<[Command, string[]]>([
    ['learn', ['học', 'hoc tiep', 'dạ con cho chú học tiếp nha', 'tiep', 'tiếpppp', 'bai sau', 'hocj tieeps', 'hoc5 tie6p1', 'hoctiep', 'thôi học tiếp đi', 'cho bác học bài nữa', 'hôm nay học gì']],
    ['again', ['lại', 'lai nha con', 'nhắc lại', 'nói lại', 'xem lại', 'laij', 'lại giúp bác', 'Lại!']],
    ['help', ['giúp', 'giups', 'trợ giúp', 'giup voi', 'ko biet', 'bấm chỗ nào con']],
    ['stop', ['thôi', 'thoi con', 'nghỉ', 'dừng', 'dừng lại', 'dung lai', 'để mai', 'duwngf', 'thoi nghi', 'mệt rồi mai học']],
    ['menu', ['menu', 'MENU']],
    ['results', ['kết quả', 'ket qua', 'bác học tới đâu rồi', 'keets quar']],
    ['listen', ['nghe', 'đọc cho nghe', 'doc lai cho bac nghe', 'nghe laij']],
    ['larger', ['to', 'chữ to', 'to lên', 'chu to nha']],
    ['family', ['người thân', 'moi ong ba', 'mời bà ngoại học', 'mời mẹ tôi học với ạ', 'tôi muốn mời bố học']],
    ['settings', ['cài đặt']],
    ['greet', ['bắt đầu', 'chào cháu', 'alo', 'xin chao ca nha', 'con oi']],
    ['slower', ['chậm lại', 'noi cham thoi', 'nhanh qua', 'từ từ thôi con']],
    ['practise', ['làm bài', 'cho tui làm thử', 'kiem tra bac di']],
    ['back', ['quay lại', 'bài trước', 'về bài cũ', 'tro ve']],
    ['no-reminders', ['khỏi nhắc', 'đừng nhắc nữa', 'tat thong bao', 'đừng nhắn nữa', 'đừng nhắn tin nữa', 'dung nhan nua', 'không nhận tin nữa', 'ngưng gửi tin', 'thôi đừng nhắn nữa', 'đừng làm phiền tôi nữa']],
    ['question', ['hỏi bài', 'cho bác hỏi chút']],
    ['thanks', ['cảm ơn con', 'cam on', 'tks']],
    ['chat', ['buồn quá', 'trời mưa to quá', 'nhớ con quá', 'nho con qua', 'ăn cơm chưa con']],
    ['call-family', ['nhờ con trai tôi', 'báo cho thằng Nam']],
    ['my-data', ['cháu lưu gì về bác']],
    ['erase', ['xoá dữ liệu', 'xóa dữ liệu của tôi', 'xoa du lieu', 'quên tôi đi', 'xóa tài khoản', 'xoa het di']],
    ['family', ['người thân']],
    ['officers', ['cán bộ']],
    ['review', ['ôn', 'on tap']],
    ['check', ['kiểm tra lừa đảo', 'có phải lừa đảo không', 'lua dao ko']],
    ['start', ['start']],
  ])('%s', (name, texts) => {
    for (const text of texts) {
      expect({ text, ...typed(text) }).toEqual({ text, ...command(name) })
      expect({ text, ...typed(text, null) }).toEqual({ text, ...command(name) })
    }
  }) // prettier-ignore

  it.each([
    'hôm qua đi học về', 'nghĩ', 'bác nghĩ', 'ổn', 'tổ', 'lãi', 'đúng', 'dung roi', 'dung vay', '......', '', 'hoc tiep\nchuyen tien', 'học tiếp https://abc.vn', `học ${'tiếp '.repeat(40)}`,
  ])('%j is none', (text) => {
    expect(typed(text, null)).toEqual(words(text))
  }) // prettier-ignore

  it.each<[Command, string[]]>([
    [
      'hour',
      ['đổi giờ', 'nhắc tôi lúc 7 giờ sáng', '7h30 tối nha', '8 giờ tối nhắc bác', 'nhac buoi sang thoi'],
    ],
    ['address', ['gọi tôi là chú', 'goi toi bang co', 'tôi là cô, đừng gọi bác', 'đổi cách gọi']],
    ['place', ['phuong bac kan', 'xã Đức Hoà', 'đổi địa chỉ']],
    ['explain', ['không hiểu', 'ko hieu', 'k hieu con oi', 'mã qr là gì', 'nói dễ hơn đi']],
  ])('%s, with the words that say which', (name, texts) => {
    for (const text of texts) expect(typed(text, null)).toEqual({ ...command(name), payload: text })
  })

  it('knows the names of places, and no other word after «ở»', () => {
    const places = new Set(['tay ninh', 'bac kan'])
    const said = (text: string) =>
      readIntent({ kind: 'text', ...maskSecrets(text) }, { prompt: null, places })
    for (const text of ['tôi ở Tây Ninh', 'que o bac kan'])
      expect(said(text)).toEqual({ ...command('place'), payload: text })
    for (const text of ['bác ở trong bếp', 'nut do o dau', 'tay ninh'])
      expect(said(text)).not.toMatchObject({ command: 'place' })
  })

  it.each(['nhắc tôi lúc 7 giờ sáng', 'tôi ở Tây Ninh', 'trời mưa to quá', 'con giỏi quá cảm ơn nha'])(
    '%j is an answer where a form is open',
    (text) => {
      const intent = readIntent(
        { kind: 'text', ...maskSecrets(text) },
        { prompt: PROMPT, inForm: true, places: new Set(['tay ninh']) },
      )
      expect(intent).toEqual(words(text))
    },
  )

  it.each(['cứu', 'cứu tôi với', 'cuu toi voi', 'con ơi cứu bác', 'trời ơi cứu'])(
    '%j is asked about, with the kinds of an emergency as choices',
    (text) => {
      const cries = ['being-called', 'health', 'money-gone'].map((emergency) => ({ emergency }))
      expect(typed(text)).toEqual({ kind: 'either', of: cries })
      expect(typed(text, null)).toEqual({ kind: 'either', of: cries })
    },
  )

  it('what was cried for is an emergency, typed or pressed', () => {
    const cry = {
      stamp: 'c',
      options: [
        { id: 'cry:being-called', words: ['Có người gọi'] },
        { id: 'cry:health', words: ['Mệt'] },
      ],
    }
    const ill = { kind: 'emergency', which: 'health' }
    expect(typed('2', cry)).toEqual(ill)
    expect(typed('mệt', cry)).toEqual(ill)
    const pressed = { kind: 'press', data: 'c:cry:health', messageId: null, query: null } as const
    expect(readIntent(pressed, { prompt: cry })).toEqual(ill)
  })

  it.each(['cừu', 'cứu cánh là gì', 'bài cấp cứu', 'cứ từ từ'])('%j is no cry', (text) => {
    expect(typed(text, null).kind).not.toBe('either')
  })

  it.each([
    'buồn quá, công an kêu mà không biết sao',
    'trời nóng mà có ông xưng là công an tới',
    'mệt quá họ hỏi otp hoài',
    'vui ghê có người bắt tôi lên phường',
  ])('%j is neither talk, nor a goodbye, nor a wish to learn', (text) => {
    const intent = typed(text, null)
    const soothing = ['chat', 'stop', 'learn', 'question', 'thanks', 'greet']
    expect(intent.kind === 'command' && soothing.includes(intent.command)).toBe(false)
  })

  describe('a word with two meanings', () => {
    const either = (...of: object[]) => ({ kind: 'either', of })
    const sure = {
      stamp: 's',
      options: [
        { id: 'yes', words: ['Được', 'vang'] },
        { id: 'no', words: ['Không'] },
      ],
    }

    it('is asked about where nothing decides', () => {
      for (const text of ['xoá', 'xoa', 'xoa di'])
        expect(typed(text, null)).toEqual(either({ command: 'erase' }, { command: 'again' }))
      for (const text of ['huỷ đăng ký', 'huy dang ky', 'cho bác huỷ đăng ký đi con'])
        expect(typed(text, null)).toEqual(either({ command: 'erase' }, { command: 'no-reminders' }))
      expect(typed('con', null)).toEqual(either({ command: 'call-family' }, { command: 'again' }))
      expect(typed('dung', sure)).toEqual(either({ option: 'yes' }, { command: 'stop' }))
    })

    it('is what stands open, where that decides', () => {
      expect(typed('đúng', sure)).toEqual({ kind: 'choose', option: 'yes', by: 'words' })
      expect(typed('dừng', sure)).toEqual(command('stop'))
      expect(typed('k', sure)).toEqual({ kind: 'choose', option: 'no', by: 'words' })
      expect(typed('a', sure)).toEqual({ kind: 'choose', option: 'yes', by: 'words' })
      expect(typed('ba')).toEqual({ kind: 'choose', option: 'pay', by: 'words' })
      expect(
        typed('xoá', {
          stamp: 's',
          options: [
            { id: 'x', words: ['Xoá'] },
            { id: 'y', words: ['Giữ'] },
          ],
        }),
      ).toEqual({ kind: 'choose', option: 'x', by: 'words' })
    })

    it('may fit two choices of the three', () => {
      const banks = {
        stamp: 's',
        options: [
          { id: 'call', words: ['Gọi ngân hàng'] },
          { id: 'go', words: ['Ra ngân hàng'] },
          { id: 'wait', words: ['Chờ'] },
        ],
      }
      expect(typed('ngan hang', banks)).toEqual(either({ option: 'call' }, { option: 'go' }))
      expect(typed('goi ngan hang', banks)).toEqual({ kind: 'choose', option: 'call', by: 'words' })
    })

    it('is an answer where a form is open', () => {
      for (const text of ['con', 'xoa', 'dung'])
        expect(readIntent({ kind: 'text', text, masked: [] }, { prompt: sure, inForm: true })).toEqual(
          words(text),
        )
    })
  })

  it('does not take "dung" for "dừng" while a question is open', () => {
    expect(typed('dung')).toEqual(words('dung'))
    expect(typed('dung', null)).toEqual(command('stop'))
    expect(typed('đúng', null)).toEqual(words('đúng'))
  })
})

describe('a slash command', () => {
  it.each(Object.entries(SLASH_COMMANDS))('/%s', (slash, name) => {
    expect(typed(`/${slash}`)).toEqual(command(name))
    expect(typed(`/${slash.toUpperCase()}@guong_sang_bot`)).toEqual(command(name))
  })

  it('carries its payload', () => {
    expect(typed('/start lua-sen-trau')).toEqual({ ...command('start'), payload: 'lua-sen-trau' })
    expect(typed('/start@bot  ABC ')).toEqual({ ...command('start'), payload: 'ABC' })
  })

  it('may be one of the plain words, or nothing we know', () => {
    expect(typed('/menu')).toEqual(command('menu'))
    expect(typed('/constructor')).toEqual(words('/constructor'))
  })
})

describe('what comes first', () => {
  it('an emergency before everything', () => {
    expect(typed('lỡ chuyển tiền rồi')).toEqual({ kind: 'emergency', which: 'money-gone' })
    expect(typed('tôi đọc mã otp 482913 cho nó rồi')).toEqual({ kind: 'emergency', which: 'money-gone' })
    expect(typed('kho tho', null)).toEqual({ kind: 'emergency', which: 'health' })
  })

  it('an answer before a command, but a command before a part of an answer', () => {
    const next = { stamp: 's', options: [{ id: 'next', words: ['Tiếp', 'thoi'] }] }
    expect(typed('tiếp', next)).toEqual({ kind: 'choose', option: 'next', by: 'words' })
    expect(typed('thôi', next)).toEqual({ kind: 'choose', option: 'next', by: 'words' })
    expect(typed('nghe')).toEqual(command('listen'))
    expect(typed('nghe hết')).toEqual({ kind: 'choose', option: 'listen', by: 'words' })
    expect(typed('2 nha con')).toEqual({ kind: 'choose', option: 'listen', by: 'words' })
  })

  it('«làm rồi» tells of a Việc thật where "rồi" would only go on, and answers a question that it answers', () => {
    const next = { stamp: 's', options: [{ id: 'next', words: ['Tiếp', 'roi', 'xong'] }] }
    for (const text of ['làm rồi', 'lam roi', 'dạ con, chú làm rồi nha', 'làm được rồi'])
      expect(typed(text, next)).toEqual(command('real-life'))
    expect(typed('rồi', next)).toEqual({ kind: 'choose', option: 'next', by: 'words' })
    const done = { stamp: 's', options: [{ id: 'done', words: ['Xong rồi', 'roi'] }] }
    expect(typed('làm rồi', done)).toEqual({ kind: 'choose', option: 'done', by: 'words' })
    for (const text of ['lầm rồi', 'lắm rồi']) expect(typed(text, null)).not.toEqual(command('real-life'))
  })

  it('a masked secret is neither answer nor command', () => {
    expect(typed('482913')).toEqual({ kind: 'words', text: '•••', masked: true })
  })

  it('media are media; news without words are empty words', () => {
    expect(readIntent({ kind: 'media', what: 'voice' }, { prompt: PROMPT })).toEqual({
      kind: 'media',
      what: 'voice',
    })
    expect(readIntent({ kind: 'group' }, { prompt: PROMPT })).toEqual(words(''))
  })

  it('every command can be said in plain words', () => {
    const said = new Set(
      COMMANDS.filter((name) => typed(name === 'start' ? 'start' : PLAIN[name], null).kind === 'command'),
    )
    expect([...said]).toEqual([...COMMANDS])
  })
})

const PLAIN: Record<Exclude<Command, 'start'>, string> = {
  learn: 'học', review: 'ôn tập', check: 'kiểm tra lừa đảo', results: 'kết quả', family: 'người thân', settings: 'cài đặt', help: 'giúp',
  officers: 'cán bộ', erase: 'xoá dữ liệu', again: 'lại', stop: 'thôi', listen: 'nghe', larger: 'to', menu: 'menu',
  'ask-back': 'hỏi lại trước khi chấm', beside: 'có người ngồi cạnh', alone: 'tôi tự làm',
  'real-life': 'làm rồi', card: 'thẻ dán tường', companion: 'đồng hành', branch: 'chi hội',
  'call-family': 'gọi con cháu giúp',
  who: 'đổi người học', 'add-learner': 'thêm người học', 'my-data': 'dữ liệu của tôi', pause: 'tạm nghỉ',
  'withdraw-family': 'kín', 'withdraw-counting': 'khỏi tính', 'withdraw-name': 'giấu tên',
  'withdraw-care': 'khỏi hỏi thăm', 'close-others': 'đóng máy kia',
  greet: 'chào con', explain: 'không hiểu', slower: 'chậm lại', practise: 'làm bài', back: 'quay lại', hour: 'đổi giờ',
  'no-reminders': 'khỏi nhắc', address: 'đổi cách gọi', place: 'đổi địa chỉ', question: 'hỏi bài', thanks: 'cảm ơn', chat: 'buồn quá',
} // prettier-ignore

describe('time', () => {
  const typical = [
    '2',
    'hoi them',
    'dạ con cho chú học tiếp nha',
    'hôm nay trời mưa to quá con ơi',
    'có người đang gọi bắt chuyển tiền',
    '7h30 toi nha',
    'luwaf ddaor khoong',
    'câu b nha con',
  ]
  const adversarial = [
    '1 ',
    'a1',
    '4 ',
    'ế',
    'ma 1 ',
    'bat chuyen ',
    'aaa',
    '\u200b',
    'da ',
    '1.',
    'ﷺ',
    'mã otp 4829 ',
    '7',
  ].map((unit) => unit.repeat(4_000).slice(0, 4_000))

  it('p99 over all our utterances is under 1 ms', () => {
    const set = readFileSync('test/evaluation/utterances.jsonl', 'utf8').trim().split('\n')
    const texts = set.map((line) => (JSON.parse(line) as { text: string }).text)
    const taken = texts.map((text) => quickest(() => void typed(text), 1)).toSorted((a, b) => a - b)
    expect(taken[Math.floor(taken.length * 0.99)]).toBeLessThan(1)
  })

  it.each(typical)('a typical message is masked and read in under 1 ms: %s', (text) => {
    expect(quickest(() => void typed(text), 1)).toBeLessThan(1)
  })

  it.each(adversarial)('4,000 characters are read in under 5 ms, masked in 20', (text) => {
    const read = (): void => void readIntent({ kind: 'text', text, masked: [] }, { prompt: PROMPT })
    expect(quickest(() => void typed(text), 20)).toBeLessThan(20)
    expect(quickest(read, 5)).toBeLessThan(5)
  })
})
