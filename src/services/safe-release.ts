import { publish } from '../domain/disclosure.js'
import type { ReleaseInput } from '../domain/release-draft.js'
import { type PublishedCell, type RawCell, type Tree, cellId, parentOf } from '../domain/release-tables.js'
import { drawName } from '../domain/rounding.js'
import { type Failure, type GateResult, attackerGate, passes } from './attacker-gate.js'
import type { PublishedMonth } from './attackers-knowledge.js'
import { enrolledBehind } from './attackers-view.js'

/** How often draws are done again before cells are hidden, if half of the time suffices for it. */
const REDRAWS = 24

export interface SafeRelease {
  cells: PublishedCell[]
  /** Of the last round; the release may go out only if it passes. */
  gate: GateResult
  isSafe: boolean
  /** To be given to the next release. */
  redraws: Map<string, number>
  /** Names of the cells that were hidden for the gate. */
  hidden: string[]
  rounds: number
}

export interface SafeReleaseOptions {
  /** What was published before, the oldest first: changes are told from it. */
  earlier?: readonly PublishedMonth[]
  rounds?: number
  /** What attacks the release. */
  gate?: typeof attackerGate
  /** All rounds together. */
  timeLimitMs: number
  now: () => number
}

/**
 * Makes a release and attacks it until the attack recovers nothing, at most `rounds` times. What is recovered is drawn
 * again first: every number that may come out stands for the same counts as before, so attackers who know that draws
 * were refused learn nothing from it. Only where that does not help are the cells hidden, with their smallest published
 * sibling and the whole they belong to: why a cell is missing tells of the numbers around it.
 */
export async function safeRelease(
  raw: readonly RawCell[],
  input: ReleaseInput,
  { earlier = [], rounds = 36, gate: attack = attackerGate, timeLimitMs, now }: SafeReleaseOptions,
): Promise<SafeRelease> {
  const began = now()
  const until = began + timeLimitMs
  const redraws = new Map(input.redraws)
  const hidden = new Set(input.hide)
  for (let round = 1; ; round++) {
    const cells = publish(raw, { ...input, redraws, hide: hidden })
    const month: PublishedMonth = { month: input.month, cells, tree: input.tree }
    const gate = await attack(
      [...earlier, month],
      { measured: input.measured, enrolled: new Map([[input.month, enrolledBehind(raw, cells)]]) },
      { timeLimitMs: until - now(), now, check: new Set([input.month]) },
    )
    const isSafe = passes(gate)
    if (isSafe || round >= rounds || gate.failures.length === 0)
      return { cells, gate, isSafe, redraws, hidden: [...hidden], rounds: round }
    if (round <= REDRAWS && now() - began <= timeLimitMs / 2)
      drawAgain(gate.failures.flatMap(involved), cells, raw, input, redraws)
    else
      for (const cell of gate.failures.map(toHideOf))
        for (const name of toHide(cell, cells, input)) hidden.add(name)
  }
}

/** The cells whose numbers gave something away: of a difference all. */
const involved = ({ cell, rest }: Failure): PublishedCell[] =>
  rest === undefined ? [cell] : rest.numbers.map((number) => number.cell)

/** What to hide of them: of a difference the first that is still told. */
const toHideOf = (failure: Failure): PublishedCell =>
  involved(failure).find(({ shown }) => shown !== null) ?? failure.cell

/** Notes that the draws of what was recovered were refused; of a hidden cell, also those of the numbers around it. */
function drawAgain(
  recovered: readonly PublishedCell[],
  cells: readonly PublishedCell[],
  raw: readonly RawCell[],
  input: ReleaseInput,
  redraws: Map<string, number>,
): void {
  const byName = new Map(raw.map((cell) => [cellId(cell), cell]))
  const around = (cell: PublishedCell): PublishedCell[] =>
    cell.shown !== null
      ? [cell]
      : [cell, ...siblingsOf(cell, cells, input.tree), ...wholeOf(cell, cells, input.tree)]
  const names = recovered.flatMap(around).map(({ merges, ...cell }) => {
    const units = merges.length === 0 ? [cell.unit] : merges
    const parts = units.map((unit) => byName.get(cellId({ ...cell, unit }))!)
    const sum = (of: (part: RawCell) => number) => parts.reduce((total, part) => total + of(part), 0)
    return drawName(
      { count: sum(({ count }) => count), memberKeys: sum(({ memberKeys }) => memberKeys) % 256 },
      input,
    )
  })
  for (const name of new Set(names)) redraws.set(name, (redraws.get(name) ?? 0) + 1)
}

/** The cell, its smallest published sibling, and the whole of both. */
const toHide = (cell: PublishedCell, cells: readonly PublishedCell[], { tree }: ReleaseInput): string[] =>
  [cell, ...siblingsOf(cell, cells, tree).slice(0, 1), ...wholeOf(cell, cells, tree)].map(cellId)

/** What is published beside a cell in the same sum, the smallest first. */
function siblingsOf(cell: PublishedCell, cells: readonly PublishedCell[], tree: Tree): PublishedCell[] {
  const sumOf = ({ table, unit, measure }: PublishedCell) =>
    `${table} ${measure} ${table === 'R2' || table === 'R5' ? parentOf(tree, unit) : unit}`
  const sum = sumOf(cell)
  return cells
    .filter((one) => one.shown !== null && one.measure === cell.measure && sumOf(one) === sum)
    .filter((one) => cellId(one) !== cellId(cell))
    .toSorted((one, other) => one.shown! - other.shown! || (cellId(one) < cellId(other) ? -1 : 1))
}

const WHOLE_TABLE = { R1: null, R2: 'R1', R3: 'R1', R4: 'R2', R5: 'R2' } as const

function wholeOf(cell: PublishedCell, cells: readonly PublishedCell[], tree: Tree): PublishedCell[] {
  const { table, measure } = cell
  const unit = table === 'R2' || table === 'R5' ? parentOf(tree, cell.unit) : cell.unit
  return cells.filter(
    (one) =>
      one.shown !== null && one.table === WHOLE_TABLE[table] && one.unit === unit && one.measure === measure,
  )
}
