import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readIntent } from '../../src/domain/intent.js'
import { CODE_LENGTH, CODE_LETTERS, officerCode, readOfficerCode } from '../../src/domain/officer-code.js'
import { maskSecrets } from '../../src/domain/secrets.js'
import { fold } from '../../src/domain/text.js'
import { THINGS, amongThree, isDrawn, readTwoWords, twoWordsAt } from '../../src/domain/two-words.js'
import { VISIBLE_WORDS as WORDS } from '../../src/domain/visible-words.js'
import { deskWords } from '../../src/web/desk/words.js'
import { sample } from '../support/long.js'

const vi = JSON.parse(readFileSync('locales/vi.json', 'utf8')) as {
  officer: { later: string; thing: Record<string, string> }
}
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('two words', () => {
  it('never mean anything else where they are typed, with or without marks', () => {
    const prompt = { stamp: 's', options: [{ id: 'later', words: [vi.officer.later, 'de sau'] }] }
    const drawn = WORDS.flatMap((one) => WORDS.map((other) => `${one} ${other}`)).filter(isDrawn)
    const others = sample(drawn)
      .flatMap((pair) => [pair, fold(pair)])
      .filter((text) => {
        const { masked } = maskSecrets(text)
        return readIntent({ kind: 'text', text, masked }, { prompt }).kind !== 'words'
      })
    expect(others).toEqual([])
  })

  it('are read as they were written, however they are typed', () => {
    fc.assert(
      fc.property(share, share, (one, other) => {
        const words = twoWordsAt(one, other)
        const [first, second] = words.split(' ')
        expect(first).not.toBe(second)
        for (const typed of [
          words,
          words.toUpperCase(),
          fold(words),
          `  ${fold(words).replace(' ', ',  ')}. `,
        ])
          expect(readTwoWords(typed)).toBe(words)
      }),
    )
  })

  it('are nothing less and nothing more', () => {
    for (const typed of ['', 'sen', 'sen trâu lúa', 'sen xyz', '1 2', 'sen sen sen'])
      expect([typed, readTwoWords(typed)]).toEqual([typed, null])
  })
})

describe('the thing beside them', () => {
  it('is one of three different ones, and each place is as likely', () => {
    fc.assert(
      fc.property(fc.constantFrom(...THINGS), share, share, share, (thing, first, second, place) => {
        const three = amongThree(thing, [first, second, place])
        expect(new Set(three).size).toBe(3)
        expect(three.indexOf(thing)).toBe(Math.floor(place * 3))
      }),
    )
  })

  it('is called the same on the telephone and on the page', () => {
    const names = THINGS.map((thing) => deskWords('vi')(`sign-in.things.${thing}`))
    expect(names).toEqual(THINGS.map((thing) => vi.officer.thing[thing]))
    expect(new Set(names).size).toBe(THINGS.length)
    // The chat asks in Vietnamese, so the page tells that name in English too.
    for (const thing of THINGS)
      expect(deskWords('en')(`sign-in.things.${thing}`)).toContain(`«${vi.officer.thing[thing]}»`)
  })
})

describe('an officer’s code', () => {
  const letters = fc
    .array(fc.constantFrom(...CODE_LETTERS.split('')), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
    .map((all) => all.join(''))

  it('is read from a link, typed, in capitals and with blanks for dashes', () => {
    fc.assert(
      fc.property(letters, (code) => {
        const shown = officerCode(code)
        // What Telegram lets a link hold.
        expect(shown).toMatch(/^[\w-]{1,64}$/)
        for (const text of [
          shown,
          `/start ${shown}`,
          `/start@a_bot ${shown}`,
          ` ${shown.toUpperCase()} `,
          shown.replaceAll('-', ' '),
        ])
          expect(readOfficerCode(text)).toBe(code)
        expect(maskSecrets(`/start ${shown}`).masked).toEqual([])
      }),
    )
  })

  it('is nothing else', () => {
    for (const text of [
      'cb-abc',
      '/start',
      '/start abc',
      'cán bộ',
      `cb-${'a'.repeat(21)}`,
      `xcb-${'a'.repeat(20)}`,
    ])
      expect([text, readOfficerCode(text)]).toEqual([text, null])
  })
})
