import type { Event } from '../domain/events.js'
import type { Recognition } from '../domain/recognition.js'

type Of<K extends Event['kind']> = Extract<Event, { kind: K }>

/** What the turn's last statement writes, and the ledger after it, for this learner. */
export interface Kept {
  learnerId: number | null
  attempt: Of<'attempted'> | null
  /** One for each skill, its entries in order. */
  observed: Of<'observed'>[]
  /** Ends that moved, one for each level and subject. */
  ends: Recognition[]
  /** Named steps reached, in their order. */
  reached: Recognition[]
  made: Of<'listening-made'>[]
}

export const NOTHING_KEPT: Kept = {
  learnerId: null,
  attempt: null,
  observed: [],
  ends: [],
  reached: [],
  made: [],
}

/** Adds what was seen of a learner; of nobody, in a trial, nothing is. */
export function withSeen(kept: Kept, event: Of<'observed'> | Of<'recognised'>): Kept {
  if (kept.learnerId === null) return kept
  return event.kind === 'observed' ? withObserved(kept, event) : withRecognised(kept, event)
}

/** Two observations of one skill in a turn are one: all entries, the last state. */
function withObserved(kept: Kept, event: Of<'observed'>): Kept {
  if (event.added.length === 0) throw new Error(`nothing was observed of ${event.skill}`)
  const same = kept.observed.find(({ skill }) => skill === event.skill)
  if (same === undefined) return { ...kept, observed: [...kept.observed, event] }
  const both = { ...event, added: [...same.added, ...event.added] }
  return { ...kept, observed: kept.observed.map((one) => (one === same ? both : one)) }
}

/** A step reached in this very turn takes a later end with it; an older one keeps the last end it was given. */
function withRecognised(kept: Kept, { recognition, isNew }: Of<'recognised'>): Kept {
  const { reached, ends } = kept
  if (isNew) return { ...kept, reached: [...reached, recognition] }
  const isSame = ({ level, subject }: Recognition): boolean =>
    level === recognition.level && subject === recognition.subject
  const place = reached.findLastIndex(isSame)
  if (place >= 0) return { ...kept, reached: reached.with(place, recognition) }
  return { ...kept, ends: [...ends.filter((one) => !isSame(one)), recognition] }
}
