/** The parts of the wire that can be in trouble, the gravest first. */
const PARTS = ['poll', 'webhook', 'send', 'bot', 'profile'] as const
export type Part = (typeof PARTS)[number]

/** Keeps one sentence for each part that does not work now. */
export interface Troubles {
  /** True when this part was not in the same trouble already, so that it is logged once. */
  set(part: Part, sentence: string): boolean
  clear(part: Part): void
  /** The gravest trouble with the time since when it lasts, or null. */
  first(): string | null
}

export function createTroubles(clock: () => Date): Troubles {
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
      const trouble = PARTS.map((part) => known.get(part)).find((entry) => entry !== undefined)
      return trouble === undefined ? null : `${trouble.sentence} (since ${trouble.since.toISOString()})`
    },
  }
}

/** What to do when Telegram does not know the token; null for any other status. */
export const tokenSentence = (status: number): string | null =>
  status === 401 || status === 404
    ? 'Telegram does not accept TELEGRAM_BOT_TOKEN; copy it again from BotFather.'
    : null

/** An error's code or kind for the log. Never its message: a database's may quote what people wrote. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
