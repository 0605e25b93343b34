import { createInstance, type i18n } from 'i18next'
import type { Learner } from '../domain/learner.js'
import { type LocalContent, NO_LOCAL_CONTENT, createLocalWords } from '../domain/local-words.js'
import type { Phrase } from '../domain/screen.js'

export type Language = 'vi' | 'en'

/** To whom we speak: form of address, region and place choose the words. */
export type Speech = Pick<Learner, 'formOfAddress' | 'region'> & Partial<Pick<Learner, 'placeId'>>

export interface WordsOptions {
  language?: Language
  /** Where the words of regions and the numbers of places come from; none unless told. */
  content?: LocalContent
}

/** Turns phrases of the domain into what the learner reads. */
export interface Words {
  say(phrase: Phrase, speech: Speech): string
}

const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** Words in one language; `locales` maps each language to the parsed JSON of `locales/`. */
export function createWords(
  locales: Record<Language, object>,
  { language = 'vi', content = NO_LOCAL_CONTENT }: WordsOptions = {},
): Words {
  const local = createLocalWords(content)
  const instance = createInstance()
  void instance.init({
    lng: language,
    resources: { vi: { translation: locales.vi }, en: { translation: locales.en } },
    initAsync: false,
    interpolation: { prefix: '{', suffix: '}', escapeValue: false, nestingPrefix: '\u0000' },
    returnNull: false,
  })

  // Phrases that hold no values of their own are as many as lessons and locales have lines.
  const spokenBefore = new Map<string, string>()
  const say = (phrase: Phrase, speech: Speech): string => {
    if (phrase.with !== undefined) return speak(phrase, speech)
    const words = 'say' in phrase ? `say:${phrase.say}` : `text:${phrase.text}`
    const key = `${speech.formOfAddress} ${speech.region} ${local.provinceOf(speech)} ${words}`
    const known = spokenBefore.get(key)
    if (known !== undefined) return known
    const spoken = speak(phrase, speech)
    spokenBefore.set(key, spoken)
    return spoken
  }

  const speak = (phrase: Phrase, speech: Speech): string => {
    const values = { ...local.values(speech), ...speechValues(instance, speech), ...inner(phrase, speech) }
    const spoken =
      'say' in phrase
        ? translate(phrase.say, { ...values, context: speech.region })
        : instance.services.interpolator.interpolate(phrase.text, values, language, {})
    return spoken.normalize('NFC')
  }

  const translate = (key: string, options: Record<string, unknown>): string => {
    if (!instance.exists(key)) throw new Error(`locales/${language}.json has no words for "${key}"`)
    return instance.t(key, options)
  }

  const inner = (phrase: Phrase, speech: Speech): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(phrase.with ?? {}).map(([name, value]) => [
        name,
        typeof value === 'object' ? say(value, speech) : value,
      ]),
    )

  return { say }
}

function speechValues(instance: i18n, { formOfAddress, region }: Speech): Record<string, string> {
  const goi = instance.t(`address.${formOfAddress ?? 'unknown'}`, { context: region })
  const xung = instance.t(`self.${region}`)
  return { goi, Goi: upperFirst(goi), xung, Xung: upperFirst(xung) }
}
