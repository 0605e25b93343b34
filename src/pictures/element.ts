import { LINE_HEIGHT } from './look.js'

/** What satori lays out: boxes in boxes, text or an image innermost. */
export type Element =
  | { type: 'div'; props: { style: Style; children: Element[] | string } }
  | { type: 'img'; props: { src: string; width: number; height: number; style: Style } }

/** CSS as satori reads it; numbers are pixels. */
export type Style = Readonly<Record<string, string | number>>

/** Boxes one below the other, unless the style says otherwise. */
export const box = (style: Style, children: Element[] = []): Element => ({
  type: 'div',
  props: {
    style: { display: 'flex', flexDirection: 'column', boxSizing: 'border-box', flexShrink: 0, ...style },
    children,
  },
})

/** Boxes side by side. */
export const row = (style: Style, children: Element[]): Element =>
  box({ flexDirection: 'row', alignItems: 'center', ...style }, children)

/** Text that wraps between words, and within one that is longer than its line. */
export const text = (words: string, style: Style & { fontSize: number }): Element => ({
  type: 'div',
  props: {
    style: {
      display: 'flex',
      lineHeight: LINE_HEIGHT,
      wordBreak: 'break-word',
      textWrap: 'pretty',
      ...style,
    },
    children: words.replace(BEFORE_ENDING, '.').replace(BEFORE_UNIT, '$1\u00A0'),
  },
})

/** In a chat addresses have a gap before their ending, or phones would make links of them; a picture has no links. */
const BEFORE_ENDING = / \.(?=[a-z])/g

/** A sum is read in one look: "5.000.000 đồng" stays on one line, as do "8 giờ" and "3 lần". */
const BEFORE_UNIT = /(\d) (?=\p{Ll})/gu

/** A drawing given as SVG. */
export const image = (svg: string, width: number, height: number): Element => ({
  type: 'img',
  props: {
    src: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    width,
    height,
    style: {},
  },
})
