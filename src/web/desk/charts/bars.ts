import { AMBER, INK_SOFT, LETTERS, ON_LINE, TEAL, TEAL_SOFT, TEXT } from './draw.js'
import { numberIn } from '../formats.js'
import type { DeskLanguage } from '../words.js'
import type { ChartFor } from './figure.js'

/** One bar with its words above it. */
export interface Bar {
  label: string
  /** Null where no number is published: then the words stand alone. */
  value: number | null
  /** Between which values the truth lies; none where that is narrower than can be seen. */
  bounds?: { from: number; to: number }
}

export interface TargetLine {
  value: number
  /** With its year. */
  label: string
}

const ROW = 58
const TOP = 26
const FOOT = 34
const THICK = 18

/** Bars below each other, in the order given, on one axis from 0 to `max`; targets as lines with their years. */
export const bars =
  (
    all: readonly Bar[],
    max: number,
    language: DeskLanguage,
    targets: readonly TargetLine[] = [],
    unit = '',
  ): ChartFor =>
  (width) => {
    const top = TOP + 22 * targets.length
    return {
      height: top + ROW * all.length + FOOT,
      option: {
        textStyle: TEXT,
        grid: { left: 8, right: 26, top, bottom: FOOT, containLabel: false },
        xAxis: {
          type: 'value',
          min: 0,
          max,
          splitNumber: width < 500 ? 2 : 4,
          // Shares run to 100: quarters of it, or halves.
          ...(max === 100 ? { interval: width < 500 ? 50 : 25 } : {}),
          axisLabel: {
            ...TEXT,
            color: INK_SOFT,
            hideOverlap: true,
            // An end that is no round number stands too close to the last one.
            showMaxLabel: max === 100,
            formatter: (at: number) => `${numberIn(at, language)}${unit}`,
          },
          splitLine: { lineStyle: { color: '#E6E0D4' } },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          data: all.map((_, at) => at),
          axisLabel: { show: false },
          axisTick: { show: false },
          axisLine: { lineStyle: { color: INK_SOFT, width: 2 } },
        },
        series: [solid(all, targets), band(all)],
      },
    }
  }

/** Up to what is certain; with its words above it. */
const solid = (all: readonly Bar[], targets: readonly TargetLine[]) => ({
  type: 'bar',
  stack: 'all',
  barWidth: THICK,
  itemStyle: { color: TEAL },
  label: { show: true, position: [5, -LETTERS - 6], align: 'left', ...ON_LINE },
  data: all.map(({ value, bounds, label }) => ({
    value: bounds?.from ?? value ?? 0,
    label: { formatter: () => label },
  })),
  markLine: {
    // Behind the bars and their words, which stay whole.
    z: 1,
    silent: true,
    symbol: 'none',
    lineStyle: { color: AMBER, width: 3, type: [8, 5] },
    data: targets.map((target, nth) => ({
      xAxis: target.value,
      label: {
        formatter: target.label,
        // The axis runs from the top down, so a line begins there.
        position: 'start',
        distance: 4 + 22 * nth,
        align: 'right',
        ...ON_LINE,
        color: AMBER,
        fontWeight: 700,
      },
    })),
  },
})

/** What rounding leaves open, beyond what is certain. */
const band = (all: readonly Bar[]) => ({
  type: 'bar',
  stack: 'all',
  barWidth: THICK,
  itemStyle: { color: TEAL_SOFT, borderColor: TEAL, borderWidth: 1 },
  data: all.map(({ bounds }) => (bounds === undefined ? 0 : bounds.to - bounds.from)),
})
