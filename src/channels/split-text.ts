/** Where a text may be cut, the kindest place first; the cut lies after the match. */
const PLACES = [/\n\n/g, /\n/g, /[.!?…][»”")\]]?\s/gu, /\s/g]
/** A piece shorter than this part of what fits looks torn off: the next kind of place is tried. */
const LEAST = 0.4

const lengthOf = (text: string): number => Array.from(text).length

/**
 * The text in pieces of at most `max` code points, cut between paragraphs, lines or sentences, else between words. A
 * text without spaces is cut where it must be. Never empty pieces; one piece where all of it fits.
 */
export function splitText(text: string, max: number): string[] {
  const pieces: string[] = []
  let rest = text.trim()
  while (lengthOf(rest) > max) {
    const cut = placeToCut(Array.from(rest).slice(0, max + 1))
    pieces.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  return rest === '' ? pieces : [...pieces, rest]
}

/**
 * Where to cut, in code units from the beginning.
 * @param letters what fits, and the one after it, which may be the space behind the last word
 */
function placeToCut(letters: string[]): number {
  const window = letters.join('')
  for (const place of PLACES) {
    const last = [...window.matchAll(place)].at(-1)
    const cut = last === undefined ? 0 : last.index + last[0].length
    if (cut >= window.length * LEAST) return cut
  }
  return letters.slice(0, -1).join('').length
}
