import { grouped } from './grouped.js'
import type { ReleaseDraft } from './release-draft.js'
import {
  type Measure,
  type PublishedCell,
  type RawCell,
  type Reason,
  cellId,
  othersOf,
  unitsAt,
} from './release-tables.js'

/** Reasons for which a branch joins the others; one of which nearly all are counted stays by itself. */
const JOINS: readonly (Reason | null)[] = ['small', 'within-small', 'beside-small', 'few-learners', 'gate']

/**
 * Merge before suppress: the branches of a commune that cannot be told stand together as "các chi hội khác", per area.
 * Where that is one branch only, or too small still, the smallest published sibling joins. By published numbers, then
 * by name, so the choice tells nothing.
 */
export function mergeBranches(release: ReleaseDraft): void {
  const { tree, measured } = release.input
  const branches = grouped(unitsAt(tree, 'branch'), (branch) => tree.get(branch)?.parent ?? '')
  for (const [commune, units] of branches)
    for (const area of measured.areas) mergeOne(release, commune, units, `area:${area}`)
}

function mergeOne(release: ReleaseDraft, commune: string, units: readonly string[], measure: Measure): void {
  const cells = units.map((unit) => release.published.get(cellId({ table: 'R5', unit, measure }))!)
  const joined = cells.filter(({ reason }) => JOINS.includes(reason))
  if (joined.length === 0) return
  const siblings = cells.filter(({ shown }) => shown !== null).toSorted(bySize)
  if (joined.length === 1 && siblings.length > 0) joined.push(siblings.shift()!)
  let others = together(release, commune, joined)
  while (isTooSmall(others) && siblings.length > 0) {
    joined.push(siblings.shift()!)
    others = together(release, commune, joined)
  }
  const isTold = others.shown !== null && joined.length > 1
  if (isTold)
    release.published.set(cellId(others), { ...others, merges: joined.map(({ unit }) => unit).toSorted() })
  for (const cell of joined) release.published.set(cellId(cell), hidden(cell, isTold ? others.unit : null))
}

const isTooSmall = ({ reason }: PublishedCell): boolean => reason === 'small' || reason === 'few-learners'

function together(release: ReleaseDraft, commune: string, joined: readonly PublishedCell[]): PublishedCell {
  const raw = joined.map((cell) => release.raw.get(cellId(cell))!)
  const sum = (of: (cell: RawCell) => number) => raw.reduce((total, cell) => total + of(cell), 0)
  return release.decided(
    {
      table: 'R5',
      unit: othersOf(commune),
      measure: raw[0]!.measure,
      count: sum(({ count }) => count),
      enrolled: sum(({ enrolled }) => enrolled),
      memberKeys: sum(({ memberKeys }) => memberKeys) % 256,
    },
    false,
  )
}

function hidden(cell: PublishedCell, mergedInto: string | null): PublishedCell {
  const reason = cell.reason ?? 'complement'
  const band = mergedInto === null ? (cell.band ?? 'withheld') : 'merged'
  return { ...cell, shown: null, band, reason, mergedInto, share: null, shareBand: null }
}

const bySize = (one: PublishedCell, other: PublishedCell): number =>
  (one.shown ?? 0) - (other.shown ?? 0) || (one.unit < other.unit ? -1 : 1)
