import type { Day } from './calendar.js'
import type { Held, Mastery } from './mastery.js'
import { TAUGHT_STABILITY, daysUntilBelow } from './memory.js'
import type { Rule } from './rule.js'

/** Whether everything the rule asks for is there, apart from a counted pass today. */
export const isEarned = (mastery: Mastery, { award }: Rule): boolean =>
  mastery.p >= award.mastery &&
  (mastery.firstHeldOn !== null ||
    (mastery.e >= award.evidence &&
      mastery.tasksPassed >= award.tasks &&
      mastery.evidenceDays >= award.days &&
      (mastery.lastEvidenceOn ?? 0) - (mastery.firstEvidenceOn ?? 0) >= award.spanDays))

/** Gives, lengthens, shakes or ends the recognition after an observation. */
export function recognise(mastery: Mastery, passed: boolean, day: Day, rule: Rule): Mastery {
  const { held } = mastery
  if (held !== null) return { ...mastery, held: lengthened(mastery, held, day, rule) }
  if (!passed || isFailing(mastery, rule) || !isEarned(mastery, rule)) return mastery
  const fresh: Held = { on: day, until: day, rule: rule.version, shakenOn: null }
  return {
    ...mastery,
    held: lengthened(mastery, fresh, day, rule),
    firstHeldOn: mastery.firstHeldOn ?? day,
  }
}

/** Whether today's answers end a recognition, whatever P is. */
function isFailing({ failedDays, missed }: Mastery, { lapse: { doubt } }: Rule): boolean {
  return doubt.kind === 'failed-days' ? failedDays >= doubt.days : missed >= doubt.inARow
}

/** How long the recognition holds from today's answers on. */
export function lengthened(mastery: Mastery, held: Held, day: Day, rule: Rule): Held {
  const { below, keepDays, doubt } = rule.lapse
  if (mastery.p < below) return { ...held, shakenOn: day, until: day }
  // Today it was still so; a pass may save it while the day lasts.
  if (isFailing(mastery, rule)) return { ...held, shakenOn: day, until: day + 1 }
  if (doubt.kind === 'misses' && mastery.missed > 0) {
    const shakenOn = held.shakenOn ?? day
    return { ...held, shakenOn, until: Math.min(held.until, shakenOn + 1 + doubt.retestDays) }
  }
  const until = Math.min(fadesOn(mastery, below), keptUntil(mastery, held, keepDays))
  return { ...held, shakenOn: null, until }
}

/** The first day on which P will be below `share` if nothing more is observed. */
const fadesOn = ({ p, pOn, memory }: Mastery, share: number): Day =>
  (pOn ?? 0) + Math.floor(daysUntilBelow(share / p, memory?.stability ?? TAUGHT_STABILITY)) + 1

const keptUntil = ({ passedOn }: Mastery, held: Held, keepDays: number): Day =>
  Math.max(passedOn ?? 0, held.on) + keepDays
