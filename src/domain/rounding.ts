import { createHmac } from 'node:crypto'

export const BASE = 5

/** What is drawn for a set of people: a rounded count, and a coin for counts that stand exactly at a threshold. */
export interface Draw {
  /** A multiple of 5, less than 5 away from the count; the count itself when that is one. */
  rounded: number
  coin: boolean
}

/** The secret of all releases of a province: one key and one family, kept for ever. */
export interface DrawKey {
  key: string
  family: string
}

/** The people of a cell as far as a draw tells them apart. */
export interface Drawn {
  count: number
  memberKeys: number
}

/**
 * Keyed random rounding to base 5. The draw rests on the count and on the sum of the members' random keys (modulo 256),
 * so the same people give the same number in every table and month, asking again tells nothing, and one person in or
 * out gives a fresh draw. Without the key it is a number in [0, 1): rounding up happens iff it is below (count mod 5)/5,
 * so the expectation is the count. `attempt` counts the draws that the attacker gate refused.
 */
export function draw({ count, memberKeys }: Drawn, { key, family }: DrawKey, attempt = 0): Draw {
  const again = attempt === 0 ? '' : `|${attempt}`
  const bytes = createHmac('sha256', key).update(`${family}|${count}|${memberKeys}${again}`).digest()
  return { rounded: roundedAt(count, bytes.readUInt32BE(0) / 2 ** 32), coin: bytes.readUInt8(4) < 128 }
}

/** Names a draw without telling what it is of: under this name it is noted that it was refused. */
export const drawName = ({ count, memberKeys }: Drawn, { key, family }: DrawKey): string =>
  createHmac('sha256', key).update(`name|${family}|${count}|${memberKeys}`).digest('hex').slice(0, 16)

/** The rounded count for a number `u` in [0, 1). */
export function roundedAt(count: number, u: number): number {
  const rest = count % BASE
  return count - rest + (u < rest / BASE ? BASE : 0)
}
