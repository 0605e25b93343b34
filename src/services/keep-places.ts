import { CONTENT_SOURCE, spansOfContent } from '../domain/content-spans.js'
import type { Place } from '../domain/curriculum.js'
import { problemsOf } from '../domain/place-problems.js'
import type { PlaceSpan } from '../domain/place-tree.js'
import type { Places } from '../store/places.js'
import { changesBetween } from './import-places.js'

/** What became of the places of the content. */
export interface KeptPlaces {
  /** Spans that were written, new or mended. */
  written: number
  /** Places left out, as somebody imported what they contradict: for the log. */
  leftOut: readonly string[]
}

/**
 * Keeps what the content tells of places as part of the tree. A place of which anything was imported is left as it
 * is: the file that somebody entered knows more than the sample.
 */
export const keepPlaces = (store: Places, places: readonly Place[]): Promise<KeptPlaces> =>
  store.change((known) => {
    const { put, leftOut } = placesToKeep(spansOfContent(places), known)
    return { put, deed: null, result: { written: put.length, leftOut } }
  })

export function placesToKeep(
  told: readonly PlaceSpan[],
  known: readonly PlaceSpan[],
): { put: PlaceSpan[]; leftOut: string[] } {
  const imported = new Set(
    known.flatMap(({ placeId, source }) => (source.startsWith(CONTENT_SOURCE) ? [] : [placeId])),
  )
  let kept = told.filter(({ placeId }) => !imported.has(placeId))
  const leftOut = new Set<string>()
  // What hangs on a place that is left out goes with it, so look again until nothing is wrong.
  for (;;) {
    const names = new Set(kept.map(({ placeId }) => placeId))
    // Of two places of one name the later in this list is wrong: that of the content.
    const whole = [...known.filter(({ placeId }) => !names.has(placeId)), ...kept]
    const wrong = new Set(problemsOf(whole).flatMap(({ placeId }) => (names.has(placeId) ? [placeId] : [])))
    if (wrong.size === 0) break
    for (const id of wrong) leftOut.add(id)
    kept = kept.filter(({ placeId }) => !wrong.has(placeId))
  }
  const put = kept.filter((span) => {
    const before = known.find(({ placeId, from }) => placeId === span.placeId && from === span.from)
    return before === undefined || changesBetween(before, span).length > 0
  })
  return { put, leftOut: [...leftOut] }
}
