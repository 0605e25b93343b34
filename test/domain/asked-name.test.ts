import { describe, expect, it } from 'vitest'
import { isNameAsked } from '../../src/domain/asked-name.js'

const NAMES = [
  'Thôi', 'Vui', 'Tiếp', 'Nghỉ', 'Học', 'Ôn', 'Nghệ', 'bà Thôi', 'bà Nghỉ', 'bà Vui', 'ông Học', 'Bà Thôi', 'Ông Tiếp', 'anh Thôi',
  'em Vui', 'cháu Học', 'con Vui', 'bà thôi', 'ông học', 'Cô vui', 'má nghỉ', 'BÀ THÔI', 'ba  Thôi ', 'bà Thôi'.normalize('NFD'),
] // prettier-ignore
const COMMANDS = [
  'thôi', 'THÔI', 'thoi', 'nghỉ', 'vui', 'tiếp', 'giúp', 'Giúp', 'GIÚP', 'giup', 'Nghe', 'Lại', 'To', 'Menu', 'Stop', 'học',
  'Học tiếp', 'học tiếp', 'Người thân', 'Kết quả', 'Để mai', 'Mai học', 'Thôi con', 'thôi nha', 'con thôi', 'cháu nghỉ', 'chị nghỉ',
  'em thôi', 'bà nghỉ nha', 'bà muốn nghỉ', 'bà Học tiếp', 'bà giúp', '/hoc', '/Hoc', '', '1', 'bà 1',
] // prettier-ignore

describe('a command, where a name is asked', () => {
  it.each(NAMES)('is the name: %j', (text) => {
    expect(isNameAsked(text, null)).toBe(true)
  })

  it.each(COMMANDS)('is the command: %j', (text) => {
    expect(isNameAsked(text, null)).toBe(false)
  })

  it('is the command in small letters after what the writer is called', () => {
    expect(isNameAsked('bà nghỉ', 'ba')).toBe(false)
    expect(isNameAsked('Bà nghỉ', 'ba')).toBe(false)
    expect(isNameAsked('bà Nghỉ', 'ba')).toBe(true)
    expect(isNameAsked('ông nghỉ', 'ba')).toBe(true)
  })
})
