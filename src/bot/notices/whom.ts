import type { TurnContext } from '../turn-context.js'

/**
 * How a learner is spoken of on the chat of this turn: `own` where they are learning there just now, else by the name
 * they have there (`profile`). Null for who learns on no such chat: then nothing is told.
 */
export function spokenOf(
  { learner, pending }: TurnContext,
  learnerId: number,
): { own: true } | { own: false; profile: string } | null {
  if (learner.id === learnerId) return { own: true }
  const profile = pending.profiles.find((one) => one.learnerId === learnerId)
  return profile === undefined ? null : { own: false, profile: profile.name }
}
