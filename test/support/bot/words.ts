import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createWords } from '../../../src/bot/words.js'

export const inRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const readLocale = (language: string): object =>
  JSON.parse(readFileSync(inRoot(`locales/${language}.json`), 'utf8')) as object

/** The words that people really read. */
export const locales = { vi: readLocale('vi'), en: readLocale('en') }
export const words = createWords(locales)
