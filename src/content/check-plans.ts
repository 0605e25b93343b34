import { CHOSEN_AREA } from '../domain/plan.js'
import type { Loaded } from './curriculum.js'
import { nameOf } from './files.js'
import { CORE_SKILLS } from './limits.js'
import type { PlanFile } from './plan-file.js'
import type { SkillsFile } from './schema.js'

/** Checks that each plan chooses as many skills as an area is recognised by, and that no province has two plans. */
export function checkPlans(
  plans: readonly Loaded<PlanFile>[],
  skills: SkillsFile | null,
  provinces: readonly string[],
): void {
  const planOf = new Map<string, string>()
  for (const { file, value, report } of plans) {
    const { id, province } = value
    if (nameOf(file) !== id) report(['id'], `the plan ${id} must stand in ${id}.yaml`)
    if (!provinces.includes(province)) report(['province'], `there is no places/${province}.yaml`)
    const other = planOf.get(province)
    if (other !== undefined) report(['province'], `${province} already has its plan in ${other}`)
    else planOf.set(province, file)
    checkChosen({ file, value, report }, skills)
  }
}

function checkChosen({ value, report }: Loaded<PlanFile>, skills: SkillsFile | null): void {
  const chosen = value.nen_tang
  if (chosen.length !== CORE_SKILLS)
    report(['nen_tang'], `it has ${chosen.length} skills, it needs ${CORE_SKILLS}`)
  chosen.forEach((id, index) => {
    const at = ['nen_tang', index]
    if (chosen.indexOf(id) < index) return report(at, `the skill ${id} stands twice`)
    if (skills === null) return
    const skill = skills.skills.find((one) => one.id === id)
    if (skill === undefined) report(at, `there is no skill ${id} in skills.yaml`)
    else if (skill.area !== CHOSEN_AREA) report(at, `the skill ${id} is of the area ${skill.area}`)
  })
}
