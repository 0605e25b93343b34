import { createHash } from 'node:crypto'

/** Numbers in [0, 1). */
export type Luck = () => number

/** 128 bits as four words. */
export type Seed = readonly [number, number, number, number]

/** A seed made of several parts, so that each learner's luck is their own wherever they are simulated. */
export function seedOf(...parts: (string | number)[]): Seed {
  const bytes = createHash('sha256').update(parts.join(' ')).digest()
  return [bytes.readInt32BE(0), bytes.readInt32BE(4), bytes.readInt32BE(8), bytes.readInt32BE(12)]
}

/**
 * Luck that depends on the seed and the number of the stream alone: sfc32, by Chris Doty-Humphrey (PractRand,
 * public domain). Its 128 bits of state keep the streams of thousands of learners apart.
 */
export function luckFrom([one, two, three, four]: Seed, stream = 0): Luck {
  const state = Int32Array.of(one, two, three, four + stream)
  // Seeds that are alike give unlike numbers only after some rounds.
  for (let round = 0; round < 15; round++) draw(state)
  return () => draw(state) / 2 ** 32
}

/** The next 32 bits. */
function draw(state: Int32Array): number {
  const a = state[0]!
  const b = state[1]!
  const c = state[2]!
  const counter = state[3]!
  const sum = (((a + b) | 0) + counter) | 0
  state[0] = b ^ (b >>> 9)
  state[1] = (c + (c << 3)) | 0
  state[2] = (((c << 21) | (c >>> 11)) + sum) | 0
  state[3] = counter + 1
  return sum >>> 0
}
