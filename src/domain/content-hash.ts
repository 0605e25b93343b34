import { createHash } from 'node:crypto'
import type { Exercise } from './exercise.js'

const known = new WeakMap<Exercise, string>()

/**
 * 16 hex digits that change with whatever is asked in an exercise: words, choices, the right one. Kept with the
 * evidence, so that an answer can be held against the words it was given to, also after they were mended.
 */
export function contentHash(exercise: Exercise): string {
  const found = known.get(exercise)
  if (found !== undefined) return found
  const hash = createHash('sha256').update(JSON.stringify(exercise)).digest('hex').slice(0, 16)
  known.set(exercise, hash)
  return hash
}
