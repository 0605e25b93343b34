/** Why a member does not count from a day on. */
export const ABSENCES = ['da-mat', 'chuyen-di', 'tam-nghi'] as const
export type AbsenceKind = (typeof ABSENCES)[number]

/** Days within which an officer may undo an absence; counted from the moment it was noted. */
export const UNDO_DAYS = 30

const DAY_MS = 24 * 60 * 60 * 1000

export const mayUndo = (notedAt: Date, now: Date): boolean =>
  now.getTime() - notedAt.getTime() <= UNDO_DAYS * DAY_MS
