import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { z } from 'zod'

/** Kept by the caller alone, and asked about again each time: a token may end at any moment. */
const PRIVATE = 'private, no-cache'

/**
 * An answer with a strong ETag of its bytes; nothing but that where the caller holds these bytes already.
 *
 * @param _schema what the document says of the answer: the compiler holds the two equal
 */
export function answer<T extends z.ZodType>(
  c: Context,
  _schema: T,
  body: z.output<T>,
  headers: Record<string, string> = {},
): Response {
  const text = `${JSON.stringify(body)}\n`
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 32)}"`
  const common = { ETag: tag, 'Cache-Control': PRIVATE, Vary: 'Authorization, Accept', ...headers }
  if (holds(c.req.header('If-None-Match'), tag)) return c.body(null, 304, common)
  return c.body(text, 200, { 'Content-Type': 'application/json; charset=utf-8', ...common })
}

/** Whether If-None-Match names this tag, compared as RFC 9110 §13.1.2 asks: weak ones too. */
const holds = (header: string | undefined, tag: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag))
