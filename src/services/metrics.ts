import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { ContentState } from './follow-content.js'
import type { NoticeDesk } from './notice-desk.js'
import type { TurnMetrics } from './take-turns.js'

/** The counters behind /metrics; they name channels, never people. `content` says how the lessons stand. */
export function createMetrics(content: () => ContentState): {
  registry: Registry
  turns: TurnMetrics
  notice: NoticeDesk['count']
  /** Somebody has to look at something of Zalo's. */
  alarm(what: string): void
} {
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
  const unknown = new Counter({
    name: 'gs_replies_unknown_total',
    help: 'Calls of which nobody knows whether they came through; tried once more at most.',
    labelNames,
    registers,
  })
  const notices = new Counter({
    name: 'guong_sang_notices_total',
    help: 'What was to be told unasked: told, untrue when it was about to be sent, unreachable, or late for its day.',
    labelNames: ['kind', 'end'] as const,
    registers,
  })

  const alarms = new Counter({
    name: 'guong_sang_zalo_alarms_total',
    help: 'What somebody has to look at: tokens, webhook, human, our-bug, unknown-code, uploads, quota.',
    labelNames: ['what'] as const,
    registers,
  })

  const contentGauge = (name: string, help: string, value: (state: ContentState) => number): Gauge =>
    new Gauge({ name, help, registers, collect() { this.set(value(content())) } }) // prettier-ignore
  contentGauge(
    'guong_sang_content_problems',
    'What is wrong in the content folder; above 0 what was good before is in use.',
    ({ problems }) => problems.length,
  )
  contentGauge(
    'guong_sang_content_behind',
    '1 when other instances have newer content than this one has in its folder.',
    ({ isBehind }) => (isBehind ? 1 : 0),
  )
  const info = new Gauge({
    name: 'guong_sang_content_info',
    help: 'The version of the content in use, by the hash of its files.',
    labelNames: ['hash'] as const,
    collect() {
      this.reset()
      this.set({ hash: content().hash }, 1)
    },
    registers: [],
  })
  registry.registerMetric(info)

  return {
    registry,
    notice: (kind, end) => notices.inc({ kind, end }),
    alarm: (what) => alarms.inc({ what }),
    turns: {
      answered: (channel, seconds) => answered.observe({ channel }, seconds),
      failed: (channel) => failed.inc({ channel }),
      setAside: (channel) => setAside.inc({ channel }),
      notSent: (channel, why) => notSent.inc({ channel, why }),
      unknown: (channel) => unknown.inc({ channel }),
    },
  }
}
