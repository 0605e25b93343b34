import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCurriculum } from '../../src/content/load.js'
import { COMMAND_WORDS } from '../../src/domain/commands.js'
import { findEmergency } from '../../src/domain/emergency.js'
import { heard } from '../../src/domain/heard.js'
import { readIntent } from '../../src/domain/intent.js'
import { coresOf } from '../../src/domain/politeness.js'
import { CODE_PAIRS, CODE_WORDS } from '../../src/domain/secret-words.js'
import { maskSecrets } from '../../src/domain/secrets.js'
import { fold } from '../../src/domain/text.js'
import { readThreeWords, threeWordsAt, wordsInLink } from '../../src/domain/three-words.js'
import { VISIBLE_WORDS } from '../../src/domain/visible-words.js'
import { ordinaryWords } from '../support/ordinary-words.js'

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const three = fc.tuple(share, share, share).map((at) => threeWordsAt(...at))
const isPoliteAlone = (word: string): boolean =>
  coresOf([word, 'sen']).length > 1 || coresOf(['sen', word]).length > 1

/** The families that most people in the country have. */
const FAMILIES =
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm Phùng Mai Tô Hà Tạ Cao Thái Lưu'
const NUMBERS =
  'không một mốt hai ba bốn tư năm lăm nhăm sáu bảy bẩy tám chín mười mươi chục trăm nghìn ngàn triệu tỷ linh lẻ nhất nhì đầu cuối'
const SAD = 'ma chết mất tang mộ máu bệnh đau khổ ngu dốt điên cướp súng bom đạn đùi vú cu'

describe('the words', () => {
  const folded = VISIBLE_WORDS.map(fold)

  it('are 256, short, of one syllable, in NFC', () => {
    expect(VISIBLE_WORDS).toHaveLength(256)
    expect(VISIBLE_WORDS.filter((word) => word !== word.normalize('NFC') || word.length > 6)).toEqual([])
    expect(folded.filter((word) => !/^[a-z]{2,6}$/.test(word))).toEqual([])
  })

  it('are not mixed up without marks, nor by whoever hears badly', () => {
    expect(new Set(folded).size).toBe(256)
    expect(new Set(folded.map(heard)).size).toBe(256)
  })

  it.each([
    ['nai', 'lai'],
    ['trâu', 'châu'],
    ['sao', 'xao'],
    ['dao', 'giao'],
    ['rao', 'dao'],
    ['vao', 'giao'],
    ['đao', 'vao'],
    ['lang', 'lan'],
    ['mac', 'mat'],
    ['nghe', 'nge'],
    ['ghe', 'ge'],
    ['ky', 'ki'],
    ['quyt', 'quit'],
  ])('sound alike where they do: %s, %s', (one, other) => {
    expect(heard(fold(one))).toBe(heard(fold(other)))
  })

  it('are no commands, numbers, secrets, forms of address, families or politeness', () => {
    const taken = new Set([
      ...Object.values(COMMAND_WORDS).flat(),
      ...fold(`${NUMBERS} ${FAMILIES}`).split(' '),
      ...CODE_WORDS,
      ...[...CODE_PAIRS].flatMap((pair) => pair.split(' ')).filter((word) => word !== 'so'),
    ])
    expect(VISIBLE_WORDS.filter((word) => taken.has(fold(word)) || isPoliteAlone(fold(word)))).toEqual([])
    expect(isPoliteAlone('con')).toBe(true)
  })

  it('are neither rude nor sad', () => {
    const said = SAD.split(' ')
    expect(
      VISIBLE_WORDS.filter((word) => said.some((sad) => sad === word || fold(sad) === fold(word))),
    ).toEqual([])
  })
})

/** Tone and quality of Vietnamese letters as one types them. */
const KEYS = {
  telex: {
    '\u0301': 's',
    '\u0300': 'f',
    '\u0309': 'r',
    '\u0303': 'x',
    '\u0323': 'j',
    '\u0306': 'w',
    '\u031b': 'w',
  },
  vni: {
    '\u0301': '1',
    '\u0300': '2',
    '\u0309': '3',
    '\u0303': '4',
    '\u0323': '5',
    '\u0306': '8',
    '\u031b': '7',
  },
} as const

/** A word in the keys of an input method that was switched off, the tone at the end or behind its vowel. */
function keyed(word: string, method: keyof typeof KEYS, toneLast: boolean): string {
  let tone = ''
  // The dot below comes before the roof in Unicode, and after it in what one types.
  const decomposed = word.normalize('NFD').replaceAll(/(\u0323)([\u0302\u0306])/gu, '$2$1')
  const letters = Array.from(decomposed).map((letter, at, all) => {
    if (letter === 'đ') return method === 'telex' ? 'dd' : 'd9'
    if (letter === '\u0302') return method === 'telex' ? all[at - 1]! : '6'
    if (!/\p{M}/u.test(letter)) return letter
    const key = KEYS[method][letter as keyof (typeof KEYS)['vni']]
    if (!/[\u0301\u0300\u0309\u0303\u0323]/u.test(letter) || !toneLast) return key
    tone = key
    return ''
  })
  return letters.join('') + tone
}

/** How a word is written by somebody who hears or speaks it otherwise. */
const MISHEARD: readonly [RegExp, string][] = [
  [/^l/u, 'n'],
  [/^n(?![gh])/u, 'l'],
  [/^tr/u, 'ch'],
  [/^ch/u, 'tr'],
  [/^s/u, 'x'],
  [/^x/u, 's'],
  [/^đ/u, 'd'],
  [/^d/u, 'r'],
  [/^v/u, 'd'],
  [/^r/u, 'd'],
  [/ng$/u, 'n'],
  [/n$/u, 'ng'],
  [/c$/u, 't'],
  [/t$/u, 'c'],
  [/\u0309/u, '\u0303'],
  [/\u0303/u, '\u0309'],
]
const mishear = (word: string, way: number): string => {
  const spelled = word.normalize('NFD')
  const ways = MISHEARD.filter(([from]) => from.test(spelled))
  const chosen = ways[way % Math.max(1, ways.length)]
  return (chosen === undefined ? spelled : spelled.replace(chosen[0], chosen[1])).normalize('NFC')
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
const each = (words: string, change: (word: string) => string, join = ' '): string =>
  words.split(' ').map(change).join(join)

const NOISES: Record<string, (words: string, way: number) => string> = {
  'as written': (words) => words,
  'in capitals': (words) => words.toUpperCase(),
  'in letters and marks apart': (words) => words.normalize('NFD'),
  'without marks': fold,
  'with some marks left out': (words) => words.replace(/\S+$/u, fold),
  dictated: (words) => `${each(words, capital, ', ')}.`,
  'dictated as sentences': (words) => `${each(words, capital, '. ')}.`,
  'with lines and blanks': (words) => `  ${words.replaceAll(' ', ' \n ')}  `,
  'with dashes': (words) => words.replaceAll(' ', '-'),
  'with long dashes': (words) => words.replaceAll(' ', ' – '),
  glued: (words) => fold(words).replaceAll(' ', ''),
  'glued with marks': (words) => each(words, capital, ''),
  'in Telex': (words) => each(words, (word) => keyed(word, 'telex', true)),
  'in Telex, the tone behind its vowel': (words) => each(words, (word) => keyed(word, 'telex', false)),
  'in VNI': (words) => each(words, (word) => keyed(word, 'vni', true)),
  'in VNI, the tone behind its vowel': (words) => each(words, (word) => keyed(word, 'vni', false)),
  'politely before': (words) => `dạ con cho bác ${words}`,
  'politely behind': (words) => `${fold(words)} nha con`,
  'badly heard': (words, way) => each(words, (word) => mishear(word, way)),
  'one badly heard, without marks': (words, way) => {
    const [one, ...rest] = words.split(' ')
    return fold([mishear(one!, way), ...rest].join(' '))
  },
  'in a link': (words) => `/start ${wordsInLink(words)}`,
  'in a link to a named bot': (words) => `/start@guong_sang_bot ${wordsInLink(words)}`,
  'as the payload': wordsInLink,
  'named, badly heard': (words, way) => fold(`ba tiếng ${each(words, (word) => mishear(word, way))}`),
  'in the sentence passed on': (words) =>
    `Ông Năm ơi, con Hoa đây. Con mời ông học điện thoại với Gương Sáng, mỗi ngày 3 phút. Ông bấm: https://guongsang.example/chat rồi gõ ba tiếng này: ${words.toUpperCase()}. Ông chưa chắc là con thì gọi con hỏi đã nhé.`,
  'in quotation marks': (words) =>
    `cháu Hoa nó nhắn tôi là gõ «${capital(words)}» rồi bấm gửi, đúng không con?`,
}

describe('three words', () => {
  it.each(Object.entries(NOISES))('are read %s', (_how, noise) => {
    fc.assert(
      fc.property(three, fc.nat(15), (words, way) => {
        const typed = noise(words, way)
        expect([typed, readThreeWords(typed)]).toEqual([typed, words])
      }),
      { numRuns: 80 },
    )
  })

  it('are three different ones, each as likely, from the whole list', () => {
    fc.assert(
      fc.property(three, (words) => {
        const all = words.split(' ')
        expect(new Set(all).size).toBe(3)
        expect(all.every((word) => VISIBLE_WORDS.some((known) => known === word))).toBe(true)
      }),
    )
    const firsts = new Set(VISIBLE_WORDS.map((_, at) => threeWordsAt((at + 0.5) / 256, 0, 0).split(' ')[0]))
    expect(firsts.size).toBe(256)
  })

  it('that differ are never read alike, by whatever noise', () => {
    const noises = fc.constantFrom(...Object.values(NOISES))
    fc.assert(
      fc.property(three, three, noises, noises, fc.nat(15), (one, other, first, second, way) => {
        fc.pre(one !== other)
        expect(readThreeWords(first(one, way))).not.toBe(readThreeWords(second(other, way)))
      }),
      { numRuns: 500 },
    )
  })

  it('mean nothing else, are no secret and no emergency', () => {
    const prompt = { stamp: 's', options: [{ id: 'later', words: ['Để sau', 'de sau'] }] }
    fc.assert(
      fc.property(three, fc.constantFrom(fold, String), (words, write) => {
        const text = write(words)
        expect(maskSecrets(text).masked).toEqual([])
        expect(findEmergency(text)).toBeNull()
        expect(readIntent({ kind: 'text', text, masked: [] }, { prompt }).kind).toBe('words')
      }),
      { numRuns: 400 },
    )
  })

  it('in VNI keys are no code that would be masked', () => {
    fc.assert(
      fc.property(three, (words) => {
        expect(maskSecrets(NOISES['in VNI']!(words, 0)).masked).toEqual([])
      }),
    )
  })

  it('are nothing less and nothing more', () => {
    for (const text of [
      '',
      'lúa',
      'lúa sen',
      'lúa sen lúa',
      'lúa sen trâu mèo',
      'lúa sen xyz',
      '1 2 3',
      '/start',
      '/start cb-abcdefghijklmnopqrst',
      'ba tiếng',
      'ba tiếng đồng hồ',
      'ba tiếng này: lúa sen trâu, không phải ba tiếng chuối khế mít',
      '😀😀😀',
      'a'.repeat(5000),
      'lúa '.repeat(2000),
    ])
      expect([text.slice(0, 40), readThreeWords(text)]).toEqual([text.slice(0, 40), null])
  })
})

describe('ordinary words', () => {
  it.each(ordinaryWords)('are not taken for three words: %s', (text) => {
    expect(readThreeWords(text)).toBeNull()
  })

  it('of command are not, nor are the choices of all lessons and tasks', () => {
    const { lessons, exercises } = loadCurriculum('content')
    const choices = [
      ...[...lessons.values()].flatMap(({ steps }) =>
        steps.flatMap((step) => ('choices' in step ? step.choices.map(({ text }) => text) : [])),
      ),
      ...[...exercises.values()].flatMap((exercise) =>
        exercise.type === 'task'
          ? exercise.steps.flatMap(({ choices: places }) => places.map(({ text }) => text))
          : exercise.item.choices.map(({ text }) => text),
      ),
    ]
    const said = new Set([...choices, ...choices.map(fold), ...Object.values(COMMAND_WORDS).flat()])
    expect(said.size).toBeGreaterThan(1000)
    expect([...said].filter((text) => readThreeWords(text) !== null)).toEqual([])
  })

  it('of the program are not', () => {
    const texts: string[] = []
    JSON.parse(readFileSync('locales/vi.json', 'utf8'), (_key, value: unknown) => {
      if (typeof value === 'string') texts.push(value, fold(value), ...value.split(/[.,:?!]/))
      return value
    })
    // The invitation itself holds the place of the words, never words.
    expect(texts.filter((text) => readThreeWords(text) !== null)).toEqual([])
  })
})
