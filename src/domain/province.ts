import type { Place } from './curriculum.js'

const known = new WeakMap<readonly Place[], ReadonlyMap<string, string>>()

/** The province of a place, by name; null for a place that is not known, or not any more. */
export function provinceOf(places: readonly Place[], placeId: string | null): string | null {
  const provinces = known.get(places) ?? new Map(places.map(({ id, province }) => [id, province]))
  known.set(places, provinces)
  return provinces.get(placeId ?? '') ?? null
}
