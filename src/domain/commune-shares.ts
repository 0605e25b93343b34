import { type Chain, chainOf } from './chain.js'
import { whyNoShare } from './figure.js'
import { type Standing, standing } from './funnel.js'
import type { Release, ReleaseUnit } from './release.js'
import { type CountBounds, countBounds, shareBounds } from './share-bounds.js'
import { type ToldCells, communesOf, toldCells } from './told-cells.js'

/** A commune beside the whole it lies in. */
export interface CommuneShare {
  chain: Chain
  /** Between which shares (0 to 1) the proficient are, as rounding and hiding leave it; null where nothing says. */
  bounds: CountBounds | null
  /** Where its point stands, 0 to 1; null where no number is published or there are no people to share it by. */
  share: number | null
  /** Null where there is no share, of it or of the whole. */
  standing: Standing | null
}

export interface CommuneShares {
  /** By name, never by share. */
  communes: readonly CommuneShare[]
  /** The share of the whole, 0 to 1; null where it is not told. */
  theta: number | null
}

/** Every commune of a whole that is told, beside the whole. */
export function communeShares(release: Release, whole: ReleaseUnit): CommuneShares {
  const cells = toldCells(release)
  const theta = shareOf(whole, release, cells)
  const communes = communesOf(release, whole)
    .toSorted((one, other) => byName.compare(one.name, other.name))
    .map((commune): CommuneShare => {
      const people = peopleOf(commune, release)
      const cell = cells.of(commune, 'proficient')
      const counts = cell === null ? null : countBounds(cell)
      const bounds = counts === null || people === null ? null : shareBounds(counts, people)
      const share = shareOf(commune, release, cells)
      return {
        chain: chainOf(release, commune, cells),
        bounds,
        share,
        standing:
          share === null || theta === null || bounds === null ? null : standing(bounds, theta, people!),
      }
    })
  return { communes, theta }
}

const byName = new Intl.Collator('vi', { numeric: true })

/** The elderly people that a share may be told of. */
const peopleOf = (unit: ReleaseUnit, { snapshotOn }: Release): number | null =>
  whyNoShare(unit, snapshotOn) === null ? (unit.population?.people ?? null) : null

function shareOf(unit: ReleaseUnit, release: Release, cells: ToldCells): number | null {
  const shown = cells.of(unit, 'proficient')?.shown ?? null
  const people = peopleOf(unit, release)
  return shown === null || people === null || shown > people ? null : shown / people
}
