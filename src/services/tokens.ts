import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { CODE_LENGTH, CODE_LETTERS } from '../domain/officer-code.js'

/** 192 random bits as base64url. */
export const newToken = (): string => randomBytes(24).toString('base64url')
export const isToken = (text: string): boolean => /^[\w-]{32}$/.test(text)

/** Only this is stored: whoever reads the database can use no link, code or cookie. */
export const hashed = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** 85 random bits as letters. */
export const newCodeLetters = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('')

/** A random number in [0, 1). */
export const chance = (): number => randomInt(2 ** 32) / 2 ** 32

/** What only somebody who knows the secret can make of the text, as hexadecimal. */
export const signed = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex')

/** Compares in a time that does not tell how much is alike. */
export const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(hashed(one)), Buffer.from(hashed(other)))

/** Numbers in [0, 1) that follow from a text and the secret. */
export const sharesOf = (secret: string, text: string): [number, number, number] => {
  const bytes = createHmac('sha256', secret).update(text).digest()
  return [bytes.readUInt32BE(0) / 2 ** 32, bytes.readUInt32BE(4) / 2 ** 32, bytes.readUInt32BE(8) / 2 ** 32]
}
