import type { Logger } from 'pino'
import type { ContentFolder, FolderReading } from '../content/folder.js'
import type { Problem } from '../content/problem.js'
import type { Curriculum } from '../domain/curriculum.js'
import type { ContentVersions } from '../store/content-versions.js'

/** The content in use, and how the folder stands to it. */
export interface ContentState {
  /** The hash of what is in use. */
  hash: string
  /** What is wrong in the folder; then the content in use is what was good before. */
  problems: readonly Problem[]
  /** The instances agreed on a newer version, which this one's folder does not have. */
  isBehind: boolean
}

/** The content in use; it is replaced as a whole when the folder changes and passes the check. */
export interface Content {
  /** To be read once in a turn: the next turn may have another. */
  current(): Curriculum
  /** What is in use and what was before it, the newest first. */
  recent(): readonly Curriculum[]
  state(): ContentState
  /** Looks into the folder now; also runs by itself. */
  look(): Promise<void>
  stop(): Promise<void>
}

export interface FollowContentDeps {
  folder: ContentFolder
  versions: ContentVersions
  /** What is in use at the start; `seen` is null when the folder is to be read at the first look. */
  first: { curriculum: Curriculum; hash: string; problems: readonly Problem[]; seen: string | null }
  /** Keeps what passed for a later start. */
  keep(hash: string): Promise<void>
  clock: () => Date
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  everyMs?: number
  /** Files that are saved together are waited for; milliseconds of quiet. */
  quietMs?: number
}

const EVERY_MS = 3_000
const QUIET_MS = 300

/** Follows the content folder. A folder that does not pass changes nothing but the state. */
export async function followContent(deps: FollowContentDeps): Promise<Content> {
  const { folder, versions, first, clock, log, everyMs = EVERY_MS, quietMs = QUIET_MS } = deps
  let current = first.curriculum
  let before: Curriculum | null = null
  let state: ContentState = { hash: first.hash, problems: first.problems, isBehind: false }
  let { seen } = first
  let isStopped = false

  const agree = async (hash: string, from: string | null): Promise<boolean> =>
    (await versions.announce(hash, from, clock())).hash !== hash

  const take = async (reading: FolderReading): Promise<void> => {
    if (reading.curriculum === null) {
      state = { ...state, problems: reading.problems }
      log.warn({ problems: reading.problems }, 'the content has problems; what was good before is used')
      return
    }
    if (reading.hash === state.hash) {
      state = { ...state, problems: [] }
      return
    }
    const isBehind = await agree(reading.hash, state.hash)
    before = current
    current = reading.curriculum
    state = { hash: reading.hash, problems: [], isBehind }
    log.info({ content: reading.hash }, 'the content was changed and is in use')
    await deps.keep(reading.hash).catch((error: unknown) => {
      log.warn({ err: error }, 'the content could not be copied for the next start')
    })
  }

  const lookOnce = async (): Promise<void> => {
    let now = await folder.look()
    if (now === seen) return compare()
    for (let quiet = false; !quiet && !isStopped;) {
      await new Promise((resolve) => setTimeout(resolve, quietMs))
      const then = await folder.look()
      quiet = then === now
      now = then
    }
    if (isStopped) return
    await take(await folder.read())
    seen = now
  }

  /** Another instance may have gone on to a version that this one's folder does not have. */
  const compare = async (): Promise<void> => {
    const newest = await versions.newest()
    const isBehind = newest !== null && newest.hash !== state.hash
    if (isBehind && !state.isBehind)
      log.warn({ content: state.hash, newest: newest.hash }, 'other instances have newer content')
    state = { ...state, isBehind }
  }

  let looking = 0
  let last: Promise<void> = Promise.resolve()
  /** One look after the other: whoever asks for one now gets one that begins after their change. */
  const look = (): Promise<void> => {
    looking++
    last = last
      .then(lookOnce)
      .catch((error: unknown) => log.error({ err: error }, 'the content folder could not be looked at'))
      .finally(() => looking--)
    return last
  }

  state = { ...state, isBehind: await agree(first.hash, null) }
  const timer = setInterval(() => (looking === 0 ? void look() : undefined), everyMs)
  return {
    current: () => current,
    recent: () => (before === null ? [current] : [current, before]),
    state: () => state,
    look,
    async stop() {
      isStopped = true
      clearInterval(timer)
      await last
    },
  }
}
