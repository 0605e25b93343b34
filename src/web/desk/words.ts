import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createInstance } from 'i18next'

/** Officers read Vietnamese, and English when they ask for it. */
export const LANGUAGES = ['vi', 'en'] as const
export type DeskLanguage = (typeof LANGUAGES)[number]

/**
 * The words of the officers' desk in one language: `overview.title` is the key `title` of
 * `locales/desk/<language>/overview.json`; `{name}` in them is filled in.
 * @throws Error when there are no such words
 */
export type DeskWords = (key: string, values?: Record<string, string | number>) => string

const FOLDER = fileURLToPath(new URL('../../../locales/desk/', import.meta.url))

/** One file for each part of the desk. */
const wordsIn = (language: DeskLanguage): Record<string, object> =>
  Object.fromEntries(
    readdirSync(`${FOLDER}${language}`)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [
        file.slice(0, -'.json'.length),
        JSON.parse(readFileSync(`${FOLDER}${language}/${file}`, 'utf8')) as object,
      ]),
  )

const instance = createInstance()
void instance.init({
  lng: 'vi',
  resources: { vi: { translation: wordsIn('vi') }, en: { translation: wordsIn('en') } },
  initAsync: false,
  // What is written into a page is escaped there.
  interpolation: { prefix: '{', suffix: '}', escapeValue: false, nestingPrefix: '\u0000' },
  returnNull: false,
})

/** Whether there are words for what a program writes: a deed, a kind. */
export const hasWords = (key: string): boolean => instance.exists(key)

const made = new Map<DeskLanguage, DeskWords>()

export function deskWords(language: DeskLanguage): DeskWords {
  const known = made.get(language) ?? wordsOf(language)
  made.set(language, known)
  return known
}

function wordsOf(language: DeskLanguage): DeskWords {
  const t = instance.getFixedT(language)
  return (key, values = {}) => {
    if (!instance.exists(key, { lng: language }))
      throw new Error(`locales/desk/${language} has no words for "${key}"`)
    // A percent sign stands on the line of its number.
    return t(key, values).replaceAll(/(?<=\d) %/g, '\u00A0%')
  }
}
