import type { Curriculum } from '../domain/curriculum.js'
import { isLeaking, newcomersAnswers } from '../domain/item-monitor.js'
import type { ItemWatch, Watched } from '../store/item-watch.js'

/**
 * Counts how newcomers fare with every exercise variant and every source, and flags what they guess more often
 * than the rule declares. Exercises that left the content are passed over.
 */
export async function watchItems(watch: ItemWatch, curriculum: Curriculum, at: Date): Promise<number> {
  const { exercises, rules } = curriculum
  const counts = new Map<string, Omit<Watched, 'flagged'>>()
  for await (const { log } of watch.logs()) {
    for (const { exercise, right } of newcomersAnswers(log, rules)) {
      const known = exercises.get(exercise)
      if (known === undefined) continue
      for (const of of new Set([known.key, known.source])) {
        const count = counts.get(of) ?? { of, type: known.type, shown: 0, right: 0 }
        counts.set(of, { ...count, shown: count.shown + 1, right: count.right + (right ? 1 : 0) })
      }
    }
  }
  const watched = [...counts.values()].map((count): Watched => {
    const { evidence } = rules.current.rates[count.type]
    return { ...count, flagged: evidence !== null && isLeaking(count.right, count.shown, evidence.guess) }
  })
  await watch.keep(watched, at)
  return watched.filter(({ flagged }) => flagged).length
}
