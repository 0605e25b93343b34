import type { Curriculum } from '../domain/curriculum.js'
import type { Learner } from '../domain/learner.js'
import type { Prompt } from '../domain/prompt.js'
import type { Session } from '../domain/session.js'
import { step } from '../domain/turn/step.js'
import type { Input } from '../domain/turn/turn.js'
import { type Seed, luckFrom } from './random.js'

/** What stands before a simulated learner after their last input. */
export interface Sight {
  learner: Learner
  session: Session
  prompt: Prompt | null
}

/** Where a simulated learner sits: in memory, or through the whole way of a turn. */
export interface Seat {
  sight: Sight
  send(input: Input, at: Date): void | Promise<void>
}

/** A learner who agreed, did lesson 0 and was asked all later questions: what follows is learning alone. */
export const enrolledLearner = (id: number, curriculum: Curriculum): Learner => ({
  id,
  formOfAddress: 'bac',
  region: 'bac',
  placeId: null,
  birthYear: null,
  learningTime: 480,
  daysLearned: 0,
  lastDay: null,
  asked: ['hour', 'place', 'counting', 'birth-year'],
  consents: { learning: true },
  finished: curriculum.path.slice(0, 1),
  realLifeDone: [],
  mastery: {},
  recognitions: [],
  firstArea: null,
  laterAreas: [],
})

export const restingSession = (at: Date): Session => ({
  mode: { kind: 'rest' },
  trial: null,
  form: null,
  unclear: 0,
  seenAt: at.toISOString(),
  reviews: 0,
  slips: 0,
  asksBack: false,
  besideOn: null,
  hasty: 0,
  placed: false,
})

const NO_LEAKS: ReadonlySet<string> = new Set()

/** A seat in memory: nothing but the pure step. Each turn of the program has its own stream of `seed`. */
export function createMemorySeat(curriculum: Curriculum, learner: Learner, at: Date, seed: Seed): Seat {
  let turns = 0
  const seat = {
    sight: { learner, session: restingSession(at), prompt: null as Prompt | null },
    send(input: Input, now: Date) {
      const random = luckFrom(seed, turns++)
      const result = step(seat.sight, input, { curriculum, now, onWeb: false, leaks: NO_LEAKS, random })
      seat.sight = {
        learner: result.learner,
        session: result.session!,
        prompt:
          result.screen === null || (result.prompt === 'same' && seat.sight.prompt !== null)
            ? seat.sight.prompt
            : { stamp: '', options: result.screen.options, item: result.item, openedAt: now },
      }
    },
  }
  return seat
}
