import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import type { Pool } from 'pg'
import { type App, createApp } from '../../../src/app.js'
import type { ChannelId } from '../../../src/channels/channel.js'
import { readConfig } from '../../../src/config.js'
import { createPool } from '../../../src/store/pool.js'
import { applyRetention } from '../../../src/store/retention.js'
import { createDatabase, type TestDatabase } from '../database.js'
import { emptyTables } from '../empty-tables.js'
import { startTelegramServer, type TelegramServer } from '../telegram/server.js'
import { startZaloBotServer, type ZaloBotServer } from '../zalo-bot/server.js'
import { createZaloOaServer } from '../zalo-oa/server.js'
import type { OaServer } from '../zalo-oa/types.js'
import { freePort } from './free-port.js'
import type { Phone } from './phone.js'
import { layOutPlainPictures } from './plain-pictures.js'
import { TelegramPhone } from './telegram-phone.js'
import { WebPhone } from './web-phone.js'
import { ZaloBotPhone } from './zalo-bot-phone.js'
import { ZaloOaPhone } from './zalo-oa-phone.js'

export type Province = 'long-an' | 'thai-nguyen'

const PATIENCE_MS = 40_000
const LONGEST_PAUSE_MS = 32
/** pino's number for it. */
const ERROR = 50
const BEGINNING = new Date('2026-11-22T01:00:00Z')

/** The platforms, each played on this machine. */
export interface Platforms {
  telegram: TelegramServer
  zaloOa: OaServer
  zaloBot: ZaloBotServer
}

/** The whole program on a database of its own, with all channels and a clock that stories set. */
export class Stage {
  now = BEGINNING
  private app: App | null = null
  private province: Province = 'long-an'
  /** Every line that was logged since the last empty database, also those that no operator would see. */
  readonly logged: string[] = []
  private readonly errors: string[] = []

  private constructor(
    readonly pool: Pool,
    readonly platforms: Platforms,
    private readonly database: TestDatabase,
    /** Where the program keeps the pictures it has drawn. */
    private readonly folder: string,
    private readonly contentDir: string | undefined,
    /** Platforms fetch pictures from here, and links stay good when the program starts again. */
    private readonly port: number,
  ) {}

  /** With `contentDir` the lessons of another folder are played. */
  static async open(contentDir?: string): Promise<Stage> {
    const database = await createDatabase()
    let stage: Stage | null = null
    const clock = () => stage?.now ?? BEGINNING
    const platforms = {
      telegram: await startTelegramServer({ clock, token: '123456:AAstand-in-of-the-stories' }),
      zaloOa: await createZaloOaServer({ clock }),
      zaloBot: await startZaloBotServer({ clock }),
    }
    const folder = await mkdtemp(join(tmpdir(), 'guong-sang-stage-'))
    await layOutPlainPictures(join(folder, 'pictures'))
    const pool = createPool(database.url, 2)
    stage = new Stage(pool, platforms, database, folder, contentDir, await freePort())
    platforms.zaloOa.webhookUrl = `http://127.0.0.1:${stage.port}/webhooks/zalo-oa`
    return stage
  }

  get telegram(): TelegramServer {
    return this.platforms.telegram
  }

  get url(): string {
    if (this.app === null) throw new Error('the program does not run')
    return this.app.url
  }

  /** An empty database and the program running for this province. */
  async prepare(province: Province): Promise<void> {
    if (this.app === null || this.province !== province) {
      this.province = province
      await this.restart()
    }
    await emptyTables(this.pool)
    this.errors.length = 0
    this.logged.length = 0
  }

  /** Stops the program and starts it again on the same database. */
  async restart(): Promise<void> {
    await this.stop()
    const { telegram, zaloOa, zaloBot } = this.platforms
    const config = readConfig({
      PORT: String(this.port),
      PUBLIC_URL: `http://127.0.0.1:${this.port}`,
      PROVINCE: this.province,
      DATA_DIR: this.folder,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.root,
      ZALO_OA_APP_ID: zaloOa.appId,
      ZALO_OA_APP_SECRET: zaloOa.appSecret,
      ZALO_OA_WEBHOOK_SECRET: zaloOa.webhookSecret,
      ZALO_OA_ACCESS_TOKEN: zaloOa.accessToken,
      ZALO_OA_REFRESH_TOKEN: zaloOa.refreshToken,
      ZALO_OA_API_ROOT: zaloOa.root,
      ZALO_OAUTH_ROOT: zaloOa.root,
      ZALO_BOT_TOKEN: zaloBot.token,
      ZALO_BOT_API_ROOT: zaloBot.root,
    })
    const log = pino({ level: 'trace' }, { write: (line: string) => this.note(line) })
    this.app = await createApp(config, {
      databaseUrl: this.database.url,
      clock: () => this.now,
      log,
      // They would come at the hours of the real day, whatever day it is in the story.
      jobs: [],
      // Whoever changes a lesson in a story says so: looking at every file every few seconds takes its time.
      contentEveryMs: 3_600_000,
      ...(this.contentDir === undefined ? {} : { contentDir: this.contentDir }),
    })
  }

  async stop(): Promise<void> {
    await this.app?.stop()
    this.app = null
  }

  phone(channel: ChannelId): Phone {
    switch (channel) {
      case 'web':
        return new WebPhone(() => this.url)
      case 'telegram':
        return new TelegramPhone(this.platforms.telegram)
      case 'zalo-oa':
        return new ZaloOaPhone(this.platforms.zaloOa, this.pool)
      case 'zalo-bot':
        return new ZaloBotPhone(this.platforms.zaloBot, this.pool)
    }
  }

  private note(line: string): void {
    this.logged.push(line)
    if ((JSON.parse(line) as { level: number }).level >= ERROR) this.errors.push(line)
  }

  /** Resolves when all that is due by the clock of the story is told, every message answered and every reply sent. */
  async settled(): Promise<void> {
    const end = performance.now() + PATIENCE_MS
    // Most answers take some ten milliseconds; asking all the while would make them slower.
    for (let pauseMs = 4; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      if (this.errors.length > 0) throw new Error(`the program logged: ${readable(this.errors.splice(0))}`)
      const { due, open } = await this.unsettled()
      if (open === 0 && (due === 0 || this.app === null)) return
      if (performance.now() > end) {
        throw new Error(`after ${PATIENCE_MS} ms there are still ${open} turns and ${due} notices`)
      }
      if (due > 0) await this.sendDue()
      await sleep(pauseMs)
    }
  }

  /**
   * Notices that may be sent by now, and turns that are not done, of one moment: a notice that is being handed over is
   * among either the ones or the others.
   */
  private async unsettled(): Promise<{ due: number; open: number }> {
    const { rows } = await this.pool.query<{ due: number; open: number }>(
      `select (select count(*)::int from pgboss.job where state < 'active' and (data->>'due')::timestamptz <= $1) as due,
         (select count(*)::int from turn where state <> 'done') as open`,
      [this.now],
    )
    return rows[0]!
  }

  /** The queue goes by the server's clock, the story by its own. */
  private async sendDue(): Promise<void> {
    await this.pool.query(
      `update pgboss.job set start_after = least(start_after, clock_timestamp() - interval '1 second')
       where state < 'active' and (data->>'due')::timestamptz <= $1`,
      [this.now],
    )
    await this.app?.sweep()
  }

  /** What was changed in the content folder is in use, when it is good. */
  async contentTaken(): Promise<void> {
    await this.app?.lookAtContent()
  }

  /** Everybody has finished these lessons, one after the other, without what was answered in them. */
  async finish(lessons: readonly string[]): Promise<void> {
    await this.pool.query(
      `insert into lesson_progress (learner_id, lesson_id, started_at, finished_at)
       select learner.id, lesson, $1, $1::timestamptz + nth * interval '1 millisecond'
       from learner, unnest($2::text[]) with ordinality as done (lesson, nth)
       on conflict (learner_id, lesson_id) do nothing`,
      [this.now, lessons],
    )
  }

  /** What the job deletes at this hour. */
  async retain(): Promise<void> {
    await applyRetention(this.pool, this.now)
  }

  async close(): Promise<void> {
    await this.stop()
    await this.pool.end()
    for (const platform of Object.values(this.platforms)) await platform.close()
    await this.database.drop()
    await rm(this.folder, { recursive: true, force: true })
  }
}

/** The messages and stacks of log lines, without the rest. */
const readable = (lines: string[]): string =>
  lines
    .map((line) => {
      const { msg, err } = JSON.parse(line) as { msg: string; err?: { stack?: string } }
      return `${msg}\n${err?.stack ?? ''}`
    })
    .join('\n')
