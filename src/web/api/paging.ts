/** One page of a list, and where the next begins. */
export interface Page<T> {
  items: T[]
  /** A path with its query; null at the end. */
  next: string | null
}

/**
 * A page of what comes after a cursor.
 *
 * @param cursorOf the cursor that stands after an item
 */
export function pageOf<T>(
  rest: readonly T[],
  limit: number,
  path: string,
  cursorOf: (item: T, at: number) => string,
  query: Record<string, string> = {},
): Page<T> {
  const items = rest.slice(0, limit)
  if (rest.length <= limit) return { items, next: null }
  const after = cursorOf(items.at(-1)!, items.length - 1)
  return { items, next: `${path}?${new URLSearchParams({ ...query, after, limit: String(limit) })}` }
}

/** The next page as a `Link` header (RFC 8288). */
export const linkTo = ({ next }: Pick<Page<unknown>, 'next'>): Record<string, string> =>
  next === null ? {} : { Link: `<${next}>; rel="next"` }
