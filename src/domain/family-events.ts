import type { AbsenceKind } from './absence.js'
import type { HelpAnswer, StuckAt } from './family.js'
import type { Wish } from './profile.js'
import type { Rule } from './rule.js'
import type { EmergencyKind } from './session.js'

/** What a turn changes about helpers and those they help; the store writes it in the turn's own transaction. */
export type FamilyEvent =
  /** This contact is a helper's from now on, or the helper has another name. */
  | { kind: 'helper-named'; name: string }
  /** By this contact's helper. */
  | { kind: 'invitation-made'; words: string; called: string; expiresAt: Date }
  | { kind: 'invitation-revoked'; invitationId: number }
  /** Said by the one who was invited: they do not know the inviter. */
  | { kind: 'invitation-refused'; invitationId: number }
  /** This turn's learner agreed; `viewing` tells whether the helper may see. */
  | { kind: 'invitation-accepted'; invitationId: number; viewing: boolean; textVersion: string }
  /** This turn's learner lets a helper see, or all of them, or no more. */
  | { kind: 'viewing-set'; helpingId: number | 'all'; given: boolean; textVersion: string }
  | { kind: 'helping-ended'; helpingId: number; by: 'learner' | 'helper' }
  /** This turn's learner is stuck and asks. */
  | { kind: 'help-requested'; helpingId: number; stuckAt: StuckAt | null }
  /** The same, where nobody of the family hears of it: for the officers of their branch. */
  | { kind: 'officers-asked'; stuckAt: StuckAt | null }
  /** By this contact's helper. */
  | { kind: 'help-answered'; requestId: number; answer: HelpAnswer }
  /** This contact's helper sits beside the learner from now on, today. */
  | { kind: 'beside-told'; helpingId: number }
  /** This turn's learner is in an emergency. */
  | { kind: 'emergency-begun' }
  /** This contact's helper was told that the learner did nothing since a day (YYYY-MM-DD). */
  | { kind: 'silence-told'; helpingId: number; since: string }
  /** Their helpers are told at once; `asked`: the learner wants it, also of those who may not see how they learn. */
  | { kind: 'emergency-told'; helpingIds: number[]; which: EmergencyKind; asked: boolean }
  /** This contact's helper saw the learner do it alone in real life: weak evidence, for P only, read by this rule. */
  | { kind: 'seen-in-life'; helpingId: number; skill: string; rule: Rule }

/** Several learners on one chat. */
export type ProfileEvent =
  /** Somebody else begins to learn here. `own`: what the learner of this turn is called, where nobody had a name yet. */
  | { kind: 'profile-added'; own: string | null }
  /** The newcomer agreed to be kept; comes after `enrolled`. */
  | { kind: 'profile-named'; name: string }
  /** Who is learning now, and what was wished before that was known. */
  | { kind: 'profile-chosen'; learnerId: number; wish: Wish | null }

/** Each one's own data, rests, and a new chat of the same person. */
export type OwnDataEvent =
  | { kind: 'data-link-made'; tokenHash: string; expiresAt: Date }
  /** Of this turn's learner, or (with `helpingId`) of one whom this contact's helper helps. Days are YYYY-MM-DD. */
  | {
      kind: 'absence-noted'
      helpingId: number | null
      absence: AbsenceKind
      from: string
      until: string | null
    }
  | { kind: 'absence-undone'; absenceId: number; helpingId: number | null }
  /** This turn's learner, who was noted as gone for good, is not. */
  | { kind: 'absence-denied'; absenceId: number }
  /** Three words for a new chat of a learner; by this contact's helper. */
  | { kind: 'relink-made'; words: string; helpingId: number; expiresAt: Date }
  /** This contact is that of the invitation's learner from now on; a learner it had before is merged. */
  | { kind: 'relinked'; invitationId: number }
  /** This turn's learner, asked in a chat they have, wants such a new chat at once, or not at all. */
  | { kind: 'relink-answered'; invitationId: number; allowed: boolean }
  /** All chats of this turn's learner but this one are nobody's from now on: so many of them. */
  | { kind: 'others-closed'; chats: number }
  /** This turn's learner belongs to the branch whose words they said. */
  | { kind: 'branch-joined'; invitationId: number }
  /** This turn's learner is the one whom a card of a class list is for, and belongs to its branch; the year if asked. */
  | { kind: 'card-joined'; invitationId: number; birthYear: number | null }
  /** They said another year of birth than the list has. */
  | { kind: 'card-missed'; invitationId: number }

const FAMILY: readonly string[] = [
  'helper-named',
  'invitation-made',
  'invitation-revoked',
  'invitation-refused',
  'invitation-accepted',
  'viewing-set',
  'helping-ended',
  'help-requested',
  'officers-asked',
  'help-answered',
  'beside-told',
  'seen-in-life',
  'silence-told',
  'emergency-begun',
  'emergency-told',
] satisfies FamilyEvent['kind'][]
const PROFILE: readonly string[] = [
  'profile-added',
  'profile-named',
  'profile-chosen',
] satisfies ProfileEvent['kind'][]
const OWN_DATA: readonly string[] = [
  'data-link-made',
  'absence-noted',
  'absence-undone',
  'absence-denied',
  'relink-made',
  'relinked',
  'relink-answered',
  'others-closed',
  'branch-joined',
  'card-joined',
  'card-missed',
] satisfies OwnDataEvent['kind'][]

export const isFamilyEvent = (event: { kind: string }): event is FamilyEvent => FAMILY.includes(event.kind)
export const isProfileEvent = (event: { kind: string }): event is ProfileEvent => PROFILE.includes(event.kind)
export const isOwnDataEvent = (event: { kind: string }): event is OwnDataEvent =>
  OWN_DATA.includes(event.kind)
