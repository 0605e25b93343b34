/** Keeps one sentence for each part of a wire that does not work now. */
export interface Troubles<Part extends string> {
  /** True when this part was not in the same trouble already, so that it is logged once. */
  set(part: Part, sentence: string): boolean
  clear(part: Part): void
  /** The gravest trouble with the time since when it lasts, or null. */
  first(): string | null
}

/** @param parts the parts of the wire, the gravest first */
export function createTroubles<Part extends string>(
  parts: readonly Part[],
  clock: () => Date,
): Troubles<Part> {
  const known = new Map<Part, { sentence: string; since: Date }>()
  return {
    set(part, sentence) {
      const before = known.get(part)
      if (before?.sentence === sentence) return false
      known.set(part, { sentence, since: before?.since ?? clock() })
      return true
    },
    clear: (part) => void known.delete(part),
    first() {
      const trouble = parts.map((part) => known.get(part)).find((entry) => entry !== undefined)
      return trouble === undefined ? null : `${trouble.sentence} (since ${trouble.since.toISOString()})`
    },
  }
}

/** An error's code or kind for the log. Never its message: a database's may quote what people wrote. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
