import { createServer } from 'node:net'

/** Below the ports that systems give out by themselves, so that nobody who asks for any gets ours meanwhile. */
const [FIRST, LAST] = [20_000, 32_000]
const TRIES = 100

/** A port of this machine on which nobody listens now, for a program that has to know its address before it starts. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < TRIES; tried++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST))
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
