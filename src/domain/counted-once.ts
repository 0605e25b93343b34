/** Two learners who may be one person. */
export interface Pair {
  one: number
  other: number
}

/** The least that is needed to count somebody once. */
interface Countable {
  learnerId: number
  /** What holds of them. */
  measures: readonly unknown[]
}

/**
 * The people without those who may be somebody else among them: of everybody who may be one person the one of whom
 * least holds stays, and of equals the one who came first. So two phones make nobody two people, nor better.
 */
export function countedOnce<T extends Countable>(people: readonly T[], pairs: readonly Pair[]): T[] {
  if (pairs.length === 0) return [...people]
  const person = personOf(pairs)
  const kept = new Map<number, T>()
  for (const one of people) {
    const id = person(one.learnerId)
    const other = kept.get(id)
    if (other === undefined || isLess(one, other)) kept.set(id, one)
  }
  const stays = new Set(kept.values())
  return people.filter((one) => stays.has(one))
}

const isLess = (one: Countable, other: Countable): boolean =>
  one.measures.length < other.measures.length ||
  (one.measures.length === other.measures.length && one.learnerId < other.learnerId)

/** Who is one person with whom, through others too: the same number for all of them. */
function personOf(pairs: readonly Pair[]): (id: number) => number {
  const above = new Map<number, number>()
  const person = (id: number): number => {
    let at = id
    while (above.has(at)) at = above.get(at)!
    return at
  }
  for (const { one, other } of pairs) {
    const [low, high] = [person(one), person(other)].toSorted((a, b) => a - b) as [number, number]
    if (low !== high) above.set(high, low)
  }
  return person
}
