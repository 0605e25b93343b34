import type { Day } from './calendar.js'
import { type CheckedCount, SCAM_KINDS } from './scam-week.js'
import { seeded } from './seeded.js'

/** About so many people of a province have a message of one kind checked in a week, the kind that goes round most. */
const MOST = 60
const WEEK = 7
/** So many weeks a kind stays on top before another takes its place. */
const WAVE = 6

/**
 * What invented people had checked in a week, by kind: one kind swells and ebbs before the next does, most stay small.
 * The same each time; nobody's messages.
 * @param branch where all of them are
 */
export function demoScamCounts(branch: string, seed: number, week: Day): CheckedCount[] {
  const nth = Math.floor(week / WEEK)
  const random = seeded(seed + nth)
  const onTop = (seed + Math.floor(nth / WAVE)) % SCAM_KINDS.length
  const swell = 0.4 + 0.6 * Math.sin((Math.PI * ((nth % WAVE) + 1)) / (WAVE + 1))
  return SCAM_KINDS.map((kind, at) => {
    const usual = MOST / (2 + ((at + seed) % SCAM_KINDS.length))
    const people = Math.round((at === onTop ? MOST * swell : usual) * (0.8 + 0.4 * random()))
    return { branch, kind, people, keySum: Math.floor(256 * random()) }
  })
}
