import { grouped } from '../domain/grouped.js'
import type { LinearSystem } from './linear-system.js'

/** A connected part of a system as a matrix by rows; columns are variables that are not settled. */
export interface Part {
  /** The number in the system of each column. */
  variables: number[]
  /** Columns of the targets. */
  targets: number[]
  lower: number[]
  upper: number[]
  rowLower: number[]
  rowUpper: number[]
  starts: number[]
  indices: number[]
  values: number[]
}

/**
 * The connected parts of a system that hold a target. Rows that hold whatever their variables are do not connect
 * anything, nor do variables that are settled.
 */
export function partsWith(system: LinearSystem, targets: readonly number[]): Part[] {
  const rows = bindingRows(system)
  const roots = new Roots(system.variables)
  for (const row of rows) {
    const [first, ...rest] = openVariables(system, row)
    for (const variable of rest) roots.join(first!, variable)
  }
  const rowsOf = grouped(rows, (row) => roots.of(openVariables(system, row)[0]!))
  return [...grouped(targets, (target) => roots.of(target))].map(([root, within]) =>
    partOf(system, rowsOf.get(root) ?? [], within),
  )
}

const isOpen = ({ lower, upper }: LinearSystem, variable: number): boolean =>
  lower[variable]! < upper[variable]!

function openVariables(system: LinearSystem, row: number): number[] {
  const terms = system.termVariable.slice(system.rowStart[row], system.rowStart[row + 1])
  return terms.filter((variable) => isOpen(system, variable))
}

function bindingRows(system: LinearSystem): number[] {
  const rows: number[] = []
  for (let row = 0; row < system.rows; row++) {
    const [least, greatest] = system.reach(row)
    const binds = least < system.rowLower[row]! || greatest > system.rowUpper[row]!
    if (binds && least < greatest) rows.push(row)
  }
  return rows
}

function partOf(system: LinearSystem, rows: readonly number[], targets: readonly number[]): Part {
  const columns = new Map<number, number>()
  const part: Part = {
    variables: [],
    targets: [],
    lower: [],
    upper: [],
    rowLower: [],
    rowUpper: [],
    starts: [0],
    indices: [],
    values: [],
  }
  const columnOf = (variable: number): number => {
    const known = columns.get(variable)
    if (known !== undefined) return known
    columns.set(variable, part.variables.length)
    part.lower.push(system.lower[variable]!)
    part.upper.push(system.upper[variable]!)
    return part.variables.push(variable) - 1
  }
  for (const target of targets) part.targets.push(columnOf(target))
  for (const row of rows) {
    let settled = 0
    for (let term = system.rowStart[row]!; term < system.rowStart[row + 1]!; term++) {
      const variable = system.termVariable[term]!
      const weight = system.termWeight[term]!
      if (isOpen(system, variable)) {
        part.indices.push(columnOf(variable))
        part.values.push(weight)
      } else settled += weight * system.lower[variable]!
    }
    part.starts.push(part.indices.length)
    part.rowLower.push(system.rowLower[row]! - settled)
    part.rowUpper.push(system.rowUpper[row]! - settled)
  }
  return part
}

/** Which things belong together. */
class Roots {
  private readonly parents: Int32Array

  constructor(size: number) {
    this.parents = Int32Array.from({ length: size }, (_, at) => at)
  }

  of(one: number): number {
    let root = one
    while (this.parents[root] !== root) {
      this.parents[root] = this.parents[this.parents[root]!]!
      root = this.parents[root]!
    }
    return root
  }

  join(one: number, other: number): void {
    this.parents[this.of(one)] = this.of(other)
  }
}
