import { describe, expect, it } from 'vitest'
import { bars } from '../../src/web/desk/charts/bars.js'
import { NARROW, WIDE, drawn } from '../../src/web/desk/charts/draw.js'
import type { ChartFor } from '../../src/web/desk/charts/figure.js'
import { funnel } from '../../src/web/desk/charts/funnel.js'
import { line } from '../../src/web/desk/charts/line.js'

const EVIL = '<b onload="x">Xã "An" & một</b>'
const TARGETS = [{ value: 50, label: '50 % · đến 2030' }]
const CHARTS: Record<string, ChartFor> = {
  bars: bars(
    [
      { label: EVIL, value: 20 },
      { label: 'chưa công bố', value: null },
    ],
    100,
    'vi',
    TARGETS,
    ' %',
  ),
  line: line(
    [
      { label: '09/2026', value: 4, bounds: { from: 3, to: 5 }, instead: '', change: null },
      { label: '10/2026', value: null, bounds: null, instead: EVIL, change: null },
      { label: '11/2026', value: 6, bounds: { from: 5, to: 7 }, instead: '', change: 'TT-1.2' },
    ],
    TARGETS,
    '6 %',
  ),
  funnel: funnel(
    [
      { people: 2000, share: 0.04, standing: 'as-the-whole', name: EVIL },
      { people: 9000, share: 0.09, standing: 'above', name: null },
    ],
    0.04,
    { people: 'Người cao tuổi', whole: 'mức chung 4 %' },
    'vi',
  ),
}
const svgOf = async (chart: ChartFor, width: number): Promise<string> => {
  const { option, height } = chart(width)
  return (await drawn(option, { width, height }, EVIL)).toString()
}

describe.each(Object.entries(CHARTS))('a chart of %s', (_, chart) => {
  it.each([NARROW, WIDE])(
    'at %i px holds nothing inline, no markup of names, and no small letters',
    async (width) => {
      const svg = await svgOf(chart, width)
      expect(svg).toMatch(/^<svg viewBox="0 0 \d+ \d+" role="img" aria-label="[^"]+">/)
      expect(svg).not.toMatch(/<style| style=| class=|<script|<b|ecmeta/)
      expect(svg).toContain('&lt;b onload=&quot;x&quot;&gt;')
      const sizes = [...svg.matchAll(/font-size="(\d+)px"/g)].map(([, size]) => Number(size))
      expect(sizes.length).toBeGreaterThan(2)
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(14)
    },
  )

  it('is the same each time', async () => {
    expect(await svgOf(chart, NARROW)).toBe(await svgOf(chart, NARROW))
  })
})

describe('what a chart says', async () => {
  it('names the target with its year, the change of rule, and what is not published', async () => {
    const svg = await svgOf(CHARTS['line']!, WIDE)
    expect(svg).toContain('50 % · đến 2030')
    expect(svg).toContain('TT-1.2')
    expect(await svgOf(CHARTS['bars']!, WIDE)).toContain('chưa công bố')
  })

  it('names the own commune whole, wherever in the plot it stands', async () => {
    const name = 'Phường Nắng Mới (DEMO)'
    for (const own of [1500, 2500, 5000, 7000, 9200])
      for (const width of [NARROW, WIDE]) {
        const points = [1500, 9200, own].map((people, at) => ({
          people,
          share: 0.05,
          standing: 'as-the-whole' as const,
          name: at === 2 ? name : null,
        }))
        const svg = await svgOf(funnel(points, 0.05, { people: 'Người cao tuổi', whole: '5 %' }, 'vi'), width)
        const text = new RegExp(
          `text-anchor="(\\w+)"[^>]*translate\\(([\\d.]+) [^>]*>${name.replace(/[()]/g, '.')}`,
        )
        const [, anchor, x] = text.exec(svg)!
        // Bold letters of 15 px are about 8.5 px wide.
        const long = name.length * 8.5
        const from = Number(x) - { start: 0, middle: long / 2, end: long }[anchor!]!
        expect([own, width, from > 0 && from + long < width]).toEqual([own, width, true])
      }
  })

  it('leaves out the end of an axis that is no round number', async () => {
    const svg = await svgOf(bars([{ label: 'một', value: 9200 }], 9200, 'vi'), WIDE)
    expect(svg).toContain('>8.000<')
    expect(svg).not.toContain('>9.200<')
    expect(await svgOf(bars([{ label: 'một', value: 9200 }], 9200, 'en'), WIDE)).toContain('>8,000<')
    expect(await svgOf(bars([{ label: 'một', value: 20 }], 100, 'vi', [], ' %'), WIDE)).toContain('>100 %<')
  })

  it('names no commune but the own one', async () => {
    const texts = [...(await svgOf(CHARTS['funnel']!, WIDE)).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(
      ([, text]) => text,
    )
    expect(texts.filter((text) => text?.includes('Xã'))).toHaveLength(1)
  })
})
