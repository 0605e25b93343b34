import { dayOf, startOfDay } from '../domain/calendar.js'
import type { Notice } from '../domain/notice.js'
import { type PlannedStep, isEarly, nextReminder } from '../domain/reminder.js'
import type { Pool } from '../store/pool.js'
import {
  type Candidate,
  type Place,
  closeVisits,
  countSilent,
  listVisits,
  reminderCandidates,
} from '../store/reminder-candidates.js'
import type { NotifyMany } from '../store/notice-queue.js'
import { inTransaction } from '../store/transaction.js'

const PAGE = 1_000
const MINUTE_MS = 60 * 1000

/** What one look of the planner came to. What another look planned before is counted again, and told once. */
export interface PlannedReminders {
  reminders: number
  helpers: number
  visits: number
}

export interface ReminderPlanner {
  /**
   * Plans what came due since the last look; the first look takes the day from its beginning, for the program may have
   * been off. May be run again, also beside other instances: notices and visits are made once.
   */
  plan(at: Date): Promise<PlannedReminders>
  /** How many learners are lost in silence, as of this day; counted once a day. */
  silent(at: Date): Promise<number>
}

export interface ReminderDeps {
  pool: Pool
  notifyMany: NotifyMany
  /** Whether the operator pays for messages on Zalo OA after its window. */
  paid: boolean
}

export function createReminderPlanner(deps: ReminderDeps): ReminderPlanner {
  let seen: Date | null = null
  let counted: { day: string; learners: number } | null = null
  return {
    async plan(at) {
      const isSameDay = seen !== null && dayOf(seen) === dayOf(at)
      if (!isSameDay) await closeVisits(deps.pool, at)
      const from = seen !== null && isSameDay && seen <= at ? minuteOf(seen) : -1
      const planned = await planMinutes(deps, { from, to: minuteOf(at) }, at)
      seen = at
      return planned
    },
    async silent(at) {
      const day = dayOf(at)
      if (counted?.day !== day) counted = { day, learners: await countSilent(deps.pool, at) }
      return counted.learners
    },
  }
}

const minuteOf = (at: Date): number => Math.floor((at.getTime() - startOfDay(at).getTime()) / MINUTE_MS)

type Page = Awaited<ReturnType<typeof reminderCandidates>>

/**
 * Page by page, each in a transaction of its own: what is held at a time does not grow with the number of learners. The
 * next page is read while one is written, since no page depends on another.
 */
async function planMinutes(
  deps: ReminderDeps,
  { from, to }: { from: number; to: number },
  now: Date,
): Promise<PlannedReminders> {
  const planned: PlannedReminders = { reminders: 0, helpers: 0, visits: 0 }
  const read = (after: Place | null): Promise<Page> =>
    reminderCandidates(deps.pool, { from, to, after, limit: PAGE }, { now, paid: deps.paid })
  for (let page = await read(null); page.last !== null;) {
    const due = page.candidates.map((one) => dueOf(one, now))
    const [next] = await Promise.all([read(page.last), keep(deps, due, now)])
    count(planned, due)
    page = next
  }
  return planned
}

async function keep({ pool, notifyMany }: ReminderDeps, due: readonly Due[], now: Date): Promise<void> {
  const notices = due.flatMap(({ notice }) => notice ?? [])
  const visits = due.flatMap(({ visit }) => visit ?? [])
  if (notices.length + visits.length === 0) return
  await inTransaction(pool, async (client) => {
    if (notices.length > 0) await notifyMany(client, notices, now)
    if (visits.length > 0) await listVisits(client, visits, now)
  })
}

function count(planned: PlannedReminders, due: readonly Due[]): void {
  for (const { notice, visit } of due) {
    if (visit !== undefined) planned.visits++
    else if (notice?.notice.kind === 'silent') planned.helpers++
    else if (notice !== undefined) planned.reminders++
  }
}

interface Due {
  notice?: { to: number; notice: Notice }
  visit?: { learnerId: number; since: string }
}

function dueOf(candidate: Candidate, now: Date): Due {
  const step = nextReminder(candidate.facts, now)
  return step === null ? {} : dueBy(candidate, step)
}

function dueBy({ learnerId, contactId, facts, helper }: Candidate, { kind, nth, at }: PlannedStep): Due {
  const since = dayOf(facts.lastActAt)
  switch (kind) {
    case 'remind': {
      const early = isEarly(facts.learningTime) ? ({ early: true } as const) : {}
      return {
        notice: {
          to: contactId,
          notice: { kind: 'reminder', learnerId, day: dayOf(at), step: nth, ...early },
        },
      }
    }
    case 'helper':
      return helper === null
        ? {}
        : { notice: { to: helper.contactId, notice: { kind: 'silent', helpingId: helper.helpingId, since } } }
    case 'visit':
      return { visit: { learnerId, since } }
  }
}
