import { type Officer, levelOf, may } from './role.js'

declare const made: unique symbol
declare const madeForMembers: unique symbol

type Reach =
  | { readonly kind: 'everything' }
  /** This place and what lies within it on the day that is asked about. */
  | { readonly kind: 'place'; readonly placeId: string }
  /** What a plan gives to an agency, as the plan names it; no place, so nobody's personal data. */
  | { readonly kind: 'agency'; readonly plan: string; readonly agency: string }

/** How far an officer sees. Only {@link scopeOf} makes one, so that no read can be asked for without an officer. */
export type Scope = Reach & { readonly [made]: true }

/** The scope of an officer who may also see members. */
export type MemberScope = Extract<Reach, { kind: 'place' }> & {
  readonly [made]: true
  readonly [madeForMembers]: true
}

/** An officer whose row lacks what their role needs; nothing may be shown to them. */
export class BrokenOfficer extends Error {
  override readonly name = 'BrokenOfficer'
}

/**
 * How far this officer sees.
 * @throws BrokenOfficer where the place, or the plan and agency, of the role is missing
 */
export const scopeOf = (officer: Officer): Scope => reachOf(officer) as Scope

function reachOf({ id, role, placeId, plan, agency }: Officer): Reach {
  if (role === 'lead' || role === 'collator') {
    if (plan === null || agency === null) throw new BrokenOfficer(`officer ${id} has no plan or agency`)
    return { kind: 'agency', plan, agency }
  }
  if (placeId !== null && role !== 'admin') return { kind: 'place', placeId }
  if (levelOf(role) !== null) throw new BrokenOfficer(`officer ${id} has no place`)
  return { kind: 'everything' }
}

/** The same for reading members; null for a role that may not. */
export const memberScopeOf = (officer: Officer): MemberScope | null =>
  may(officer.role, 'see-members') ? (reachOf(officer) as MemberScope) : null
