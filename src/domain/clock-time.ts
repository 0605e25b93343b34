import { type Phrase, say } from './screen.js'
import { fold } from './text.js'

const AFTERNOON = ['chieu', 'toi']

/**
 * "7 giờ sáng", "2h chieu", "7g30 toi" as minutes after midnight; null when it is no time of day.
 * An hour from 1 to 6 without a part of the day is taken as it stands: learners rise early.
 */
export function parseTime(typed: string): number | null {
  const words = fold(typed)
  const found =
    /^(?:luc )?(\d{1,2}) ?(?:gio|g|h)? ?(?:(\d{2})|(ruoi))? ?(?:phut)? ?(sang|trua|chieu|toi)?(?: .{0,20})?$/.exec(
      words,
    )
  if (found === null) return null
  const [, hourDigits, minuteDigits, half, part] = found
  const minutes = half !== undefined ? 30 : Number(minuteDigits ?? 0)
  const hour = Number(hourDigits)
  if (hour > 23 || minutes > 59) return null
  const isLater =
    part !== undefined && hour < 12 && (AFTERNOON.includes(part) || (part === 'trua' && hour < 10))
  return (isLater ? hour + 12 : hour) * 60 + minutes
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
