import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { CHANNELS } from '../channels/channel.js'
import type { Arrivals } from '../store/arrivals.js'
import type { Pacing } from './pace.js'

export interface SharedPaceDeps {
  pace: Pick<Pacing, 'elsewhere' | 'takeSent'>
  arrivals: Pick<Arrivals, 'on'>
  /** Tells every process, this one as well. */
  tell(payload: string): Promise<void>
  log: Logger
}

const EVERY_MS = 1_000

/**
 * Replies go out of whatever process answered, queued messages out of one: so that together they keep the pace, each
 * process tells once a second what it has sent. The answer stops it.
 */
export function sharePace({ pace, arrivals, tell, log }: SharedPaceDeps): () => void {
  const own = randomUUID()
  arrivals.on('sent', (payload) => {
    const [by, name, calls] = payload.split(' ')
    const channel = CHANNELS.find((known) => known === name)
    if (by !== own && channel !== undefined) pace.elsewhere(channel, Number(calls))
  })
  const telling = setInterval(() => {
    for (const [channel, calls] of pace.takeSent())
      tell(`${own} ${channel} ${calls}`).catch((error: unknown) =>
        log.warn({ err: error, channel }, 'other processes do not know what this one sent'),
      )
  }, EVERY_MS)
  return () => clearInterval(telling)
}
