import { type Layout, layOut } from '../../src/pictures/draw.js'

type Box = Layout['boxes'][number]

interface Ink {
  left: number
  top: number
  right: number
  bottom: number
  /** Closed outlines: a letter has one and more, each mark another. */
  outlines: number
}

export interface DrawnText {
  words: string
  box: Box
  ink: Ink
}

/** Every text of a layout with the ink that was drawn for it, read from the paths of its letters. */
export function textsOf({ svg, boxes }: Layout): DrawnText[] {
  const texts = boxes.filter(({ textContent }) => (textContent ?? '').trim() !== '')
  // Letters are the only paths without a place of their own.
  const paths = [...svg.matchAll(/<g><path fill="[^"]*" d="([^"]*)"/g)].map((found) => inkOf(found[1]!))
  if (paths.length !== texts.length) throw new Error(`${texts.length} texts, ${paths.length} are drawn`)
  return texts.map((box, at) => ({
    words: box.textContent!.replaceAll('\u00A0', ' '),
    box,
    ink: paths[at]!,
  }))
}

/** The control points of a curve lie around it, so the ink is at most this large. */
function inkOf(path: string): Ink {
  const numbers = [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number))
  const xs = numbers.filter((_, at) => at % 2 === 0)
  const ys = numbers.filter((_, at) => at % 2 === 1)
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
    outlines: path.split('Z').length - 1,
  }
}

/** Letters may lean out of their box by so many pixels … */
const LEAN = 2
/** … and the marks of capitals rise above it by this share of the type's size. */
const RISE = 0.13
/** Boxes stand on whole pixels. */
const ROUNDING = 1

/** What is wrong with how a layout fits: ink outside its box, boxes that stick out or overlap, missing letters. */
export async function misfits(layout: Layout): Promise<string[]> {
  const texts = textsOf(layout)
  const expected = await outlinesOf(texts)
  return [
    ...layout.missing.map((letter) => `the font has no ${letter}`),
    ...texts.filter((text) => !holdsInk(text)).map(({ words }) => `«${words}» is drawn outside its box`),
    ...texts
      .filter((text) => text.ink.outlines !== expected.get(text))
      .map(({ words }) => `«${words}» is not drawn whole`),
    ...misplaced(layout.boxes),
    ...touching(texts),
  ]
}

const holdsInk = ({ box, ink }: DrawnText): boolean =>
  ink.left >= box.left - LEAN &&
  ink.right <= box.left + box.width + LEAN &&
  ink.top >= box.top - RISE * Number(box.props['style'].fontSize) &&
  ink.bottom <= box.top + box.height + LEAN

/** Every two boxes are one inside the other, or apart; the first one is the whole picture. */
function misplaced(boxes: Box[]): string[] {
  return boxes.flatMap((inner, at) =>
    boxes
      .slice(0, at)
      .filter((outer) => !isInside(inner, outer) && !isApart(inner, outer))
      .map((outer) => `${told(inner)} sticks out of ${told(outer)}`),
  )
}

/** Ink on the ink of another text. */
const touching = (texts: DrawnText[]): string[] =>
  texts.flatMap((one, at) =>
    texts
      .slice(0, at)
      .filter(({ ink }) => ink.left < one.ink.right && one.ink.left < ink.right)
      .filter(({ ink }) => ink.top < one.ink.bottom && one.ink.top < ink.bottom)
      .map(({ words }) => `«${one.words}» touches «${words}»`),
  )

const told = ({ textContent, left, top, width, height }: Box): string =>
  `${textContent === undefined ? 'a box' : `«${textContent}»`} (${left} ${top} ${width} × ${height})`

const isInside = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left - ROUNDING &&
  inner.top >= outer.top - ROUNDING &&
  inner.left + inner.width <= outer.left + outer.width + ROUNDING &&
  inner.top + inner.height <= outer.top + outer.height + ROUNDING

const isApart = (one: Box, other: Box): boolean =>
  one.left >= other.left + other.width - ROUNDING ||
  other.left >= one.left + one.width - ROUNDING ||
  one.top >= other.top + other.height - ROUNDING ||
  other.top >= one.top + one.height - ROUNDING

const known = new Map<string, number>()
const weightOf = ({ box }: DrawnText): number => Number(box.props['style'].fontWeight ?? 400)

/** How many outlines the letters of each text have when each stands alone. */
async function outlinesOf(texts: DrawnText[]): Promise<Map<DrawnText, number>> {
  const letters = (text: DrawnText) => Array.from(text.words.replaceAll(/\s/g, ''))
  const key = (text: DrawnText, letter: string) => `${weightOf(text)} ${letter}`
  const all = texts.flatMap((text) => letters(text).map((letter) => ({ letter, key: key(text, letter) })))
  const fresh = [...new Set(all.filter((one) => !known.has(one.key)).map(({ letter }) => letter))]
  if (fresh.length > 0) {
    // A field has its label in one weight and its value in the other.
    const parts = fresh.map((letter) => ({ kind: 'field' as const, label: letter, value: letter }))
    const alone = await layOut({
      kind: 'practice-screen',
      pill: 'a',
      screen: { title: 'a', parts },
      places: [],
    })
    for (const text of textsOf(alone).slice(2)) known.set(key(text, text.words), text.ink.outlines)
  }
  const sum = (text: DrawnText) =>
    letters(text).reduce((count, letter) => count + known.get(key(text, letter))!, 0)
  return new Map(texts.map((text) => [text, sum(text)]))
}
