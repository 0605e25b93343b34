import { schedule } from 'node-cron'
import type { Logger } from 'pino'
import type { Figures } from './services/figures.js'
import type { PlannedReminders } from './services/plan-reminders.js'
import type { Tended } from './services/queue-announcements.js'
import { type Locks, runAlone } from './store/chat-lock.js'
import type { Removed } from './store/retention.js'

export interface JobDeps {
  /** Removes what may not be kept any longer. */
  retain(at: Date): Promise<Removed>
  /** Ends exercises that waited a day for their first answer; of how many learners. */
  abandon(at: Date): Promise<number>
  /** Tells the ledger which recognitions ended; how many. */
  tellLapses(at: Date): Promise<number>
  /** Looks which items newcomers guess too often; how many. */
  watchItems(at: Date): Promise<number>
  /** Queues the line about the month before for helpers; how many. */
  tellMonth(at: Date): Promise<number>
  /** Plans the reminders that came due; how many, and how many learners nobody asks after. */
  planReminders(at: Date): Promise<PlannedReminders & { silent: number }>
  /** Goes on with announcements that are being sent; pages queued, and recipients given up. */
  tendAnnouncements(at: Date): Promise<Tended>
  /** Tells officers of calls for help that nobody answered for a day; how many. */
  tellHelpWaiting(at: Date): Promise<number>
  /** Publishes how far learners got with each skill, after the release of the month; of how many provinces. */
  publishSkillMonths(at: Date): Promise<number>
  /** Publishes what scams went round in the weeks that ended; how many weeks. */
  publishScamWeeks(at: Date): Promise<number>
  /** Counts who counts, publishes months; see `services/figures`. */
  figures: Figures
  locks: Locks
  clock: () => Date
  log: Logger
}

export interface Job {
  name: string
  /** Cron time in Asia/Ho_Chi_Minh. */
  at: string
  /** Whether it is run at the start too, for what came due while the program was off. */
  atStart?: true
  run(deps: JobDeps): Promise<void>
}

/** Everything that happens by the clock. Each job is run by one process at a time and may be run again. */
export const JOBS: Job[] = [
  {
    name: 'retention',
    at: '*/15 * * * *',
    async run({ retain, clock, log }) {
      const removed = await retain(clock())
      log.info({ removed }, 'retention applied')
    },
  },
  {
    name: 'abandoned exercises',
    at: '7,22,37,52 * * * *',
    atStart: true,
    async run({ abandon, clock, log }) {
      const learners = await abandon(clock())
      if (learners > 0) log.info({ learners }, 'exercises left open count as wrong')
    },
  },
  {
    name: 'help waiting',
    at: '3,18,33,48 * * * *',
    atStart: true,
    async run({ tellHelpWaiting, clock, log }) {
      const told = await tellHelpWaiting(clock())
      if (told > 0) log.info({ told }, 'officers are told who waits for help')
    },
  },
  {
    name: 'lapses',
    at: '10 0 * * *',
    atStart: true,
    async run({ abandon, tellLapses, clock, log }) {
      // An exercise left open may yet move the end of a recognition.
      await abandon(clock())
      const lapsed = await tellLapses(clock())
      log.info({ lapsed }, 'the ledger knows which recognitions ended')
    },
  },
  {
    name: 'item monitor',
    at: '30 2 * * *',
    async run({ watchItems, clock, log }) {
      const flagged = await watchItems(clock())
      log.info({ flagged }, 'items watched')
    },
  },
  {
    name: 'figures',
    at: '30 1 * * *',
    atStart: true,
    async run({ figures, publishSkillMonths, clock, log }) {
      const published = await figures.release(clock())
      if (published > 0) log.info({ published }, 'the last month is published')
      const provinces = await publishSkillMonths(clock())
      if (provinces > 0) log.info({ provinces }, 'how far skills got is published')
      const changed = await figures.count(clock())
      log.info({ changed }, 'who counts, and what holds of them, is known as of yesterday')
    },
  },
  {
    name: 'scam weeks',
    at: '0 3 * * 1',
    atStart: true,
    async run({ figures, publishScamWeeks, clock, log }) {
      // Only who counts enters.
      await figures.count(clock())
      const weeks = await publishScamWeeks(clock())
      if (weeks > 0) log.info({ weeks }, 'what scams went round is published')
    },
  },
  {
    name: 'month line',
    at: '30 8 1 * *',
    atStart: true,
    async run({ tellMonth, clock, log }) {
      const helpers = await tellMonth(clock())
      if (helpers > 0) log.info({ helpers }, 'helpers are told of the month')
    },
  },
  {
    name: 'reminders',
    at: '* * * * *',
    atStart: true,
    async run({ planReminders, clock, log }) {
      const planned = await planReminders(clock())
      const { reminders, helpers, visits } = planned
      if (reminders + helpers + visits > 0) log.info(planned, 'reminders are planned')
    },
  },
  {
    name: 'announcements',
    at: '* * * * *',
    atStart: true,
    async run({ tendAnnouncements, clock, log }) {
      const tended = await tendAnnouncements(clock())
      if (tended.pages + tended.givenUp > 0) log.info(tended, 'announcements are on their way')
    },
  },
  {
    name: 'recount',
    at: '0 4 * * 0',
    async run({ figures, clock, log }) {
      const found = await figures.recount(clock())
      log.info(found, 'everybody was counted anew')
    },
  },
]

/** How long a job may take to end when the program stops; what it has not done it does the next time. */
const LAST_WORK_MS = 5_000

/** Starts the table of jobs, or those given; the answer stops them. */
export function startJobs(deps: JobDeps, jobs: readonly Job[] = JOBS): () => Promise<void> {
  const running = new Set<Promise<void>>()
  const start = async (job: Job): Promise<void> => {
    const run = runJob(job, deps)
    running.add(run)
    await run
    running.delete(run)
  }
  const tasks = jobs.map((job) =>
    schedule(job.at, () => start(job), { name: job.name, timezone: 'Asia/Ho_Chi_Minh', noOverlap: true }),
  )
  for (const job of jobs) if (job.atStart) void start(job)
  return async () => {
    for (const task of tasks) await task.destroy()
    await within(LAST_WORK_MS, Promise.all(running))
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))
  await Promise.race([work, over])
  clearTimeout(timer)
}

async function runJob(job: Job, deps: JobDeps): Promise<void> {
  try {
    await runAlone(deps.locks, job.name, () => job.run(deps))
  } catch (error) {
    deps.log.error({ err: error, job: job.name }, 'a job failed')
  }
}
