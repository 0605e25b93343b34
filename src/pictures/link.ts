import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Day, dayNumber } from '../domain/calendar.js'
import { isPersonal } from './name.js'

/** Where a platform fetches pictures. */
export const LINK_PATH = '/anh'

/** A link to a picture of somebody's own leads to it on the day it was made and for so many days after that. */
const LASTS_DAYS = 7
/** In the place of the last day, for a picture that is nobody's. */
const FOR_EVER = 0
/** 128 bits. */
const MAC_BYTES = 16

/** What links are made with: the address people open, without a final slash, and the key of {@link pictureLinkKey}. */
export interface LinkMaker {
  publicUrl: string
  key: Buffer
}

/** The key of all links to pictures, 256 bits, from SECRET: another SECRET ends every link. */
export const pictureLinkKey = (secret: string): Buffer =>
  createHmac('sha256', secret).update('picture links').digest()

/**
 * A link by which a platform fetches the picture of a name, `<publicUrl>/anh/<name>.<last day>.<mac>.png`, which nobody
 * can make without the key. For what is nobody's it is the same for ever, so that platforms and caches keep one;
 * for somebody's own picture it is the same all day, and leads nowhere from the eighth day after it.
 */
export function pictureLink({ publicUrl, key }: LinkMaker, name: string, at: Date): string {
  const signed = `${name}.${isPersonal(name) ? dayNumber(at) + LASTS_DAYS : FOR_EVER}`
  return `${publicUrl}${LINK_PATH}/${signed}.${macOf(key, signed)}.png`
}

/** The picture that a link leads to, and for how many days after today it does so; null: for ever. */
export interface Linked {
  name: string
  daysLeft: number | null
}

const LINKED = /^((.{1,300})\.(\d{1,6}))\.([\w-]{22})\.png$/

/** Reads the last part of a link; null for one that we did not make, and for one that is over. */
export function readPictureLink(key: Buffer, file: string, at: Date): Linked | null {
  const [, signed, name, last, mac] = LINKED.exec(file) ?? []
  if (signed === undefined || !isSame(mac!, macOf(key, signed))) return null
  const lastDay: Day = Number(last)
  if (lastDay === FOR_EVER) return isPersonal(name!) ? null : { name: name!, daysLeft: null }
  const daysLeft = lastDay - dayNumber(at)
  return daysLeft < 0 ? null : { name: name!, daysLeft }
}

const macOf = (key: Buffer, signed: string): string =>
  createHmac('sha256', key).update(signed).digest().subarray(0, MAC_BYTES).toString('base64url')

/** In a time that tells nothing of where they differ; as text, since two texts may be the same bytes. */
const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(Buffer.from(given), Buffer.from(expected))
