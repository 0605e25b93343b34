import type { ChainBar, ChainChart } from '../domain/chain-chart.js'
import { type Element, box, row, text } from './element.js'
import { WIDTH, colour, margin, radius, type } from './look.js'

/** The four numbers of a place as bars; one look on a phone is enough. */
export interface ChainChartDrawing extends ChainChart {
  kind: 'chain-chart'
}

const BAR_HEIGHT = 44
const FULL = WIDTH - 2 * margin
/** A bar of one person in a thousand is still seen. */
const SHORTEST = 6

export const chainChart = ({ place, when, isDemo, bars, note }: ChainChartDrawing): Element =>
  box({ width: WIDTH, backgroundColor: colour.paper, color: colour.ink }, [
    box({ padding: `24px ${margin}px`, backgroundColor: colour.teal, color: colour.card }, [
      text(place, { fontSize: type.title, fontWeight: 700 }),
      text(when, { fontSize: type.label }),
    ]),
    ...(isDemo ? [demoBand()] : []),
    box({ padding: margin, gap: 28 }, bars.map(bar)),
    box({ padding: `0 ${margin}px ${margin}px` }, [
      text(note, { fontSize: type.label, color: colour.inkSoft }),
    ]),
  ])

const demoBand = (): Element =>
  row({ padding: `14px ${margin}px`, backgroundColor: colour.amberSoft, color: colour.amber }, [
    text('DEMO – số bịa để xem thử', { fontSize: type.message, fontWeight: 700 }),
  ])

const bar = ({ label, words, share, length }: ChainBar): Element =>
  box({ gap: 8 }, [
    text(label, { fontSize: type.label, color: colour.inkSoft }),
    length === null ? notTold() : told(length),
    box({}, [
      text(words, { fontSize: type.value, fontWeight: 700 }),
      ...(share === '' ? [] : [text(share, { fontSize: type.label })]),
    ]),
  ])

const told = (length: number): Element =>
  row({ width: FULL, height: BAR_HEIGHT, borderRadius: radius / 2, backgroundColor: colour.tealSoft }, [
    box({
      width: Math.max(SHORTEST, Math.round(FULL * length)),
      height: BAR_HEIGHT,
      borderRadius: radius / 2,
      backgroundColor: colour.teal,
    }),
  ])

/** No bar of length 0: a number that is not told is no zero. */
const notTold = (): Element =>
  box({ width: FULL, height: BAR_HEIGHT, borderRadius: radius / 2, border: `3px dashed ${colour.line}` })
