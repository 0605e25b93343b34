import type { Measured, PublishedCell, Tree } from '../domain/release-tables.js'

/** One month as it was published. */
export interface PublishedMonth {
  month: string
  cells: readonly PublishedCell[]
  tree: Tree
}

/** What attackers know besides. The algorithm they know too; the key they do not. */
export interface Known {
  measured: Measured
  /**
   * By month and cell: how many are enrolled there, for an officer who knows each of them by name. A cell that is
   * missing: not known.
   */
  enrolled?: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** That nobody left between the months, so that those who were ever proficient can only become more. */
  nobodyLeft?: boolean
}
