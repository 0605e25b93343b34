import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const COOKIE = 'gs_visitor'
/** 192 random bits as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{32}$/
/** As long as browsers keep a cookie: 400 days, in seconds. */
const MAX_AGE = 400 * 24 * 60 * 60

/** Only the hash is stored: whoever reads the database cannot speak as the visitor. */
const hashed = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The hash of this visitor's cookie, or null for a visitor who has none. */
export function visitorOf(c: Context): string | null {
  const token = getCookie(c, COOKIE)
  return token !== undefined && TOKEN.test(token) ? hashed(token) : null
}

/** A cookie that nobody had before, in the place of the one they have; its hash. */
export function newVisitor(c: Context, { secure }: { secure: boolean }): string {
  const token = randomBytes(24).toString('base64url')
  giveCookie(c, token, secure)
  return hashed(token)
}

/** Gives a visitor a cookie, or lets the one they have last another 400 days. */
export function welcomeVisitor(c: Context, { secure }: { secure: boolean }): void {
  const present = getCookie(c, COOKIE)
  const token = present !== undefined && TOKEN.test(present) ? present : randomBytes(24).toString('base64url')
  giveCookie(c, token, secure)
}

const giveCookie = (c: Context, token: string, secure: boolean): void =>
  setCookie(c, COOKIE, token, { httpOnly: true, sameSite: 'Lax', secure, path: '/', maxAge: MAX_AGE })
