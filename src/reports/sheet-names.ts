const MOST = 31

/**
 * Names for the sheets of a workbook, in the order of `wanted`: at most 31 characters, without those that office programs
 * refuse, each once however it is written.
 */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((one) => {
    const name = freeName(allowed(one) || 'Bảng', taken)
    taken.add(key(name))
    return name
  })
}

const key = (name: string): string => name.toLocaleLowerCase('vi')

/** Neither signs of a path or a formula, nor what cannot be seen, nor an apostrophe at an end. */
const allowed = (name: string): string =>
  cut(
    name
      .normalize('NFC')
      .replaceAll(/[[\]:*?/\\]|\p{C}/gu, ' ')
      .replaceAll(/\s+/g, ' '),
    MOST,
  )

const cut = (name: string, length: number): string =>
  name
    .slice(0, length)
    // Half of a pair is no letter.
    .replace(/[\uD800-\uDBFF]$/, '')
    .replaceAll(/^['\s]+|['\s]+$/g, '')

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(key(name))) return name
  for (let nth = 2; ; nth++) {
    const end = ` (${nth})`
    const other = `${cut(name, MOST - end.length)}${end}`
    if (!taken.has(key(other))) return other
  }
}
