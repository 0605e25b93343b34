/** One place in a phrase. */
type Part = { is: 'gap'; widest: number } | { is: 'end' } | { is: 'number' } | { is: 'ways'; ways: Ways }

/** Different wordings of the same, by their first word. */
type Ways = ReadonlyMap<string, readonly Part[][]>

/** Phrases of one meaning, by their first word. */
export type Group = Ways

const GAP: Part = { is: 'gap', widest: 4 }
const WIDE_GAP: Part = { is: 'gap', widest: 9 }

/**
 * Reads phrases of folded words, one to a line. `a|b` is either word, `<name>` any wording of that name, which
 * may be built from names before it; `*` leaves out up to 4 words, `~` up to 9, `#` is a number, `$` the end of
 * the message. A phrase begins with words, never with a gap, `#` or `$`.
 */
export function lexicon(names: Record<string, readonly string[]>): (...lines: string[]) => Group {
  const known = new Map<string, Ways>()
  const group = (lines: readonly string[]): Group => {
    const found = new Map<string, Part[][]>()
    for (const line of lines) {
      const parts = line.trim().split(' ').map(partOf)
      const first = parts[0]!
      if (first.is !== 'ways') throw new Error(`a phrase begins with words: "${line}"`)
      for (const word of first.ways.keys()) found.set(word, [...(found.get(word) ?? []), parts])
    }
    return found
  }
  const parts = new Map<string, Part>()
  // One object for one wording, so that what is found out about it holds for every phrase.
  const partOf = (written: string): Part => {
    const before = parts.get(written)
    if (before !== undefined) return before
    const part = readPart(written)
    parts.set(written, part)
    return part
  }
  const readPart = (written: string): Part => {
    if (written === '*') return GAP
    if (written === '~') return WIDE_GAP
    if (written === '$') return { is: 'end' }
    if (written === '#') return { is: 'number' }
    const ways = new Map<string, Part[][]>()
    for (const wording of written.split('|')) {
      const name = /^<(.+)>$/.exec(wording)?.[1]
      if (name === undefined) ways.set(wording, [...(ways.get(wording) ?? []), []])
      else for (const [word, rests] of nameOf(name)) ways.set(word, [...(ways.get(word) ?? []), ...rests])
    }
    return { is: 'ways', ways }
  }
  const nameOf = (name: string): Ways => {
    const ways = known.get(name)
    if (ways === undefined) throw new Error(`a phrase knows no <${name}>`)
    return ways
  }
  for (const [name, lines] of Object.entries(names)) known.set(name, waysOf(group(lines)))
  return (...lines) => group(lines)
}

/** What may follow each first word: a phrase that begins with a name is written out by one word. */
function waysOf(group: Group): Ways {
  const ways = new Map<string, Part[][]>()
  for (const [word, phrases] of group)
    ways.set(
      word,
      phrases.flatMap(([first, ...rest]) =>
        first?.is === 'ways' ? first.ways.get(word)!.map((before) => [...before, ...rest]) : [],
      ),
    )
  return ways
}

/** In how many wordings of these groups each word stands. */
export function usesIn(groups: Iterable<Group>): Map<string, number> {
  const uses = new Map<string, number>()
  const counted = new Set<Ways>()
  const count = (ways: Ways): void => {
    if (counted.has(ways)) return
    counted.add(ways)
    for (const [word, rests] of ways) {
      uses.set(word, (uses.get(word) ?? 0) + 1)
      for (const part of rests.flat()) if (part.is === 'ways') count(part.ways)
    }
  }
  for (const group of groups) count(group)
  return uses
}

/** What is known of a message while its groups are looked for. */
interface Known {
  words: ReadonlySet<string>
  mayStand: Map<Part, boolean>
  ends: Map<Part, Map<number, readonly number[]>>
}

const knownOf = new WeakMap<readonly string[], Known>()

function knownIn(words: readonly string[]): Known {
  const before = knownOf.get(words)
  if (before !== undefined) return before
  const known: Known = { words: new Set(words), mayStand: new Map<Part, boolean>(), ends: new Map() }
  knownOf.set(words, known)
  return known
}

/** At which words a phrase of the group begins, in their order. The words are not changed afterwards. */
export function* beginnings(group: Group, words: readonly string[]): Generator<number> {
  const known = knownIn(words)
  let likely: Map<string, readonly Part[][]> | null = null
  for (const word of known.words) {
    const phrases = group.get(word)?.filter((parts) => parts.every((part) => mayStand(part, known)))
    if (phrases !== undefined && phrases.length > 0) (likely ??= new Map()).set(word, phrases)
  }
  if (likely === null) return
  for (const [at, word] of words.entries()) {
    if (likely.get(word)?.some((parts) => endsOf(parts, words, at, known).length > 0) === true) yield at
  }
}

/** Whether a phrase of the group stands anywhere in the words. */
export const standsIn = (group: Group, words: readonly string[]): boolean =>
  beginnings(group, words).next().done !== true

/** Most phrases fail here: none of the words of a part is there at all. */
function mayStand(part: Part, known: Known): boolean {
  if (part.is !== 'ways') return true
  const before = known.mayStand.get(part)
  if (before !== undefined) return before
  let may = false
  for (const word of known.words) may ||= part.ways.has(word)
  known.mayStand.set(part, may)
  return may
}

/** Where the parts may end that begin at a word: every place is visited once for each part. */
function endsOf(
  parts: readonly Part[],
  words: readonly string[],
  at: number,
  known: Known,
): readonly number[] {
  let ends: readonly number[] = [at]
  let reach = 0
  for (const part of parts) {
    if (part.is === 'gap') {
      reach = part.widest
      continue
    }
    ends = afterPart(part, words, within(ends, reach, words.length), known)
    if (ends.length === 0) return ends
    reach = 0
  }
  return ends
}

/** The places from each of these on, as far as the gap reaches. */
function within(ends: readonly number[], reach: number, last: number): readonly number[] {
  if (reach === 0) return ends
  const places = new Set<number>()
  for (const end of ends) for (let at = end; at <= Math.min(end + reach, last); at++) places.add(at)
  return [...places]
}

function afterPart(
  part: Exclude<Part, { is: 'gap' }>,
  words: readonly string[],
  places: readonly number[],
  known: Known,
): readonly number[] {
  if (part.is === 'end') return places.filter((at) => at === words.length)
  if (part.is === 'number') return places.filter((at) => /^\d/.test(words[at] ?? '')).map((at) => at + 1)
  if (places.length === 1) return afterWays(part, words, places[0]!, known)
  return [...new Set(places.flatMap((at) => afterWays(part, words, at, known)))]
}

/** Where a wording may end that begins at a word; found out once for all phrases that it stands in. */
function afterWays(
  part: Extract<Part, { is: 'ways' }>,
  words: readonly string[],
  at: number,
  known: Known,
): readonly number[] {
  const rests = part.ways.get(words[at] ?? '')
  if (rests === undefined) return NOWHERE
  let before = known.ends.get(part)
  if (before === undefined) known.ends.set(part, (before = new Map()))
  const found = before.get(at)
  if (found !== undefined) return found
  const ends = [...new Set(rests.flatMap((rest) => endsOf(rest, words, at + 1, known)))]
  before.set(at, ends)
  return ends
}

const NOWHERE: readonly number[] = []
