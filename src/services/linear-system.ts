/**
 * What somebody knows about whole numbers: each lies between two bounds, and weighted sums of some of them do. Rows are
 * kept flat: there are tens of thousands.
 */
export class LinearSystem {
  readonly lower: number[] = []
  readonly upper: number[] = []
  readonly rowLower: number[] = []
  readonly rowUpper: number[] = []
  /** Where the terms of a row begin; one more entry than there are rows. */
  readonly rowStart: number[] = [0]
  readonly termVariable: number[] = []
  readonly termWeight: number[] = []

  /** Its number. */
  addVariable(lower: number, upper: number): number {
    this.lower.push(lower)
    this.upper.push(upper)
    return this.lower.length - 1
  }

  /** `lower` ≤ Σ weight · variable ≤ `upper`. */
  addRow(
    terms: readonly (readonly [variable: number, weight: number])[],
    lower: number,
    upper: number,
  ): void {
    for (const [variable, weight] of terms) {
      if (weight === 0) continue
      this.termVariable.push(variable)
      this.termWeight.push(weight)
    }
    this.rowStart.push(this.termVariable.length)
    this.rowLower.push(lower)
    this.rowUpper.push(upper)
  }

  /** `whole` = Σ `parts`. */
  addSum(whole: number, parts: readonly number[]): void {
    this.addRow([[whole, 1], ...parts.map((part) => [part, -1] as const)], 0, 0)
  }

  get variables(): number {
    return this.lower.length
  }

  get rows(): number {
    return this.rowLower.length
  }

  /** The least and the greatest that a row can come to between the bounds. */
  reach(row: number): [least: number, greatest: number] {
    let least = 0
    let greatest = 0
    for (let term = this.rowStart[row]!; term < this.rowStart[row + 1]!; term++) {
      const weight = this.termWeight[term]!
      const variable = this.termVariable[term]!
      const low = weight * (weight > 0 ? this.lower[variable]! : this.upper[variable]!)
      const high = weight * (weight > 0 ? this.upper[variable]! : this.lower[variable]!)
      least += low
      greatest += high
    }
    return [least, greatest]
  }
}
