import { dayNumber } from '../calendar.js'
import type { EvidenceFact } from '../evidence.js'
import type { Event } from '../events.js'
import type { Learner } from '../learner.js'
import { append, nextEvidence } from '../append.js'
import { newMastery } from '../mastery.js'
import { changedSince, recognitionsOn } from '../recognition.js'
import type { Reached } from '../session.js'
import type { World } from './turn.js'

/** What observing needs to know of a learner. */
type Known = Pick<Learner, 'id' | 'mastery' | 'recognitions'>

/** A learner of whom something more is known, the events that say so, and the named steps it reached. */
export interface Observed<L extends Known = Learner> {
  learner: L
  events: Event[]
  reached: Reached[]
}

/** Appends facts to the log of a skill and draws everything that follows from them. */
export function observe<L extends Known>(
  learner: L,
  skill: string,
  facts: readonly EvidenceFact[],
  world: Pick<World, 'curriculum' | 'now'>,
  at: Date = world.now,
): Observed<L> {
  // In a trial nothing is kept, so nothing is observed either.
  if (learner.id === null) return { learner, events: [], reached: [] }
  const { curriculum } = world
  const rule = curriculum.rules.current
  let mastery = learner.mastery[skill] ?? newMastery(rule)
  const added = facts.map((fact) => {
    const entry = nextEvidence(mastery, fact, at, rule)
    mastery = append(mastery, entry, rule)
    return entry
  })
  const known = { ...learner, mastery: { ...learner.mastery, [skill]: mastery } }
  const observed: Event = { kind: 'observed', skill, added, mastery }
  if (facts.every(({ kind }) => kind === 'shown')) return { learner: known, events: [observed], reached: [] }

  // Recognitions move today, also by an entry of an earlier day: no past day is told anew.
  const day = dayNumber(world.now)
  const recognitions = recognitionsOn(day, learner.recognitions, known.mastery, curriculum)
  const changes = changedSince(learner.recognitions, recognitions)
  return {
    learner: changes.length === 0 ? known : { ...known, recognitions },
    events: [observed, ...changes.map((change) => ({ kind: 'recognised', ...change }) as const)],
    reached: changes
      .filter(({ isNew }) => isNew)
      .map(({ recognition: { level, subject } }) => ({ level, subject, day })),
  }
}

/** Exercises left open for a day count as wrong, at the moment the day was over. */
export function closeOverdue<L extends Known>(
  learner: L,
  world: Pick<World, 'curriculum' | 'now'>,
): { learner: L; events: Event[] } {
  const { abandonMs } = world.curriculum.rules.current
  const before = world.now.getTime() - abandonMs
  const overdue = Object.entries(learner.mastery)
    .flatMap(([skill, { open }]) => (open === null || open.at > before ? [] : [{ skill, shownAt: open.at }]))
    .toSorted((one, other) => one.shownAt - other.shownAt)
  let known = learner
  const events: Event[] = []
  for (const { skill, shownAt } of overdue) {
    const observed = observe(known, skill, [{ kind: 'abandoned' }], world, new Date(shownAt + abandonMs))
    known = observed.learner
    events.push(...observed.events)
  }
  return { learner: known, events }
}
