import { dayOf } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import { type Honoured, honoured, honouredKey } from '../domain/recognition-list.js'
import { forProvince } from '../domain/plan.js'
import { provinceOf } from '../domain/province.js'
import type { Officer } from '../domain/role.js'
import { memberScopeOf } from '../domain/scope.js'
import { audit } from '../store/audit.js'
import type { Pool } from '../store/pool.js'
import { type HonouredMember, honouredMembers } from '../store/recognition-list.js'

export type { Honoured } from '../domain/recognition-list.js'
export type { HonouredMember } from '../store/recognition-list.js'

/** Names on one list, and papers printed at a time. */
const MOST = 200

/** A step with its key in addresses, and for `vung` what the area is called. */
export interface Step extends Honoured {
  key: string
  area: string | null
}

/** What somebody can do who holds the step: the skills of each area that it rests on. */
export interface StepMeans {
  areas: { name: string; can: readonly string[] }[]
}

export interface Honours {
  steps: Step[]
  step: Step
  members: HonouredMember[]
  /** Whether there are more than stand here. */
  isCut: boolean
}

export interface Papers {
  step: Step
  members: HonouredMember[]
  means: StepMeans
}

export interface RecognitionList {
  /** Who of the scope holds a step today and agreed to be named; null for a role that may not, and for no such step. */
  list(by: Officer, key: string, at: Date): Promise<Honours | null>
  /** The same to be printed, of all or of one member; null where there is nobody. */
  papers(by: Officer, key: string, learnerId: number | null, at: Date): Promise<Papers | null>
}

/**
 * The list for khen thưởng. Each look and each print is noted. How many hold a step unnamed is not told: whoever notes
 * and undoes absences would see by the number who they are.
 */
export function createRecognitionList(pool: Pool, curriculum: () => Curriculum): RecognitionList {
  const stepsOf = (content: Curriculum): Step[] =>
    honoured(content).map((one) => ({
      ...one,
      key: honouredKey(one),
      area: content.areas.find(({ id }) => id === one.subject)?.name ?? null,
    }))
  return {
    async list(by, key, at) {
      const scope = memberScopeOf(by)
      const steps = stepsOf(curriculum())
      const step = steps.find((one) => one.key === key)
      if (scope === null || step === undefined) return null
      const found = await honouredMembers(pool, scope, step, { day: dayOf(at), limit: MOST + 1 })
      const members = found.slice(0, MOST)
      const { level, subject } = step
      const facts = { level, subject, members: members.length }
      await audit(pool, { officerId: by.id, action: 'see-recognitions', placeId: scope.placeId, facts, at })
      return { steps, step, members, isCut: found.length > MOST }
    },
    async papers(by, key, learnerId, at) {
      const scope = memberScopeOf(by)
      const content = curriculum()
      const step = stepsOf(content).find((one) => one.key === key)
      if (scope === null || step === undefined) return null
      const members = await honouredMembers(pool, scope, step, { day: dayOf(at), learnerId, limit: MOST })
      if (members.length === 0) return null
      const { level, subject } = step
      const facts = {
        level,
        subject,
        papers: members.length,
        ...(learnerId !== null && { learner: learnerId }),
      }
      await audit(pool, { officerId: by.id, action: 'print-recognitions', placeId: scope.placeId, facts, at })
      // An officer who may see members has one commune, so all are asked for the same skills.
      const province = provinceOf(content.places, members[0]!.communeId)
      return { step, members, means: meansOf(step, forProvince(content, province, null)) }
    },
  }
}

/** The core skills behind a step, by area. */
function meansOf({ level, subject }: Honoured, { areas, skills }: Curriculum): StepMeans {
  const counts = [...skills.values()].filter(
    ({ area, safetyCritical }) =>
      level === 'thanh-thao' || (level === 'an-toan' ? safetyCritical : area === subject),
  )
  return {
    areas: areas.flatMap(({ id, name }) => {
      const can = counts.filter(({ area }) => area === id).map((skill) => skill.can)
      return can.length === 0 ? [] : [{ name, can }]
    }),
  }
}
