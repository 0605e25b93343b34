import { threeWordsAt } from '../domain/three-words.js'
import { areFree } from '../store/invitations.js'
import type { Pool } from '../store/pool.js'
import { chance } from './tokens.js'

/** Three words are nearly always free; so often others are tried. */
const TRIES = 20

/** Three words that open nothing yet; null when none were found. */
export async function freeWords(pool: Pool): Promise<string | null> {
  for (let tried = 0; tried < TRIES; tried++) {
    const words = threeWordsAt(chance(), chance(), chance())
    if (await areFree(pool, words)) return words
  }
  return null
}
