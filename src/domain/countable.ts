import type { Day } from './calendar.js'
import type { NotCounted, Shown } from './evidence.js'
import type { Exercise } from './exercise.js'
import type { Mastery } from './mastery.js'
import type { Rule } from './rule.js'

/** How an exercise is put. */
export interface Showing {
  /** We do it together or show it: its answer says nothing. */
  guided: boolean
  placement: boolean
  /** Somebody sits beside the learner, said before. */
  helper: boolean
  /** Newcomers guess it too often. */
  leaks: boolean
}

export const wasSeen = (
  { seen }: Mastery,
  exercise: string,
  day: Day,
  { variantRestDays }: Rule,
): boolean => {
  const on = seen[exercise]
  return on !== undefined && day - on < variantRestDays
}

/**
 * What the answer to an exercise will move, fixed when it is shown: counted exercises are first attempts at an
 * unseen variant, alone, at most three of a skill a day.
 */
export function shownFact(
  { key, type }: Exercise,
  mastery: Mastery,
  showing: Showing,
  day: Day,
  rule: Rule,
): Shown {
  const why = whyNot(key, type, mastery, showing, day, rule)
  const tells = why !== 'guided' && why !== 'helper' && why !== 'seen'
  return {
    kind: 'shown',
    exercise: key,
    type,
    counts: why === null,
    tells,
    placement: tells && showing.placement,
    why,
  }
}

function whyNot(
  key: string,
  type: Exercise['type'],
  mastery: Mastery,
  showing: Showing,
  day: Day,
  rule: Rule,
): NotCounted | null {
  if (showing.guided) return 'guided'
  if (showing.helper) return 'helper'
  if (wasSeen(mastery, key, day, rule)) return 'seen'
  if (showing.placement) return 'placement'
  if (rule.rates[type].evidence === null) return 'pair'
  if (mastery.lastEvidenceOn === day && mastery.shownThatDay >= rule.countedPerDay) return 'enough-today'
  return showing.leaks ? 'leaks' : null
}
