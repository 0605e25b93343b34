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

/** Above so many people a second officer has to agree. */
export const MANY = 1_000

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
