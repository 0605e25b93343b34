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
