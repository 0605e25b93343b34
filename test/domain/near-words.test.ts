import { describe, expect, it } from 'vitest'
import { apart, nearest, vocabularyOf } from '../../src/domain/near-words.js'

const words = ['con', 'oi', 'co', 'noi', 'chuyen', 'tien', 'cho', 'no', 'roi', 'tho', 'ngat', 'hang']
const known = vocabularyOf(new Map(words.map((word) => [word, 1])))

describe('a word that is none', () => {
  it.each([
    ['chuyn', 'chuyen'],
    ['chuyne', 'chuyen'],
    ['ngatt', 'ngat'],
    ['hto', 'tho'],
    ['hagn', 'hang'],
    ['zalo', 'zalo'],
    ['bang', 'bang'],
  ])('%s is read as %s', (typed, meant) => {
    expect(nearest(typed, known)).toBe(meant)
  })
})

describe('words written without a blank', () => {
  it('are taken apart in each way, those of fewer words first', () => {
    expect(apart('conoi', known)).toEqual([
      ['co', 'noi'],
      ['con', 'oi'],
    ])
    expect(apart('chuyentienchonoroi', known)[0]).toEqual(['chuyen', 'tien', 'cho', 'no', 'roi'])
  })

  it('are none in a syllable, an unknown word, or one too long', () => {
    expect(apart('tien', known)).toEqual([])
    expect(apart('facebook', known)).toEqual([])
    expect(apart('con'.repeat(20), known)).toEqual([])
  })
})
