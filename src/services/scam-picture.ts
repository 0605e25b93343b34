import { dayNumber } from '../domain/calendar.js'
import { nameOn, treeOn } from '../domain/place-tree.js'
import { NO_SCAM_WEEK, scamSentence } from '../domain/scam-sentences.js'
import type { Scope } from '../domain/scope.js'
import type { Places } from '../store/places.js'
import type { PublishedScam, ScamWeeks } from '../store/scam-weeks.js'

export interface ScamPictureDeps {
  places: Pick<Places, 'spans'>
  weeks: Pick<ScamWeeks, 'read'>
  /** Whether invented weeks are told in place of real ones. */
  isDemo: boolean
  /** What a kind of scam is called. */
  titleOf: (kind: string) => string
}

/** A screen has room for so many. */
const MOST_PROVINCES = 3

/** Of a province what is published, each week and kind, the newest week first. */
export interface ProvinceScams {
  id: string
  name: string
  cells: PublishedScam[]
}

/**
 * What scams went round in the officer's province; for who sees more than one place, in each province of which a week is
 * published.
 */
export async function scamsInReach(
  scope: Scope,
  at: Date,
  { places, weeks, isDemo }: Omit<ScamPictureDeps, 'titleOf'>,
): Promise<ProvinceScams[]> {
  const spans = (await places.spans()).filter((span) => isDemo || !span.isDemo)
  const tree = treeOn(spans, dayNumber(at))
  const provinces =
    scope.kind === 'place'
      ? [tree.ancestorsOf(scope.placeId).at(-1) ?? scope.placeId]
      : tree.childrenOf(null).slice()
  const found: ProvinceScams[] = []
  for (const id of provinces) {
    const cells = await weeks.read(id, isDemo)
    if (cells.length > 0) found.push({ id, name: nameOn(spans, id, dayNumber(at)) ?? id, cells })
  }
  return found
}

/** The newest week of each of these provinces in a sentence, as a chat has room for them. */
export async function scamPicture(scope: Scope, at: Date, deps: ScamPictureDeps): Promise<string[]> {
  const sentences = (await scamsInReach(scope, at, deps)).map(({ name, cells }) => {
    const { week } = cells[0]!
    const ofWeek = cells.filter((cell) => cell.week === week)
    return `${deps.isDemo ? 'DEMO – ' : ''}${scamSentence(name, week, ofWeek, deps.titleOf)}`
  })
  return sentences.length === 0 ? [NO_SCAM_WEEK] : sentences.slice(0, MOST_PROVINCES)
}
