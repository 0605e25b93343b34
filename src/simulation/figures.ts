import type { Course, Outcome } from './course.js'
import type { Moment, Story } from './story.js'

/** One line of the table for one area; shares are 0 to 1. */
export interface AreaFigures {
  profile: string
  learners: number
  certifiedEver: number
  certifiedAtEnd: number
  trulyKnowsAtEnd: number
  falsePositive: number
  falseNegative: number
  medianItems: number | null
  p90Items: number | null
  medianDays: number | null
  p90Days: number | null
}

/** What a person over all areas adds; null where the days do not reach so far. */
export interface PersonFigures {
  itemsPerDay: number
  attendance: number
  medianDaysAll5: number | null
  p90DaysAll5: number | null
  validAll5Day180: number | null
  validAll5Day365: number | null
  trulyAll5Day180: number | null
  falsePositiveAll5: number | null
  falseNegativeAll5: number | null
  /** Of the days since first counted, the mean share on which all five held. */
  validShareAll5: number | null
}

export function areaFigures(profile: string, outcomes: readonly Outcome[]): AreaFigures {
  const stories = outcomes.map(({ area }) => area)
  return {
    profile,
    learners: stories.length,
    certifiedEver: share(stories, ({ firstDay }) => firstDay !== null),
    ...atMoment(stories, 'end'),
    medianItems: quantile(stories, ({ firstItems }) => firstItems, 0.5),
    p90Items: quantile(stories, ({ firstItems }) => firstItems, 0.9),
    medianDays: quantile(stories, ({ firstDay }) => firstDay, 0.5),
    p90Days: quantile(stories, ({ firstDay }) => firstDay, 0.9),
  }
}

function atMoment(stories: readonly Story[], moment: Moment) {
  return {
    certifiedAtEnd: share(stories, ({ holds }) => holds[moment]),
    trulyKnowsAtEnd: share(stories, ({ truly }) => truly[moment]),
    falsePositive: share(stories, ({ holds, truly }) => holds[moment] && !truly[moment]),
    falseNegative: share(stories, ({ holds, truly }) => !holds[moment] && truly[moment]),
  }
}

export function personFigures(
  outcomes: readonly Outcome[],
  itemsPerDay: number,
  attendance: number,
  days: number,
): PersonFigures {
  const stories = outcomes.map(({ person }) => person)
  const on180 = days >= 180 ? atMoment(stories, 180) : null
  const shares = stories.flatMap(({ heldShare }) => heldShare ?? [])
  return {
    itemsPerDay,
    attendance,
    medianDaysAll5: quantile(stories, ({ firstDay }) => firstDay, 0.5),
    p90DaysAll5: quantile(stories, ({ firstDay }) => firstDay, 0.9),
    validAll5Day180: on180?.certifiedAtEnd ?? null,
    validAll5Day365: days >= 365 ? atMoment(stories, 365).certifiedAtEnd : null,
    trulyAll5Day180: on180?.trulyKnowsAtEnd ?? null,
    falsePositiveAll5: on180?.falsePositive ?? null,
    falseNegativeAll5: on180?.falseNegative ?? null,
    validShareAll5:
      shares.length === 0 ? null : rounded(shares.reduce((sum, one) => sum + one, 0) / shares.length),
  }
}

/** How often a learner of a class lacked anything unseen, as a line; null when nobody ever did. */
export function drySentence(
  { profile, budget, attendance }: Pick<Course, 'profile' | 'budget' | 'attendance'>,
  person: boolean,
  outcomes: readonly Outcome[],
): string | null {
  const mean = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length
  const reviews = mean(({ dryReviews }) => dryReviews)
  const days = mean(({ dryDays }) => dryDays)
  if (reviews === 0 && days === 0) return null
  const who = person
    ? `${profile}, ${budget} a day, comes on ${Math.round(attendance * 100)} % of days`
    : profile
  const due = mean(({ dueReviews }) => dueReviews)
  return `${who}: a learner had nothing unseen left for ${tenths(reviews)} of ${tenths(due)} due reviews, and nothing at all to do on ${tenths(days)} days\n`
}

/** One decimal; what is little but not nothing is not called nothing. */
const tenths = (value: number): string => (value > 0 && value < 0.05 ? 'fewer than 0.1' : value.toFixed(1))

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

const share = (stories: readonly Story[], holds: (story: Story) => boolean): number =>
  stories.length === 0 ? 0 : rounded(stories.filter(holds).length / stories.length)

/** The smallest value that at least the share `q` of those who have one do not exceed; null when nobody has. */
function quantile(
  stories: readonly Story[],
  value: (story: Story) => number | null,
  q: number,
): number | null {
  const sorted = stories.flatMap((story) => value(story) ?? []).toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? null
}
