import type { LinearSystem } from './linear-system.js'

/** A narrowing smaller than this is a rounding error of the arithmetic. */
const EPSILON = 1e-6

/**
 * Narrows the bounds of a system as far as single rows allow, again and again until nothing moves; variables are whole
 * numbers. Returns false when a row cannot hold: what was known contradicts itself.
 */
export function propagate(system: LinearSystem): boolean {
  const rowsOf = rowsByVariable(system)
  const waiting = Array.from({ length: system.rows }, (_, row) => row)
  const isWaiting = new Uint8Array(system.rows).fill(1)
  for (let at = 0; at < waiting.length; at++) {
    const row = waiting[at]!
    isWaiting[row] = 0
    const moved = narrow(system, row)
    if (moved === null) return false
    for (const variable of moved)
      for (const other of rowsOf[variable]!)
        if (isWaiting[other] === 0) {
          isWaiting[other] = 1
          waiting.push(other)
        }
  }
  return true
}

/** The variables that a row narrowed; null when it cannot hold. */
function narrow(system: LinearSystem, row: number): number[] | null {
  const { lower, upper, rowStart, termVariable, termWeight } = system
  const [least, greatest] = system.reach(row)
  const floor = system.rowLower[row]!
  const ceiling = system.rowUpper[row]!
  if (least > ceiling + EPSILON || greatest < floor - EPSILON) return null
  const moved: number[] = []
  if (least >= floor && greatest <= ceiling) return moved
  for (let term = rowStart[row]!; term < rowStart[row + 1]!; term++) {
    const weight = termWeight[term]!
    const variable = termVariable[term]!
    const low = weight > 0 ? lower[variable]! : upper[variable]!
    const high = weight > 0 ? upper[variable]! : lower[variable]!
    // What the other terms leave: with an infinite bound among them, nothing.
    const most = (ceiling - least + weight * low) / weight
    const fewest = (floor - greatest + weight * high) / weight
    const [from, to] = weight > 0 ? [fewest, most] : [most, fewest]
    const isRaised = from > lower[variable]! + EPSILON
    const isLowered = to < upper[variable]! - EPSILON
    if (isRaised) lower[variable] = Math.ceil(from - EPSILON)
    if (isLowered) upper[variable] = Math.floor(to + EPSILON)
    if (isRaised || isLowered) moved.push(variable)
    if (lower[variable]! > upper[variable]!) return null
  }
  return moved
}

function rowsByVariable({ rows, variables, rowStart, termVariable }: LinearSystem): number[][] {
  const rowsOf: number[][] = Array.from({ length: variables }, () => [])
  for (let row = 0; row < rows; row++)
    for (let term = rowStart[row]!; term < rowStart[row + 1]!; term++) rowsOf[termVariable[term]!]!.push(row)
  return rowsOf
}
