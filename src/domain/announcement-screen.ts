import { type AnnouncementContent, EVENT_ANSWERS } from './announcement.js'
import { dayNumber, startOfDay } from './calendar.js'
import { timePhrase } from './clock-time.js'
import type { Lesson } from './curriculum.js'
import { type AnnouncementAnswer, announcementButtonData } from './prompt.js'
import { type Phrase, say } from './screen.js'
import { dayWords } from './written-day.js'

/** Whose announcement it is, to whom. */
export interface Announced {
  announcementId: number
  /** The member; null where an officer looks at it before it is sent. */
  learnerId: number | null
  /** What they are called where somebody else is learning on their chat just now. */
  profile: string | null
  /** The name of the place that speaks. */
  place: string
  content: AnnouncementContent
}

export interface AnnouncementScreen {
  lines: Phrase[]
  buttons: { label: Phrase; words: string[]; data: string }[]
}

/** More ways to say the choices, without diacritics. */
const WORDS: Record<AnnouncementAnswer, string[]> = {
  'tham-gia': ['tham gia', 'tham gia buoi nay', 'co tham gia', 'toi tham gia', 'toi di', 'co di', 'toi se di', 'di duoc'],
  // Not «không đi được»: who says so may be unable to walk.
  khong: ['khong tham gia', 'khong tham gia buoi nay', 'toi khong tham gia', 'khong di', 'toi khong di', 'ban khong di', 'toi ban'],
  hoc: ['hoc bai nay', 'hoc bai do', 'vao bai nay'],
} // prettier-ignore

/** The choice that these folded words name: it is taken also long after the message. */
export const answerInWords = (folded: string): AnnouncementAnswer | null =>
  (['tham-gia', 'khong', 'hoc'] as const).find((answer) => WORDS[answer].includes(folded)) ?? null

/**
 * What the chat shows: the same words where an officer looks at it first. Null when the lesson is not there any more.
 */
export function announcementScreen(
  told: Announced,
  lessons: ReadonlyMap<string, Pick<Lesson, 'title'>>,
): AnnouncementScreen | null {
  const { content, place, profile } = told
  const names = { place, whom: profile === null ? { text: '{goi}' } : asWritten(profile) }
  switch (content.kind) {
    case 'text':
      return {
        lines: [say('announcement.from', names), ...content.body.split('\n').map(asWritten)],
        buttons: [],
      }
    case 'lesson': {
      const lesson = lessons.get(content.lessonId)
      if (lesson === undefined) return null
      const lines = [
        say('announcement.lesson', { ...names, title: { text: lesson.title } }),
        say('announcement.lesson-how'),
      ]
      return { lines, buttons: [button('hoc', told)] }
    }
    case 'event': {
      const lines = [
        say('announcement.event', { ...names, title: content.title }),
        say('announcement.event-when', { when: whenPhrase(content.beginsAt), venue: content.venue }),
        ...(content.body === null ? [] : [asWritten(content.body)]),
      ]
      return { lines, buttons: EVENT_ANSWERS.map((answer) => button(answer, told)) }
    }
  }
}

/** Somebody's own words: whatever stands in them is not filled in. */
const asWritten = (line: string): Phrase => ({ text: '{line}', with: { line } })

const button = (
  answer: AnnouncementAnswer,
  { announcementId, learnerId }: Announced,
): AnnouncementScreen['buttons'][number] => ({
  label: say(`announcement.choice.${answer}`),
  words: WORDS[answer],
  data: announcementButtonData({ announcementId, learnerId: learnerId ?? NOBODY, answer }),
})

/** Stands in the buttons of what an officer tries. */
export const NOBODY = 0

const MINUTE_MS = 60_000
const WEEK = 7
/** 1970-01-01 was a Thursday. */
const FIRST_DAY = 4

/** "8 giờ sáng thứ bảy, 19/12/2026". */
export function whenPhrase(at: Date): Phrase {
  const day = dayNumber(at)
  const minutes = Math.floor((at.getTime() - startOfDay(at).getTime()) / MINUTE_MS)
  return say('announcement.when', {
    time: timePhrase(minutes),
    weekday: say(`announcement.weekday.${(day + FIRST_DAY) % WEEK}`),
    day: dayWords(day),
  })
}
