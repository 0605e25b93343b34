import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type KnownOption, chooseOption } from '../../src/domain/choice.js'
import { fold } from '../../src/domain/text.js'

const CALL: KnownOption[] = [
  { id: 'hang-up', words: ['Tắt máy'] },
  { id: 'ask', words: ['Hỏi thêm cho rõ'] },
  { id: 'pay', words: ['Chuyển ít cho yên'] },
]
const CONSENT: KnownOption[] = [
  { id: 'yes', words: ['Được', 'dong y', 'vang', 'ok', 'co'] },
  { id: 'no', words: ['Không, thử thôi', 'khong', 'dung'] },
]
const ADDRESS: KnownOption[] = ['bác', 'ông', 'bà', 'dì', 'cụ'].map((form) => ({
  id: fold(form),
  words: [form],
}))
const NEXT: KnownOption[] = [{ id: 'next', words: ['Tiếp', 'tiep tuc', 'roi', 'xong', 'vang', 'da'] }]

describe('"một mình"', () => {
  it.each(['một mình', 'tôi ở một mình', 'mot minh', 'bác một mình thôi'])(
    '%j is no first choice',
    (text) => {
      expect(chooseOption(text, CALL)).toBeNull()
    },
  )

  it('is the choice that says so, and a number before others is still one', () => {
    expect(
      chooseOption('một mình', [
        { id: 'two', words: ['Hai người'] },
        { id: 'alone', words: ['Một mình'] },
      ]),
    ).toBe('alone')
    expect(chooseOption('một nha con', CALL)).toBe('hang-up')
  })
})

describe('a number in a circle, a box or of another width', () => {
  it.each([
    '②',
    'câu ②',
    'dạ ② nha con',
    '②.',
    '❷',
    '➁',
    '➋',
    '⑵',
    '⒉',
    '⓶',
    'Ⓑ',
    'ⓑ',
    '🅱',
    '🅱️',
    '２',
    '2️⃣',
    'câu②',
  ])('%j is the second choice', (text) => {
    expect(chooseOption(text, CALL)).toBe('ask')
  })

  it.each(['④', '⑨', '②③', '⑩', '🅰🅱', '☎'])('%j is none of three', (text) => {
    expect(chooseOption(text, CALL)).toBeNull()
  })
})

describe('a typed answer', () => {
  it.each(
    [
      [
        '1',
        '1.',
        'A.',
        'a',
        'đáp án a',
        'cái đầu',
        'cai dau tien',
        'so mot',
        'một',
        'tắt máy',
        'tat may nha con',
      ].map((t) => [t, 'hang-up']),
      [
        'dạ tôi tắt máy ạ',
        'TẮT MÁY',
        'tawts mays',
        'tatmay',
        'tat',
        '1️⃣',
        '１',
        '1. Tắt máy',
        'cau1',
        'tắt máy liền',
      ].map((t) => [t, 'hang-up']),
      [
        '2',
        'so 2',
        'câu 2',
        'số hai',
        'hai',
        'chọn 2',
        '2 nha con',
        'b',
        'câu b nha con',
        'cái thứ hai',
        'hoi them',
        'phím 2',
        'dòng 2',
        'đáp án là b',
        'đáp án là 2 ạ',
      ].map((t) => [t, 'ask']),
      ['cái thứ nhứt', 'câu nhứt', 'cái trên cùng'].map((t) => [t, 'hang-up']),
      ['dạ thưa chọn cái 3 ạ', 'cái dưới cùng', 'dòng cuối'].map((t) => [t, 'pay']),
      [
        'hoi ro',
        'hoi theem',
        'con chọn số 2 ạ',
        'dạ hai',
        'thôi 2 đi',
        '2 thoi',
        'hoi them cho ro nhe chau',
        'B nhé',
        '2)',
      ].map((t) => [t, 'ask']),
      [
        '3',
        'c',
        'cái cuối',
        'ba',
        'số ba',
        'chuyen it',
        'cau so 3',
        'cái thứ ba',
        'bà chọn 3',
        'chuyen',
        'cuối cùng',
      ].map((t) => [t, 'pay']),
    ].flat(),
  )('%j means %s', (text, id) => {
    expect(chooseOption(text, CALL)).toBe(id)
  })

  it.each(
    [
      [
        '4',
        '0',
        '22',
        'd',
        'bốn',
        '2 triệu',
        'ngày 2',
        '1 2',
        '1 và 2',
        '1 hay 2',
        'hai ba',
        'không phải 2',
        '2 hoac 3',
      ],
      [
        'cho',
        'may cho',
        'không tắt máy',
        'đau',
        'từ',
        'ạ',
        'dạ',
        '',
        '...',
        '2,5',
        'hại',
        '7h30 tối',
        'thôi',
        '2. Tắt máy',
        'dung',
        'đâu',
      ],
      ['2\nchuyển tiền ngay', `tắt máy ${'rất '.repeat(40)}`, '1'.repeat(5_000)],
    ].flat(),
  )('%j is no clear answer', (text) => {
    expect(chooseOption(text, CALL)).toBeNull()
  })

  it.each([
    ['đồng ý', 'yes'], ['vâng', 'yes'], ['dạ vâng ạ', 'yes'], ['oke con', 'yes'], ['uh', 'yes'], ['phải', 'yes'], ['dung roi', 'yes'],
    ['đúng', 'yes'], ['dc', 'yes'], ['ko', 'no'], ['thôi không', 'no'], ['hổng', 'no'], ['không đồng ý', 'no'], ['khỏi', 'no'],
    ['dung', null], ['thôi', null],
  ] as const)('%j to a yes-or-no question means %s', (text, id) => {
    expect(chooseOption(text, CONSENT)).toBe(id)
  }) // prettier-ignore

  it('takes a label before a number word that is spelled the same', () => {
    expect(chooseOption('ba', ADDRESS)).toBe('ba')
    expect(chooseOption('bà', ADDRESS)).toBe('ba')
    expect(chooseOption('3', ADDRESS)).toBe('ba')
    expect(chooseOption('năm', ADDRESS)).toBeNull()
    expect(chooseOption('thứ năm', ADDRESS)).toBe('cu')
  })

  it('takes politeness for an answer where it is one', () => {
    expect(chooseOption('dạ', NEXT)).toBe('next')
    expect(chooseOption('rồi con', NEXT)).toBe('next')
    expect(chooseOption('dạ 2', NEXT)).toBeNull()
  })

  it('does not take "chuyển" for "không chuyển", nor a digit against a label', () => {
    const options = [
      { id: 'no', words: ['Không chuyển'] },
      { id: 'ask', words: ['Hỏi con'] },
    ]
    expect(chooseOption('chuyen', options)).toBeNull()
    expect(chooseOption('khong', options)).toBe('no')
    const swapped = [
      { id: 'two', words: ['2'] },
      { id: 'one', words: ['1'] },
    ]
    expect(chooseOption('2', swapped)).toBeNull()
  })

  it('tells labels apart by their marks alone', () => {
    const options = [
      { id: 'ma', words: ['Mã'] },
      { id: 'mother', words: ['Má'] },
    ]
    expect(chooseOption('má', options)).toBe('mother')
    expect(chooseOption('ma', options)).toBeNull()
  })

  it('always finds the option whose label was typed', () => {
    const syllable = fc.constantFrom(
      'bấm',
      'nút',
      'xanh',
      'gọi',
      'lại',
      'không',
      'đọc',
      'mã',
      'tắt',
      'máy',
      'hỏi',
      'con',
      'thôi',
      'dạ',
      'cho',
      'ngân',
      'hàng',
    )
    const label = fc.array(syllable, { minLength: 2, maxLength: 6 }).map((words) => words.join(' '))
    const labels = fc.uniqueArray(label, { minLength: 2, maxLength: 5, selector: fold })
    const typing = fc.constantFrom<(text: string) => string>(
      (text) => text,
      fold,
      (text) => text.toUpperCase(),
      (text) => text.normalize('NFD'),
      (text) => `${text}.`,
    )
    fc.assert(
      fc.property(labels, fc.nat(), typing, (shown, nth, typed) => {
        const at = nth % shown.length
        const options = shown.map((words, id) => ({ id: String(id), words: [words] }))
        expect(chooseOption(typed(shown[at]!), options)).toBe(String(at))
        expect(chooseOption(String(at + 1), options)).toBe(String(at))
        expect(chooseOption(`${at + 1}. ${shown[at]!}`, options)).toBe(String(at))
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => chooseOption(text, CALL)).not.toThrow()
      }),
    )
  })
})
