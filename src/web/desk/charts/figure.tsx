import type { EChartsCoreOption } from 'echarts/core'
import type { PropsWithChildren } from 'hono/jsx'
import { NARROW, WIDE, drawn } from './draw.js'

/** A chart by the room it has: what is drawn, and how high. */
export type ChartFor = (width: number) => { option: EChartsCoreOption; height: number }

/**
 * One chart with its one message, drawn for a phone and for a desk; the sheet shows one of the two.
 * @param label what it shows, in words
 */
export function Chart({
  message,
  label,
  chart,
  children,
}: PropsWithChildren<{ message: string; label: string; chart: ChartFor }>) {
  const at = (width: number) => {
    const { option, height } = chart(width)
    return drawn(option, { width, height }, label)
  }
  return (
    <figure class="graph">
      <figcaption>{message}</figcaption>
      <div class="narrow-graph">{at(NARROW)}</div>
      <div class="wide-graph">{at(WIDE)}</div>
      {children}
    </figure>
  )
}
