import { AMBER, INK, INK_SOFT, ON_LINE, TEAL, TEXT } from './draw.js'
import type { TargetLine } from './bars.js'
import type { ChartFor } from './figure.js'

/** One month of a line. */
export interface LinePoint {
  label: string
  /** Null where no number is told. */
  value: number | null
  bounds: { from: number; to: number } | null
  /** Stands in the place of a number that is not told. */
  instead: string
  /** What is different from here on: another rule. */
  change: string | null
}

const HEIGHT = 340

/** A line of shares in percent through the months, with gaps, targets, and what rounding leaves open as a band. */
export const line =
  (points: readonly LinePoint[], targets: readonly TargetLine[], lastWords: string): ChartFor =>
  () => ({
    height: HEIGHT,
    option: {
      textStyle: TEXT,
      grid: { left: 46, right: 26, top: 26, bottom: 34 },
      xAxis: {
        type: 'category',
        data: points.map(({ label }) => label),
        axisLabel: { ...TEXT, color: INK_SOFT, hideOverlap: true },
        axisLine: { lineStyle: { color: INK_SOFT, width: 2 } },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: Math.min(100, Math.max(60, ...targets.map(({ value }) => value + 10))),
        axisLabel: { ...TEXT, color: INK_SOFT, formatter: '{value} %' },
        splitLine: { lineStyle: { color: '#E6E0D4' } },
      },
      series: [...bandOf(points), gapsOf(points), lineOf(points, targets, lastWords)],
    },
  })

const lineOf = (points: readonly LinePoint[], targets: readonly TargetLine[], lastWords: string) => {
  const last = points.findLastIndex(({ value }) => value !== null)
  return {
    type: 'line',
    connectNulls: false,
    symbol: 'circle',
    symbolSize: 9,
    clip: false,
    lineStyle: { color: TEAL, width: 4 },
    itemStyle: { color: TEAL },
    data: points.map(({ value }, at) => ({
      value,
      label:
        at === last
          ? { show: true, position: 'top', align: 'right', formatter: lastWords, ...ON_LINE, fontWeight: 700 }
          : { show: false },
    })),
    markLine: {
      silent: true,
      symbol: 'none',
      data: [
        ...targets.map(({ value, label }) => ({
          yAxis: value,
          lineStyle: { color: AMBER, width: 3, type: [8, 5] },
          label: { formatter: label, position: 'insideStartTop', ...ON_LINE, color: AMBER, fontWeight: 700 },
        })),
        ...points.flatMap(({ change }, at) =>
          change === null
            ? []
            : [
                {
                  xAxis: at,
                  lineStyle: { color: INK, width: 2, type: [3, 3] },
                  label: {
                    formatter: change,
                    position: 'insideEndTop',
                    rotate: 0,
                    align: 'left',
                    ...ON_LINE,
                  },
                },
              ],
        ),
      ],
    },
  }
}

/** Two areas on each other: the lower one is not seen. */
const bandOf = (points: readonly LinePoint[]) =>
  [0, 1].map((nth) => ({
    type: 'line',
    stack: 'band',
    symbol: 'none',
    clip: false,
    silent: true,
    lineStyle: { opacity: 0 },
    areaStyle: { color: nth === 0 ? 'transparent' : '#9CC9C3' },
    data: points.map(({ bounds }) => {
      if (bounds === null) return null
      return nth === 0 ? bounds.from : bounds.to - bounds.from
    }),
  }))

/** Words where there is no number: not told is not nothing. */
const gapsOf = (points: readonly LinePoint[]) => ({
  type: 'scatter',
  symbolSize: 1,
  itemStyle: { color: 'transparent', opacity: 1 },
  clip: false,
  data: points.flatMap(({ value, instead }, at) =>
    value !== null
      ? []
      : [
          {
            value: [at, 0],
            label: {
              show: true,
              formatter: instead,
              position: 'right',
              rotate: 90,
              offset: [4, -8],
              align: 'left',
              ...TEXT,
              color: INK_SOFT,
            },
          },
        ],
  ),
})
