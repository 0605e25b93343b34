import type { Curriculum } from './curriculum.js'
import type { Region } from './learner.js'
import { provinceOf as provinceIn } from './province.js'

/** Where somebody is at home; `placeId` is absent or null where that is not known. */
export interface Home {
  region: Region
  placeId?: string | null
}

/** What the content says differently from place to place. */
export type LocalContent = Pick<Curriculum, 'lexicon' | 'contacts' | 'places'>

export const NO_LOCAL_CONTENT: LocalContent = { lexicon: new Map(), contacts: new Map(), places: [] }

/** What stands for each placeholder; those of contacts stand below `so`. */
type Values = Readonly<Record<string, string | Record<string, string>>>

/** The placeholders of content that depend on where one is at home. */
export interface LocalWords {
  /** The province of a place, by name; null for a place that is not known, or not any more. */
  provinceOf(home: Home): string | null
  /** `xom` → "ấp" and so on; below `so` what stands for a contact, such as its number. */
  values(home: Home): Values
}

/**
 * A number is shown in the provinces that it is written for, and nowhere else: where the place is not known,
 * the words for everywhere stand in its stead. The region alone never chooses a number.
 */
export function createLocalWords({ lexicon, contacts, places }: LocalContent): LocalWords {
  const provinceOf = ({ placeId = null }: Home): string | null => provinceIn(places, placeId)

  const valuesIn = (region: Region, province: string | null): Values => {
    const words = [...lexicon].map(([id, word]) => [id, word[region]] as const)
    const numbers = [...contacts].map(
      ([id, { inProvince, elsewhere }]) => [id, inProvince.get(province ?? '') ?? elsewhere] as const,
    )
    return Object.fromEntries<string | Record<string, string>>([
      ...words,
      ['so', Object.fromEntries(numbers)],
    ])
  }

  // There are as many as provinces; a text is said far more often.
  const known = new Map<string, Values>()
  const values = (home: Home): Values => {
    const province = provinceOf(home)
    const key = `${home.region} ${province}`
    const found = known.get(key) ?? valuesIn(home.region, province)
    known.set(key, found)
    return found
  }
  return { provinceOf, values }
}
