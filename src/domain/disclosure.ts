import { mergeBranches } from './merged-branches.js'
import { ReleaseDraft, type ReleaseInput } from './release-draft.js'
import {
  type PublishedCell,
  type RawCell,
  type Tree,
  isLarge,
  isQuarterEnd,
  unitsAt,
} from './release-tables.js'

/**
 * What one release tells of the counted cells: every place of the fixed tables, with a rounded number or what stands
 * for it. Pure: the same input gives the same release. Throws a RangeError when a cell is missing or the counts
 * contradict each other: such figures must not go out.
 */
export function publish(cells: readonly RawCell[], input: ReleaseInput): PublishedCell[] {
  const release = new ReleaseDraft(cells, input)
  for (const unit of unitsAt(input.tree, 'province')) release.tell('R1', unit)
  for (const unit of unitsAt(input.tree, 'commune')) release.tell('R2', unit)
  for (const unit of wholesByCommune(input.tree)) release.tell('R3', unit)
  for (const unit of unitsAt(input.tree, 'commune'))
    if (isLarge(release.shownIn('R2', unit))) release.tell('R4', unit)
  if (isQuarterEnd(input.month)) {
    for (const unit of unitsAt(input.tree, 'branch')) release.tell('R5', unit)
    mergeBranches(release)
  }
  return [...release.published.values()]
}

/** The provinces whose communes are told; of those that are told by themselves R1 is all there is. */
const wholesByCommune = (tree: Tree): Set<string> =>
  new Set(unitsAt(tree, 'commune').flatMap((unit) => tree.get(unit)?.parent ?? []))
