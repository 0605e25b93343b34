import { Gauge, type Registry } from 'prom-client'

/** Tells at /metrics how many pictures were uploaded to Zalo this month; it allows 5,000. `count` is asked each time. */
export function watchUploads(registry: Registry, count: () => Promise<number>): void {
  const gauge: Gauge = new Gauge({
    name: 'guong_sang_zalo_uploads',
    help: 'Pictures uploaded to the Zalo Official Account this month, of the 5,000 that it allows.',
    registers: [registry],
    async collect(): Promise<void> {
      const uploads = await count().catch(() => null)
      if (uploads === null) gauge.reset()
      else gauge.set(uploads)
    },
  })
}
