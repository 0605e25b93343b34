import type { Place } from './curriculum.js'
import { namesOf } from './place-name.js'
import { fold } from './text.js'

/** The provinces and cities of Việt Nam before and after 1 July 2025, folded. */
const PROVINCES = [
  'an giang', 'ba ria vung tau', 'vung tau', 'bac giang', 'bac kan', 'bac can', 'bac lieu', 'bac ninh', 'ben tre', 'binh dinh', 'binh duong', 'binh phuoc', 'binh thuan',
  'ca mau', 'can tho', 'cao bang', 'da nang', 'dak lak', 'dac lac', 'dak nong', 'dien bien', 'dong nai', 'dong thap', 'gia lai', 'ha giang', 'ha nam', 'ha noi', 'ha tinh',
  'hai duong', 'hai phong', 'hau giang', 'hoa binh', 'ho chi minh', 'sai gon', 'tphcm', 'hcm', 'hung yen', 'khanh hoa', 'kien giang', 'kon tum', 'lai chau', 'lam dong', 'lang son',
  'lao cai', 'long an', 'nam dinh', 'nghe an', 'ninh binh', 'ninh thuan', 'phu tho', 'phu yen', 'quang binh', 'quang nam', 'quang ngai', 'quang ninh', 'quang tri', 'soc trang',
  'son la', 'tay ninh', 'thai binh', 'thai nguyen', 'thanh hoa', 'thua thien hue', 'hue', 'tien giang', 'tra vinh', 'tuyen quang', 'vinh long', 'vinh phuc', 'yen bai',
] // prettier-ignore

const known = new WeakMap<readonly Place[], ReadonlySet<string>>()

/** Folded names by which a message may speak of a place: provinces, and the communes and districts we know, old and new. */
export function placeWords(places: readonly Place[]): ReadonlySet<string> {
  const before = known.get(places)
  if (before !== undefined) return before
  const names = places.flatMap((place) => [
    fold(place.province),
    ...namesOf(place).flatMap(({ words, within }) => [words, ...within]),
  ])
  // "1" alone is an answer to something else.
  const words = new Set([...PROVINCES, ...names.filter((name) => /[a-z]{2}/.test(name))])
  known.set(places, words)
  return words
}
