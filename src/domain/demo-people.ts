import { type AssociationGroup, groupsOf } from './group.js'
import {
  AGES,
  AWARE_OF_ALL,
  type Age,
  type GroupCounted,
  type Measure,
  type Measured,
  SEXES,
  type Sex,
  groupMeasure,
} from './release-tables.js'
import { seeded } from './seeded.js'

/** From a month on, until another; months are counted from the first of the demo. */
export interface Held {
  from: number
  /** Not included; Infinity while it holds. */
  until: number
}

/** Somebody invented: nobody's data, in no table of learners. */
export interface DemoPerson {
  branch: string
  sex: Sex
  age: Age
  /** What they are in the association, as their branch said. */
  group: AssociationGroup | null
  /** 0 to 255. */
  key: number
  /** Enrolled, and confirmed by the branch. */
  enrolled: Held
  /** Months from which on: Infinity for never. */
  assessedFrom: number
  safeFrom: number
  themesFrom: readonly number[]
  /** By area; lost and won back, in order. */
  areas: readonly (readonly Held[])[]
}

/** Enrolment grows fast over so many months, and slowly for four years after. */
const GROWS_FOR = 14
const GOES_ON_FOR = 48
/** Those who come after the fast months, as a share of those within them. */
const LATER = 0.28
/** So far ahead lives are invented: five years of months. */
const HORIZON = 60
const NEVER = Infinity

/** People of branches that have about so many learners after the fast months. */
export function demoPeople(
  branches: readonly { branch: string; learners: number }[],
  measured: Measured,
  seed: number,
): DemoPerson[] {
  const random = seeded(seed)
  // Drawn apart: whatever is said of somebody changes nothing else of them.
  const said = seeded(seed + 1)
  return branches.flatMap(({ branch, learners }) =>
    Array.from({ length: Math.round(learners * (1 + LATER)) }, (_, at) => ({
      ...personOf(branch, measured, at < learners, random),
      group: groupDrawn(said()),
    })),
  )
}

/** Some are officials, most others members; of the rest nobody said. */
const OFFICIALS = 0.04
const MEMBERS = 0.66
function groupDrawn(drawn: number): AssociationGroup | null {
  if (drawn < OFFICIALS) return 'can-bo'
  return drawn < OFFICIALS + MEMBERS ? 'hoi-vien' : null
}

function personOf(
  branch: string,
  { areas, themes }: Measured,
  isEarly: boolean,
  random: () => number,
): Omit<DemoPerson, 'group'> {
  const oneOf = <T>(all: readonly T[], shares: readonly number[]): T => {
    let left = random()
    for (const [at, share] of shares.entries()) {
      left -= share
      if (left < 0) return all[at]!
    }
    return all[shares.length]!
  }
  /** How many months until something happens that has this chance a month. */
  const wait = (chance: number): number => Math.floor(Math.log(1 - random()) / Math.log(1 - chance))

  const early = random() < 0.22 ? 0 : Math.floor(random() * GROWS_FOR)
  const from = isEarly ? early : GROWS_FOR + Math.floor(random() * GOES_ON_FOR)
  const enrolled: Held = { from, until: from + 6 + wait(0.004) }
  const pace = 0.05 + 0.4 * random() ** 1.5
  const assessedFrom = random() < 0.14 ? NEVER : from + wait(0.6)
  return {
    branch,
    sex: oneOf(SEXES, [0.38, 0.6]),
    age: oneOf(AGES, [0.56, 0.31, 0.11]),
    key: Math.floor(random() * 256),
    enrolled,
    assessedFrom,
    safeFrom: assessedFrom + 1 + wait(pace),
    // Awareness comes first: its lessons need no exercise.
    themesFrom: themes.map(() => from + wait(0.35)),
    areas: areas.map(() => lives(assessedFrom + 1 + wait(pace), wait)),
  }
}

/** An area made one's own, lost after months, and won back after one or two. */
function lives(first: number, wait: (chance: number) => number): Held[] {
  const held: Held[] = []
  for (let from = first; from < HORIZON;) {
    const until = from + 3 + wait(0.025)
    held.push({ from, until })
    from = until + 1 + wait(0.5)
  }
  return held
}

const holds = ({ from, until }: Held, month: number): boolean => from <= month && month < until
const holdsArea = (spans: readonly Held[], month: number): boolean => spans.some((span) => holds(span, month))
const isProficient = ({ areas }: DemoPerson, month: number): boolean =>
  areas.every((spans) => holdsArea(spans, month))

/** What holds of somebody at the end of a month; nothing before they came or after they went. */
export function measuresIn(person: DemoPerson, month: number, { areas, themes }: Measured): Measure[] {
  if (!holds(person.enrolled, month)) return []
  const held: Measure[] = ['enrolled']
  if (person.assessedFrom <= month) held.push('assessed')
  let own = 0
  for (const [at, area] of areas.entries()) {
    if (!holdsArea(person.areas[at]!, month)) continue
    own++
    held.push(`area:${area}`)
  }
  const proficient = own === areas.length
  if (own >= 4) held.push('at-least-4')
  if (proficient) held.push('proficient')
  if (proficient || person.safeFrom <= month) held.push('safe')
  const last = proficient ? month : lastProficient(person, month - 1)
  if (last !== null) held.push('ever-proficient')
  // Areas are lost in the second half of a month, so two month ends later it is less than 60 days ago.
  if (last !== null && last < month && month - last <= 2) held.push('lapsed-60')
  const reached = themes.filter((_, at) => person.themesFrom[at]! <= month)
  const aware = reached.map((theme): Exclude<GroupCounted, 'enrolled'> => `aware:${theme}`)
  if (themes.length > 0 && reached.length === themes.length) aware.push(AWARE_OF_ALL)
  held.push(...aware)
  for (const group of groupsOf(person.group))
    held.push(...(['enrolled', ...aware] as const).map((measure) => groupMeasure(group, measure)))
  return held
}

/** The last month up to this one in which they were proficient; null where there was none. */
function lastProficient(person: DemoPerson, month: number): number | null {
  const first = Math.max(...person.areas.map((spans) => spans[0]?.from ?? NEVER))
  for (let at = month; at >= first; at--) if (isProficient(person, at)) return at
  return null
}
