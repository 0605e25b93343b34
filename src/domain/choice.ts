import { isPasted } from './pasted.js'
import { coresOf } from './politeness.js'
import { type Reading, fold, readings } from './text.js'

/** One choice of the open prompt, with every phrasing by which it may be named: its label first. */
export interface KnownOption {
  id: string
  words: string[]
}

/** How sure a choice is: by its number or full words, or only by a part of its label. */
export interface Choice {
  id: string
  by: 'number' | 'label' | 'part'
}

/** Numbers as they are written; bare or with their marks, never with other ones ("bà", "hại"). */
const NUMBERS = numberWords({ một: 1, hai: 2, ba: 3, bốn: 4, 'đầu tiên': 1 })
/** These mean other things when they stand alone: "cái đầu", "thứ tư", but "đau", "từ". */
const COUNTED = numberWords({ nhất: 1, nhứt: 1, đầu: 1, 'trên cùng': 1, nhì: 2, tư: 4, năm: 5 })
const LAST = new Set(['duoi cung', 'cuoi cung', 'sau cung', 'sau chot', 'chot'])
/** What may stand before a number or a letter: "câu số 2", "đáp án b", "chọn cái thứ hai". */
const COUNTERS =
  /^(?:(?:so|cau|y|chon|dap an la|dap an|lua chon|cai|thu|muc|phuong an|bam|go|nut|phim|dong|tra loi la|tra loi|tl) )+/

function numberWords(written: Record<string, number>): Map<string, number> {
  return new Map(
    Object.entries(written).flatMap(([word, at]) => [[word, at] as const, [fold(word), at] as const]),
  )
}

/** Other ways to say yes and no; they count where an option is named by the word they stand for. */
const SAME_AS = new Map([
  ...[
    'phai',
    'phai roi',
    'dung roi',
    'dung vay',
    'u',
    'ok',
    'nhat tri',
    'da vang',
    'duoc roi',
    'dong y',
    'chiu',
    'da',
    'ua',
    'duoc',
    'chac roi',
    'tat nhien',
    'dung the',
  ].map((yes) => [yes, 'vang'] as const),
  ...[
    'khoi',
    'khoi can',
    'khong can',
    'khong can dau',
    'khong muon',
    'khong thich',
    'khong dau',
    'khong dong y',
    'khong chiu',
    'tu choi',
    'khong duoc',
  ].map((no) => [no, 'khong'] as const),
])
const NEGATIONS = ['không', 'chưa', 'đừng', 'cấm', 'khong', 'chua']
/** Words that alone point to no option. */
const EMPTY_WORDS = new Set([
  'cho', 'va', 'de', 'la', 'thi', 'cua', 'voi', 'roi', 'co', 'mot', 'nguoi', 'minh', 'toi', 'cac', 'nhung', 'trong', 'ngoai',
  'nay', 'kia', 'day', 'chi', 'con', 'chau', 'bac', 'chu', 'ong', 'them', 'luon', 'ngay', 'gi', 'nao', 'dau', 'sao', 'hay', 'thoi',
  'hoac', 'dung', 'qua', 'lai', 'ra', 'vao', 'len',
]) // prettier-ignore

interface Named extends KnownOption {
  written: string[]
  folded: string[]
}

/** The option a typed text means, by number, letter, place or words; null when it is none or unclear. */
export const chooseOption = (text: string, options: readonly KnownOption[]): string | null =>
  matchOption(text, options)?.id ?? null

/** As `chooseOption`, and by what the option was found. `options` come in the order shown. */
export function matchOption(text: string, options: readonly KnownOption[]): Choice | null {
  if (options.length === 0 || isPasted(text)) return null
  const named = options.map(withFoldings)
  for (const reading of readings(uncircled(text))) {
    const found = byWholeMeaning(reading, named) ?? byPart(reading, named)
    if (found === 'unclear') return null
    if (found !== undefined) return found
  }
  return null
}

/** Where rows of numbers and letters in circles, in brackets or with a full stop begin, and what they begin with. */
const CIRCLED: readonly (readonly [from: number, first: string, many: number])[] = [
  [0x2460, '1', 9], [0x2474, '1', 9], [0x2488, '1', 9], [0x24f5, '1', 9], [0x2776, '1', 9], [0x2780, '1', 9], [0x278a, '1', 9],
  [0x249c, 'a', 26], [0x24b6, 'a', 26], [0x24d0, 'a', 26], [0x1f150, 'a', 26], [0x1f170, 'a', 26],
] // prettier-ignore
const UNCIRCLED: ReadonlyMap<string, string> = new Map(
  CIRCLED.flatMap(([from, first, many]) =>
    Array.from({ length: many }, (_, at) => [
      String.fromCodePoint(from + at),
      String.fromCharCode(first.charCodeAt(0) + at),
    ]),
  ),
)

/** «②» and «Ⓑ» as keyboards offer them: a number or letter of its own. */
const uncircled = (text: string): string =>
  text.replace(/[\u2460-\u2793\u{1f150}-\u{1f189}]/gu, (sign) => {
    const plain = UNCIRCLED.get(sign)
    return plain === undefined ? sign : ` ${plain} `
  })

/** The two options that a text may mean equally well, in the order shown; null when it points to one, to none, or to more. */
export function eitherOption(text: string, options: readonly KnownOption[]): [string, string] | null {
  if (isPasted(text)) return null
  const named = options.map(withFoldings)
  for (const { words } of readings(uncircled(text))) {
    for (const { from, to } of coresOf(words)) {
      const core = words.slice(from, to)
      const same = named.filter(({ folded }) => folded.includes(core.join(' ')))
      const found =
        same.length > 0 || !saysSomething(core)
          ? same
          : named.filter((option) => option.folded.some((_, at) => isPart(core, option, at)))
      if (found.length === 2) return [found[0]!.id, found[1]!.id]
      if (found.length > 0) return null
    }
  }
  return null
}

const saysSomething = (words: readonly string[]): boolean =>
  words.some((word) => word.length > 2 && !EMPTY_WORDS.has(word))

type Found = Choice | 'unclear' | undefined

const writtenAs = (text: string): string => (readings(text)[0]?.written ?? []).join(' ')

function withFoldings({ id, words }: KnownOption): Named {
  // A bare "dung" is đúng, dừng or đừng at once: as an extra word it says nothing.
  const known = words.filter((word) => word !== 'dung')
  return { id, words: known, written: known.map(writtenAs), folded: known.map(fold) }
}

/** Numbers and full phrasings, the longest part of the message first. */
function byWholeMeaning({ words, written }: Reading, options: Named[]): Found {
  for (const { from, to } of coresOf(words)) {
    const core = words.slice(from, to)
    const typed = written.slice(from, to).join(' ')
    const around = [...words.slice(0, from), ...words.slice(to)]
    const found = readCore(core, typed, around, words[to] === 'minh', options)
    if (found !== undefined) return found
  }
  return undefined
}

function readCore(
  core: string[],
  typed: string,
  around: string[],
  isOneself: boolean,
  options: Named[],
): Found {
  const label = byLabel(core.join(' '), typed, options)
  if (label === 'unclear') return label
  const counted = byNumber(core, typed, options)
  // "một mình" is alone, and no first choice.
  const number = isOneself && counted?.isDigit === false ? undefined : counted
  if (number === undefined) return label ?? byNumberAndLabel(core, typed, options)
  // "hai ba" may be two answers, "ba 2" is a person speaking.
  if (!number.isDigit && around.includes('ba')) return 'unclear'
  if (label === undefined) return { id: number.id, by: 'number' }
  if (label.id === number.id) return label
  return number.isDigit ? 'unclear' : label
}

function byLabel(core: string, typed: string, options: Named[]): Found {
  const exactly = options.filter((option) => option.written.includes(typed))
  if (exactly.length === 1) return { id: exactly[0]!.id, by: 'label' }
  const meant = typed === 'đúng' ? 'vang' : SAME_AS.get(core)
  const same = options.filter((option) => option.folded.includes(core) || isGlued(core, option))
  const found =
    same.length > 0 || meant === undefined ? same : options.filter((option) => option.folded.includes(meant))
  if (found.length > 1) return 'unclear'
  return found.length === 1 ? { id: found[0]!.id, by: 'label' } : undefined
}

/** "tatmay" for "tắt máy". */
const isGlued = (core: string, { folded }: Named): boolean =>
  core.length >= 6 && !core.includes(' ') && folded.some((words) => words.replaceAll(' ', '') === core)

/** The option at a number, a letter or a place; undefined when the words are none or out of range. */
function byNumber(
  core: string[],
  typed: string,
  options: Named[],
): { id: string; isDigit: boolean } | undefined {
  const words = core.join(' ')
  const rest = words.replace(COUNTERS, '')
  const digits = /^(?:so|cau|y|chon)?0?([1-9])$/.exec(rest)?.[1]
  if (digits !== undefined) return numbered(Number(digits), options, true)

  const spelled = typed.split(' ').slice(-rest.split(' ').length).join(' ')
  // "ạ" is politeness, "a" is the first choice.
  if (/^[a-e]$/.test(rest)) return numbered(spelled === rest ? rest.charCodeAt(0) - 96 : 0, options, true)

  const isCounted = rest !== words
  if (isCounted && rest === 'giua' && options.length === 3) return numbered(2, options, false)
  if (LAST.has(rest) || (isCounted && rest === 'cuoi')) return numbered(options.length, options, false)
  const known = /^[a-z0-9 ]*$/.test(spelled) ? rest : spelled
  return numbered(NUMBERS.get(known) ?? (isCounted ? COUNTED.get(known) : undefined) ?? 0, options, false)
}

function numbered(
  at: number,
  options: Named[],
  isDigit: boolean,
): { id: string; isDigit: boolean } | undefined {
  const option = options[at - 1]
  return option && { id: option.id, isDigit }
}

/** "2. Tắt máy", typed as it was shown. The two must agree. */
function byNumberAndLabel(core: string[], typed: string, options: Named[]): Found {
  const cut = core.findIndex((word) => /^[1-9]$/.test(word)) + 1
  if (cut === 0 || cut === core.length) return undefined
  const number = byNumber(core.slice(0, cut), '', options)
  const label = byLabel(core.slice(cut).join(' '), typed.split(' ').slice(cut).join(' '), options)
  if (number === undefined || label === undefined) return undefined
  return label !== 'unclear' && label.id === number.id ? label : 'unclear'
}

/** A part of one label that stands in no other. */
function byPart({ words }: Reading, options: Named[]): Found {
  const core = coresOf(words).at(-1)
  for (const part of core === undefined ? [] : [words, words.slice(core.from, core.to)]) {
    if (!saysSomething(part)) continue
    // A bare "chưa" may point to the label it begins, never to a wording nobody sees.
    const isBare = part.every((word) => NEGATIONS.includes(word) || EMPTY_WORDS.has(word))
    const found = options.filter((option) =>
      option.folded.some((_, at) => (at === 0 || !isBare) && isPart(part, option, at)),
    )
    if (found.length === 1) return { id: found[0]!.id, by: 'part' }
    if (found.length > 1) return 'unclear'
  }
  return undefined
}

/** All words of the part stand in the phrasing in their order; "chuyển" is no part of "không chuyển". */
function isPart(part: string[], { folded, written }: Named, at: number): boolean {
  const label = written[at]!.split(' ')
  if (NEGATIONS.some((no) => label.includes(no) && !part.includes(fold(no)))) return false
  let next = 0
  for (const word of folded[at]!.split(' ')) if (word === part[next]) next++
  return next === part.length
}
