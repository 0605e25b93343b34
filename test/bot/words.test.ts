import { describe, expect, it } from 'vitest'
import { createWords } from '../../src/bot/words.js'
import { FORMS_OF_ADDRESS } from '../../src/domain/learner.js'
import { say } from '../../src/domain/screen.js'
import { words } from '../support/bot/content.js'

const vi = {
  address: { bac: 'bác', ong: 'ông', unknown: 'bác', unknown_nam: 'cô chú' },
  self: { bac: 'cháu', nam: 'con' },
  hello: '{Xung} chào {goi}.',
  bye: '{Goi} nghỉ nhé.',
  bye_nam: '{Goi} nghỉ nha.',
  chose: '{Goi} chọn «{choice}». {why}',
  count: '{count} bài',
  decomposed: 'ạ'.normalize('NFD'),
}
const own = createWords({ vi, en: { hello: 'Hello {goi}.' } })
const north = { formOfAddress: 'ong', region: 'bac' } as const
const south = { formOfAddress: 'ong', region: 'nam' } as const

describe('words', () => {
  it('speak to a person in their form of address and region', () => {
    expect(own.say(say('hello'), north)).toBe('Cháu chào ông.')
    expect(own.say(say('hello'), south)).toBe('Con chào ông.')
    expect(own.say(say('bye'), north)).toBe('Ông nghỉ nhé.')
    expect(own.say(say('bye'), south)).toBe('Ông nghỉ nha.')
  })

  it('know what to call somebody who has not said it, in each region', () => {
    expect(own.say(say('hello'), { formOfAddress: null, region: 'bac' })).toBe('Cháu chào bác.')
    expect(own.say(say('hello'), { formOfAddress: null, region: 'nam' })).toBe('Con chào cô chú.')
  })

  it('speak to the next person in their own words', () => {
    const phrase = say('hello')
    expect([north, south, north].map((speech) => own.say(phrase, speech))).toEqual([
      'Cháu chào ông.', 'Con chào ông.', 'Cháu chào ông.',
    ]) // prettier-ignore
  })

  it('put phrases into phrases, each with the words for this person', () => {
    const why = { text: '{Goi} gọi {who}.', with: { who: say('hello') } }
    expect(own.say(say('chose', { choice: { text: 'Hỏi {xung}' }, why }), north)).toBe(
      'Ông chọn «Hỏi cháu». Ông gọi Cháu chào ông..',
    )
  })

  it('do not read what was put in as a pattern', () => {
    for (const choice of ['{goi}', '$t(hello)', '$&', '&<b>"', '{{goi}}']) {
      expect(own.say(say('chose', { choice, why: '' }), north)).toBe(`Ông chọn «${choice}». `)
    }
  })

  it('leave a number as it is', () => expect(own.say(say('count', { count: 3 }), north)).toBe('3 bài'))

  it('are in NFC', () => expect(own.say(say('decomposed'), north)).toBe('ạ'.normalize('NFC')))

  it('name the key and the file when there are none', () => {
    expect(() => own.say(say('no.such'), north)).toThrow('locales/vi.json has no words for "no.such"')
    expect(() => own.say(say('chose', { choice: say('gone'), why: '' }), north)).toThrow('"gone"')
    expect(() => createWords({ vi, en: {} }, { language: 'en' }).say(say('hello'), north)).toThrow(
      'locales/en.json',
    )
  })

  it.each(['bac', 'nam'] as const)('of the program call everybody by a word of their own in %s', (region) => {
    const called = FORMS_OF_ADDRESS.map((formOfAddress) =>
      words.say({ text: '{goi} {Goi} {xung} {Xung} {nghin} {xom}' }, { formOfAddress, region }),
    )
    expect(new Set(called).size).toBe(FORMS_OF_ADDRESS.length)
    for (const one of called) expect(one.split(' ').filter(Boolean)).toHaveLength(6)
  })
})
