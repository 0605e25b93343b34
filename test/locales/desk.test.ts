import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { NoticeKind } from '../../src/domain/notice.js'
import { deskWords, hasWords } from '../../src/web/desk/words.js'

const FOLDER = 'locales/desk'
const files = readdirSync(`${FOLDER}/vi`)

const read = (language: string, file: string): unknown =>
  JSON.parse(readFileSync(`${FOLDER}/${language}/${file}`, 'utf8'))

/** Every text by its key. */
function textsOf(words: unknown, path = ''): Map<string, string> {
  if (typeof words === 'string') return new Map([[path, words]])
  return new Map(
    Object.entries(words as object).flatMap(([key, value]) => [...textsOf(value, `${path}.${key}`)]),
  )
}

const places = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted()

/** Keys as they stand in the code, where they stand whole: words('frame.menu'). */
const usedIn = (text: string): string[] =>
  [...text.matchAll(/\bwords(?:\(c\))?\(\s*'([\w-]+(?:\.[\w-]+)+)'/g)].map(([, key]) => key!)

/** A kind that is missing here does not pass the check of types. */
const NOTICE_KINDS: Record<NoticeKind, true> = {
  confirmed: true,
  'card-freed': true,
  'invitation-answered': true,
  'viewing-changed': true,
  'helping-ended': true,
  'helper-erased': true,
  relinked: true,
  'relink-wanted': true,
  'chat-closed': true,
  'learner-erased': true,
  'help-requested': true,
  'help-answered': true,
  'help-unreached': true,
  beside: true,
  emergency: true,
  'emergency-unreached': true,
  care: true,
  month: true,
  reminder: true,
  silent: true,
  announcement: true,
  'announcement-tried': true,
  'event-cancelled': true,
  'token-made': true,
  'help-waiting': true,
  'agreement-wanted': true,
}

const codeIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))

describe("the words of the officers' desk", () => {
  it('stand in the same files in both languages', () => {
    expect(readdirSync(`${FOLDER}/en`)).toEqual(files)
  })

  it.each(files)('%s says the same in both languages, with the same places to fill in', (file) => {
    const [vi, en] = [textsOf(read('vi', file)), textsOf(read('en', file))]
    expect([...en.keys()].toSorted()).toEqual([...vi.keys()].toSorted())
    const wrong = [...vi].filter(
      ([key, text]) =>
        String(places(en.get(key)!)) !== String(places(text)) ||
        text !== text.normalize('NFC') ||
        text.trim() === '' ||
        en.get(key)!.trim() === '',
    )
    expect(wrong).toEqual([])
  })

  it('are there for every key that the code names', () => {
    const used = codeIn('src/web/desk').flatMap(usedIn)
    expect(used.length).toBeGreaterThan(5)
    expect(used.filter((key) => !hasWords(key))).toEqual([])
  })

  it('name every kind of notice that could not be sent', () => {
    const { kinds } = read('vi', 'dead-letters.json') as { kinds: object }
    expect(Object.keys(kinds).toSorted()).toEqual(['message', ...Object.keys(NOTICE_KINDS)].toSorted())
  })

  it('throws where there are none, so that no page shows a key', () => {
    expect(() => deskWords('en')('frame.no-such-words')).toThrow('no words')
  })
})
