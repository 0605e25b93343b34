import type { Asked } from './check-item.js'
import type { SkillsFile } from './schema.js'
import type { Report } from './yaml-file.js'

/** The thought behind each misconception, by skill and id; null where skills.yaml has problems of form. */
export type Beliefs = ReadonlyMap<string, ReadonlyMap<string, string>> | null

export const beliefsIn = (file: SkillsFile | null): Beliefs =>
  file &&
  new Map(
    file.skills.map(({ id, misconceptions }) => [
      id,
      new Map(misconceptions.map((one) => [one.id, one.thought] as const)),
    ]),
  )

/** Checks that wrong choices name misconceptions of their skill, and the right one names none. */
export function checkMisconceptions(
  { choices, right }: Asked,
  skill: string | null,
  beliefs: Beliefs,
  at: readonly PropertyKey[],
  report: Report,
): void {
  choices.forEach(({ id, misconception }, index) => {
    if (misconception === undefined) return
    const here = [...at, 'choices', index, 'misconception']
    if (id === right) report(here, 'only a wrong choice has a misconception')
    else if (skill === null) report(here, 'a lesson without a skill knows no misconceptions')
    else if (beliefs !== null && beliefs.has(skill) && !beliefs.get(skill)!.has(misconception))
      report(here, `the skill ${skill} has no misconception ${misconception}`)
  })
}

/** The same item; a wrong choice without a thought of its own has that of its misconception. */
export const withThoughts = <T extends Asked>(item: T, skill: string | null, beliefs: Beliefs): T => ({
  ...item,
  choices: item.choices.map((choice) => {
    const { thought, misconception } = choice
    if (thought !== undefined || misconception === undefined || skill === null || choice.id === item.right)
      return choice
    const known = beliefs?.get(skill)?.get(misconception)
    return known === undefined ? choice : { ...choice, thought: known }
  }),
})
