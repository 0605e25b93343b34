/** Numbers in [0, 1) that come out the same for the same seed. */
export interface Random {
  (): number
  below(limit: number): number
  oneOf<T>(all: readonly T[]): T
}

export function seeded(seed: number): Random {
  let state = seed >>> 0
  // mulberry32, by Tommy Ettinger (public domain)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return Object.assign(next, {
    below,
    oneOf<T>(all: readonly T[]): T {
      const one = all[below(all.length)]
      if (one === undefined) throw new Error('there is nothing to choose from')
      return one
    },
  })
}
