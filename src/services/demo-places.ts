import { type Day, dayNumber } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import { DEMO_SOURCE } from '../domain/demo-province.js'
import { demoSpans } from '../domain/demo-spans.js'
import { type PlaceSpan, standsOn } from '../domain/place-tree.js'
import type { Places } from '../store/places.js'
import { changesBetween } from './import-places.js'

export interface DemoPlacesDeps {
  places: Places
  curriculum: Pick<Curriculum, 'plans'>
  /** Whether the figures told are invented. */
  isDemo: boolean
}

/**
 * Keeps the made-up communes and branches of every plan as places while the program shows a demo, so that people can be
 * officers there and learners can join; expects the places of the content to be there. They are marked, and what is
 * marked is in no real figure. Where there is no demo (any more), none is made and those that stand end. May be called
 * again, and by several at once.
 * @returns how many were written
 */
export const keepDemoPlaces = ({ places, curriculum, isDemo }: DemoPlacesDeps, at: Date): Promise<number> =>
  places.change((known) => {
    const day = dayNumber(at)
    const put = isDemo ? planted(curriculum, known, day) : ended(known, day)
    return { put, deed: null, result: put.length }
  })

function planted({ plans }: Pick<Curriculum, 'plans'>, known: readonly PlaceSpan[], day: Day): PlaceSpan[] {
  const before = new Map(known.map((span) => [`${span.placeId} ${span.from}`, span]))
  return plans
    .flatMap(({ id }) => demoSpans(id, known, day))
    .filter((span) => {
      const same = before.get(`${span.placeId} ${span.from}`)
      return same === undefined || changesBetween(same, span).length > 0
    })
}

const ended = (known: readonly PlaceSpan[], day: Day): PlaceSpan[] =>
  known
    .filter((span) => span.isDemo && span.source === DEMO_SOURCE && standsOn(span, day))
    .map((span) => ({ ...span, until: day }))
