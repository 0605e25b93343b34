import type { Curriculum, Plan } from '../domain/curriculum.js'
import { DEMO_WHOLES, demoPeopleOf, demoTallies } from '../domain/demo-province.js'
import { demoSkills } from '../domain/demo-skills.js'
import { forProvince } from '../domain/plan.js'
import { skillMonth } from '../domain/skill-month.js'
import type { Published } from '../store/releases.js'
import type { SkillMonths } from '../store/skill-months.js'
import { DEMO_KEY, monthOfLife } from './demo.js'
import { measuredBy } from './release.js'
import { besideSkills, lastTold } from './skill-months.js'

export interface DemoSkillDeps {
  published: Published
  skillMonths: SkillMonths
  curriculum: Curriculum
}

/** Any number: what the people practise is drawn apart from who they are. */
const SEED = 41

/**
 * Tells of every closed month of the demo how far its invented people got with each skill, the oldest first, by the rules
 * of real months. May be called again, and by several at once.
 * @returns how many months were told now
 */
export async function makeDemoSkills(deps: DemoSkillDeps): Promise<number> {
  let made = 0
  for (const plan of deps.curriculum.plans) made += await makeOne(plan, deps)
  return made
}

async function makeOne(plan: Plan, { published, skillMonths, curriculum }: DemoSkillDeps): Promise<number> {
  // The last whole holds everybody of the plan; no other province holds any of them.
  const province = DEMO_WHOLES[plan.id]?.at(-1)?.root
  if (province === undefined) return 0
  const closed = (await published.list(plan.id, true)).map(({ month }) => month).toSorted()
  const [told] = await skillMonths.months(province, true)
  const missing = closed.filter((month) => told === undefined || month > told)
  if (missing.length === 0) return 0
  const measured = measuredBy(curriculum)
  const people = demoPeopleOf(plan.id, measured)
  const { skills } = forProvince(curriculum, plan.province, plan.id)
  const skillsOf = measured.areas.map((area) =>
    [...skills.values()].filter((skill) => skill.area === area).map(({ id }) => id),
  )
  const inMonth = demoSkills(people, skillsOf, SEED)
  let made = 0
  for (const month of missing) {
    const of = { province, month, isDemo: true }
    const release = await published.read(plan.id, month, true)
    const before = await lastTold(of, skillMonths)
    if (release === null || before === 'already') continue
    const at = monthOfLife(closed[0]!, month)
    const enrolled = demoTallies(people, at, measured).filter(({ measure }) => measure === 'enrolled')
    const cells = skillMonth(
      [...skills.keys()],
      inMonth(at),
      {
        branches: new Set(people.map(({ branch }) => branch)),
        enrolled: enrolled.reduce((sum, one) => sum + one.people, 0),
        ...besideSkills(release, province, curriculum),
        before: (skill) => before.get(skill) ?? null,
      },
      DEMO_KEY,
    )
    if (await skillMonths.publish(of, cells)) made++
  }
  return made
}
