import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { TurnMetrics } from './take-turns.js'

/** The counters behind /metrics; they name channels, never people. */
export function createMetrics(): { registry: Registry; turns: TurnMetrics } {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const labelNames = ['channel'] as const

  const answered = new Histogram({
    name: 'gs_turn_seconds',
    help: 'From the arrival of a message to its last reply.',
    labelNames,
    registers,
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  })
  const failed = new Counter({
    name: 'gs_turn_failures_total',
    help: 'Tries that failed.',
    labelNames,
    registers,
  })
  const setAside = new Counter({
    name: 'gs_turns_set_aside_total',
    help: 'Turns given up.',
    labelNames,
    registers,
  })
  const notSent = new Counter({
    name: 'gs_replies_not_sent_total',
    help: 'Calls the platform did not take.',
    labelNames: ['channel', 'why'] as const,
    registers,
  })

  return {
    registry,
    turns: {
      answered: (channel, seconds) => answered.observe({ channel }, seconds),
      failed: (channel) => failed.inc({ channel }),
      setAside: (channel) => setAside.inc({ channel }),
      notSent: (channel, why) => notSent.inc({ channel, why }),
    },
  }
}
