import highsModule from 'highs'
import type { LinearSystem } from './linear-system.js'
import { type Part, partsWith } from './system-parts.js'

/** Widths below this are too narrow to release; below 5 the exact bounds are looked for. */
export const TOO_NARROW = 3
const EPSILON = 1e-6

/** What a linear program found out about some variables. */
export interface Exact {
  /** Bounds of those that came out narrow. */
  narrow: Map<number, readonly [lower: number, upper: number]>
  /** Those for which there was no time. */
  skipped: number[]
}

// The package's types are written for require; an import gives the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default

type Highs = Awaited<ReturnType<typeof loadHighs>>
let loaded: Promise<Highs> | null = null

type Model = ReturnType<Highs['createModel']>

/**
 * Exact bounds of `targets` within everything the system says: linear programs, and where their best is no whole number
 * integer programs, with HiGHS. Many variables are shown
 * wide at once: every solution found is something that could be true, so two of them in which a variable lies 3 or more
 * apart settle it. Only what is left is minimised and maximised by itself. `now` and `until` are milliseconds.
 */
export async function exactBounds(
  system: LinearSystem,
  targets: readonly number[],
  until: number,
  now: () => number,
): Promise<Exact> {
  const found: Exact = { narrow: new Map(), skipped: [] }
  if (targets.length === 0) return found
  loaded ??= loadHighs()
  const highs = await loaded
  for (const part of partsWith(system, targets)) {
    const model = modelOf(highs, part)
    try {
      await searchPart(highs, model, part, until, now, found)
    } finally {
      model.dispose()
    }
  }
  return found
}

async function searchPart(
  highs: Highs,
  model: Model,
  part: Part,
  until: number,
  now: () => number,
  found: Exact,
): Promise<void> {
  const search = new Search(highs, model, part, until, now)
  let open = part.targets
  for (let before = Infinity; open.length < before && open.length > 1;) {
    before = open.length
    for (const sign of [1, -1]) {
      if (!(await search.towards(open, sign))) break
      open = open.filter((column) => !search.isWide(column))
    }
  }
  for (const column of open) {
    if (search.isWide(column)) continue
    const isExact = (await search.towards([column], 1)) && (await search.towards([column], -1))
    const variable = part.variables[column]!
    if (!isExact) found.skipped.push(variable)
    else if (!search.isWide(column)) found.narrow.set(variable, search.seen(column))
  }
}

/** Solutions of one part, and between which values its variables were seen in them. */
class Search {
  private readonly lowest: Float64Array
  private readonly highest: Float64Array

  constructor(
    private readonly highs: Highs,
    private readonly model: Model,
    { variables }: Part,
    private readonly until: number,
    private readonly now: () => number,
  ) {
    this.lowest = new Float64Array(variables.length).fill(Infinity)
    this.highest = new Float64Array(variables.length).fill(-Infinity)
  }

  /** Pulls `columns` up (1) or down (−1); false when time ran out before the best was found. */
  async towards(columns: readonly number[], sign: number): Promise<boolean> {
    if (this.now() >= this.until) return false
    // Solving holds the process up: others get their turn in between.
    await new Promise((resolve) => setImmediate(resolve))
    const costs = new Float64Array(this.lowest.length)
    for (const column of columns) costs[column] = -sign
    this.model.changeColsCost({ kind: 'range', from: 0, to: costs.length - 1 }, costs)
    const solution = this.solve() ?? this.solveWhole()
    if (solution === null) return false
    for (let column = 0; column < costs.length; column++) {
      this.lowest[column] = Math.min(this.lowest[column]!, solution[column]!)
      this.highest[column] = Math.max(this.highest[column]!, solution[column]!)
    }
    return true
  }

  /** The best solution, if it happens to be one of whole numbers: people are. */
  private solve(): Float64Array | null {
    this.model.zeroAllClocks()
    this.model.options.set({ time_limit: Math.max(0, (this.until - this.now()) / 1000) })
    this.model.run()
    if (this.model.getModelStatus() !== this.highs.constants.modelStatus.optimal) return null
    const { colValue } = this.model.getSolution()
    return colValue.every((value) => Math.abs(value - Math.round(value)) < EPSILON) ? colValue : null
  }

  private solveWhole(): Float64Array | null {
    const { integer } = this.highs.constants.variableType
    const all = { kind: 'range', from: 0, to: this.lowest.length - 1 } as const
    this.model.changeColsIntegrality(all, new Int32Array(this.lowest.length).fill(integer))
    const solution = this.solve()
    this.model.clearIntegrality()
    return solution
  }

  /** The whole numbers between which a variable was seen. */
  seen(column: number): readonly [lower: number, upper: number] {
    // Adding 0 makes −0 a plain one.
    return [Math.ceil(this.lowest[column]! - EPSILON) + 0, Math.floor(this.highest[column]! + EPSILON) + 0]
  }

  isWide(column: number): boolean {
    const [lower, upper] = this.seen(column)
    return upper - lower >= TOO_NARROW
  }
}

function modelOf(highs: Highs, part: Part): Model {
  const { variables, lower, upper, rowLower, rowUpper, starts, indices, values } = part
  const model = highs.createModel({
    numCols: variables.length,
    numRows: rowLower.length,
    colCost: new Float64Array(variables.length),
    colLower: lower,
    colUpper: upper,
    rowLower,
    rowUpper,
    matrix: {
      format: 'csr',
      numCols: variables.length,
      numRows: rowLower.length,
      starts,
      indices,
      values,
    },
  })
  model.options.set({ output_flag: false })
  return model
}
