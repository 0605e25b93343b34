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
  let a = one
  let b = two
  let c = three
  let counter = (four + stream) | 0
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  // Seeds that are alike give unlike numbers only after some rounds.
  for (let round = 0; round < 15; round++) next()
  return next
}
