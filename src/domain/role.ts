/** What somebody is for the association (the first four, from the top down) or for the plan. */
export const ROLES = ['admin', 'province', 'commune', 'branch', 'lead', 'collator', 'auditor'] as const
/** `lead` is a cơ quan chủ trì, `collator` the cơ quan tổng hợp, `auditor` reads only. */
export type Role = (typeof ROLES)[number]

/** What may be done with what lies in the own scope. */
export type Ability =
  /** Members of a branch; their names only where they consented. */
  | 'see-members'
  | 'confirm-members'
  /** Đã mất, chuyển đi, tạm nghỉ, and that two likely doubles are two people. */
  | 'change-members'
  | 'invite-officers'
  | 'read-releases'
  /** The indicators that the plan gives to the own agency. */
  | 'lock-indicators'
  | 'read-audit'
  /** The people of a branch who may not have joined yet, and their cards. */
  | 'keep-class-lists'
  /** Lessons read aloud to a room. */
  | 'run-club'
  /** To the members of the own scope. */
  | 'announce'
  /** How newcomers fare with exercises: nobody's personal data. */
  | 'see-items'
  /** What the program gave up sending. */
  | 'mend-dead-letters'

const MAY: Record<Role, readonly Ability[]> = {
  admin: ['invite-officers', 'read-releases', 'read-audit', 'announce', 'see-items', 'mend-dead-letters'],
  province: ['invite-officers', 'read-releases', 'read-audit', 'announce', 'see-items'],
  commune: [
    'see-members',
    'confirm-members',
    'change-members',
    'invite-officers',
    'read-releases',
    'read-audit',
    'keep-class-lists',
    'run-club',
    'announce',
  ],
  branch: [
    'see-members',
    'confirm-members',
    'change-members',
    'read-releases',
    'read-audit',
    'keep-class-lists',
    'run-club',
    'announce',
  ],
  lead: ['read-releases', 'lock-indicators'],
  collator: ['read-releases'],
  auditor: ['read-releases', 'read-audit', 'see-items'],
}

export const may = (role: Role, ability: Ability): boolean => MAY[role].includes(ability)

/** Whom each role may invite: always somebody strictly below; who reads for a department comes from the admin. */
const INVITES: Record<Role, readonly Role[]> = {
  admin: ['province', 'commune', 'branch', 'lead', 'collator', 'auditor'],
  province: ['commune', 'branch'],
  commune: ['branch'],
  branch: [],
  lead: [],
  collator: [],
  auditor: [],
}

export const invitesOf = (role: Role): readonly Role[] => INVITES[role]

/** The level of the place that a role is for; null where it is not one place of the tree. */
export const levelOf = (role: Role): 'province' | 'commune' | 'branch' | null =>
  role === 'province' || role === 'commune' || role === 'branch' ? role : null

/** Somebody of the association or of a department, with one role. */
export interface Officer {
  id: number
  name: string
  role: Role
  /** The place of their scope: always set for province, commune and branch; an auditor may have one. */
  placeId: string | null
  /** The plan and the agency as the plan names it: set for lead and collator. */
  plan: string | null
  agency: string | null
}
