import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { animalOf, readBirthYear, yearsOf } from '../../src/domain/birth-year.js'
import { fold } from '../../src/domain/text.js'

const NOW = 2026

describe('a year of birth', () => {
  it.each<[string, number]>([
    ['1955', 1955],
    ['12/05/1955', 1955],
    ['tui sinh năm 1955', 1955],
    ['sinh năm 55', 1955],
    ['55', 1955],
    ['55 nha con', 1955],
    ['năm 48 ạ', 1948],
    ['1970', 1970],
  ])('is read from %s', (typed, year) => {
    expect(readBirthYear(typed, NOW)).toEqual({ kind: 'year', year })
  })

  it.each<[string, number]>([
    ['72 tuổi', 1954],
    ['72 tuoi', 1954],
    ['tôi 72 tuổi rồi con', 1954],
    ['72t', 1954],
    ['72tuoi', 1954],
    ['bảy mươi hai tuổi', 1954],
    ['bay muoi hai tuoi', 1954],
    ['bảy hai tuổi', 1954],
    ['bẩy mươi tuổi', 1956],
    ['tám chục tuổi', 1946],
    ['sáu mươi lăm tuổi', 1961],
    ['tám mươi tư tuổi ạ', 1942],
    ['mười chín tuổi', 2007],
    ['105 tuổi', 1921],
    ['58 tuổi', 1968],
  ])('is likely by the age: %s', (typed, year) => {
    expect(readBirthYear(typed, NOW)).toEqual({ kind: 'likely', year })
  })

  it.each<[string, number]>([
    ['Canh Ngọ', 1930],
    ['Giáp Ngọ', 1954],
    ['giap ngo', 1954],
    ['tuổi Nhâm Ngọ nha con', 1942],
    ['tân mão', 1951],
    ['Tân Mẹo', 1951],
    ['tân mèo', 1951],
    ['Nhâm Thìn', 1952],
    ['tui tuổi mậu tý', 1948],
    ['Quý Tỵ', 1953],
    ['quí tị', 1953],
    ['ất mùi', 1955],
    ['Đinh Hợi', 1947],
    ['mậu ty', 1948],
    ['quy ty', 1953],
    ['giapf ngoj', 1954],
  ])('is likely by the pair: %s', (typed, year) => {
    expect(readBirthYear(typed, NOW)).toEqual({ kind: 'likely', year })
  })

  it.each<[string, number[]]>([
    ['tuổi Ngọ', [6]],
    ['ngọ', [6]],
    ['tuoi ngo', [6]],
    ['con ngựa', [6]],
    ['tuổi ngựa', [6]],
    ['tuổi con ngựa nha cháu', [6]],
    ['Mèo', [3]],
    ['Mão', [3]],
    ['Mẹo', [3]],
    ['Thìn', [4]],
    ['tuổi Rồng', [4]],
    ['tuổi con cọp', [2]],
    ['tuổi Dần', [2]],
    ['cầm tinh con heo', [11]],
    ['tuổi Hợi', [11]],
    ['tuổi Tý', [0]],
    ['tuổi tị', [5]],
    ['tuoi ty', [0, 5]],
    ['tuổi Dậu', [9]],
    ['tuổi con gà', [9]],
    ['tuổi Thân ạ', [8]],
    // These two never meet.
    ['Giáp Sửu', [1]],
  ])('is one of several by the animal: %s', (typed, animals) => {
    expect(readBirthYear(typed, NOW)).toEqual({ kind: 'animals', animals })
  })

  it.each([
    '',
    '5 con',
    '19555',
    '2027',
    '1905',
    '0 tuổi',
    '121 tuổi',
    'mấy tuổi',
    'để con hỏi',
    'de con hoi',
    'bác không nhớ',
    'hỏi mẹ đã',
    'tôi già rồi',
    'con không biết',
    'thân ái',
    'nói cho con',
    'không',
    'đầu năm',
    'tuổi cao',
    'a'.repeat(3000),
  ])('is not read from %j', (typed) => {
    expect(readBirthYear(typed, NOW)).toBeNull()
  })

  it('of a pair is that of the calendar, for all who are 40 to 99', () => {
    const stems = ['Canh', 'Tân', 'Nhâm', 'Quý', 'Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ']
    const branches = ['Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi', 'Thân', 'Dậu', 'Tuất', 'Hợi']
    fc.assert(
      fc.property(fc.integer({ min: NOW - 99, max: NOW - 40 }), fc.boolean(), (year, marked) => {
        const pair = `${stems[year % 10]} ${branches[animalOf(year)]}`
        expect(readBirthYear(marked ? pair : fold(pair), NOW)).toEqual({ kind: 'likely', year })
      }),
    )
    // As calendars print them.
    expect([animalOf(1954), animalOf(1975), animalOf(2026)]).toEqual([6, 3, 6])
  })

  it('of an animal is one of at most three that are offered, of somebody of 55 to 95', () => {
    expect(yearsOf(6, NOW)).toEqual({ years: [1966, 1954, 1942], isMore: false })
    expect(yearsOf(11, NOW)).toEqual({ years: [1971, 1959, 1947], isMore: true })
    for (let animal = 0; animal < 12; animal++) {
      const { years } = yearsOf(animal, NOW)
      expect(years).toHaveLength(3)
      for (const year of years) {
        expect(animalOf(year)).toBe(animal)
        expect(NOW - year).toBeGreaterThanOrEqual(55)
        expect(NOW - year).toBeLessThanOrEqual(95)
      }
    }
  })

  it('is never of tomorrow, nor of somebody older than 120, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.nat(400).map((age) => `${age} tuổi`),
        ),
        (typed) => {
          const said = readBirthYear(typed, NOW)
          if (said === null || said.kind === 'animals') return
          expect(said.year).toBeGreaterThanOrEqual(NOW - 120)
          expect(said.year).toBeLessThanOrEqual(NOW)
        },
      ),
    )
  })
})
