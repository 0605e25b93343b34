// Việt Nam has had one time zone and no summer time since 1975.
const OFFSET_MS = 7 * 60 * 60 * 1000

/** The calendar day in Asia/Ho_Chi_Minh, YYYY-MM-DD. */
export const dayOf = (at: Date): string => new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10)

export const yearOf = (at: Date): number => Number(dayOf(at).slice(0, 4))
