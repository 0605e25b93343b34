import type { Place } from '../domain/curriculum.js'
import type { StandingCommune } from '../store/places.js'

/**
 * The communes that the chat's question about the place understands: those of the content, by the name they have
 * today, with their names of before; then those that somebody imported, in the order of their names.
 * @param communes that stand today
 * @param elsewhere how people speak in a province of which the content tells nothing
 */
export function knownPlaces(
  told: readonly Place[],
  communes: readonly StandingCommune[],
  elsewhere: Place['region'],
): Place[] {
  const standing = new Map(communes.map((commune) => [commune.id, commune]))
  const regions = new Map(told.map(({ province, region }) => [province, region]))
  const ids = new Set(told.map(({ id }) => id))
  return [
    ...told.map((place) => withNameOf(place, standing.get(place.id))),
    ...communes
      .filter(({ id }) => !ids.has(id))
      .map(({ id, name, province }) => ({
        id,
        name,
        province,
        region: regions.get(province) ?? elsewhere,
        formerly: [],
      })),
  ]
}

function withNameOf(place: Place, today: StandingCommune | undefined): Place {
  if (today === undefined || (today.name === place.name && today.province === place.province)) return place
  return {
    ...place,
    name: today.name,
    province: today.province,
    formerly: [...place.formerly, `${place.name}, tỉnh ${place.province}`],
  }
}
