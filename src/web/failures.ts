import { randomUUID } from 'node:crypto'
import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { WebDeps } from './deps.js'
import type { AssetPath } from './pages/layout.js'
import { notice } from './pages/notice.js'
import { words } from './words.js'

/** One kind sentence for a script that asked. */
export const refusal = (c: Context, status: ContentfulStatusCode, message: string): Response =>
  c.json({ message }, status)

/** Programs get JSON, people get a page. */
const asksForPage = (c: Context): boolean =>
  c.req.method === 'GET' && (c.req.header('Accept') ?? '').includes('text/html')

function fail(c: Context, status: ContentfulStatusCode, sentence: string, asset: AssetPath) {
  if (!asksForPage(c)) return refusal(c, status, sentence)
  const link = { href: '/', words: words.failures.home }
  return c.html(notice({ title: words.name, sentence, link, asset }), status)
}

export const onNotFound =
  (asset: AssetPath): NotFoundHandler =>
  (c) =>
    fail(c, 404, words.failures.missing, asset)

/**
 * The one error boundary of this entrance. The log gets the error's name and place, never its
 * message, which may quote what somebody wrote; the person gets one kind sentence.
 */
export const onError =
  ({ log }: Pick<WebDeps, 'log'>, asset: AssetPath): ErrorHandler =>
  (error, c) => {
    if (error instanceof HTTPException && error.status < 500) {
      return fail(c, error.status, words.failures.unreadable, asset)
    }
    c.header('X-Request-Id', noteFailure(log, c, error))
    return fail(c, 500, words.failures.broken, asset)
  }

/** Writes to the log that a request failed; the number by which it is found there. */
export function noteFailure(log: WebDeps['log'], c: Context, error: Error): string {
  const requestId = randomUUID()
  log.error({ requestId, method: c.req.method, error: error.name, where: framesOf(error) }, 'request failed')
  return requestId
}

/** The first frames of the stack, without its first line: that one repeats the message. */
const framesOf = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim())
