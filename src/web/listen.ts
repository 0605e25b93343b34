import { serve } from '@hono/node-server'
import type { Hono } from 'hono'

/** How long requests under way may take to end when the program stops. */
const LAST_ANSWERS_MS = 500

export interface WebServer {
  /** The address people open on this machine. */
  url: string
  /** Takes no more requests; resolves when those under way have ended or their time is over. */
  close(): Promise<void>
}

/**
 * Listens on the configured address; the port may be 0 to take a free one.
 * @throws the error of the system, for a port that is taken or an address that is not ours
 */
export function listen(pages: Hono, { host, port }: { host: string; port: number }): Promise<WebServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: pages.fetch, hostname: host, port }, ({ port: bound }) => {
      const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
      resolve({
        url: `http://${name}:${bound}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            // Browsers hold spare connections open that never ask for anything.
            setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), LAST_ANSWERS_MS)
          }),
      })
    })
    server.once('error', reject)
  })
}
