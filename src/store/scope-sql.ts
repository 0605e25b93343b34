import type { Scope } from '../domain/scope.js'

/**
 * The places of a scope on a day, as `within(place_id)` behind `with recursive`: `root` stands for {@link rootOf},
 * `day` for a date. A place that does not stand on that day holds nothing but itself.
 */
export const withinScope = (root: string, day: string): string => `
  within(place_id) as (
    select id from place where ${root}::text is null or id = ${root}::text
    union
    select span.place_id from place_span span join within on span.parent_id = within.place_id
    where ${root}::text is not null
      and span."from" <= ${day}::date and (span.until is null or span.until > ${day}::date)
  )`

/** Null for everything, else the place at the top; what a plan gives to an agency has no place. */
export function rootOf(scope: Scope): string | null {
  if (scope.kind === 'everything') return null
  return scope.kind === 'place' ? scope.placeId : ''
}

/** The newest name of the place whose id stands at `place`, as of a day. */
export const nameOn = (place: string, day: string): string => `
  (select name from place_span named where named.place_id = ${place} and named."from" <= ${day}::date
   order by named."from" desc limit 1)`
