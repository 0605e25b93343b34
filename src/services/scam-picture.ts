import { dayNumber } from '../domain/calendar.js'
import { nameOn, treeOn } from '../domain/place-tree.js'
import { NO_SCAM_WEEK, scamSentence } from '../domain/scam-sentences.js'
import type { Scope } from '../domain/scope.js'
import type { Places } from '../store/places.js'
import type { ScamWeeks } from '../store/scam-weeks.js'

export interface ScamPictureDeps {
  places: Pick<Places, 'spans'>
  weeks: Pick<ScamWeeks, 'read'>
  /** What a kind of scam is called. */
  titleOf: (kind: string) => string
}

/** A screen has room for so many. */
const MOST_PROVINCES = 3

/**
 * What scams went round in the newest week that is published, a sentence for the officer's province; for who sees more
 * than one place, for each province of which there is a week.
 */
export async function scamPicture(scope: Scope, at: Date, deps: ScamPictureDeps): Promise<string[]> {
  const spans = (await deps.places.spans()).filter(({ isDemo }) => !isDemo)
  const tree = treeOn(spans, dayNumber(at))
  const provinces =
    scope.kind === 'place'
      ? [tree.ancestorsOf(scope.placeId).at(-1) ?? scope.placeId]
      : tree.childrenOf(null).slice()
  const sentences: string[] = []
  for (const province of provinces) {
    const cells = await deps.weeks.read(province)
    const week = cells[0]?.week
    if (week === undefined) continue
    const name = nameOn(spans, province, dayNumber(at)) ?? province
    const ofWeek = cells.filter((cell) => cell.week === week)
    sentences.push(scamSentence(name, week, ofWeek, deps.titleOf))
  }
  return sentences.length === 0 ? [NO_SCAM_WEEK] : sentences.slice(0, MOST_PROVINCES)
}
