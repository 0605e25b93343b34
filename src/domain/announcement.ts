/** What officers tell the members of a place, or ask them to. */
export const ANNOUNCEMENT_KINDS = ['text', 'lesson', 'event'] as const
export type AnnouncementKind = (typeof ANNOUNCEMENT_KINDS)[number]

/** draft → waiting (for a second officer) → sending → done; or cancelled at any time before it is done. */
export type AnnouncementState = 'draft' | 'waiting' | 'sending' | 'done' | 'cancelled'

/** What is said; the words are an officer's own, tidied and checked. */
export type AnnouncementContent =
  | { kind: 'text'; body: string }
  /** A lesson of the awareness strand. */
  | { kind: 'lesson'; lessonId: string }
  | { kind: 'event'; title: string; beginsAt: Date; venue: string; body: string | null }

/** What a member says to an event. */
export const EVENT_ANSWERS = ['tham-gia', 'khong'] as const
export type EventAnswer = (typeof EVENT_ANSWERS)[number]

/** How long after its beginning an announcement may still be told: what is older is no news. */
export const LASTS_MS = 2 * 24 * 60 * 60 * 1000

/** From then on nobody is told any more: two days after the first could be told, or when the event begins. */
export function lastMoment(beginsAt: Date | null, notBefore: Date): Date {
  const end = new Date(notBefore.getTime() + LASTS_MS)
  return beginsAt !== null && beginsAt < end ? beginsAt : end
}

/** So many announcements of one officer for one place may be under way: each takes a member's one of a day. */
export const MOST_UNDER_WAY = 2

/** What is split over several announcements within these days counts together. */
export const COUNTED_MS = 7 * 24 * 60 * 60 * 1000

/** An officer whose code was renewed within these days is not the second of whoever renewed it. */
export const RENEWED_MS = 30 * 24 * 60 * 60 * 1000

/** Officers are asked to agree to one announcement once in this time, however often it is changed. */
export const ASKED_AGAIN_MS = 24 * 60 * 60 * 1000

/** Above so many people a second officer has to agree. */
const MANY = 1_000

export const needsSecond = (people: number): boolean => people > MANY

/** Nothing is changed or sent any more. */
export const isOver = (state: AnnouncementState): boolean => state === 'done' || state === 'cancelled'

/** Whether an event has begun: nobody is invited to it any more, and no answer is taken. */
export const hasBegun = (content: AnnouncementContent, at: Date): boolean =>
  content.kind === 'event' && content.beginsAt <= at

/** An event may be called off also when everybody knows of it. */
export const mayBeCancelled = (
  { state, content }: { state: AnnouncementState; content: AnnouncementContent },
  at: Date,
): boolean => !isOver(state) || (state === 'done' && content.kind === 'event' && !hasBegun(content, at))

/** Columns of the table as they are kept for a content. */
export interface AnnouncementColumns {
  kind: AnnouncementKind
  body: string | null
  lessonId: string | null
  title: string | null
  beginsAt: Date | null
  venue: string | null
}

const NONE = { body: null, lessonId: null, title: null, beginsAt: null, venue: null }

export const columnsOf = (content: AnnouncementContent): AnnouncementColumns => ({ ...NONE, ...content })

/** @throws Error where a row lacks what its kind needs */
export function contentOf(row: AnnouncementColumns): AnnouncementContent {
  const { kind, body, lessonId, title, beginsAt, venue } = row
  if (kind === 'text' && body !== null) return { kind, body }
  if (kind === 'lesson' && lessonId !== null) return { kind, lessonId }
  if (kind === 'event' && title !== null && beginsAt !== null && venue !== null)
    return { kind, title, beginsAt, venue, body }
  throw new Error(`an announcement of the kind ${kind} lacks what it needs`)
}
