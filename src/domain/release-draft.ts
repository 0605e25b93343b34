import type { AssociationGroup } from './group.js'
import { type BorderCheck, movedUnits } from './release-borders.js'
import { cellsWithin, widerCells } from './nesting.js'
import {
  type CellPlace,
  type Measured,
  type PublishedCell,
  type RawCell,
  type Reason,
  type TableId,
  type Tree,
  cellId,
  groupOf,
  isEnrolled,
  placesOf,
} from './release-tables.js'
import { type Draw, type DrawKey, draw, drawName } from './rounding.js'
import { FEW_BESIDE, bandOf, reasonToHide } from './thresholds.js'

/** What was published before: of each cell the latest, so branches as of the last quarter. */
export interface Previous {
  cells: readonly PublishedCell[]
  tree: Tree
}

/** How many people are in a group of the association. */
export type GroupPeople = Readonly<Partial<Record<AssociationGroup, number>>>

export interface ReleaseInput extends DrawKey {
  /** `YYYY-MM` */
  month: string
  tree: Tree
  measured: Measured
  /** People of 60 and more, as published by somebody else; null or missing where nobody did. */
  population: ReadonlyMap<string, number | null>
  /** The same of the groups of the association, by unit; a group that nobody counted is not there. */
  groups?: ReadonlyMap<string, GroupPeople>
  previous: Previous | null
  /** Whether a cell of a unit whose border moved may be told (`release-borders`); without it none of them is. */
  borderCheck?: BorderCheck
  /** How often a draw was refused by the attacker gate, by its name; kept for later releases. */
  redraws?: ReadonlyMap<string, number>
  /** Names of cells to hide besides; branches among them join the others of their commune. */
  hide?: ReadonlySet<string>
}

/** A release while it is made: wholes stand before their parts. */
export class ReleaseDraft {
  readonly published = new Map<string, PublishedCell>()
  readonly raw: ReadonlyMap<string, RawCell>
  private readonly before: ReadonlyMap<string, PublishedCell>
  private readonly mayCross: BorderCheck

  constructor(
    cells: readonly RawCell[],
    readonly input: ReleaseInput,
  ) {
    this.raw = new Map(cells.map((cell) => [cellId(cell), cell]))
    this.before = new Map((input.previous?.cells ?? []).map((cell) => [cellId(cell), cell]))
    this.mayCross = input.borderCheck ?? nothingOfMovedUnits(input)
  }

  tell(table: TableId, unit: string): void {
    for (const place of placesOf(table, unit, this.input.measured)) {
      const cell = this.raw.get(cellId(place))
      if (cell === undefined) throw new RangeError(`${cellId(place)} was not counted`)
      this.published.set(cellId(place), this.decided(cell, this.wasHidden(place)))
    }
  }

  private wasHidden(place: CellPlace): boolean {
    const before = this.before.get(cellId(place))
    return before !== undefined && before.shown === null
  }

  /** The published count of enrolled of a unit. */
  shownIn(table: TableId, unit: string): number | null {
    return this.published.get(cellId({ table, unit, measure: 'enrolled' }))?.shown ?? null
  }

  isToHide(place: CellPlace): boolean {
    return this.input.hide?.has(cellId(place)) ?? false
  }

  /** The cell as it goes out, with its share. */
  decided(cell: RawCell, wasHidden: boolean): PublishedCell {
    const { count: _, enrolled, memberKeys: __, ...place } = cell
    const wider = this.widerOf(cell)
    const drawn = this.draw(cell)
    const reason = this.reason(cell, drawn, wasHidden, wider)
    // A part is never told larger than its whole: the contradiction would narrow both.
    const shown =
      reason === null ? Math.min(drawn.rounded, ...wider.map((whole) => whole.shown ?? Infinity)) : null
    return {
      ...place,
      month: this.input.month,
      shown,
      band: reason === null ? null : bandOf(reason, enrolled),
      reason,
      wasHidden,
      mergedInto: null,
      merges: [],
      ...shareOf(shown, cell, this.denominatorOf(cell)),
    }
  }

  /** Whether all but one or two of the enrolled stand in a cell that is too small by itself. */
  private isHardlyMoreThanSmall(cell: RawCell): boolean {
    if (isEnrolled(cell.measure)) return false
    return cellsWithin(cell, this.input.tree).some((place) => {
      const part = this.raw.get(cellId(place))
      const beside = part === undefined ? 0 : cell.enrolled - part.enrolled
      if (part === undefined || beside === 0 || beside >= FEW_BESIDE) return false
      return ownReason(part, this.draw(part), this.wasHidden(place)) === 'small'
    })
  }

  /** How many people the unit has, or its members or officials of the association. */
  private denominatorOf({ unit, measure }: RawCell): number | null {
    const group = groupOf(measure)
    const { population, groups } = this.input
    return (group === null ? population.get(unit) : groups?.get(unit)?.[group]) ?? null
  }

  private draw(cell: RawCell): Draw {
    const { redraws } = this.input
    const attempt = redraws === undefined || redraws.size === 0 ? 0 : redraws.get(drawName(cell, this.input))
    return draw(cell, this.input, attempt)
  }

  private widerOf(cell: RawCell): PublishedCell[] {
    const { tree, measured } = this.input
    return widerCells(cell, tree, measured).flatMap((place) => {
      const whole = this.raw.get(cellId(place))
      if (whole !== undefined && whole.count < cell.count)
        throw new RangeError(
          `${cellId(cell)} counts ${cell.count}, more than the ${whole.count} of ${cellId(place)}`,
        )
      return this.published.get(cellId(place)) ?? []
    })
  }

  private reason(
    cell: RawCell,
    drawn: Draw,
    wasHidden: boolean,
    wider: readonly PublishedCell[],
  ): Reason | null {
    if (cell.count > cell.enrolled)
      throw new RangeError(`${cellId(cell)} counts ${cell.count} of ${cell.enrolled} enrolled`)
    const own = ownReason(cell, drawn, wasHidden)
    if (own === 'few-learners') return own
    // Whatever the part counts: being within tells no more than the whole does.
    if (wider.some(({ reason }) => reason === 'small' || reason === 'within-small')) return 'within-small'
    // Whatever the whole counts, also if too few itself: else that it is told, or not, tells of the part.
    if (wider.some(({ reason }) => reason === 'beside-small') || this.isHardlyMoreThanSmall(cell))
      return 'beside-small'
    if (own !== null) return own
    if (!this.mayCross(cell)) return 'border'
    return this.isToHide(cell) ? 'gate' : null
  }
}

/** The reason that lies in the cell itself. */
const ownReason = ({ count, enrolled, measure }: RawCell, drawn: Draw, wasHidden: boolean): Reason | null =>
  reasonToHide(count, isEnrolled(measure) ? null : enrolled, drawn, wasHidden)

/** A share of the population or of the group, from the rounded count: whole percent, of at least 100 people, of cells without sex or age. */
function shareOf(
  shown: number | null,
  { sex, age }: CellPlace,
  population: number | null,
): Pick<PublishedCell, 'share' | 'shareBand'> {
  const isTold = shown !== null && sex === undefined && age === undefined
  if (!isTold || population === null || population < 100 || shown > population)
    return { share: null, shareBand: null }
  const share = Math.round((100 * shown) / population)
  if (share === 0) return { share: null, shareBand: 'at-most-5-percent' }
  return share === 100 ? { share: null, shareBand: 'at-least-95-percent' } : { share, shareBand: null }
}

function nothingOfMovedUnits({ previous, tree }: ReleaseInput): BorderCheck {
  const moved = previous === null ? null : movedUnits(previous.tree, tree)
  return ({ unit }) => moved === null || !moved.has(unit)
}
