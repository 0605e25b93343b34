import type { Day } from './calendar.js'
import { TODAYS_FROM } from './content-spans.js'
import { DEMO_SOURCE, DEMO_WHOLES, demoUnits } from './demo-province.js'
import { type PlaceSpan, standsOn } from './place-tree.js'
import type { ReleaseUnit } from './release.js'

/** Names and ids of the units are the same in every month. */
const ANY_MONTH = '2026-01'

/**
 * The made-up communes and branches of a plan as places: in the real province of today that its demo tells of, so that
 * the officers of that province see them. One told of a former province too came from there, as real ones did. Empty
 * where no such province stands.
 */
export function demoSpans(plan: string, known: readonly PlaceSpan[], day: Day): PlaceSpan[] {
  const today = new Set(
    known
      .filter((span) => span.level === 'province' && !span.isDemo && standsOn(span, day))
      .map(({ placeId }) => placeId),
  )
  const spans = new Map<string, PlaceSpan>()
  for (const whole of DEMO_WHOLES[plan] ?? [])
    for (const unit of demoUnits(plan, whole, ANY_MONTH)) {
      if (unit.level === 'province') continue
      const span = spans.get(unit.unit) ?? spanOf(unit)
      const isCommune = unit.level === 'commune'
      spans.set(unit.unit, isCommune ? lyingIn(span, whole.root, today.has(whole.root)) : span)
    }
  return thatLieSomewhere([...spans.values()])
}

const spanOf = ({ unit, level, name, parent, kinds }: ReleaseUnit): PlaceSpan => ({
  placeId: unit,
  level,
  isDemo: true,
  from: TODAYS_FROM,
  until: null,
  name,
  parentId: level === 'branch' ? parent : null,
  kinds,
  formerProvince: null,
  source: DEMO_SOURCE,
})

const lyingIn = (span: PlaceSpan, root: string, isOfToday: boolean): PlaceSpan =>
  isOfToday ? { ...span, parentId: root } : { ...span, formerProvince: root }

/** Without communes that lie in no province of today, and their branches. */
function thatLieSomewhere(spans: readonly PlaceSpan[]): PlaceSpan[] {
  const lost = new Set(spans.flatMap(({ placeId, parentId }) => (parentId === null ? [placeId] : [])))
  return spans.filter(({ placeId, parentId }) => !lost.has(placeId) && !lost.has(parentId!))
}
