import { describe, expect, it } from 'vitest'
import { readIntent } from '../../../src/domain/intent.js'
import { isWithdrawal } from '../../../src/domain/own-data.js'
import type { KnownOption } from '../../../src/domain/choice.js'

const typed = (text: string, options: readonly KnownOption[] | null = null) =>
  readIntent(
    { kind: 'text', text, masked: [] },
    { prompt: options === null ? null : { stamp: 's', options } },
  )

describe('the words that take a consent back', () => {
  it.each([
    ['kín', 'withdraw-family'],
    ['kín con', 'withdraw-family'],
    ['kisn', 'withdraw-family'],
    ['khỏi tính', 'withdraw-counting'],
    ['khoi tinh', 'withdraw-counting'],
    ['giấu tên', 'withdraw-name'],
    ['cho tôi giấu tên nhé', 'withdraw-name'],
    ['khỏi hỏi thăm', 'withdraw-care'],
    ['KHOI HOI THAM', 'withdraw-care'],
  ])('«%s» is heard alone', (text, command) => {
    expect(typed(text)).toEqual({ kind: 'command', command })
  })

  it.each([
    'kín đáo',
    'kín cổng cao tường',
    'khởi tính',
    'giàu tên',
    'kính con',
    'nhà kín lắm',
    'khỏi tính tiền',
    'tên gì',
  ])('«%s» is something else', (text) => {
    const intent = typed(text)
    expect(intent.kind === 'command' && isWithdrawal(intent.command)).toBe(false)
  })

  it('are the choice they mean where one is offered', () => {
    const options = [
      { id: 'keep', words: ['Giữ kín mã'] },
      { id: 'tell', words: ['Đọc cho họ'] },
    ]
    expect(typed('kín', options)).toEqual({ kind: 'choose', option: 'keep', by: 'words' })
    expect(typed('khỏi tính', options)).toEqual({ kind: 'command', command: 'withdraw-counting' })
  })
})
