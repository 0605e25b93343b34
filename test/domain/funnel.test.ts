import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { communeShares } from '../../src/domain/commune-shares.js'
import { controlLimits, standing } from '../../src/domain/funnel.js'
import { countBounds, shareBounds } from '../../src/domain/share-bounds.js'
import { draw } from '../../src/domain/rounding.js'
import { reasonToHide } from '../../src/domain/thresholds.js'
import { thaiNguyen } from '../reports/small-release.js'

describe('the limits of a funnel plot', () => {
  it('are those of a proportion, by hand', () => {
    // 0.2 ± 1.96 · √(0.2 · 0.8 / 400) = 0.2 ± 1.96 · 0.02
    expect(controlLimits(0.2, 400, 'inner').from).toBeCloseTo(0.1608, 10)
    expect(controlLimits(0.2, 400, 'inner').to).toBeCloseTo(0.2392, 10)
    expect(controlLimits(0.2, 400, 'outer').to).toBeCloseTo(0.2618, 10)
    expect(controlLimits(0.01, 50, 'outer').from).toBe(0)
    expect(controlLimits(0.99, 50, 'outer').to).toBe(1)
  })

  it('hold what chance alone gives: about 95 and 99.8 of a hundred', () => {
    let state = 1
    const random = (): number => (state = (state * 16807) % 2147483647) / 2147483647
    const within = { inner: 0, outer: 0 }
    const tries = 2000
    for (let nth = 0; nth < tries; nth++) {
      let count = 0
      for (let one = 0; one < 500; one++) if (random() < 0.3) count++
      for (const limit of ['inner', 'outer'] as const) {
        const { from, to } = controlLimits(0.3, 500, limit)
        if (count / 500 >= from && count / 500 <= to) within[limit]++
      }
    }
    expect(within.inner / tries).toBeGreaterThan(0.93)
    expect(within.inner / tries).toBeLessThan(0.97)
    expect(within.outer / tries).toBeGreaterThan(0.995)
  })

  it('leave a place outside only where all that it can be is outside', () => {
    expect(standing({ from: 0.2, to: 0.27 }, 0.2, 400)).toBe('as-the-whole')
    expect(standing({ from: 0.262, to: 0.27 }, 0.2, 400)).toBe('above')
    expect(standing({ from: 0.1, to: 0.13 }, 0.2, 400)).toBe('below')
    expect(standing({ from: 0.1, to: 0.14 }, 0.2, 400)).toBe('as-the-whole')
  })
})

describe('the bounds of a published count', () => {
  it('always hold the truth', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(255), fc.boolean(), (count, memberKeys, wasHidden) => {
        const drawn = draw({ count, memberKeys }, { key: 'k', family: 'f' })
        const isHidden = reasonToHide(count, null, drawn, wasHidden) !== null
        const bounds = countBounds({
          shown: isHidden ? null : drawn.rounded,
          band: isHidden ? 'under-10' : null,
        })!
        expect(bounds.from).toBeLessThanOrEqual(count)
        expect(bounds.to).toBeGreaterThanOrEqual(count)
      }),
      { numRuns: 2000 },
    )
  })

  it('are none where a number is withheld, and no share is above all', () => {
    expect(countBounds({ shown: null, band: 'withheld' })).toBeNull()
    expect(shareBounds({ from: 96, to: 104 }, 100)).toEqual({ from: 0.96, to: 1 })
  })
})

describe('the communes of a whole', () => {
  const release = thaiNguyen()
  const whole = release.units[0]!

  it('stand by name, with what is published of each, and with nothing for what is not', () => {
    const { communes, theta } = communeShares(release, whole)
    expect(theta).toBeCloseTo(45 / 1400, 10)
    expect(communes.map(({ chain }) => chain.unit.name)).toEqual(['Xã An', 'Xã Bình'])
    expect(communes[0]).toMatchObject({
      share: 0.04,
      bounds: { from: 0.036, to: 0.044 },
      standing: 'as-the-whole',
    })
    expect(communes[1]).toMatchObject({ share: null, standing: null })
    const turned = { ...release, units: release.units.toReversed() }
    expect(communeShares(turned, whole)).toEqual({ communes, theta })
  })

  it('cannot be compared with a whole whose people nobody counted', () => {
    const uncounted = {
      ...release,
      units: release.units.map((unit) => (unit.unit === whole.unit ? { ...unit, population: null } : unit)),
    }
    const { communes, theta } = communeShares(uncounted, uncounted.units[0]!)
    expect(theta).toBeNull()
    expect(communes.map((one) => one.standing)).toEqual([null, null])
  })
})
