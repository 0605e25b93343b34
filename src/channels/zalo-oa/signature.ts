import { createHash } from 'node:crypto'
import { isSame } from '../webhook-body.js'

/** What a signature is made over. */
export interface Signed {
  /** The body byte for byte. */
  raw: string
  /** The `timestamp` of the body, or of the header; milliseconds. */
  timestamps: readonly string[]
  /** The number of the app, and of the OA: which of them Zalo signs with is told differently. */
  ids: readonly string[]
  secret: string
}

/**
 * With which id and timestamp the header X-ZEvent-Signature was made; null when with none. The signature is the plain SHA-256, in
 * hexadecimal, of id + body + timestamp + secret, with or without `mac=` before it.
 */
export function signedWith(
  header: string,
  { raw, timestamps, ids, secret }: Signed,
): { id: string; timestamp: string } | null {
  const given = header.trim().replace(/^mac=/i, '').toLowerCase()
  let found: { id: string; timestamp: string } | null = null
  // All are compared, so that the time tells nothing.
  for (const id of ids) {
    for (const timestamp of timestamps) {
      if (isSame(given, signatureOf(id, raw, timestamp, secret))) found = { id, timestamp }
    }
  }
  return found
}

/** The signature of a body, in hexadecimal. */
export const signatureOf = (id: string, raw: string, timestamp: string, secret: string): string =>
  createHash('sha256').update(`${id}${raw}${timestamp}${secret}`, 'utf8').digest('hex')

/** A number where an id stands, as it is written: read as a number a big one would be another. */
const NUMBER_ID = /"(?:oa_id|id)"\s{0,8}:\s{0,8}(\d{1,32})/g
/** An event names a person and an OA; no unsigned body makes us hash it more often. */
const MOST_NUMBERS = 4

/**
 * What Zalo may have signed an event with: our app, and the OA as the event names it, for whoever knows the secret may name
 * it. Read before the signature is known to be good.
 * @param event the body as read, in which big numbers are not to be trusted
 */
export function idsIn(event: object, raw: string, appId: string): string[] {
  const named = [
    valueAt(event, 'oa_id'),
    valueAt(valueAt(event, 'recipient'), 'id'),
    valueAt(valueAt(event, 'sender'), 'id'),
  ]
  const texts = named.filter((id): id is string => typeof id === 'string')
  const hasNumbers = named.some((id) => typeof id === 'number')
  const numbers = hasNumbers ? [...raw.matchAll(NUMBER_ID)].map(([, id]) => id!) : []
  return [...new Set([appId, ...texts, ...[...new Set(numbers)].slice(0, MOST_NUMBERS)])]
}

/** The `timestamp` of the body, then that of the header, where there are such. */
export function timestampsIn(event: object, header: string | null): string[] {
  const stamp = valueAt(event, 'timestamp')
  const own = typeof stamp === 'string' ? stamp : typeof stamp === 'number' ? String(stamp) : null
  return [...new Set([own, header].filter((one) => one !== null))]
}

const valueAt = (object: unknown, key: string): unknown =>
  typeof object === 'object' && object !== null ? (object as Record<string, unknown>)[key] : undefined
