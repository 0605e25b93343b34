import { grouped } from '../domain/grouped.js'
import { widerCells, widerMeasures, withoutGroup } from '../domain/nesting.js'
import {
  AGES,
  AWARE_OF_ALL,
  type CellPlace,
  type GroupCounted,
  type Measure,
  type PublishedCell,
  SEXES,
  type Tree,
  cellId,
  enrolledFor,
  groupMeasure,
  groupOf,
  isEnrolled,
  measuresOf,
  othersOf,
  parentOf,
  unitsAt,
} from '../domain/release-tables.js'
import { K, areFew } from '../domain/thresholds.js'
import type { Known, PublishedMonth } from './attackers-knowledge.js'
import { groupRests } from './group-rests.js'
import type { LinearSystem } from './linear-system.js'
import { type Interval, type Reading, UNKNOWN } from './reading.js'
import type { Held, Rest } from './rests.js'
import { type HeldPlace, outsideRest, restsAcross } from './whole-rests.js'

/** The relations within one month. */
export class MonthRelations {
  readonly byName = new Map<string, number>()
  /** Whom the numbers of two groups, or of a whole and of another within it, leave between them. */
  readonly rests: Rest[] = []
  /** Of them those of places that no table tells, by the names of their cells. */
  private readonly untold = new Map<string, Rest>()
  private readonly cells: ReadonlyMap<string, PublishedCell>
  private readonly children: ReadonlyMap<string, string[]>

  constructor(
    private readonly system: LinearSystem,
    private readonly month: PublishedMonth,
    private readonly known: Known,
    private readonly reading: Reading,
  ) {
    this.cells = new Map(month.cells.map((cell) => [cellId(cell), cell]))
    this.children = grouped(month.tree.keys(), (unit) => String(parentOf(month.tree, unit)))
    for (const cell of month.cells) {
      const enrolled = this.enrolledOf(cell)
      const isKnown = isEnrolled(cell.measure) && enrolled !== null
      const [lower, upper] = isKnown ? [enrolled, enrolled] : reading.count(cell, enrolled)
      this.byName.set(cellId(cell), system.addVariable(lower, upper))
    }
    for (const cell of month.cells) this.addNesting(cell)
    for (const province of unitsAt(month.tree, 'province')) this.addProvince(province)
    this.addRests()
    for (const commune of unitsAt(month.tree, 'commune')) this.addCommune(commune)
    this.addSexesOfCommunes()
  }

  of(place: CellPlace): number | undefined {
    return this.byName.get(cellId(place))
  }

  private enrolledOf(cell: CellPlace): number | null {
    const name = cellId(cell)
    const rest = this.untold.get(name)
    return rest === undefined
      ? (this.known.enrolled?.get(this.month.month)?.get(name) ?? null)
      : rest.enrolled
  }

  private addRests(): void {
    const places = new Map<string, HeldPlace>()
    const add = (unit: string): HeldPlace => {
      const find = (measure: Measure): Held | undefined => this.heldOf({ table: 'R1', unit, measure })
      const place = { find, groups: groupRests(this.system, this.known.measured, find) }
      this.rests.push(...place.groups.flatMap((rests) => [...rests.values()]))
      places.set(unit, place)
      return place
    }
    const provinces = unitsAt(this.month.tree, 'province')
    for (const unit of provinces) add(unit)
    for (const unit of provinces)
      for (const around of provincesAbove(this.month.tree, unit)) {
        const [whole, part] = [places.get(around)!, places.get(unit)!]
        const outside = add(this.addOutside(around, unit))
        this.rests.push(...restsAcross(this.system, this.known.measured, { whole, part, outside }))
      }
  }

  /** Whom a whole holds beside a part of it: like the people of a place that no table tells; returns its name. */
  private addOutside(around: string, part: string): string {
    const unit = `${around} without ${part}`
    const own = this.month.cells.filter((cell) => cell.table === 'R1' && cell.unit === part)
    const untold: PublishedCell[] = []
    for (const cell of own) {
      const whole = this.heldOf({ ...placeOf(cell), unit: around })
      if (whole === undefined) continue
      const rest = outsideRest(this.system, whole, this.heldOf(cell)!, isEnrolled(cell.measure))
      const place = { ...cell, unit, shown: null, reason: null }
      this.untold.set(cellId(place), rest)
      this.byName.set(cellId(place), rest.variable)
      this.rests.push(rest)
      untold.push(place)
    }
    for (const place of untold) this.addNesting(place)
    return unit
  }

  private heldOf(place: CellPlace): Held | undefined {
    const name = cellId(place)
    const cell = this.cells.get(name)
    if (cell === undefined) return this.untold.get(name)
    return { variable: this.of(cell)!, enrolled: this.enrolledOf(cell), numbers: [{ cell, sign: 1 }] }
  }

  private addSum(whole: CellPlace, parts: readonly CellPlace[]): void {
    const of = this.of(whole)
    const each = parts.map((part) => this.of(part))
    if (of === undefined || each.length === 0 || each.includes(undefined)) return
    this.system.addSum(of, each as number[])
  }

  /** Sums over communes, and over sex and age. */
  private addProvince(unit: string): void {
    const communes = this.communesIn(unit)
    for (const measure of measuresOf(this.known.measured)) {
      const whole: CellPlace = { table: 'R1', unit, measure }
      this.addSum(
        whole,
        communes.map((commune) => ({ table: 'R2', unit: commune, measure })),
      )
      this.addSum(
        whole,
        SEXES.flatMap((sex) => AGES.map((age): CellPlace => ({ table: 'R3', unit, measure, sex, age }))),
      )
    }
  }

  /** Sums over sex and over branches, and over what "các chi hội khác" stands for. */
  private addCommune(unit: string): void {
    const branches = this.below(unit)
    for (const area of this.known.measured.areas) {
      const measure: Measure = `area:${area}`
      const whole: CellPlace = { table: 'R2', unit, measure }
      this.addSum(
        whole,
        SEXES.map((sex) => ({ table: 'R4', unit, measure, sex })),
      )
      this.addSum(
        whole,
        branches.map((branch) => ({ table: 'R5', unit: branch, measure })),
      )
      this.addOthers({ table: 'R5', unit: othersOf(unit), measure })
    }
  }

  /** The sum over the branches it stands for; where others had to join them, those that could not be told were few. */
  private addOthers(place: CellPlace): void {
    const others = this.cells.get(cellId(place))
    if (others === undefined) return
    const parts = others.merges.map((unit) => this.cells.get(cellId({ ...place, unit }))!)
    this.addSum(others, parts)
    const small = parts.filter(({ reason }) => reason !== 'complement' && reason !== 'gate')
    const enrolled = small.map((part) => this.enrolledOf(part) ?? 0)
    const areKnown = !areFew(sum(enrolled), K)
    if (small.length > 1 && small.length < parts.length && areKnown)
      this.system.addRow(
        small.map((part) => [this.of(part)!, 1] as const),
        0,
        K,
      )
  }

  /** The province by sex is the sum over communes, also over those that are not told by sex. */
  private addSexesOfCommunes(): void {
    if (![...this.cells.values()].some(({ table }) => table === 'R4')) return
    for (const province of unitsAt(this.month.tree, 'province'))
      for (const area of this.known.measured.areas) {
        const measure: Measure = `area:${area}`
        const bySex = this.communesIn(province).map((commune) => this.sexesOf(commune, measure))
        if (bySex.length === 0) continue
        SEXES.forEach((sex, at) => {
          const ages = AGES.map((age) => this.of({ table: 'R3', unit: province, measure, sex, age })!)
          this.system.addRow(
            [...ages.map((age) => [age, 1] as const), ...bySex.map((sexes) => [sexes[at]!, -1] as const)],
            0,
            0,
          )
        })
      }
  }

  private sexesOf(unit: string, measure: Measure): number[] {
    const told = SEXES.map((sex) => this.of({ table: 'R4', unit, measure, sex }))
    if (!told.includes(undefined)) return told as number[]
    const whole = this.of({ table: 'R2', unit, measure })!
    const untold = SEXES.map(() => this.system.addVariable(0, this.system.upper[whole]!))
    this.system.addSum(whole, untold)
    return untold
  }

  /** A measure within a wider one, and what follows from counting areas. */
  private addNesting(cell: PublishedCell): void {
    const place = placeOf(cell)
    const variable = this.of(place)!
    const least = this.isToldSmaller(cell, place) ? 1 : 0
    for (const measure of widerMeasures(cell.measure, this.known.measured)) {
      const whole = this.of({ ...place, measure })
      if (whole !== undefined) this.addDifference(whole, variable, [least, UNKNOWN])
    }
    const around = place.table === 'R1' ? this.aroundOf(place) : undefined
    if (around !== undefined) this.addDifference(around, variable, [least, UNKNOWN])
    if (!isEnrolled(cell.measure)) this.addRoom(cell, place, variable)
    if (cell.measure === 'proficient') {
      this.addAreas(place)
      this.addLapsed(place)
    }
    if (withoutGroup(cell.measure) === AWARE_OF_ALL) this.addThemes(place)
  }

  /** The same people are told by the same number: one smaller than those of all its wholes leaves somebody out of each. */
  private isToldSmaller({ shown }: PublishedCell, place: CellPlace): boolean {
    if (shown === null) return false
    const wholes = widerCells(place, this.month.tree, this.known.measured)
    return wholes.every((whole) => shown < (this.cells.get(cellId(whole))?.shown ?? Infinity))
  }

  /** How many are enrolled, and not counted, as far as the published cell says. */
  private addRoom(cell: PublishedCell, place: CellPlace, variable: number): void {
    const enrolled = this.of({ ...place, measure: enrolledFor(place.measure) })
    if (enrolled === undefined) return
    this.addDifference(enrolled, variable, this.reading.uncounted(cell))
    this.system.addRow([[enrolled, 1]], ...this.reading.enrolled(cell))
  }

  private addDifference(whole: number, part: number, [fewest, most]: Interval): void {
    this.system.addRow(
      [
        [whole, 1],
        [part, -1],
      ],
      fewest,
      most,
    )
  }

  /** Counting the areas of everybody: whoever holds four or more adds four at least, everybody else three at most. */
  private addAreas(cell: CellPlace): void {
    const areas = this.known.measured.areas.map((area) => this.of({ ...cell, measure: `area:${area}` }))
    if (areas.includes(undefined)) return
    const terms = (areas as number[]).map((area) => [area, 1] as const)
    const all = this.of(cell)!
    const four = this.of({ ...cell, measure: 'at-least-4' })
    const assessed = this.of({ ...cell, measure: 'assessed' })
    const count = areas.length
    if (four === undefined || assessed === undefined) {
      const enrolled = this.enrolledOf(cell)
      if (enrolled !== null) this.system.addRow([...terms, [all, -1]], 0, (count - 1) * enrolled)
      return
    }
    if (count < 4) return
    this.system.addRow([...terms, [four, -4], [all, 4 - count]], 0, UNKNOWN)
    this.system.addRow([...terms, [assessed, -3], [four, 4 - count], [all, -1]], -UNKNOWN, 0)
  }

  /** Nobody is proficient and has lapsed. */
  private addLapsed(cell: CellPlace): void {
    const ever = this.of({ ...cell, measure: 'ever-proficient' })
    const lapsed = this.of({ ...cell, measure: 'lapsed-60' })
    if (ever === undefined || lapsed === undefined) return
    this.system.addRow(
      [
        [ever, 1],
        [lapsed, -1],
        [this.of(cell)!, -1],
      ],
      0,
      UNKNOWN,
    )
  }

  private addThemes(cell: CellPlace): void {
    const group = groupOf(cell.measure)
    const same = (measure: GroupCounted): CellPlace => ({
      ...cell,
      measure: group === null ? measure : groupMeasure(group, measure),
    })
    const themes = this.known.measured.themes.map((theme) => this.of(same(`aware:${theme}`))!)
    const enrolled = this.of(same('enrolled'))
    if (enrolled === undefined) return
    this.system.addRow(
      [...themes.map((theme) => [theme, 1] as const), [this.of(cell)!, -1], [enrolled, 1 - themes.length]],
      -UNKNOWN,
      0,
    )
  }

  /** The same in the next larger whole. */
  private aroundOf(place: CellPlace): number | undefined {
    const unit = parentOf(this.month.tree, place.unit)
    return unit === null ? undefined : this.of({ ...place, unit })
  }

  private below(unit: string): string[] {
    return this.children.get(unit) ?? []
  }

  /** Those of a whole, and not the whole that lies in it. */
  private communesIn(unit: string): string[] {
    return this.below(unit).filter((one) => this.month.tree.get(one)?.level === 'commune')
  }
}

/** The wholes around a whole, the nearest first. */
function provincesAbove(tree: Tree, unit: string): string[] {
  const parent = parentOf(tree, unit)
  return parent === null ? [] : [parent, ...provincesAbove(tree, parent)]
}

/** Where a cell stands, without what is told there: tens of thousands are looked up. */
const placeOf = ({ table, unit, measure, sex, age }: CellPlace): CellPlace => ({
  table,
  unit,
  measure,
  ...(sex === undefined ? {} : { sex }),
  ...(age === undefined ? {} : { age }),
})

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
