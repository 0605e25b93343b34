import { marksOf } from './heard.js'
import { type Reading, readings } from './text.js'

/** The oldest that anybody may be. */
const OLDEST = 120
/** Of the years of one animal only those are offered in which learners were born; ages in years, inclusive. */
const OFFERED = { from: 55, to: 95 }
const MOST_OFFERED = 3
/** A pair comes back after 60 years: it is taken for the year at which somebody is 40 to 99. */
const YOUNGEST_OF_PAIR = 40

/** The place of an animal in the cycle of twelve: 0 is Tý, 11 is Hợi. */
export type Animal = number

/** What a text says about when somebody was born. */
export type BirthYearSaid =
  | { kind: 'year'; year: number }
  /** By an age, or by a pair such as Canh Ngọ: to be confirmed. */
  | { kind: 'likely'; year: number }
  /** By the animal alone; two where Tý and Tỵ cannot be told apart. */
  | { kind: 'animals'; animals: Animal[] }

/** Tý … Hợi, with the animals that stand for them. */
const ANIMALS: readonly { names: string[]; beasts: string[] }[] = [
  { names: ['tý', 'tí'], beasts: ['chuột'] },
  { names: ['sửu'], beasts: ['trâu'] },
  { names: ['dần'], beasts: ['hổ', 'cọp', 'hùm'] },
  { names: ['mão', 'mẹo'], beasts: ['mèo'] },
  { names: ['thìn'], beasts: ['rồng'] },
  { names: ['tỵ', 'tị'], beasts: ['rắn'] },
  { names: ['ngọ'], beasts: ['ngựa'] },
  { names: ['mùi'], beasts: ['dê'] },
  { names: ['thân'], beasts: ['khỉ'] },
  { names: ['dậu'], beasts: ['gà'] },
  { names: ['tuất'], beasts: ['chó'] },
  { names: ['hợi'], beasts: ['heo', 'lợn'] },
]
/** In the order of the last digit of the year: 1950 was Canh Dần. */
const STEMS = ['canh', 'tân', 'nhâm', 'quý', 'giáp', 'ất', 'bính', 'đinh', 'mậu', 'kỷ']
const STEM_SPELLINGS = new Map([
  ['quí', 'quý'],
  ['kỉ', 'kỷ'],
])

const LEAD = new Set(['tuoi', 'nam', 'tinh', 'con'])
const AFTER = new Set(['a', 'nha', 'nhe', 'con', 'chau', 'do', 'day', 'ne', 'em', 'oi', 'da', 'roi', 'thoi'])

/**
 * "1955", "12/05/1955", "sinh năm 55", "55"; "72 tuổi", "bảy mươi hai tuổi"; "Canh Ngọ", "tuổi Ngọ", "con ngựa"; null for
 * anything else. `thisYear` bounds it: nobody is older than 120.
 */
export function readBirthYear(typed: string, thisYear: number): BirthYearSaid | null {
  for (const reading of readings(typed)) {
    const said = readAge(reading, thisYear) ?? readYear(reading, thisYear) ?? readAnimal(reading, thisYear)
    if (said !== null) return said
  }
  return null
}

function readYear({ words }: Reading, thisYear: number): BirthYearSaid | null {
  const text = words.join(' ')
  const whole = /\b(\d{4})\b/.exec(text)
  const short = /^(?:.*\b(?:nam|sinh) )?(\d{2})(?: a| nha| nhe| con| chau)*$/.exec(text)
  const year = whole !== null ? Number(whole[1]) : short !== null ? 1900 + Number(short[1]) : null
  return year !== null && year <= thisYear && year >= thisYear - OLDEST ? { kind: 'year', year } : null
}

const UNITS = ['khong', 'mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin']
const OTHER_UNITS = new Map([
  ['tu', 4],
  ['lam', 5],
  ['nham', 5],
])

/** The age before "tuổi", in digits or words; the year is that of somebody whose birthday was this year. */
function readAge({ words }: Reading, thisYear: number): BirthYearSaid | null {
  const end = words.findIndex((word) => word === 'tuoi' || /^\d{2,3}t(?:uoi)?$/.test(word))
  if (end < 0) return null
  const glued = /^(\d{2,3})t/.exec(words[end]!)?.[1]
  const age = glued !== undefined ? Number(glued) : numberBefore(words.slice(0, end))
  return age !== null && age > 0 && age <= OLDEST ? { kind: 'likely', year: thisYear - age } : null
}

/** The number at the end of the words: "72", "bảy mươi hai", "bảy hai", "tám chục". */
function numberBefore(words: readonly string[]): number | null {
  const last = words.at(-1) ?? ''
  if (/^\d{1,3}$/.test(last)) return Number(last)
  const unit = unitOf(last)
  const before = words.at(-2) ?? ''
  if (last === 'muoi' || last === 'chuc') return tens(unitOf(before), 0)
  if (unit === null) return null
  if (before === 'muoi') return tens(unitOf(words.at(-3) ?? ''), unit) ?? 10 + unit
  return tens(unitOf(before), unit)
}

const tens = (ten: number | null, unit: number): number | null =>
  ten === null || ten === 0 ? null : ten * 10 + unit

function unitOf(word: string): number | null {
  const at = UNITS.indexOf(word)
  return at >= 0 ? at : (OTHER_UNITS.get(word) ?? null)
}

/** An animal, alone or behind a word such as "tuổi"; with its stem before it one year. */
function readAnimal({ words, written }: Reading, thisYear: number): BirthYearSaid | null {
  let end = words.length
  while (end > 1 && AFTER.has(words[end - 1]!) && animalsNamed(words, written, end - 1).length === 0) end--
  const at = end - 1
  const animals = at < 0 ? [] : animalsNamed(words, written, at)
  if (animals.length === 0) return null
  const stem = at > 0 ? stemOf(words[at - 1]!, written[at - 1]!) : null
  const years = stem === null ? [] : animals.flatMap((animal) => pairYear(stem, animal, thisYear))
  if (years.length === 1) return { kind: 'likely', year: years[0]! }
  const isNamed = at === 0 || stem !== null || LEAD.has(words[at - 1]!)
  return isNamed ? { kind: 'animals', animals } : null
}

/** Behind "con" a beast is meant: "để con hỏi" is not Hợi. */
function animalsNamed(words: readonly string[], written: readonly string[], at: number): Animal[] {
  const onlyBeasts = words[at - 1] === 'con'
  return ANIMALS.flatMap(({ names, beasts }, animal) =>
    [...(onlyBeasts ? [] : names), ...beasts].some((name) => isWritten(name, words[at]!, written[at]!))
      ? [animal]
      : [],
  )
}

const stemOf = (word: string, written: string): number | null => {
  const at = STEMS.findIndex((stem) =>
    [stem, ...[...STEM_SPELLINGS].flatMap(([other, same]) => (same === stem ? [other] : []))].some((name) =>
      isWritten(name, word, written),
    ),
  )
  return at < 0 ? null : at
}

/** Without marks any of them may be meant; with marks the one that has them. */
const isWritten = (name: string, word: string, written: string): boolean => {
  const known = KNOWN_NAMES.get(name)!
  if (known.word !== word) return false
  const marks = marksOf(written)
  return marks === '' || marks === known.marks
}

const KNOWN_NAMES = new Map(
  [...ANIMALS.flatMap(({ names, beasts }) => [...names, ...beasts]), ...STEMS, ...STEM_SPELLINGS.keys()].map(
    (name) => [name, { word: readings(name)[0]!.words[0]!, marks: marksOf(name) }] as const,
  ),
)

/** The one year of a pair; none where the two never meet (Giáp Sửu). */
function pairYear(stem: number, animal: Animal, thisYear: number): number[] {
  const latest = thisYear - YOUNGEST_OF_PAIR
  return Array.from({ length: 60 }, (_, back) => latest - back).filter(
    (year) => year % 10 === stem && animalOf(year) === animal,
  )
}

export const animalOf = (year: number): Animal => (year - 4) % 12

/** The years of an animal that may be a learner's, the latest first, at most three; `isMore` when an earlier one fits. */
export function yearsOf(animal: Animal, thisYear: number): { years: number[]; isMore: boolean } {
  const fitting = Array.from(
    { length: OFFERED.to - OFFERED.from + 1 },
    (_, more) => thisYear - OFFERED.from - more,
  )
  const years = fitting.filter((year) => animalOf(year) === animal)
  return { years: years.slice(0, MOST_OFFERED), isMore: years.length > MOST_OFFERED }
}
