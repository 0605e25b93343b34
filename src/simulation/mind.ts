import type { Day } from '../domain/calendar.js'
import type { Profile } from './profile.js'
import type { Luck } from './random.js'

/** What a simulated learner truly knows of one skill. */
interface Knowledge {
  known: boolean
  wasKnown: boolean
  halfLife: number
  /** The day up to which forgetting was drawn. */
  on: Day
  /** The last day of practice; at the start the first day, for nobody knows what was before. */
  practisedOn: Day
  forgetting: Luck
}

/** The true state of one simulated learner, which the engine never sees. */
export interface Mind {
  /** Whether the skill is known on this day. */
  knows(skill: string, day: Day): boolean
  /** A lesson, or an answer with feedback; `by` is the chance to learn what is not known. */
  practise(skill: string, day: Day, by: number): void
}

/** No practice makes a half-life longer than this, days. */
const LONGEST = 365
/** What was known once is learned again so much more easily. */
const SAVINGS = 2

/**
 * A mind on the first day; `skills` of each area, safety first. `luckFor` gives each part of the mind luck of
 * its own: each night draws once for each skill, so what is asked and what is looked at changes nobody's forgetting.
 */
export function createMind(
  { start, memory }: Profile,
  areas: readonly (readonly string[])[],
  firstDay: Day,
  luckFor: (part: string) => Luck,
): Mind {
  const beginning = luckFor('beginning')
  const learning = luckFor('learning')
  const skills = new Map<string, Knowledge>()
  for (const area of areas) {
    const unknown = 'of4' in start ? area.length - start.of4 : 0
    // Which one is missing differs from learner to learner.
    const from = Math.floor(beginning() * area.length)
    area.forEach((skill, at) => {
      const known =
        'of4' in start ? (at - from + area.length) % area.length >= unknown : beginning() < start.share
      skills.set(skill, {
        known,
        wasKnown: known,
        halfLife: known ? 4 * memory.halfLife : memory.halfLife,
        on: firstDay,
        practisedOn: firstDay,
        forgetting: luckFor(`forgetting ${skill}`),
      })
    })
  }

  const today = (skill: string, day: Day): Knowledge => {
    const knowledge = skills.get(skill)!
    if (knowledge.on < day) sleep(knowledge, day)
    return knowledge
  }

  return {
    knows: (skill, day) => today(skill, day).known,
    practise(skill, day, by) {
      const knowledge = today(skill, day)
      const gap = day - knowledge.practisedOn
      if (knowledge.known) knowledge.halfLife = lengthened(knowledge.halfLife, gap, memory.growth)
      else if (learning() < by * (knowledge.wasKnown ? SAVINGS : 1)) {
        knowledge.halfLife = knowledge.wasKnown
          ? Math.max(memory.halfLife, knowledge.halfLife / 2)
          : memory.halfLife
        knowledge.known = true
        knowledge.wasKnown = true
      }
      knowledge.practisedOn = day
    },
  }
}

/** One draw a night up to `day`, also of what is not known: the luck of a night is the same in any case. */
function sleep(knowledge: Knowledge, day: Day): void {
  const kept = 2 ** (-1 / knowledge.halfLife)
  for (; knowledge.on < day; knowledge.on++) if (knowledge.forgetting() >= kept) knowledge.known = false
}

/** Practice makes memory last the longer the more was nearly forgotten; cramming does little. */
function lengthened(halfLife: number, gap: number, growth: number): number {
  if (halfLife >= LONGEST) return halfLife
  const spacing = Math.min(1, gap / (halfLife / 3))
  return Math.min(LONGEST, halfLife * growth ** spacing)
}
