import type { Logger } from 'pino'
import type { Channel, ChannelId } from './channels/channel.js'
import type { OnUnreached } from './delivery/hand-over.js'
import type { Pacing } from './delivery/pace.js'
import { startDelivering } from './delivery/queue.js'
import { sharePace } from './delivery/shared-pace.js'
import { dayOf } from './domain/calendar.js'
import { UNJOINED_DAYS } from './domain/class-list.js'
import type { Curriculum } from './domain/curriculum.js'
import type { Notice } from './domain/notice.js'
import type { FigureParts } from './figures.js'
import { type Job, type JobDeps, startJobs } from './jobs.js'
import { abandonOverdue } from './services/abandon.js'
import { tellHelpWaiting } from './services/help-waiting.js'
import type { ReminderPlanner } from './services/plan-reminders.js'
import { tendAnnouncements } from './services/queue-announcements.js'
import type { Turns } from './services/take-turns.js'
import { tellMonth } from './services/tell-month.js'
import { watchItems } from './services/watch-items.js'
import type { Arrivals } from './store/arrivals.js'
import type { Locks } from './store/chat-lock.js'
import { createClassList } from './store/class-list.js'
import type { ItemWatch } from './store/item-watch.js'
import { tellLapses } from './store/ledger.js'
import type { NoticeQueue } from './store/notice-queue.js'
import { onTheirWay, tellSent } from './store/notice-turns.js'
import { forgetEnded } from './store/officer-sessions.js'
import { createOpenExercises } from './store/open-exercises.js'
import type { Pool } from './store/pool.js'
import { applyRetention, daysBefore } from './store/retention.js'
import type { Inbox } from './store/store.js'

export interface WorkDeps {
  pool: Pool
  inbox: Pick<Inbox, 'onAnnounced'>
  turns: Pick<Turns, 'wake' | 'wakeUnasked' | 'sweep'>
  channels: ReadonlyMap<ChannelId, Pick<Channel, 'start'>>
  arrivals: Arrivals
  locks: Locks
  queue: NoticeQueue
  pace: Pacing
  figures: FigureParts
  reminders: ReminderPlanner
  watch: ItemWatch
  curriculum(): Curriculum
  /** The plan for those whose province is not known or has none. */
  defaultPlan: string
  /** Reads again what other processes may have changed. Never rejects. */
  refresh(): Promise<void>
  /** Whether the operator pays for messages on Zalo OA after its window. */
  paid: boolean
  onUnreached: OnUnreached
  /** A notice was dropped because its day was over. */
  onLate(notice: Notice): void
  clock: () => Date
  log: Logger
  /** All of the table unless told. */
  jobs?: readonly Job[]
}

export interface Work {
  /** Hands over what is due, and takes what no wake announced; both also run by themselves. Never rejects. */
  sweep(): Promise<void>
  /** Nothing begins any more; what is being handed over or done by a job ends first. */
  stop(): Promise<void>
}

const SWEEP_MS = 2_000
const REFRESH_MS = 10 * 60 * 1000

/**
 * What a process does by itself when it is there to work, not for pages alone: it listens to the channels, takes turns
 * that waited, hands queued notices over, and runs the jobs at their hours.
 */
export async function startWork(deps: WorkDeps): Promise<Work> {
  const { pool, inbox, turns, channels, arrivals, pace, onLate, clock, log } = deps
  const sweep = (all = false): Promise<void> =>
    turns.sweep(all).catch((error: unknown) => log.error({ err: error }, 'the sweep failed'))

  const stopJobs = startJobs(jobsOf(deps), deps.jobs)
  const refreshing = setInterval(() => void deps.refresh(), REFRESH_MS)
  const sweeping = setInterval(() => void sweep(), SWEEP_MS)
  inbox.onAnnounced((contactId) => turns.wake(contactId, true))
  await Promise.all([...channels.values()].map((channel) => channel.start()))
  arrivals.onReturn(() => void sweep(true))
  await sweep(true)
  const stopSharing = sharePace({ pace, arrivals, tell: (payload) => tellSent(pool, payload), log })
  const delivering = startDelivering({
    queue: deps.queue,
    locks: deps.locks,
    pace,
    onTheirWay: (channel, at) => onTheirWay(pool, channel, at),
    wake: turns.wakeUnasked,
    paid: deps.paid,
    onUnreached: deps.onUnreached,
    onLate,
    clock,
    log,
  })

  return {
    async sweep() {
      await delivering.look()
      await sweep()
    },
    async stop() {
      clearInterval(sweeping)
      clearInterval(refreshing)
      stopSharing()
      await Promise.all([stopJobs(), delivering.stop()])
    },
  }
}

function jobsOf({
  pool,
  queue,
  figures,
  reminders,
  watch,
  curriculum,
  defaultPlan,
  locks,
  clock,
  log,
}: WorkDeps): JobDeps {
  const { notify, notifyMany } = queue
  const exercises = createOpenExercises(pool)
  return {
    async retain(at) {
      await forgetEnded(pool, at)
      await createClassList(pool).forgetUnjoined(daysBefore(at, UNJOINED_DAYS))
      await queue.tidy()
      return applyRetention(pool, at)
    },
    abandon: (at) => abandonOverdue({ exercises, curriculum: curriculum(), defaultPlan }, at),
    tellLapses: (at) => tellLapses(pool, dayOf(at)),
    watchItems: (at) => watchItems(watch, curriculum(), at),
    tellMonth: (at) => tellMonth(pool, notify, at),
    planReminders: async (at) => ({ ...(await reminders.plan(at)), silent: await reminders.silent(at) }),
    tendAnnouncements: (at) => tendAnnouncements({ pool, notifyMany }, at),
    tellHelpWaiting: (at) => tellHelpWaiting(pool, notifyMany, at),
    publishScamWeeks: figures.publishScamWeeks,
    publishSkillMonths: figures.publishSkillMonths,
    figures: figures.figures,
    locks,
    clock,
    log,
  }
}
