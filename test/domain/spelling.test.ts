import { describe, expect, it } from 'vitest'
import { isSyllable, mendSpelling } from '../../src/domain/spelling.js'

describe('a syllable', () => {
  it.each(['chuyen', 'nghieng', 'tien', 'oi', 'quet', 'khuya', 'gia', 'nguoi', 'thuo', 'y', 'uong', 'gi'])('%j is one', (word) => {
    expect(isSyllable(word)).toBe(true)
  }) // prettier-ignore

  it.each(['tjen', 'hanhphuc', 'pass', 'otp', 'dag', 'zalo', 'chuyne', '', '5'])('%j is none', (word) => {
    expect(isSyllable(word)).toBe(false)
  })
})

describe('spelling', () => {
  it.each([
    ['tjen', 'tien'], ['dag', 'dang'], ['fai', 'phai'], ['tienn', 'tien'], ['zay', 'day'], ['wa', 'qua'], ['khog', 'khong'], ['chuyne', 'chuyen'],
  ])('%j is mended to %j', (typed, meant) => {
    expect(mendSpelling(typed)).toBe(meant)
  }) // prettier-ignore

  it.each(['otp', 'tien', 'link', '113', 'http', 'a', '=mặt'])('%j stays', (word) => {
    expect(mendSpelling(word)).toBe(word)
  })
})
