/** Somebody who helps relatives to learn, by one chat. */
export interface Helper {
  id: number
  contactId: number
  /** What their relatives know them by. */
  name: string
}

/** A helper stands by a learner, now. */
export interface Helping {
  id: number
  helperId: number
  helperName: string
  learnerId: number
  /** What the family calls the learner. */
  called: string
  /** Whether the learner lets this helper see how they get on: the newest consent for this helper. */
  sees: boolean
  /** Whether the text they agreed to says that this helper hears at once of callers and lost money too, not of an illness alone. */
  hearsOfScams?: boolean
}

/** A helper whom a learner in an emergency may need: whether the chat can be reached, and by a messenger or the web. */
export interface StandingBy extends Pick<Helping, 'helperName' | 'sees' | 'hearsOfScams'> {
  helpingId: number
  reachable: boolean
  onWeb: boolean
}

/** The text of the consent to be seen by one helper; a change of its meaning takes a new version. */
export const VIEWING_CONSENT = 'nguoi-than-4'

/** The texts that say that a helper is told of somebody who does not learn. */
export const SILENCE_CONSENTS = ['nguoi-than-3', VIEWING_CONSENT]

/** An invitation that is open, by what it opens. */
export type OpenInvitation = { id: number; words: string } & (
  | { kind: 'family'; helperId: number; helperName: string; helperContactId: number; called: string }
  /** A new chat for a learner who is known; made by a helper, or by an officer of their branch. */
  | { kind: 'relink'; learnerId: number; by: 'helper' | 'officer'; makerContactId: number | null }
  | { kind: 'branch'; branchId: string; branchName: string; communeId: string | null }
  /** The card of somebody on the class list of a branch; whose it is stands on the card and is told to nobody here. */
  | { kind: 'class-list'; branchId: string; branchName: string; communeId: string | null }
)

/** Three words for a new chat of a learner can be said for so many days, once. */
export const RELINK_DAYS = 14
/**
 * A helper's words for a new chat open nothing for so long, unless the learner says yes in a chat they have: time to say
 * no. Without a yes those of a helper who may not see never open anything. As long one helper makes no others for the same
 * learner.
 */
const RELINK_WAIT_MS = 24 * 60 * 60 * 1000

/** From when on words work that a helper makes at `at`. */
export const relinkWorksFrom = (at: Date): Date => new Date(at.getTime() + RELINK_WAIT_MS)
/** Whoever made words after this moment makes no others at `at`. */
export const relinkPause = (at: Date): Date => new Date(at.getTime() - RELINK_WAIT_MS)

/** Where a learner is stuck: never what they wrote. */
export type StuckAt = { lessonId: string; step: number } | { exercise: string; step: number }

export const HELP_ANSWERS = ['calling', 'coming', 'later'] as const
export type HelpAnswer = (typeof HELP_ANSWERS)[number]

declare const checked: unique symbol

/**
 * Leave to look at one learner: made only from a helping in which the learner lets the helper see ({@link viewingOf}),
 * so that nothing of a learner can be read for a helper without a consent that holds now.
 */
export interface Viewing {
  readonly [checked]: true
  readonly helpingId: number
  readonly learnerId: number
  readonly called: string
}

/** Null where the learner does not let this helper see. */
export function viewingOf({ id, learnerId, called, sees }: Helping): Viewing | null {
  return sees ? ({ helpingId: id, learnerId, called } as Viewing) : null
}

/** So many invitations of one helper may wait for an answer. */
export const MOST_INVITATIONS = 10
const INVITED_MS = 14 * 24 * 60 * 60 * 1000

/** Until when an invitation made at `at` can be answered: 14 days. */
export const invitedUntil = (at: Date): Date => new Date(at.getTime() + INVITED_MS)
