import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shuffled } from '../../src/domain/shuffle.js'

describe('shuffling', () => {
  it('keeps every item and leaves the list it was given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer()),
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1 }),
        (items, draws) => {
          let drawn = 0
          const before = [...items]
          const after = shuffled(items, () => draws[drawn++ % draws.length]!)
          expect(items).toEqual(before)
          const inOrder = (list: number[]) => list.toSorted((one, other) => one - other)
          expect(inOrder(after)).toEqual(inOrder(before))
        },
      ),
    )
  })

  it('reaches every order', () => {
    const grid = [0, 0.2, 0.4, 0.6, 0.8, 0.99]
    const orders = grid.flatMap((first) =>
      grid.map((second) => {
        const draws = [first, second]
        return shuffled(['a', 'b', 'c'], () => draws.shift()!).join('')
      }),
    )
    expect(new Set(orders).size).toBe(6)
  })
})
