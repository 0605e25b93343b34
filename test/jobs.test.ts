import { validate } from 'node-cron'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { JOBS, type Job, type JobDeps, startJobs } from '../src/jobs.js'
import type { Locks } from '../src/store/chat-lock.js'

const QUARTER_MS = 15 * 60_000

/** Locks of one process, of which `elsewhere` are held by another. */
const locksWith = (elsewhere: string[] = []): Locks & { held: Set<string> } => {
  const held = new Set<string>()
  return {
    held,
    take: (_, key) =>
      Promise.resolve(
        !elsewhere.includes(String(key)) && !held.has(String(key)) && held.add(String(key)).size > 0,
      ),
    release: (_, key) => Promise.resolve(void held.delete(String(key))),
    holds: (_, key) => held.has(String(key)),
    onLost: () => undefined,
    close: () => Promise.resolve(),
  }
}

const NOTHING = {
  blanked: 0,
  turn: 0,
  webMessage: 0,
  listening: 0,
  form: 0,
  session: 0,
  prompt: 0,
  standing: 0,
  contact: 0,
  invitation: 0,
  guess: 0,
  dataLink: 0,
  memberWords: 0,
  checkedMessage: 0,
  visit: 0,
  announcementRecipient: 0,
  clubAttendance: 0,
}
const AT = new Date('2026-11-22T01:00:01Z')

describe('the table of jobs', () => {
  it('has a name of its own and a good time for each', () => {
    expect(new Set(JOBS.map(({ name }) => name)).size).toBe(JOBS.length)
    for (const { at } of JOBS) expect(validate(at)).toBe(true)
  })
})

describe('the jobs', () => {
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
  const ran: Date[] = []
  let stop: (() => Promise<void>) | null = null

  beforeEach(() => {
    vi.useFakeTimers({ now: AT })
    lines.length = 0
    ran.length = 0
  })
  afterEach(async () => {
    await stop?.()
    stop = null
    vi.useRealTimers()
  })

  const start = (change: Partial<JobDeps> = {}, jobs?: readonly Job[]) => {
    const retain = (at: Date) => {
      ran.push(at)
      return Promise.resolve(NOTHING)
    }
    const none = () => Promise.resolve(0)
    const figures = {
      count: none,
      release: none,
      recount: () => Promise.resolve({ missed: 0, faults: 0 }),
    }
    const planReminders = () => Promise.resolve({ reminders: 0, helpers: 0, visits: 0, silent: 0 })
    const others = {
      abandon: none,
      tellLapses: none,
      watchItems: none,
      tellMonth: none,
      planReminders,
      publishScamWeeks: none,
      publishSkillMonths: none,
      tellHelpWaiting: none,
      tendAnnouncements: () => Promise.resolve({ pages: 0, givenUp: 0 }),
      figures,
    }
    stop = startJobs({ retain, ...others, locks: locksWith(), clock: () => AT, log, ...change }, jobs)
  }

  it('keep to their time and read the clock they are given', async () => {
    start()
    await vi.advanceTimersByTimeAsync(4 * QUARTER_MS)
    expect(ran).toEqual([AT, AT, AT, AT])
  })

  it('are those of the table, or those that are given', async () => {
    start({}, [])
    await vi.advanceTimersByTimeAsync(4 * QUARTER_MS)
    expect(ran).toEqual([])
  })

  it('are run by one process at a time', async () => {
    start({ locks: locksWith(['retention']) })
    await vi.advanceTimersByTimeAsync(2 * QUARTER_MS)
    expect(ran).toEqual([])
  })

  it('that fail are logged by name, free their lock and come again', async () => {
    const locks = locksWith()
    let tried = 0
    start({ locks, retain: () => (tried++, Promise.reject(new Error('no database'))) })
    await vi.advanceTimersByTimeAsync(2 * QUARTER_MS)
    expect(tried).toBe(2)
    expect(locks.held.size).toBe(0)
    expect(
      lines.filter((line) => line.includes('"job":"retention"') && line.includes('a job failed')),
    ).toHaveLength(2)
  })

  it('that something may have come due for are run at the start, and wait for their end when it stops', async () => {
    const steps: string[] = []
    let finish = (): void => undefined
    const abandon = () => Promise.resolve(steps.push('abandon'))
    const tellLapses = async () => {
      await new Promise<void>((resolve) => (finish = resolve))
      return steps.push('lapses')
    }
    start({ abandon, tellLapses })
    await vi.waitFor(() => expect(steps).toEqual(['abandon', 'abandon']))
    const stopped = stop!()
    stop = null
    await vi.advanceTimersByTimeAsync(0)
    finish()
    await stopped
    expect(steps.at(-1)).toBe('lapses')
    expect(ran).toEqual([])
  })

  it('stop with the program', async () => {
    start()
    await stop!()
    stop = null
    await vi.advanceTimersByTimeAsync(4 * QUARTER_MS)
    expect(ran).toEqual([])
  })
})
