import { type Chain, chainOf } from './chain.js'
import { type Figure, WITHHELD, percentFigure, whyNoShare } from './figure.js'
import { PLACE_KINDS, type PlaceKind } from './place-tree.js'
import type { Release, ReleaseUnit } from './release.js'
import { type ToldCells, communesOf, toldCells } from './told-cells.js'

export const KIND_WORDS: Record<PlaceKind, string> = {
  'nong-thon': 'Nông thôn',
  'vung-kho-khan': 'Vùng khó khăn',
}

/** The communes of one kind: each by itself, and what is published of them together. */
export interface PriorityArea {
  kind: PlaceKind
  communes: readonly Chain[]
  enrolled: Together
  proficient: Together
}

/** The sum of what is published: it tells nothing that the communes do not tell by themselves. */
export interface Together {
  /** Communes whose number is published. */
  told: number
  /** Their sum; words where none is published. */
  count: Figure
  /** Elderly people of those communes of which both numbers are known. */
  population: Figure
  /** The share among those. */
  share: Figure
}

/** The areas that a plan puts first, by kind; a kind that no commune has is told with none. */
export function priorityAreas(release: Release, whole: ReleaseUnit): PriorityArea[] {
  const cells = toldCells(release)
  const communes = communesOf(release, whole)
  return PLACE_KINDS.map((kind) => {
    const own = communes.filter(({ kinds }) => kinds.includes(kind))
    return {
      kind,
      communes: own.map((commune) => chainOf(release, commune, cells)),
      enrolled: together(own, 'enrolled', release, cells),
      proficient: together(own, 'proficient', release, cells),
    }
  })
}

function together(
  communes: readonly ReleaseUnit[],
  measure: 'enrolled' | 'proficient',
  { snapshotOn }: Release,
  cells: ToldCells,
): Together {
  const told = communes.flatMap((unit) => {
    const shown = cells.of(unit, measure)?.shown ?? null
    return shown === null ? [] : [{ unit, shown }]
  })
  if (told.length === 0) return { told: 0, count: WITHHELD, population: WITHHELD, share: WITHHELD }
  const sum = (all: typeof told): number => all.reduce((total, { shown }) => total + shown, 0)
  const peopled = told.filter(({ unit }) => whyNoShare(unit, snapshotOn) === null)
  const people = peopled.reduce((total, { unit }) => total + (unit.population?.people ?? 0), 0)
  const why = whyNoShare(told[0]!.unit, snapshotOn)
  return {
    told: told.length,
    count: sum(told),
    population: peopled.length === 0 ? (why ?? WITHHELD) : people,
    share: peopled.length === 0 ? (why ?? WITHHELD) : percentFigure(sum(peopled), people),
  }
}
