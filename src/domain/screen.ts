import type { Picture } from './exercise.js'

/** Words of the program (a key of `locales/`) or words of a lesson (`{goi}`-style text from `content/`). */
export type Phrase =
  | { say: string; with?: Record<string, string | number | Phrase> }
  | { text: string; with?: Record<string, string | number | Phrase> }

/** One choice as the learner sees it; `id` stays the same when the options are shuffled. */
export interface Option {
  id: string
  label: Phrase
  /** More words that mean this choice, without diacritics ("roi", "xong"). */
  words?: string[]
}

/** One message to the learner: at most three short lines, its choices standing below them. */
export interface Screen {
  lines: Phrase[]
  options: Option[]
  /** Shown above the lines; the lines alone must be enough without it. */
  picture?: Picture
}

export const say = (key: string, values?: Record<string, string | number | Phrase>): Phrase =>
  values === undefined ? { say: key } : { say: key, with: values }

/** The screen with a line put before all others, for an echo or a recap. */
export const headedBy = (line: Phrase, screen: Screen): Screen => ({
  ...screen,
  lines: [line, ...screen.lines],
})
