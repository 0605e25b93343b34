import { type Phrase, say } from '../screen.js'
import type { StandingChoice } from '../standing.js'
import { fold } from '../text.js'

/** A question beside the open prompt: each answer is the press of a button that could have been meant. */
export interface Which {
  lines: Phrase[]
  choices: { label: Phrase; words?: string[]; data: string }[]
}

/** What stood open before comes first, what was told unasked second. */
type Two = [open: StandingChoice, told: StandingChoice]

/** Asks which of two choices was meant, by the words of each; where these are the same, by where they stand. */
export function askWhich([open, told]: Two, number: string | null): Which {
  const areAlike = fold(open.label) === fold(told.label)
  const named = (key: string, { label }: StandingChoice): Phrase =>
    areAlike ? say(key, { label: { text: label } }) : { text: label }
  return {
    lines: [number === null ? say('which.words') : say('which.number', { n: number })],
    choices: [
      { ...open, label: named('which.open', open) },
      { ...told, label: named('which.told', told) },
    ],
  }
}
