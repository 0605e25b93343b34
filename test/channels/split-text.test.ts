import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitText } from '../../src/channels/split-text.js'

const lengths = (pieces: string[]): number[] => pieces.map((piece) => Array.from(piece).length)

describe('a long text in pieces', () => {
  it('stays whole where it fits', () => {
    expect(splitText('Chào cô.', 8)).toEqual(['Chào cô.'])
    expect(splitText('', 8)).toEqual([])
  })

  it('is cut between sentences', () => {
    const text = 'Câu một ở đây. Câu hai ở đây! Câu ba ở đây? Câu bốn.'
    expect(splitText(text, 32)).toEqual(['Câu một ở đây. Câu hai ở đây!', 'Câu ba ở đây? Câu bốn.'])
  })

  it('is cut between paragraphs or lines rather than between sentences', () => {
    expect(splitText('Một. Hai.\n\nBa. Bốn. Năm.', 18)).toEqual(['Một. Hai.', 'Ba. Bốn. Năm.'])
    expect(splitText('Một. Hai. Ba.\nBốn. Năm.', 19)).toEqual(['Một. Hai. Ba.', 'Bốn. Năm.'])
  })

  it('is not torn right after its beginning', () => {
    expect(splitText('Dạ.\n\nMột câu dài hơn rất nhiều', 24)).toEqual(['Dạ.\n\nMột câu dài hơn rất', 'nhiều'])
  })

  it('is cut anywhere where it has no space, never inside a letter', () => {
    expect(splitText('🙂'.repeat(5), 2)).toEqual(['🙂🙂', '🙂🙂', '🙂'])
  })

  it('loses nothing but spaces at the cuts, in pieces that fit', () => {
    const letters = fc.constantFrom('a', 'ữ', '🙂', ' ', '\n', '.', '!')
    fc.assert(
      fc.property(
        fc.string({ unit: letters, maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (text, max) => {
          const pieces = splitText(text, max)
          expect(Math.max(0, ...lengths(pieces))).toBeLessThanOrEqual(max)
          expect(pieces.every((piece) => piece.trim() !== '')).toBe(true)
          expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        },
      ),
    )
  })
})
