import { isSyllable } from './spelling.js'
import { readings } from './text.js'

/** One word says too little to be talk. */
const FEWEST = 3
const SHARE = 0.8

/** Whether somebody tells us something in Vietnamese, as against keys hit by chance: most words are syllables. */
export function isTalk(text: string): boolean {
  const words = readings(text).at(-1)?.words ?? []
  const syllables = words.filter((word) => word.length > 1 && isSyllable(word))
  return syllables.length >= FEWEST && syllables.length >= words.length * SHARE
}
