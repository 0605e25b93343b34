import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateQuestions } from '../../src/evaluation/questions.js'
import { readLines } from '../../src/evaluation/lines.js'
import { createAsking } from '../../src/services/asking.js'
import { curriculum } from '../support/bot/content.js'
import { quickest } from '../support/quickest.js'

const asking = createAsking(curriculum)
const set = readLines(
  'questions',
  readFileSync(new URL('../evaluation/questions.jsonl', import.meta.url), 'utf8'),
)

it.each(['questions-fresh', 'questions-fresh-2', 'questions-fresh-3'])(
  'finds most of what is asked in the set %s, in yet other words',
  (file) => {
    const fresh = readLines(
      'questions',
      readFileSync(new URL(`../evaluation/${file}.jsonl`, import.meta.url), 'utf8'),
    )
    const { recallAt3, falseOffer } = evaluateQuestions(fresh, asking)
    expect(recallAt3).toBeGreaterThanOrEqual(0.9)
    expect(falseOffer).toBeLessThanOrEqual(0.05)
  },
)

const offered = (text: string): string[] => asking.lessonsFor(text).map(({ lesson }) => lesson)

describe('a question in one’s own words', () => {
  it('is asked three times and more about every lesson', () => {
    const counts = [...curriculum.lessons.keys()].map((id) => ({
      id,
      asked: set.filter(({ lessons }) => lessons.includes(id)).length,
    }))
    expect(counts.filter(({ asked }) => asked < 3)).toEqual([])
    expect(set.filter(({ lessons }) => lessons.length === 0).length).toBeGreaterThanOrEqual(60)
  })

  it('finds its lesson among three, in both halves of the set, and offers nothing else', () => {
    for (const half of [0, 1]) {
      const { recallAt3, falseOffer } = evaluateQuestions(
        set.filter((_, at) => at % 2 === half),
        asking,
      )
      expect(recallAt3).toBeGreaterThanOrEqual(0.9)
      expect(falseOffer).toBeLessThanOrEqual(0.05)
    }
  })

  it('has words of its own for every lesson', () => {
    expect([...curriculum.asked.lessons.keys()].toSorted()).toEqual([...curriculum.lessons.keys()].toSorted())
  })

  it('finds two words that belong together in either order, and with small ones between', () => {
    expect(offered('vốn vay chỗ mô')).toContain('N5')
    expect(offered('chuông sao không có nghe')).toContain('5.1')
  })

  it.each(['thuốc huyết áp uống mấy viên', 'kho cá làm sao cho ngon', 'hôm nay vàng bao nhiêu một chỉ'])(
    'offers nothing where no lesson answers, though words of lessons stand in it: %s',
    (text) => {
      expect(offered(text)).toEqual([])
    },
  )

  it('finds each lesson by its own title', () => {
    for (const { id, title } of curriculum.lessons.values()) {
      expect(offered(title)).toContain(id)
    }
  })

  it.each([
    ['dongs tieenf ddieenj', '3.7'],
    ['ĐÓNG TIỀN ĐIỆN', '3.7'],
    ['💡 đóng tiền điện???', '3.7'],
    ['đóng tiền điện'.normalize('NFD'), '3.7'],
  ])('is read as it was typed: %j', (text, lesson) => {
    expect(offered(text)).toContain(lesson)
  })

  it.each(['', '   ', '😀😀', 'con ơi', 'привет', '1', '.'.repeat(50_000)])(
    'offers nothing for %j',
    (text) => {
      expect(asking.lessonsFor(text)).toEqual([])
    },
  )

  it('never offers more than three, never twice the same, never throws', () => {
    const words = fc.constantFrom('tiền', 'dien', 'ma', 'otp', 'gọi', 'zalo', '\u202e', '\u200b', 'constructor', '__proto__', '9', '🙂') // prettier-ignore
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 60 }).map((some) => some.join(' ')),
    )
    fc.assert(
      fc.property(text, (asked) => {
        const lessons = offered(asked)
        expect(lessons.length).toBeLessThanOrEqual(3)
        expect(new Set(lessons).size).toBe(lessons.length)
      }),
      { numRuns: 500 },
    )
  })

  it('takes under a millisecond, and 5 for 4,000 characters', () => {
    const best = (text: string, limitMs: number): number =>
      quickest(() => void asking.lessonsFor(text), limitMs)
    const times = set.map(({ text }) => best(text, 1)).toSorted((one, other) => one - other)
    expect(times[Math.floor(times.length * 0.99)]!).toBeLessThan(1)
    expect(best('đóng tiền điện '.repeat(300).slice(0, 4_000), 5)).toBeLessThan(5)
    expect(best('quét mã tra tien chuyen khoan ngan hang '.repeat(100).slice(0, 4_000), 5)).toBeLessThan(5)
  })
})
