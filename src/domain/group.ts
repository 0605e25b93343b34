/**
 * Whom the plans want reached, each a part of the next: an official of the association is one of its members, and all
 * who count are elderly people. Whoever is both stands once in every group that holds them.
 */
export const GROUPS = ['can-bo', 'hoi-vien', 'nguoi-cao-tuoi'] as const
export type Group = (typeof GROUPS)[number]

export const GROUP_WORDS: Record<Group, string> = {
  'can-bo': 'Cán bộ',
  'hoi-vien': 'Hội viên',
  'nguoi-cao-tuoi': 'Người cao tuổi',
}

/** What somebody is in the association (vai), as their branch said; the outer group first. */
export const ROLES_IN_ASSOCIATION = ['hoi-vien', 'can-bo'] as const
export type AssociationGroup = (typeof ROLES_IN_ASSOCIATION)[number]

/** The groups that hold somebody: an official is a member as well. Null where nobody said. */
export function groupsOf(said: AssociationGroup | null): readonly AssociationGroup[] {
  if (said === null) return []
  return said === 'can-bo' ? ROLES_IN_ASSOCIATION : ['hoi-vien']
}
