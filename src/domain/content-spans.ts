import type { Place } from './curriculum.js'
import { formerDistrictsOf, formerProvinceOf, formerProvincesOf, placeIdOf } from './place-ids.js'
import { DISTRICTS_UNTIL } from './place-problems.js'
import type { PlaceSpan } from './place-tree.js'
import { dayFrom } from './written-day.js'

/** The year in which the plans begin. What stood before, and since when, no figure asks. */
export const KNOWN_FROM = dayFrom('2025-01-01')!
/** The day from which the provinces and communes of today stand. */
export const TODAYS_FROM = DISTRICTS_UNTIL

/** What the source of a span begins with that comes from the content; where it was read stands in that file. */
export const CONTENT_SOURCE = 'content/places/'

/**
 * The tree that the places of the content tell: provinces and communes of today; the districts and provinces that ended
 * in June 2025. What became of an old commune that was divided is not known, so none stands before its new ones.
 */
export function spansOfContent(places: readonly Place[]): PlaceSpan[] {
  const today = [...new Map(places.map(({ province }) => [placeIdOf(province), province])).entries()]
  const source = (province: string): string => `${CONTENT_SOURCE}${placeIdOf(province)}.yaml`
  const blank = { isDemo: false, until: null, parentId: null, kinds: [], formerProvince: null }
  const fileOf = (formerId: string): string =>
    source(places.find((place) => formerProvincesOf([place]).some(({ id }) => id === formerId))!.province)
  const ended = formerProvincesOf(places).filter(({ id }) => today.every(([other]) => other !== id))
  return [
    ...today.map(([id, name]): PlaceSpan => ({
      ...blank,
      placeId: id,
      level: 'province',
      from: KNOWN_FROM,
      name,
      source: source(name),
    })),
    ...ended.map(({ id, name }): PlaceSpan => ({
      ...blank,
      placeId: id,
      level: 'province',
      from: KNOWN_FROM,
      until: TODAYS_FROM,
      name,
      source: fileOf(id),
    })),
    ...formerDistrictsOf(places).map(({ id, name, province }): PlaceSpan => ({
      ...blank,
      placeId: id,
      level: 'district',
      from: KNOWN_FROM,
      until: DISTRICTS_UNTIL,
      name,
      parentId: province.id,
      source: fileOf(province.id),
    })),
    ...places.map((place): PlaceSpan => ({
      ...blank,
      placeId: place.id,
      level: 'commune',
      from: TODAYS_FROM,
      name: place.name,
      parentId: placeIdOf(place.province),
      formerProvince: formerProvinceOf(place)?.id ?? null,
      source: source(place.province),
    })),
  ]
}
