import { describe, expect, it } from 'vitest'
import { beginnings, lexicon, standsIn } from '../../src/domain/phrase.js'

const phrases = lexicon({
  them: ['no', 'nguoi la'],
  pay: ['chuyen * tien', 'nop phi'],
  ask: ['<them> doi <pay>'],
})
const stands = (line: string, text: string): boolean => standsIn(phrases(line), text.split(' '))

describe('a phrase', () => {
  it.each([
    ['bi lua', 'toi bi lua roi'],
    ['bi lua|gat', 'bi gat'],
    ['chuyen * tien', 'chuyen mot hai ba bon tien'],
    ['chuyen ~ tien', 'chuyen mot hai ba bon nam sau bay tam chin tien'],
    ['ngat $', 'ong ngat'],
    ['mat # trieu', 'mat 20 trieu'],
    ['<them> goi', 'nguoi la goi'],
    ['<them> ~ <pay>', 'no bao toi nop phi'],
    ['<ask>', 'nguoi la doi chuyen het tien'],
    ['mat|<them> tien', 'nguoi la tien'],
  ])('%j stands in %j', (line, text) => {
    expect(stands(line, text)).toBe(true)
  })

  it.each([
    ['bi lua', 'bi ai lua'],
    ['chuyen * tien', 'chuyen mot hai ba bon nam tien'],
    ['ngat $', 'ngat mang'],
    ['mat # trieu', 'mat may trieu'],
    ['<them> goi', 'nguoi goi'],
    ['<ask>', 'no doi nop tien'],
    ['bi lua', ''],
  ])('%j does not stand in %j', (line, text) => {
    expect(stands(line, text)).toBe(false)
  })

  it('is found at each word where it begins', () => {
    expect([...beginnings(phrases('no goi'), ['no', 'goi', 'x', 'no', 'goi'])]).toEqual([0, 3])
  })

  it('is refused when it begins with a gap, or with a name that nobody gave', () => {
    expect(() => phrases('* tien')).toThrow('begins with words')
    expect(() => phrases('<ai> goi')).toThrow('<ai>')
  })
})
