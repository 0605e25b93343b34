import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { type Answer, type AnswerDeps, apology, createAnswer } from '../../../src/bot/answer.js'
import { createWords } from '../../../src/bot/words.js'
import type { Channel } from '../../../src/channels/channel.js'
import { profileWith } from '../../../src/channels/telegram/profile.js'
import { decode } from '../../../src/channels/telegram/receive.js'
import { createTelegramChannel } from '../../../src/channels/telegram/telegram.js'
import { loadCurriculum } from '../../../src/content/load.js'
import { createTurns, type Turns } from '../../../src/services/take-turns.js'
import { createArrivals } from '../../../src/store/arrivals.js'
import { createChatLock, createLocks } from '../../../src/store/chat-lock.js'
import { createInbox } from '../../../src/store/inbox.js'
import { createPool } from '../../../src/store/pool.js'
import type { Inbox } from '../../../src/store/store.js'
import { createDatabase } from '../database.js'
import { emptyTables } from '../empty-tables.js'
import { startTelegramServer } from '../telegram/server.js'
import type { Update } from '../telegram/updates.js'
import { handlesInMemory } from '../telegram/wire.js'
import { Fate } from './fate.js'
import { TOKEN } from './settings.js'
import { until } from './until.js'
import { untold } from '../untold.js'

const inRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const readLocale = (language: string): object =>
  JSON.parse(readFileSync(inRoot(`locales/${language}.json`), 'utf8')) as object

/** More than the age at which a sweep takes up what nobody woke it for. */
const LATER_MS = 3_000

export interface Life {
  turns: Turns
  /** Hands an update on as the webhook does; false for a repeat. */
  receive(update: Update): Promise<boolean>
  /** How often turns were given back: each time a chat was worked on and left. */
  releases(): number
  /** Ends it without a word: its locks go, its work goes nowhere. */
  end(): Promise<void>
}

export interface LifeOptions {
  fate?: Fate
  /** Answers in place of the real bot, which is passed in. */
  answer?: (real: Answer) => Answer
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** Drawn pictures are no matter here: their words go out alone. */
const noPictures = {
  pictures: { png: () => Promise.resolve(null) },
  pictureInWords: () => '',
  handles: handlesInMemory(),
}

/**
 * Inbox, bot and Telegram wire as the program has them, on a database and a stand-in of their own;
 * "processes" of it live and die one after the other or beside each other in this one.
 */
export async function openWorld() {
  const database = await createDatabase()
  const pool = createPool(database.url, 6)
  const log = pino({ level: 'silent' })
  const arrivals = await createArrivals(database.url, log)
  const world = { now: new Date('2026-11-22T01:00:00Z') }
  const clock = (): Date => world.now
  const telegram = await startTelegramServer({ token: TOKEN, clock })
  const wire = createTelegramChannel(
    { token: TOKEN, apiRoot: telegram.root, profile: profileWith(['start']), mode: 'polling' },
    {
      receive: () => Promise.resolve(true),
      takeToken: () => Promise.resolve(true),
      ...noPictures,
      log,
      clock,
    },
  )
  const curriculum = loadCurriculum(inRoot('content'))
  const words = createWords({ vi: readLocale('vi'), en: readLocale('en') })
  const inbox = createInbox(pool, arrivals, untold)
  const living = new Set<Turns>()
  inbox.onAnnounced((contactId) => living.forEach((turns) => turns.wake(contactId, true)))

  async function begin({ fate = new Fate(), answer = (real) => real }: LifeOptions = {}): Promise<Life> {
    const locks = await createLocks(database.url, log)
    const lock = createChatLock(locks)
    let releases = 0
    const channel: Channel = {
      ...wire,
      send: (call, to, key) =>
        fate.around(call.method.startsWith('send') ? 'send' : 'edit', () => wire.send(call, to, key)),
    }
    const mortal: Inbox = {
      ...inbox,
      next: (contactId, at) => fate.around('next', () => inbox.next(contactId, at)),
      save: (turn, outcome, at) => fate.around('save', () => inbox.save(turn, outcome, at)),
      markSent: (turn, sent, id) => fate.around('mark', () => inbox.markSent(turn, sent, id)),
    }
    const channels = new Map([['telegram', channel] as const])
    const speaking: AnswerDeps = {
      words,
      curriculum,
      channels,
      region: 'nam',
      publicUrl: () => 'http://127.0.0.1:1',
      pictureName: () => 'picture',
      leaks: () => new Set(),
      sendNow: (call, turn) => void wire.send(call, turn, 'now'),
    }
    const real = answer(createAnswer(speaking))
    const turns = createTurns({
      inbox: mortal,
      lock: {
        ...lock,
        release: (contactId) =>
          fate
            .around('release', () => lock.release(contactId))
            .finally(() => {
              releases += 1
            }),
      },
      channels,
      answer: (turn, now) => fate.around('answer', () => real(turn, now)),
      apology: (turn) => apology(turn, speaking),
      onUnreached: () => Promise.resolve(),
      paid: false,
      clock,
      log,
      metrics: {
        answered: () => undefined,
        failed: () => undefined,
        setAside: () => undefined,
        notSent: () => undefined,
        unknown: () => undefined,
      },
    })
    living.add(turns)
    return {
      turns,
      async receive(update) {
        const delivery = decode(update, wire.botInfo)
        if (delivery === null) throw new Error('the wire does not read this update')
        const stored = await fate.around('store', () => inbox.store(delivery, clock()))
        if (stored !== null) turns.wake(stored.contactId)
        return stored !== null
      },
      releases: () => releases,
      end() {
        living.delete(turns)
        return locks.close()
      },
    }
  }

  const open = async (): Promise<number> => {
    const { rows } = await pool.query<{ count: number }>(
      `select count(*) from turn where state in ('waiting', 'answered')`,
    )
    return rows[0]!.count
  }

  const later = (): void => {
    world.now = new Date(world.now.getTime() + LATER_MS)
  }

  return Object.assign(world, {
    pool,
    telegram,
    begin,
    /** Resolves when no turn is left open; `life` sweeps meanwhile, as it does by itself every two seconds. */
    async settled(life: Life): Promise<void> {
      await until('no turn is open', async () => {
        if ((await open()) === 0) return true
        later()
        await life.turns.sweep()
        return false
      })
    },
    async clear(): Promise<void> {
      await emptyTables(pool, true)
    },
    async close(): Promise<void> {
      await arrivals.close()
      await pool.end()
      await telegram.close()
      await database.drop()
    },
  })
}
