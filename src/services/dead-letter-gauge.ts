import { Gauge, type Registry } from 'prom-client'
import type { DeadLetter } from '../store/dead-letters.js'

/** Counts dead letters when /metrics is asked for. Above 0 somebody should look: `npm run dead-letters`. */
export function watchDeadLetters(
  registry: Registry,
  count: () => Promise<Record<DeadLetter['what'], number>>,
): void {
  const gauge: Gauge<'what'> = new Gauge({
    name: 'guong_sang_dead_letters',
    help: 'Given up in the last seven days: notices not handed over, turns set aside, replies refused, never sent, or perhaps sent.',
    labelNames: ['what'] as const,
    registers: [registry],
    async collect(): Promise<void> {
      // A database that cannot be reached is told by /readyz; the other figures stay readable.
      const counted = await count().catch(() => null)
      if (counted === null) return gauge.reset()
      for (const [what, letters] of Object.entries(counted)) gauge.set({ what }, letters)
    },
  })
}
