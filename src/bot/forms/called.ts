import { namesOf } from '../../domain/called.js'
import { type Phrase, say } from '../../domain/screen.js'

/** A name as a choice: nothing in it is filled in. */
export const named = (name: string): Phrase => ({ text: '{name}', with: { name } })

/** Words of the program about somebody whom the family calls so. */
export const sayOf = (
  key: string,
  called: string,
  values: Record<string, string | number | Phrase> = {},
): Phrase => say(key, { ...namesOf(called), ...values })

/** The same names, each once: of two alike the second gets a number. */
export function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const nth = (seen.get(name) ?? 0) + 1
    seen.set(name, nth)
    return nth === 1 ? name : `${name} (${nth})`
  })
}
