import { type Phrase, say } from './screen.js'
import { fold } from './text.js'

/** 7:00 to 19:30 are offered; an earlier hour that a learner asks for is theirs. In minutes after midnight. */
export const LATEST = 19 * 60 + 30

const TIME =
  /^(?:luc |khoang )*(\d{1,2}) ?(?:(gio|g|h) ?)?(?:(\d{1,2}) ?(?:phut)?|(ruoi))? ?(sang|trua|chieu|toi|dem)?(?: (?:a|nha|nhe|con|chau|di|duoc|thoi))*$/
const LATER = ['chieu', 'toi', 'dem']

/** Whether words speak of a time of day, and are not just the number of a choice. */
export const namesTime = (typed: string): boolean => {
  const found = TIME.exec(fold(typed))
  return found !== null && (found[2] !== undefined || found[5] !== undefined)
}

/**
 * "7 giờ sáng", "2h chieu", "7g30 toi" as minutes after midnight; null when it is no time of day. Without a
 * part of the day in the words, an hour up to 7 belongs to the afternoon when that was chosen before.
 */
export function parseTime(typed: string, chosen: 'morning' | 'afternoon' = 'morning'): number | null {
  const found = TIME.exec(fold(typed))
  if (found === null) return null
  const [, hourDigits, , minuteDigits, half, part] = found
  const minutes = half !== undefined ? 30 : Number(minuteDigits ?? 0)
  const hour = Number(hourDigits)
  if (hour > 23 || minutes > 59) return null
  return hourOfDay(hour, part, chosen) * 60 + minutes
}

/** Where a time may begin, and how many words it may have: "nhắc tôi lúc 7 giờ 30 sáng". */
const MOST_WORDS = 5

/**
 * The first time of day among other words, in minutes after midnight; null when they name none. A part of the day may
 * stand before the hour: "sáng 8 giờ". `chosen`: as for `parseTime`.
 */
export function timeAmong(said: string, chosen: 'morning' | 'afternoon' = 'morning'): number | null {
  const words = fold(said).split(' ').slice(0, 20)
  for (let from = 0; from < words.length; from++) {
    if (!/^\d/.test(words[from]!)) continue
    for (let length = MOST_WORDS; length > 0; length--) {
      const part = words.slice(from, from + length).join(' ')
      if (namesTime(part)) return parseTime(withPartBefore(part, words[from - 1], said), chosen)
    }
  }
  return null
}

const PARTS = ['sang', 'trua', 'chieu', 'toi', 'dem']

/** "chiều 3 giờ" as "3 giờ chiều"; "tôi 7 giờ" is somebody who speaks. */
function withPartBefore(time: string, before: string | undefined, said: string): string {
  const named = TIME.exec(time)?.[5] !== undefined
  const isPart = before !== undefined && PARTS.includes(before)
  if (named || !isPart || (before === 'toi' && /tôi/i.test(said.normalize('NFC')))) return time
  const withoutEnd = time.replace(/(?: (?:a|nha|nhe|con|chau|di|duoc|thoi))+$/, '')
  return `${withoutEnd} ${before}`
}

function hourOfDay(hour: number, part: string | undefined, chosen: 'morning' | 'afternoon'): number {
  if (hour === 12) return part === 'dem' || part === 'sang' ? 0 : 12
  if (hour > 12) return hour
  if (part === undefined) return chosen === 'afternoon' && hour <= 7 ? hour + 12 : hour
  // "1 giờ đêm" is after midnight, "9 giờ đêm" before it.
  if (part === 'dem') return hour >= 7 ? hour + 12 : hour
  if (LATER.includes(part)) return hour + 12
  return part === 'trua' && hour < 10 ? hour + 12 : hour
}

const partOf = (hour: number): string => {
  if (hour < 11) return 'morning'
  if (hour < 13) return 'noon'
  return hour < 18 ? 'afternoon' : 'evening'
}

/** "7 giờ sáng", "2 giờ 30 chiều": never 14:30. */
export function timePhrase(minutesAfterMidnight: number): Phrase {
  const hour = Math.floor(minutesAfterMidnight / 60)
  const minutes = minutesAfterMidnight % 60
  const shown = hour > 12 ? hour - 12 : hour
  return say('hour.at', {
    hour: minutes === 0 ? `${shown} giờ` : `${shown} giờ ${minutes}`,
    part: say(`hour.part-${partOf(hour)}`),
  })
}
