import { fold } from './text.js'

/** Why two learners may be one person. */
export type DoubleReason = 'name' | 'birth-year' | 'commune' | 'helper' | 'channels'

/** A confirmed learner, as far as it helps to see whether they are counted twice. */
export interface Likeness {
  learnerId: number
  branchId: string
  /** As the class list has it; null where none is known. */
  name: string | null
  birthYear: number | null
  sex: string | null
  /** By which channels they come. */
  channels: readonly string[]
  /** Who helps them. */
  helpers: readonly number[]
}

/**
 * Why two members of one commune may be one person; empty when nothing says so. Either the class list names both
 * alike and no year of birth speaks against it; or, where a name is missing, they are of one branch, one year and no
 * different sex, and come by different channels, as one person with two telephones does, or have a helper in common.
 */
export function reasonsAlike(one: Likeness, other: Likeness): DoubleReason[] {
  if (one.learnerId === other.learnerId) return []
  if (differ(one.birthYear, other.birthYear) || differ(one.sex, other.sex)) return []
  const sameYear = one.birthYear !== null && one.birthYear === other.birthYear
  const apart = !one.channels.some((channel) => other.channels.includes(channel))
  const sameHelper = one.helpers.some((helper) => other.helpers.includes(helper))
  const found = (...first: DoubleReason[]): DoubleReason[] => [
    ...first,
    ...(sameYear ? (['birth-year'] as const) : []),
    'commune',
    ...(sameHelper ? (['helper'] as const) : []),
    ...(apart ? (['channels'] as const) : []),
  ]
  if (one.name !== null && other.name !== null)
    return fold(one.name) === fold(other.name) ? found('name') : []
  return sameYear && (apart || sameHelper) && one.branchId === other.branchId ? found() : []
}

const differ = <T>(one: T | null, other: T | null): boolean => one !== null && other !== null && one !== other

/** Two learners who may be one, the lower number first; settled once somebody said whether they are. */
export interface Double {
  one: number
  other: number
  settled: 'different' | 'same' | null
}

/**
 * Who counts when nobody counts twice: of those linked by doubles that are not said to be different people, the one
 * with the least evidence, or of equals the lowest number.
 */
export function countedOnce(
  members: readonly { learnerId: number; evidence: number }[],
  doubles: readonly Double[],
): number[] {
  const linkOf = new Map(members.map(({ learnerId }) => [learnerId, learnerId]))
  const root = (id: number): number => {
    const above = linkOf.get(id)!
    return above === id ? id : root(above)
  }
  for (const { one, other, settled } of doubles) {
    if (settled === 'different' || !linkOf.has(one) || !linkOf.has(other)) continue
    linkOf.set(root(one), root(other))
  }
  const least = new Map<number, { learnerId: number; evidence: number }>()
  for (const member of members) {
    const group = root(member.learnerId)
    const known = least.get(group)
    if (known === undefined || isLess(member, known)) least.set(group, member)
  }
  const counted = new Set([...least.values()].map(({ learnerId }) => learnerId))
  return members.map(({ learnerId }) => learnerId).filter((id) => counted.has(id))
}

const isLess = (
  one: { learnerId: number; evidence: number },
  other: { learnerId: number; evidence: number },
): boolean =>
  one.evidence === other.evidence ? one.learnerId < other.learnerId : one.evidence < other.evidence
