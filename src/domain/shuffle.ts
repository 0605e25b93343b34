/** A copy in random order (Fisher–Yates); `random` gives numbers in [0, 1). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items]
  for (let last = copy.length - 1; last > 0; last--) {
    const pick = Math.floor(random() * (last + 1))
    ;[copy[last], copy[pick]] = [copy[pick]!, copy[last]!]
  }
  return copy
}
