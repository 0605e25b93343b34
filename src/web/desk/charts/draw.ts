import type { EChartsCoreOption } from 'echarts/core'
import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** The colours of the house; the same as in `site.css`. */
export const INK = '#1C2733'
export const INK_SOFT = '#465362'
export const TEAL = '#0B5351'
export const TEAL_SOFT = '#DCEDEA'
export const AMBER = '#7A3E00'
export const LINE = '#C9C2B4'

/** Smaller letters stand in no chart. */
export const LETTERS = 15
export const TEXT = { fontSize: LETTERS, color: INK }
/** Letters on a line, with air of the paper around them. */
export const ON_LINE = { ...TEXT, textBorderColor: '#FFFFFF', textBorderWidth: 4 }

export interface Size {
  width: number
  height: number
}

/** A phone in the hand, and a page on a desk or on paper: the same chart is drawn for both, in letters of one size. */
export const NARROW = 326
export const WIDE = 720

/** Six hundred modules, loaded with the first chart: a start and a command need none of them. */
async function loadInit() {
  const [
    { init, use },
    { BarChart, LineChart, ScatterChart },
    { GridComponent, MarkLineComponent },
    { SVGRenderer },
  ] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  use([BarChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer])
  return init
}
let loading: ReturnType<typeof loadInit> | undefined

/**
 * A chart as SVG that stands in a page whose security policy allows no inline style: what ECharts writes as style is
 * turned into attributes, and what it adds for a mouse is left out.
 * @param label what the chart shows, in words; the figures stand in a table beside it
 */
export async function drawn(
  option: EChartsCoreOption,
  { width, height }: Size,
  label: string,
): Promise<HtmlEscapedString> {
  const init = await (loading ??= loadInit())
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, ...option })
    return raw(plain(chart.renderToSVGString(), { width, height }, label))
  } finally {
    chart.dispose()
  }
}

const plain = (svg: string, { width, height }: Size, label: string): string =>
  svg
    .replace(/<style[^]*?<\/style>/g, '')
    // Nothing lies outside; and numbers of clip paths would be new in every drawing.
    .replace(/<defs[^]*?<\/defs>/g, '')
    .replace(
      /^<svg [^>]*>/,
      `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">`,
    )
    .replace(/ (?:class|clip-path|pointer-events|xml:space|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))

/** Of the few things that ECharts says of letters; their family is that of the page. */
const attributesOf = (style: string): string =>
  style
    .split(';')
    .map((one) => one.split(':') as [string, string | undefined])
    .filter(([name]) => name === 'font-size' || name === 'font-weight')
    .map(([name, value]) => ` ${name}="${value ?? ''}"`)
    .join('')

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)
