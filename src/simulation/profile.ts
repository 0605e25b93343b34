/**
 * How a simulated learner truly is. All of it is assumed until a pilot with real elders; `docs/method.md` says
 * so. Rates are shares from 0 to 1, half-lives are days.
 */
export interface Profile {
  /** How many skills of an area are known at the start: a share of chance each, or so many of the four. */
  start: { share: number } | { of4: number }
  /** Chance that a lesson teaches an unknown skill; that feedback or a worked example does. */
  learn: { lesson: number; feedback: number }
  /** Days until half of what was just learned is forgotten, and what a day of practice multiplies it by. */
  memory: { halfLife: number; growth: number }
  /** Errors of somebody who knows: for a question, and for a whole task. */
  slip: { question: number; task: number }
  /** Without knowing: picks among all choices, strikes out one wrong choice first, or now this, now that. */
  guess: 'any' | 'strikes-one' | 'either'
  /** Opens a lesson by trying at once: always, never, or when they know the skill. */
  tries: 'always' | 'never' | 'when-known' | 'either'
  /** Takes what they are told; who does not, taps the same way whatever is said. */
  listens: boolean
}

const NEVER = { lesson: 0, feedback: 0 }
const FOR_EVER = { halfLife: Infinity, growth: 1 }
const USUAL_SLIP = { question: 0.1, task: 0.25 }

export const PROFILES = {
  'random-clicker': {
    start: { of4: 0 },
    learn: NEVER,
    memory: FOR_EVER,
    slip: USUAL_SLIP,
    guess: 'any',
    tries: 'either',
    listens: false,
  },
  eliminator: {
    start: { of4: 0 },
    learn: NEVER,
    memory: FOR_EVER,
    slip: USUAL_SLIP,
    guess: 'strikes-one',
    tries: 'either',
    listens: true,
  },
  'knows-3-of-4': {
    start: { of4: 3 },
    learn: NEVER,
    memory: FOR_EVER,
    slip: USUAL_SLIP,
    guess: 'strikes-one',
    tries: 'always',
    listens: true,
  },
  'already-proficient': {
    start: { of4: 4 },
    learn: NEVER,
    memory: FOR_EVER,
    slip: USUAL_SLIP,
    guess: 'strikes-one',
    tries: 'when-known',
    listens: true,
  },
  normal: {
    start: { share: 0.2 },
    learn: { lesson: 0.45, feedback: 0.25 },
    memory: { halfLife: 14, growth: 2 },
    slip: USUAL_SLIP,
    guess: 'either',
    tries: 'when-known',
    listens: true,
  },
  slow: {
    start: { share: 0.1 },
    learn: { lesson: 0.2, feedback: 0.1 },
    memory: { halfLife: 10, growth: 1.7 },
    slip: { question: 0.12, task: 0.3 },
    guess: 'either',
    tries: 'never',
    listens: true,
  },
  forgetter: {
    start: { share: 0.2 },
    learn: { lesson: 0.45, feedback: 0.25 },
    memory: { halfLife: 4, growth: 1.7 },
    slip: USUAL_SLIP,
    guess: 'either',
    tries: 'when-known',
    listens: true,
  },
  'slips-often': {
    start: { of4: 4 },
    learn: NEVER,
    memory: FOR_EVER,
    slip: { question: 0.2, task: 0.4 },
    guess: 'strikes-one',
    tries: 'when-known',
    listens: true,
  },
} satisfies Record<string, Profile>

export type ProfileName = keyof typeof PROFILES
export const PROFILE_NAMES = Object.keys(PROFILES) as ProfileName[]

/** Of the slips of somebody who knows, the share that «… phải không?» makes them notice. */
export const NOTICED_WHEN_ASKED = 0.5
