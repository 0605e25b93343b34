import { schedule } from 'node-cron'
import type { Logger } from 'pino'
import { type Locks, runAlone } from './store/chat-lock.js'
import type { Removed } from './store/retention.js'

export interface JobDeps {
  /** Removes what may not be kept any longer. */
  retain(at: Date): Promise<Removed>
  locks: Locks
  clock: () => Date
  log: Logger
}

interface Job {
  name: string
  /** Cron time in Asia/Ho_Chi_Minh. */
  at: string
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
]

/** Starts the table of jobs; the answer stops it. */
export function startJobs(deps: JobDeps): () => Promise<void> {
  const tasks = JOBS.map((job) =>
    schedule(job.at, () => runJob(job, deps), {
      name: job.name,
      timezone: 'Asia/Ho_Chi_Minh',
      noOverlap: true,
    }),
  )
  return async () => {
    for (const task of tasks) await task.destroy()
  }
}

async function runJob(job: Job, deps: JobDeps): Promise<void> {
  try {
    await runAlone(deps.locks, job.name, () => job.run(deps))
  } catch (error) {
    deps.log.error({ err: error, job: job.name }, 'a job failed')
  }
}
