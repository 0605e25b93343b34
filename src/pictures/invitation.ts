import { encode } from 'uqr'
import { type Element, box, image, text } from './element.js'
import { WIDTH, colour, radius, type } from './look.js'

/** A link to be scanned, and the three words for whoever types them. */
export interface InvitationDrawing {
  kind: 'invitation'
  /** «Gương Sáng». */
  from: string
  link: string
  /** What to do with the picture. */
  scan: string
  /** What to do with the words. */
  typing: string
  words: string
}

const PADDING = 40
/** Around the modules, in modules: with less some phones do not see it. */
const QUIET = 4
const SIDE = 480

export const invitation = ({ from, link, scan, typing, words }: InvitationDrawing): Element =>
  box({ width: WIDTH, backgroundColor: colour.paper, color: colour.ink }, [
    box(
      {
        alignItems: 'center',
        padding: `24px ${PADDING}px`,
        backgroundColor: colour.teal,
        color: colour.card,
      },
      [text(from, { fontSize: 48, fontWeight: 700 })],
    ),
    box({ alignItems: 'center', padding: PADDING, gap: 24 }, [
      text(scan, { ...centred, fontSize: type.message }),
      box({ backgroundColor: colour.card, borderRadius: radius, overflow: 'hidden' }, [
        image(qrOf(link), SIDE, SIDE),
      ]),
      text(typing, { ...centred, fontSize: type.message }),
      text(words, { ...centred, fontSize: 64, fontWeight: 700, color: colour.teal }),
    ]),
  ])

const centred = { textAlign: 'center', textWrap: 'balance' }

/** A link to be scanned: dark squares as one path in a square of so many units, the quiet margin in it. */
export interface Qr {
  path: string
  side: number
}

/** One path for all modules; a quarter of them may be covered by dirt or a thumb. */
export function qrPath(link: string): Qr {
  const { data, size } = encode(link, { ecc: 'Q', border: 0 })
  const modules = data.flatMap((line, y) =>
    line.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  )
  return { path: modules.join(''), side: size + 2 * QUIET }
}

function qrOf(link: string): string {
  const { path, side } = qrPath(link)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">
    <rect width="${side}" height="${side}" fill="#FFFFFF" /><path d="${path}" fill="#000000" /></svg>`
}
