import type { Curriculum } from '../domain/curriculum.js'
import type { ItemWatch, Watched } from '../store/item-watch.js'

/** How newcomers fare with one question or task, or with one variant that is taken out of the count. */
export interface ItemSeen extends Omit<Watched, 'flagged'> {
  /** Since when it no longer counts; null while it does. */
  flaggedAt: Date | null
  /** What the skill is called; null where the content no longer holds the item. */
  skill: string | null
  /** The share that somebody who knows nothing may get right by guessing, 0 to 1; null for what never counts. */
  guess: number | null
}

/**
 * Every question and task that newcomers met, those taken out of the count first, then in the order of the skills. Of
 * single variants only those that were taken out: the others stand in their question or task.
 */
export async function itemReport(watch: Pick<ItemWatch, 'all'>, curriculum: Curriculum): Promise<ItemSeen[]> {
  const { rates } = curriculum.rules.current
  const skills = [...curriculum.allSkills.keys()]
  const skillOf = skillsOfItems(curriculum)
  const seen = (await watch.all()).flatMap(({ flagged, ...watched }) => {
    const known = skillOf(watched.of)
    if (!flagged && known?.isSource !== true) return []
    const item: ItemSeen = {
      ...watched,
      skill: (known && curriculum.allSkills.get(known.skill)?.title) ?? null,
      guess: rates[watched.type].evidence?.guess ?? null,
    }
    const place = known === undefined ? skills.length : skills.indexOf(known.skill)
    return [{ item, rank: place + (watched.flaggedAt === null ? skills.length + 1 : 0) }]
  })
  return seen
    .toSorted((one, other) => one.rank - other.rank || (one.item.of < other.item.of ? -1 : 1))
    .map(({ item }) => item)
}

/** The skill of an exercise, by its key or its source. */
function skillsOfItems({ exercises }: Curriculum) {
  const bySource = new Map([...exercises.values()].map(({ source, skill }) => [source, skill] as const))
  return (of: string): { skill: string; isSource: boolean } | undefined => {
    const ofSource = bySource.get(of)
    if (ofSource !== undefined) return { skill: ofSource, isSource: true }
    const exercise = exercises.get(of)
    return exercise && { skill: exercise.skill, isSource: false }
  }
}
