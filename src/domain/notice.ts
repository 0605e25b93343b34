import type { EmergencyKind } from './session.js'

/**
 * Something to tell that nobody asked for in this moment: ids only, never a name or a text. What it says, and whether
 * it is still true, is looked up just before it is sent.
 */
export type Notice =
  /** An officer confirmed the learner as a member. */
  | { kind: 'confirmed'; membershipId: number }
  /** To who joined by somebody else's card: an officer gave it back to whom it names. */
  | { kind: 'card-freed'; membershipId: number }
  /** To the helper: what the relative said to the invitation. */
  | { kind: 'invitation-answered'; invitationId: number }
  /** To the helper: the learner lets them see, or no more. */
  | { kind: 'viewing-changed'; helpingId: number; consentId: number }
  /** To the other side of the helping. */
  | { kind: 'helping-ended'; helpingId: number }
  /** To a learner: one of those who help them has erased everything. */
  | { kind: 'helper-erased'; learnerId: number; turnId: number }
  /** To the chats a learner had: they learn in another chat as well. */
  | { kind: 'relinked'; invitationId: number }
  /** To the chats of a learner: somebody made words by which they would learn in another chat as well. */
  | { kind: 'relink-wanted'; invitationId: number }
  /** To a chat that is its learner's no more, because they said so in another one. */
  | { kind: 'chat-closed'; learnerId: number; turnId: number }
  /** To a helper: one of those they help has erased everything. */
  | { kind: 'learner-erased'; helperId: number; turnId: number }
  /** To the helper: a learner is stuck. */
  | { kind: 'help-requested'; requestId: number }
  /** To the learner: what the helper answered, for which they sit and wait until then (milliseconds). */
  | { kind: 'help-answered'; requestId: number; waitedUntil: number }
  /** To the learner: the helper cannot be reached. */
  | { kind: 'help-unreached'; requestId: number }
  /** To the learner's chats: the helper sits beside them today; `turnId` is the turn that told it, one of several a day. */
  | { kind: 'beside'; helpingId: number; day: string; turnId: number }
  /** To the helper: the learner is in an emergency; `turnId` is the turn that told it; `asked`: the learner wants it told. */
  | { kind: 'emergency'; helpingId: number; turnId: number; which: EmergencyKind; asked: boolean }
  /** To the learner: the helper could not be told. */
  | { kind: 'emergency-unreached'; helpingId: number; turnId: number }
  /** To the learner, on the day after the emergency of `day` (YYYY-MM-DD). */
  | { kind: 'care'; learnerId: number; day: string }
  /** To a helper: one warm line about the month (YYYY-MM), for all whom they help. */
  | { kind: 'month'; month: string }
  /**
   * To a learner's chat: what is due on `day` (YYYY-MM-DD), `step` days after they last did something. `early`: at an
   * hour of their own that is quiet for everybody else.
   */
  | { kind: 'reminder'; learnerId: number; day: string; step: number; early?: true }
  /** To a helper who may see: the learner has done nothing since a day (YYYY-MM-DD). */
  | { kind: 'silent'; helpingId: number; since: string }
  /** To a member: what the officers of a place of theirs announce; not after `until` (milliseconds). */
  | { kind: 'announcement'; announcementId: number; learnerId: number; until: number }
  /** To a member who was told of an event and did not say no: it was called off. */
  | { kind: 'event-cancelled'; announcementId: number; learnerId: number }
  /** To an officer of the branch: a learner who agreed asked for help, and nobody answered for a day. */
  | { kind: 'help-waiting'; requestId: number; officerId: number }
  /** To an officer: a token by which a program reads in their name was made. */
  | { kind: 'token-made'; tokenId: number; officerId: number }
  /** To an officer who may agree: an announcement to many people waits for a second one; again when it was changed. */
  | { kind: 'agreement-wanted'; announcementId: number; officerId: number; version: number }
  /** To the officer who asked for it at `asked` (milliseconds): an announcement as members would read it. */
  | { kind: 'announcement-tried'; announcementId: number; officerId: number; asked: number }

export type NoticeKind = Notice['kind']

/**
 * Makes a notice one of its kind for its recipient: said once, however often it is asked for. The ids stand in the order
 * of their names, because a database keeps the fields of JSON in an order of its own.
 */
export function subjectOf(notice: Notice): string {
  const { kind, ...ids } = notice
  const named = Object.entries(ids).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return [kind, ...named.map(([, id]) => id)].join('-')
}

/** Outside every cap: somebody waits for these, or has a right to know. Whatever else is unasked comes once a day at most. */
export const isCapped = ({ kind }: Notice): boolean =>
  kind === 'month' || kind === 'reminder' || kind === 'silent' || kind === 'announcement'

/**
 * Whom a notice under the cap is for, where that is known: a learner has one a day, in whatever chat.
 * @param learnerId who learns in the chat it is sent to; null where nobody is known there
 */
export const personOf = (notice: Notice, learnerId: number | null): number | null =>
  notice.kind === 'reminder' || notice.kind === 'announcement' ? notice.learnerId : learnerId
