import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ApiTokens, Reader } from '../../services/api-tokens.js'
import { createRateLimit } from '../rate-limit.js'
import { problem } from './problem.js'

/** What a route finds in its context. */
export interface Admitted {
  Variables: { reader: Reader }
}

/** Calls of one token to one process. */
export const CALLS = { events: 120, windowMs: 60_000 }

const CHALLENGE = 'Bearer realm="guong-sang"'
const BEARER = /^bearer +([\w.~+/-]{1,200}=*)$/i

/** Lets only programs through that come with a token which opens releases, and none too often. */
export function onlyReaders({ tokens, clock }: { tokens: ApiTokens; clock: () => Date }) {
  const allow = createRateLimit(CALLS)
  return createMiddleware<Admitted>(async (c, next) => {
    const header = c.req.header('Authorization')
    if (header === undefined)
      return refused(c, 'no-token', CHALLENGE, 'Send “Authorization: Bearer <token>”; officers make tokens.')
    const token = BEARER.exec(header)?.[1]
    const reader = token === undefined ? 'invalid' : await tokens.admit(token, 'releases', clock())
    if (reader === 'invalid')
      return refused(
        c,
        'invalid-token',
        `${CHALLENGE}, error="invalid_token"`,
        'It is unknown, revoked or over.',
      )
    if (reader === 'forbidden')
      return refused(
        c,
        'forbidden',
        `${CHALLENGE}, error="insufficient_scope", scope="releases"`,
        'Its officer may not read releases any more, or it was not made for them.',
      )
    const turn = allow(String(reader.id), clock())
    if (!turn.allowed)
      return problem(c, 'too-many-requests', `Try again in ${turn.waitSeconds} seconds.`, {
        'Retry-After': String(turn.waitSeconds),
      })
    c.set('reader', reader)
    return next()
  })
}

const refused = (
  c: Context,
  id: 'no-token' | 'invalid-token' | 'forbidden',
  challenge: string,
  detail: string,
): Response => problem(c, id, detail, { 'WWW-Authenticate': challenge })

/** Lets only callers through who take JSON. */
export const onlyJson = createMiddleware(async (c, next) => {
  const accept = c.req.header('Accept')
  if (accept === undefined || takesJson(accept)) return next()
  return problem(c, 'not-acceptable', 'Accept has to allow application/json.')
})

/** Whether an Accept header allows JSON: the most exact range that fits decides (RFC 9110 §12.5.1). */
export function takesJson(accept: string): boolean {
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    return { type, isRefused: parameters.some((parameter) => /^q=0(?:\.0{0,3})?$/.test(parameter)) }
  })
  const found = ['application/json', 'application/*', '*/*']
    .map((type) => ranges.find((range) => range.type === type))
    .find((range) => range !== undefined)
  return found !== undefined && !found.isRefused
}
