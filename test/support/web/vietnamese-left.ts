const VOID = /^(?:area|br|col|hr|img|input|link|meta|source|wbr)$/
const TAG = /<!--[^]*?-->|<(\/?)([a-z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>/giu
const SAID = /\s(?:title|alt|aria-label|placeholder|value)="([^"]*)"/gu
/** Letters that Vietnamese has and English has not. */
const LETTERS = /[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]/u

/**
 * What a page says in Vietnamese without saying so (`lang="vi"`): each text and each label with a Vietnamese letter in it,
 * but for these names.
 */
export function vietnameseLeft(page: string, names: readonly (string | RegExp)[]): string[] {
  const left: string[] = []
  const note = (text: string): void => {
    const rest = names.reduce<string>((kept, name) => kept.replaceAll(name, ''), text)
    if (LETTERS.test(rest)) left.push(text.replaceAll(/\s+/g, ' ').trim())
  }
  const open: { tag: string; isVietnamese: boolean }[] = []
  let from = 0
  for (const found of page.matchAll(TAG)) {
    const [whole, slash, tag = '', attributes = '', closed] = found
    if (open.at(-1)?.isVietnamese !== true) note(page.slice(from, found.index))
    from = found.index + whole.length
    if (slash === '/') {
      while (open.length > 0 && open.pop()!.tag !== tag);
      continue
    }
    const own = /\slang="([^"]*)"/.exec(attributes)?.[1]
    const isVietnamese = own === undefined ? open.at(-1)?.isVietnamese === true : own === 'vi'
    if (!isVietnamese) for (const [, said] of attributes.matchAll(SAID)) note(said!)
    if (closed !== '/' && !VOID.test(tag)) open.push({ tag, isVietnamese })
  }
  return [...new Set(left)]
}
