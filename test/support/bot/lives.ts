import fc from 'fast-check'
import { COMMANDS, type Intent } from '../../../src/domain/intent.js'
import type { StandingBy } from '../../../src/domain/family.js'
import type { Region } from '../../../src/domain/learner.js'
import type { Result } from '../../../src/domain/turn/turn.js'
import type { Curriculum } from '../../../src/domain/curriculum.js'
import { Walker } from './walker.js'
import { rounds } from '../long.js'

/** What a learner may do at any time; `at` points into the options that are open then. */
type Act = { wait: number } & (
  { kind: 'press'; at: number } | { kind: 'right' } | { kind: 'does'; input: Intent }
)

const does = (input: Intent) => ({ kind: 'does' as const, input })
const input: fc.Arbitrary<Intent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...COMMANDS).map((command) => ({ kind: 'command' as const, command })),
  },
  fc
    .constantFrom('being-called', 'money-gone', 'health')
    .map((which) => ({ kind: 'emergency' as const, which })),
  fc.constant({ kind: 'stale' as const }),
  fc
    .constantFrom('sticker', 'voice', 'photo', 'video', 'file', 'other')
    .map((what) => ({ kind: 'media' as const, what })),
  fc.record({
    kind: fc.constant('words' as const),
    text: fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('bà', 'gọi tôi là cụ', '', '{goi}', '\0'),
    ),
    masked: fc.boolean(),
  }),
)
const act: fc.Arbitrary<Act> = fc
  .tuple(
    fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 60, 11 * 60, 13 * 60, 25 * 60, 9 * 24 * 60),
    fc.oneof(
      { weight: 6, arbitrary: fc.constant({ kind: 'right' as const }) },
      { weight: 4, arbitrary: fc.nat(5).map((at) => ({ kind: 'press' as const, at })) },
      { weight: 3, arbitrary: input.map(does) },
    ),
  )
  .map(([wait, what]) => ({ wait, ...what }))
const life = fc.record({
  region: fc.constantFrom('bac' as const, 'nam' as const),
  seeds: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    minLength: 3,
    maxLength: 7,
  }),
  consent: fc.constantFrom('yes' as const, 'yes' as const, 'yes' as const, 'no' as const, null),
  /** Lessons finished before, by somebody who is kept. */
  ahead: fc.constantFrom(0, 1, 2, 3, 4, 6, Infinity),
  /** Somebody in a hurry answers within a second. */
  pace: fc.constantFrom(60_000, 60_000, 60_000, 1_000),
  helpers: fc.constantFrom(0, 1, 3),
  acts: fc.array(act, { minLength: 15, maxLength: 60 }),
})

const HELPERS: readonly StandingBy[] = ['Hoa', 'Minh', 'Lan'].map((helperName, at) => ({
  helpingId: at + 1,
  helperName,
  sees: at !== 1,
  hearsOfScams: true,
  reachable: at !== 2,
  onWeb: at === 0,
}))

/** One turn of a life: what stood before it, what was done and what came of it. */
export interface Moment {
  before: Pick<Walker, 'learner' | 'session' | 'prompt' | 'now'>
  input: Parameters<Walker['take']>[0]
  result: Result
  walk: Walker
}

/** Lives made-up lives in any mode, and looks at every turn of them. */
export function everyTurn(
  curriculum: Curriculum,
  look: (moment: Moment) => void,
  numRuns = rounds(40, 120),
): void {
  fc.assert(
    fc.property(life, ({ region, seeds, consent, ahead, pace, helpers, acts }) => {
      const walk = beginning(curriculum, region, consent, consent === 'yes' ? ahead : 0)
      let drawn = 0
      walk.random = () => seeds[drawn++ % seeds.length]!
      walk.pace = pace
      walk.helpers = HELPERS.slice(0, helpers)
      for (const one of acts) {
        walk.later(one.wait)
        const { learner, session } = walk
        const next = inputOf(walk, one)
        if (next.kind === 'form-ended') walk.prompt = null
        const before = { learner, session, prompt: walk.prompt, now: new Date(walk.now.getTime() + pace) }
        look({ before, input: next, result: walk.take(next), walk })
      }
    }),
    { numRuns },
  )
}

const begun = new WeakMap<Curriculum, Map<string, Walker>>()

/** Somebody so far along; the way there is gone once. */
function beginning(
  curriculum: Curriculum,
  region: Region,
  consent: 'yes' | 'no' | null,
  ahead: number,
): Walker {
  const name = `${region} ${consent} ${ahead}`
  const known = begun.get(curriculum) ?? new Map<string, Walker>()
  begun.set(curriculum, known)
  if (!known.has(name)) {
    const walk = new Walker(region, curriculum)
    const lessons = Math.min(ahead, curriculum.path.length)
    if (consent !== null) walk.begin(consent)
    if (consent === 'yes') walk.until(({ learner }) => learner.finished.length >= lessons)
    known.set(name, walk)
  }
  const { learner, session, prompt, now, events } = known.get(name)!
  const walk = Object.assign(new Walker(region, curriculum), { learner, session, prompt, now })
  walk.events.push(...events)
  return walk
}

/** A press goes to the open prompt, as the program reads it; while a form is open, any act ends the form. */
function inputOf(walk: Walker, one: Act): Moment['input'] {
  if (walk.session !== null && walk.session.form !== null)
    return { kind: 'form-ended', form: walk.session.form }
  if (one.kind === 'does') return one.input
  const open = walk.prompt
  const option =
    one.kind === 'right' ? (open?.item?.right ?? open?.options[0]?.id) : open?.options[one.at]?.id
  return option === undefined ? { kind: 'stale' } : { kind: 'choose', option, by: 'press' }
}
