import { createServer } from 'node:net'

/** Below the ports that systems give out by themselves, so that nobody who asks for any gets ours meanwhile. */
const [FIRST, LAST] = [20_000, 32_000]
/** Each worker draws from ports of its own: another could take one between the look and the start. */
const WORKERS = 8
const TRIES = 100

/** A port of this machine on which nobody listens now, for a program that has to know its address before it starts. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 0) % WORKERS
  for (let tried = 0; tried < TRIES; tried++) {
    const port = FIRST + WORKERS * Math.floor((Math.random() * (LAST - FIRST)) / WORKERS) + worker
    if (await isFree(port)) return port
  }
  throw new Error(`of ${TRIES} ports none was free`)
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
