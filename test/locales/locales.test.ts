import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

type Tree = { [key: string]: string | Tree }

const read = (language: string): Tree => JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')) as Tree

const leaves = (tree: Tree, above = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[above + key, value] as [string, string]] : leaves(value, `${above}${key}.`),
  )

const vi = new Map(leaves(read('vi')))
const en = new Map(leaves(read('en')))

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('store'))
  .map((path) => readFileSync(join('src', path), 'utf8'))
  .join('\n')

/** Keys written out, and the patterns of keys put together (`address.${form}`). */
const written = [...sources.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/g)].map((found) => found[1]!)
const patterns = [...sources.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)]
  .map((found) => found[1]!)
  .filter((template) => /^[a-z][\w-]*\.|^\$\{at\}\./.test(template))
  .map(
    (template) =>
      new RegExp(
        `^${template
          .replaceAll('.', '\\.')
          .replaceAll(/\$\{at\}/g, '[\\w.-]+')
          .replaceAll(/\$\{[^}]*\}/g, '[\\w-]+')}$`,
      ),
  )

const withoutContext = (key: string): string => key.replace(/_(?:nam|bac)$/, '')
const isUsed = (key: string): boolean =>
  written.includes(withoutContext(key)) || patterns.some((pattern) => pattern.test(withoutContext(key)))

describe('the words of the program', () => {
  it('has every key the program names', () => {
    const named = written.filter(
      (key) => vi.has(key) || [...vi.keys()].some((known) => known.startsWith(`${key.split('.')[0]}.`)),
    )
    const isFileLike = (key: string) => /\.(?:js|ts|json|yaml|md|css|html)$/.test(key)
    expect(named.filter((key) => !isFileLike(key) && !vi.has(key))).toEqual([])
  })

  it('has no key that nothing uses', () => {
    expect([...vi.keys()].filter((key) => !isUsed(key))).toEqual([])
  })

  it('says the same keys in both languages', () => {
    expect([...en.keys()].toSorted()).toEqual([...vi.keys()].toSorted())
  })

  it('fills the same places in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!.toLowerCase())
    const own = (text: string) =>
      places(text)
        .filter((name) => !['goi', 'xung'].includes(name))
        .toSorted()
    for (const [key, text] of vi) expect([key, own(en.get(key)!)]).toEqual([key, own(text)])
  })

  it('never calls a learner bạn, and says none of the words that frighten', () => {
    const forbidden = /(?<![\p{L}])(?:bạn|hết hạn|rớt|chứng chỉ|chứng nhận|điểm|hạng)(?![\p{L}])/iu
    expect([...vi].filter(([, text]) => forbidden.test(text))).toEqual([])
  })

  it('is written in composed letters', () => {
    for (const [key, text] of [...vi, ...en]) expect([key, text]).toEqual([key, text.normalize('NFC')])
  })

  it('keeps sentences short enough to follow', () => {
    const sentences = [...vi].flatMap(([key, text]) =>
      text.split(/(?<=[.?!:])\s/).map((sentence) => [key, sentence] as const),
    )
    // The rule is told in one sentence, or it could be half remembered.
    const short = sentences.filter(([key]) => key !== 'results.rule')
    const long = short.filter(([, sentence]) => sentence.split(/\s+/).length > 14)
    expect(long).toEqual([])
  })
})
