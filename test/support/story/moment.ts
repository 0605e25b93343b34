const MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const

/** "2026-11-22 08:00" on the clock of Asia/Ho_Chi_Minh. */
export const momentOf = (written: string): Date => new Date(`${written.replace(' ', 'T')}:00+07:00`)

/** "9 days", "1 hour" in milliseconds; null when it says no such thing. */
export function spanOf(written: string): number | null {
  const found = /^(\d+) (minute|hour|day)s?$/.exec(written)
  return found === null ? null : Number(found[1]) * MS[found[2] as keyof typeof MS]
}

/** The same moment as a clock in Việt Nam shows it: "22/11 08:00". */
export function shownMoment(at: Date): string {
  const [date = '', time = ''] = new Date(at.getTime() + 7 * MS.hour).toISOString().split('T')
  const [, month, day] = date.split('-')
  return `${day}/${month} ${time.slice(0, 5)}`
}
