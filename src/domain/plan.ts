import type { Curriculum, Lesson, Plan } from './curriculum.js'
import { type Indicator, type IndicatorId, type Stage, type Target, STAGES } from './plan-targets.js'

/** The area of which each province's plan chooses its core skills; those of the others are the same everywhere. */
export const CHOSEN_AREA = 'nen-tang'

const narrowed = new WeakMap<Curriculum, Map<string, Curriculum>>()

/**
 * The curriculum with the core skills of one province, by name. Where the province is not known or has no plan, the
 * default plan chooses, and where that is not there, the first. Exercises and lessons can still be found, so that what
 * was begun before a move is ended; nothing new is taken from them.
 */
export function forProvince(
  curriculum: Curriculum,
  province: string | null,
  defaultPlan: string | null = null,
): Curriculum {
  const { plans } = curriculum
  const plan =
    plans.find((one) => one.province === province) ?? plans.find(({ id }) => id === defaultPlan) ?? plans[0]
  if (plan === undefined) return curriculum
  const known = narrowed.get(curriculum) ?? new Map<string, Curriculum>()
  narrowed.set(curriculum, known)
  const own = known.get(plan.id) ?? chosenBy(plan, curriculum)
  known.set(plan.id, own)
  return own
}

/** The same value where nothing is left out: what is remembered for it serves all. */
function chosenBy({ chosenSkills }: Plan, curriculum: Curriculum): Curriculum {
  const { skills, exercisesOf } = curriculum
  const left = new Set(
    [...skills.values()].flatMap(({ id, area }) =>
      area === CHOSEN_AREA && !chosenSkills.includes(id) ? [id] : [],
    ),
  )
  if (left.size === 0) return curriculum
  return {
    ...curriculum,
    skills: new Map([...skills].filter(([id]) => !left.has(id))),
    exercisesOf: new Map([...exercisesOf].filter(([id]) => !left.has(id))),
    path: pathWithout(left, curriculum),
  }
}

/** Without the lessons of these skills, but with those that another lesson needs, which always come before it. */
function pathWithout(left: ReadonlySet<string>, { path, lessons }: Curriculum): string[] {
  const needed = new Set<string>()
  const stays = ({ id, skill }: Lesson): boolean => skill === null || !left.has(skill) || needed.has(id)
  const kept: string[] = []
  for (const id of path.toReversed()) {
    const lesson = lessons.get(id)!
    if (!stays(lesson)) continue
    kept.push(id)
    for (const required of lesson.requires) needed.add(required)
  }
  return kept.toReversed()
}

/** The stage that a day of this year belongs to; the last one for good. */
export const stageIn = (year: number): Stage =>
  STAGES.find((end) => year <= end) ?? STAGES[STAGES.length - 1]!

/** @throws Error when the plan lacks it, which the check of the content rules out */
export function indicatorOf(plan: Plan, id: IndicatorId): Indicator {
  const found = plan.indicators.find((one) => one.id === id)
  if (found === undefined) throw new Error(`the plan ${plan.id} has no indicator ${id}`)
  return found
}

/** The targets of an indicator for a stage. */
export const targetsOf = (plan: Plan, id: IndicatorId, stage: Stage): readonly Target[] =>
  indicatorOf(plan, id).stages[stage].targets

/** The indicators that an agency, as the plan names it, locks by itself; none for the others. */
export const lockedBy = (plan: Plan, agency: string): readonly IndicatorId[] => plan.locks.get(agency) ?? []
