import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { type AnswerDeps, apology, createAnswer } from './bot/answer.js'
import { wallCardIn } from './bot/wall-card.js'
import { createWords } from './bot/words.js'
import type { ChannelId, Delivery } from './channels/channel.js'
import type { Config } from './config.js'
import { contentFolder } from './content/folder.js'
import { createLastGood } from './content/last-good.js'
import { openContent } from './content/open.js'
import { problemSentence } from './content/problem.js'
import type { Curriculum } from './domain/curriculum.js'
import type { Picture } from './domain/exercise.js'
import type { Region } from './domain/learner.js'
import type { Notice } from './domain/notice.js'
import { maskSecrets } from './domain/secrets.js'
import { wordsInLink } from './domain/three-words.js'
import { createFamilyParts } from './family.js'
import { createFigureParts } from './figures.js'
import type { Job } from './jobs.js'
import { RATES, type Rate, createPacing } from './delivery/pace.js'
import { createOfficerParts } from './officers.js'
import { secretOf } from './secret.js'
import { pictureName } from './pictures/name.js'
import { createPictures } from './pictures/pictures.js'
import { createAsking } from './services/asking.js'
import { type ContentState, followContent } from './services/follow-content.js'
import { createMetrics } from './services/metrics.js'
import { keepDemoPlaces } from './services/demo-places.js'
import { createNoticeDesk } from './services/notice-desk.js'
import { watchDeadLetters } from './services/dead-letter-gauge.js'
import { createOpenOwnData } from './services/own-data-file.js'
import { createReminderPlanner } from './services/plan-reminders.js'
import { placedContent } from './services/placed-content.js'
import { type PreviewDeps, createPreview } from './services/preview.js'
import { watchSilent } from './services/silent-gauge.js'
import { createTurns } from './services/take-turns.js'
import { createUnreached } from './services/unreached.js'
import { watchUploads } from './services/upload-gauge.js'
import { createArrivals } from './store/arrivals.js'
import { createChatLock, createLocks } from './store/chat-lock.js'
import { createContentVersions } from './store/content-versions.js'
import { countDeadLetters } from './store/dead-letters.js'
import { createInbox } from './store/inbox.js'
import { createItemWatch } from './store/item-watch.js'
import { createListening } from './store/listening.js'
import { createNoticeQueue } from './store/notice-queue.js'
import { createPlaces } from './store/places.js'
import { createPool, createPrisma, createReportPool } from './store/pool.js'
import { enrolSimulated } from './store/scratch.js'
import { createUploads } from './store/upload-counts.js'
import { createWebMessages } from './store/web-messages.js'
import type { Preview } from './web/deps.js'
import { listen } from './web/listen.js'
import { serviceRoutes } from './web/service-routes.js'
import { createWeb } from './web/web.js'
import { createWires } from './wires.js'
import { startWork } from './work.js'

export interface AppDeps {
  /** A migrated database. */
  databaseUrl: string
  clock: () => Date
  log: Logger
  /** Where the lessons are; `content/` unless told. */
  contentDir?: string
  /** Milliseconds between two looks into it. */
  contentEveryMs?: number
  /** A lesson that educators look at, on a database that is thrown away. */
  previewLesson?: string
  /** How fast each channel may be sent to; what its platform allows unless told. */
  rates?: Record<ChannelId, Rate>
  /** What happens by the clock of the day; all of it unless told. */
  jobs?: readonly Job[]
}

export interface App {
  /** The address people open. */
  url: string
  /** Hands over what is due, and takes what no wake announced; both also run by themselves every few seconds. */
  sweep(): Promise<void>
  /** Looks for changed content now; also runs by itself every few seconds. */
  lookAtContent(): Promise<void>
  /** Closes the months of the demo province that are missing, where figures are made up; how many. */
  openDemo(): Promise<number>
  /** No new messages; those at work are answered, sent and saved first. */
  stop(): Promise<void>
}

const POOL_SIZE = 20
/** One hands notices over, one tidies up. */
const QUEUE_POOL_SIZE = 2

const inRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
const readLocale = (language: string): object =>
  JSON.parse(readFileSync(inRoot(`locales/${language}.json`), 'utf8')) as object

/** Wires everything together and starts it in the role the config gives. Tests use it as main does. */
export async function createApp(config: Config, deps: AppDeps): Promise<App> {
  const { clock, log, databaseUrl, contentDir = inRoot('content') } = deps
  const locales = { vi: readLocale('vi'), en: readLocale('en') }
  // A preview may look at another folder: its copy is no start for the program.
  const copy = deps.previewLesson === undefined ? 'content' : 'content-preview'
  const lastGood = createLastGood(join(config.dataDir, copy))
  const first = await openContent(contentDir, lastGood)
  const works = config.role !== 'web'
  const secret = await secretOf(config)

  const stopping = new AbortController()
  // Connections that end while the program does are no loss.
  const onLost = (error: Error): void => {
    if (!stopping.signal.aborted) log.warn({ err: error }, 'a connection was lost')
  }

  const pool = createPool(databaseUrl, POOL_SIZE, onLost)
  const prisma = createPrisma(pool)
  const arrivals = await createArrivals(databaseUrl, log)
  const locks = await createLocks(databaseUrl, log)
  const queuePool = createReportPool(databaseUrl, QUEUE_POOL_SIZE, onLost)
  const queue = createNoticeQueue(queuePool, (error) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'a notice waits for another try')
  })
  const inbox = createInbox(pool, arrivals, queue.notify)
  const messages = createWebMessages(pool, arrivals)
  const metrics = createMetrics(() => content.state())
  const keep = (hash: string): Promise<void> => lastGood.keep(contentDir, hash)
  const content = await followContent({
    folder: contentFolder(contentDir),
    versions: createContentVersions(pool),
    first,
    keep,
    clock,
    log,
    ...(deps.contentEveryMs === undefined ? {} : { everyMs: deps.contentEveryMs }),
  })
  if (first.problems.length === 0) await keep(first.hash).catch(() => undefined)
  const places = createPlaces(pool)
  const placed = await placedContent({ places, current: content.current, region: config.region, clock, log })
  const { current } = placed
  await keepDemoPlaces({ places, curriculum: current(), isDemo: config.demo }, clock())
  const wordsOf = once((curriculum) => createWords(locales, { content: curriculum }))
  const askingOf = once(createAsking)
  const figures = createFigureParts({
    databaseUrl,
    pool,
    places,
    curriculum: current,
    secret,
    defaultPlan: config.province,
    isDemo: config.demo,
    clock,
    log,
    onLost,
  })
  // Channels are made later, and their links only known once they run.
  const inviteLink = (channel: string, words: string): string | null =>
    [...channels.values()].find(({ id }) => id === channel)?.inviteLink(wordsInLink(words)) ?? null
  const pictures = createPictures({
    curricula: content.recent,
    wordsOf,
    chart: figures.chart,
    inviteLink,
    dir: join(config.dataDir, 'pictures'),
    clock,
    log,
  })
  const watch = createItemWatch(pool)
  let leaks = await watch.flagged()
  const officers = createOfficerParts({
    pool,
    notify: queue.notify,
    notifyMany: queue.notifyMany,
    paid: config.zaloOa?.paid ?? false,
    secret,
    curriculum: current,
    wordsOf,
    region: config.region,
    summary: figures.summary,
    published: figures.published,
    isDemo: config.demo,
    defaultPlan: config.province,
    inviteLink,
    invitationPictures: (words) =>
      (['web', 'telegram'] as const)
        .filter((channel) => inviteLink(channel, words) !== null)
        .map((channel) => ({
          channel,
          name: pictureName({ kind: 'invitation', channel, words }, current(), inviteLink),
        })),
  })

  const family = createFamilyParts({ pool, inviteLink })
  const paid = config.zaloOa?.paid ?? false
  const notices = createNoticeDesk(pool, metrics.notice, paid)
  const reminders = createReminderPlanner({ pool, notifyMany: queue.notifyMany, paid })
  watchSilent(metrics.registry, () => reminders.silent(clock()))
  const unreached = createUnreached(queue.notify, metrics.notice)
  const onLate = ({ kind }: Notice): void => metrics.notice(kind, 'late')
  const pace = createPacing(deps.rates ?? RATES)
  watchDeadLetters(metrics.registry, () => countDeadLetters(pool))
  if (config.zaloOa !== null)
    watchUploads(metrics.registry, () => createUploads(pool, 'zalo-oa').count(clock()))

  const receive = async (delivery: Delivery): Promise<boolean> => {
    const stored = await inbox.store(delivery, clock())
    if (stored === null) return false
    if (works) turns.wake(stored.contactId)
    else await inbox.announce(stored.contactId)
    return true
  }

  const takeToken = async (token: string): Promise<boolean> =>
    locks.holds('token', token) || locks.take('token', token)
  const { channels, webhooks, readPictureLink } = createWires(config, {
    pool,
    receive,
    takeToken,
    pictures,
    messages,
    aboutPicture: pictures.about,
    publicUrl: () => url,
    alarm: metrics.alarm,
    secret,
    clock,
    log,
  })

  let url = config.publicUrl ?? ''
  const speaking = (curriculum: Curriculum): AnswerDeps => ({
    words: wordsOf(curriculum),
    curriculum,
    defaultPlan: config.province,
    channels,
    region: config.region,
    publicUrl: () => url,
    pictureName: (picture: Picture) => pictureName(picture, curriculum, inviteLink),
    leaks: () => leaks,
    officers: officers.desk,
    paid,
    family,
    asking: askingOf(curriculum),
    notices,
    sendNow: (call, turn) => void channels.get(turn.channel)!.send(call, turn, 'now'),
  })
  // A turn is answered by one curriculum from its beginning to its end.
  const answerBy = once((curriculum) => createAnswer(speaking(curriculum)))
  const turns = createTurns({
    inbox,
    lock: createChatLock(locks),
    channels,
    answer: (turn, now) => answerBy(current())(turn, now),
    apology: (turn) => apology(turn, speaking(current())),
    async onUnreached({ id, incoming }) {
      if (incoming?.kind === 'notice') await unreached(pool, incoming.notice, clock(), id)
    },
    onCarried: pace.carried,
    onLate,
    paid,
    clock,
    log,
    metrics: metrics.turns,
  })

  const ready = async (): Promise<{ ok: boolean; parts: Record<string, string> }> => {
    const database = await pool.query('select 1').then(
      () => 'ok',
      () => 'cannot be reached',
    )
    const wires = [...channels.values()].map((channel) => [channel.id, channel.trouble() ?? 'ok'] as const)
    const parts = { database, content: contentInWords(content.state()), ...Object.fromEntries(wires) }
    return { ok: database === 'ok', parts }
  }
  const preview = (lesson: string): Preview => {
    const enrol = (...of: Parameters<PreviewDeps['enrol']>) => enrolSimulated(pool, ...of)
    const { seat } = createPreview({ lesson, curriculum: current, enrol, receive, clock })
    return {
      seat,
      now: () => ({
        lesson,
        title: current().lessons.get(lesson)?.title ?? null,
        problems: content.state().problems.map(problemSentence),
      }),
    }
  }
  const webDeps = {
    messages,
    receive,
    guard: maskSecrets,
    listening: createListening(prisma),
    pictures,
    card: (region: Region | null) => {
      const curriculum = current()
      return wallCardIn(region ?? config.region, curriculum.card, wordsOf(curriculum))
    },
    officers: officers.pages,
    api: officers.api,
    ownData: createOpenOwnData(pool, current),
    ...(deps.previewLesson === undefined ? {} : { preview: preview(deps.previewLesson) }),
    ready,
    metrics: metrics.registry,
    webhooks,
    ...(readPictureLink && { readPictureLink }),
    clock,
    log,
    publicUrl: config.publicUrl,
    demo: config.demo ? { province: config.province } : null,
    stopping: stopping.signal,
  }
  const pages = config.role === 'worker' ? new Hono().route('/', serviceRoutes(webDeps)) : createWeb(webDeps)
  const server = await listen(pages, config)
  url = config.publicUrl ?? server.url

  // Any process may have flagged an item; each reads it for itself.
  const refreshLeaks = async (): Promise<void> => {
    leaks = await watch.flagged().catch((error: unknown) => {
      log.error({ err: error }, 'the flagged items could not be read')
      return leaks
    })
  }
  const refreshPlaces = (): Promise<void> =>
    placed.refresh().catch((error: unknown) => log.error({ err: error }, 'the places could not be read'))
  const work = works
    ? await startWork({
        pool,
        inbox,
        turns,
        channels,
        arrivals,
        locks,
        queue,
        pace,
        figures,
        reminders,
        watch,
        curriculum: current,
        defaultPlan: config.province,
        refresh: async () => void (await Promise.all([refreshLeaks(), refreshPlaces()])),
        paid,
        onUnreached: unreached,
        onLate,
        clock,
        log,
        ...(deps.jobs && { jobs: deps.jobs }),
      })
    : null
  if (work === null) await Promise.all([...channels.values()].map((channel) => channel.meet()))

  return {
    url,
    sweep: async () => work?.sweep(),
    lookAtContent: content.look,
    openDemo: figures.openDemo,
    async stop() {
      stopping.abort()
      await Promise.all([
        server.close(),
        work?.stop(),
        ...[...channels.values()].map((channel) => channel.stop()),
      ])
      await turns.stop()
      await content.stop()
      await pictures.close()
      await Promise.all([arrivals.close(), locks.close()])
      await prisma.$disconnect()
      await Promise.all([pool.end(), queuePool.end(), figures.close()])
    },
  }
}

/** Makes something of each curriculum once; it goes when the curriculum does. */
function once<T>(make: (curriculum: Curriculum) => T): (curriculum: Curriculum) => T {
  const made = new WeakMap<Curriculum, { value: T }>()
  return (curriculum) => {
    const known = made.get(curriculum) ?? { value: make(curriculum) }
    made.set(curriculum, known)
    return known.value
  }
}

/** "ok", or what an educator has to mend. */
function contentInWords({ problems, isBehind }: ContentState): string {
  const [first] = problems
  if (first !== undefined)
    return `what was good before is used (problems: ${problems.length}). ${problemSentence(first)}`
  return isBehind ? 'ok, but other instances have newer content' : 'ok'
}
