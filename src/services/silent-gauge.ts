import { Gauge, type Registry } from 'prom-client'

/** Tells at /metrics how many learners are lost in silence; `count` is asked each time. */
export function watchSilent(registry: Registry, count: () => Promise<number>): void {
  const gauge: Gauge = new Gauge({
    name: 'guong_sang_silent_learners',
    help: 'Lâu chưa học: silent for over ten days, no helper was told of it, and no branch asks. Counted once a day.',
    registers: [registry],
    async collect(): Promise<void> {
      const learners = await count().catch(() => null)
      if (learners === null) gauge.reset()
      else gauge.set(learners)
    },
  })
}
