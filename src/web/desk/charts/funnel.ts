import { type Limit, type Standing, controlLimits } from '../../../domain/funnel.js'
import { AMBER, INK, INK_SOFT, ON_LINE, TEAL, TEXT } from './draw.js'
import { numberIn } from '../formats.js'
import type { DeskLanguage } from '../words.js'
import type { ChartFor } from './figure.js'

/** A commune of a funnel plot. */
export interface FunnelPoint {
  people: number
  /** 0 to 1. */
  share: number
  standing: Standing
  /** Named in the plot: the officer's own commune. Null for all others, so that no list by rank is read off. */
  name: string | null
}

export interface FunnelWords {
  people: string
  /** The line of the whole. */
  whole: string
}

const HEIGHT = 420
const STEPS = 60
/** Round for as the whole, up and down for outside: the form says it, not the colour. */
const SYMBOLS: Record<Standing, string> = {
  'as-the-whole': 'circle',
  above: 'triangle',
  below: 'path://M0,0 L10,0 L5,9 Z',
}

/** Shares over the number of people, between the limits of chance around the share of the whole. */
export const funnel =
  (points: readonly FunnelPoint[], theta: number, words: FunnelWords, language: DeskLanguage): ChartFor =>
  () => {
    const most = Math.max(...points.map(({ people }) => people), 100) * 1.08
    const fewest = Math.max(50, Math.min(...points.map(({ people }) => people), most) * 0.8)
    const xs = Array.from({ length: STEPS + 1 }, (_, at) => fewest + ((most - fewest) * at) / STEPS)
    const highest = Math.max(
      ...points.map(({ share }) => share),
      theta * 1.5,
      controlLimits(theta, fewest, 'outer').to,
    )
    return {
      height: HEIGHT,
      option: {
        textStyle: TEXT,
        grid: { left: 50, right: 24, top: 20, bottom: 62 },
        xAxis: {
          type: 'value',
          min: fewest,
          max: most,
          name: words.people,
          nameLocation: 'middle',
          nameGap: 32,
          nameTextStyle: { ...TEXT, color: INK_SOFT },
          splitNumber: 4,
          axisLabel: {
            ...TEXT,
            color: INK_SOFT,
            hideOverlap: true,
            showMinLabel: false,
            showMaxLabel: false,
            formatter: (at: number) => numberIn(at, language),
          },
          axisLine: { onZero: false, lineStyle: { color: INK_SOFT, width: 2 } },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          min: 0,
          max: Math.min(100, 5 * Math.ceil((highest * 110) / 5)),
          axisLabel: { ...TEXT, color: INK_SOFT, formatter: '{value} %' },
          splitLine: { lineStyle: { color: '#E6E0D4' } },
        },
        series: [
          ...limitBand(xs, theta, 'outer', '#E3EFEC'),
          ...limitBand(xs, theta, 'inner', '#C3DDD8'),
          wholeLine(theta, fewest, most, words.whole),
          ...pointsOf(points, (people) => (people - fewest) / (most - fewest)),
        ],
      },
    }
  }

/** An area between two limits, on an area that is not seen; the edge is drawn as well. */
const limitBand = (xs: readonly number[], theta: number, limit: Limit, color: string) => {
  const limits = xs.map((people) => controlLimits(theta, people, limit))
  const edge = { color: INK_SOFT, width: 1.5, type: limit === 'outer' ? 'solid' : [5, 4] }
  return [0, 1].map((nth) => ({
    type: 'line',
    stack: limit,
    // By place, not by sign: the lower edge may lie at 0.
    stackStrategy: 'all',
    symbol: 'none',
    silent: true,
    clip: false,
    lineStyle: edge,
    areaStyle: { color: nth === 0 ? 'transparent' : color, opacity: 1 },
    data: xs.map((people, at) => {
      const { from, to } = limits[at]!
      return [people, 100 * (nth === 0 ? from : to - from)]
    }),
  }))
}

const wholeLine = (theta: number, fewest: number, most: number, label: string) => ({
  type: 'line',
  symbol: 'none',
  silent: true,
  clip: false,
  lineStyle: { color: AMBER, width: 3, type: [8, 5] },
  data: [
    { value: [fewest, 100 * theta], symbol: 'none' },
    {
      value: [most, 100 * theta],
      symbol: 'circle',
      symbolSize: 1,
      itemStyle: { color: 'transparent', opacity: 1 },
      label: {
        show: true,
        formatter: label,
        position: [0, -22],
        align: 'right',
        ...ON_LINE,
        color: AMBER,
        fontWeight: 700,
      },
    },
  ],
})

/** A name near an edge goes inwards from its mark, so that it is seen whole on a phone as on paper. */
export function nameBeside(along: number): { position: 'top' | [number, number]; align?: 'left' | 'right' } {
  if (along < 0.3) return { position: [0, -22], align: 'left' }
  return along > 0.65 ? { position: [NAMED, -22], align: 'right' } : { position: 'top' }
}

/** How large a mark is: of an officer's own commune, and of any other. */
const [NAMED, UNNAMED] = [20, 13]

/** @param along from 0 at the left edge of the plot to 1 at the right one */
const pointsOf = (points: readonly FunnelPoint[], along: (people: number) => number) =>
  (Object.keys(SYMBOLS) as Standing[]).map((standing) => ({
    type: 'scatter',
    symbol: SYMBOLS[standing],
    clip: false,
    silent: true,
    z: 5,
    data: points
      .filter((one) => one.standing === standing)
      .map(({ people, share, name }) => ({
        value: [people, 100 * share],
        symbolSize: name === null ? UNNAMED : NAMED,
        itemStyle: {
          opacity: 1,
          color: TEAL,
          borderColor: name === null ? '#FFFFFF' : INK,
          borderWidth: name === null ? 1 : 3,
        },
        label: {
          show: name !== null,
          formatter: name ?? '',
          ...nameBeside(along(people)),
          ...ON_LINE,
          fontWeight: 700,
        },
      })),
  }))
