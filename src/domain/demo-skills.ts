import type { DemoPerson } from './demo-people.js'
import { seeded } from './seeded.js'
import type { SkillCount } from './skill-month.js'

/** From which month an invented person practises a skill, and from which they hold it firmly; Infinity for never. */
interface DemoSkill {
  begunFrom: number
  firmFrom: number
  /** Whether it is the one that goes when its area goes. */
  goesFirst: boolean
}

const NEVER = Infinity
/** The share of the skills of an area that is hard to make firm, by their place in it: the last ones stall. */
const PACES = [0.3, 0.2, 0.12, 0.06]
/** In these areas, by their place, the last skill is begun by everybody at once and held by nobody before the area is. */
const SLOW_IN: readonly number[] = [0, 4]

/**
 * What the invented people practise and hold, drawn apart from all else that is said of them: whoever holds an area holds
 * all its skills, and each was begun before.
 * @param skillsOf the skills of each area, in the order of the areas that the people were made for
 * @returns of a month, by branch and skill
 */
export function demoSkills(
  people: readonly DemoPerson[],
  skillsOf: readonly (readonly string[])[],
  seed: number,
): (month: number) => SkillCount[] {
  const random = seeded(seed)
  const all = people.map((person) => ({
    person,
    areas: skillsOf.map((skills, at) => skillsIn(person, at, skills.length, random)),
  }))
  return (month) => {
    const counts = new Map<string, SkillCount>()
    for (const { person, areas } of all) {
      if (month < person.enrolled.from || month >= person.enrolled.until) continue
      for (const [at, skills] of areas.entries())
        for (const [nth, one] of skills.entries())
          if (one.begunFrom <= month) add(counts, person, skillsOf[at]![nth]!, isFirm(one, person, at, month))
    }
    return [...counts.values()]
  }
}

function skillsIn(
  { assessedFrom, areas }: DemoPerson,
  area: number,
  howMany: number,
  random: () => number,
): DemoSkill[] {
  const wait = (chance: number): number => Math.floor(Math.log(1 - random()) / Math.log(1 - chance))
  const heldFrom = areas[area]?.[0]?.from ?? NEVER
  const goesFirst = Math.floor(random() * howMany)
  const isSlowArea = SLOW_IN.includes(area)
  return Array.from({ length: howMany }, (_, nth) => {
    const ownBegin = Math.min(assessedFrom + wait(0.25) + Math.floor(nth / 2), heldFrom - 1)
    const ownFirm = ownBegin + 1 + wait(PACES[nth % PACES.length]!)
    const isSlow = isSlowArea && nth === howMany - 1
    const [begunFrom, firmFrom] = isSlow ? [Math.min(assessedFrom, heldFrom - 1), NEVER] : [ownBegin, ownFirm]
    return {
      begunFrom,
      firmFrom: Math.min(firmFrom, heldFrom),
      goesFirst: isSlowArea ? nth === howMany - 1 : nth === goesFirst,
    }
  })
}

/** Firm from its month on; when the area is lost for a while, one of its skills is. */
function isFirm(
  { firmFrom, goesFirst }: DemoSkill,
  { areas }: DemoPerson,
  area: number,
  month: number,
): boolean {
  if (month < firmFrom) return false
  const spans = areas[area] ?? []
  const wasHeld = spans[0] !== undefined && spans[0].from <= month
  const isHeld = spans.some(({ from, until }) => from <= month && month < until)
  return !goesFirst || !wasHeld || isHeld
}

function add(
  counts: Map<string, SkillCount>,
  { branch, key }: DemoPerson,
  skill: string,
  firm: boolean,
): void {
  const id = `${branch}|${skill}`
  const count = counts.get(id) ?? { branch, skill, begun: 0, begunKeys: 0, firm: 0, firmKeys: 0 }
  counts.set(id, count)
  count.begun++
  count.begunKeys += key
  if (!firm) return
  count.firm++
  count.firmKeys += key
}
