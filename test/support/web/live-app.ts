import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type App, createApp } from '../../../src/app.js'
import { readConfig } from '../../../src/config.js'
import { createDatabase } from '../database.js'
import { createDemoDatabase } from '../demo-database.js'
import { freePort } from '../story/free-port.js'

/** The whole program on a database of its own, as people reach it. */
export interface LiveApp {
  /** The same after each start. */
  url: string
  databaseUrl: string
  stop(): Promise<void>
  start(): Promise<void>
  /** Throws when a warning or worse was logged since this was last asked. */
  complain(): void
  close(): Promise<void>
}

export interface LiveAppOptions {
  /** The real clock unless told. */
  clock?: () => Date
  /** Closes the months of the demo province too, as the program does after its start; the figures are made up anyway. */
  demo?: boolean
  /** The plan's; that of the program unless told. */
  province?: string
}

export async function openLiveApp({ clock, demo = false, province }: LiveAppOptions = {}): Promise<LiveApp> {
  const database = await (demo ? createDemoDatabase() : createDatabase())
  const folder = await mkdtemp(join(tmpdir(), 'guong-sang-live-'))
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  let app: App | null = null

  const port = String(await freePort())
  const start = async (): Promise<App> =>
    createApp(readConfig({ PORT: port, DATA_DIR: folder, ...(province && { PROVINCE: province }) }), {
      databaseUrl: database.url,
      clock: clock ?? (() => new Date()),
      log,
      // They would come at the hours of the real day, between any two presses.
      jobs: [],
      contentEveryMs: 3_600_000,
    })
  const stop = async (): Promise<void> => {
    await app?.stop()
    app = null
  }

  app = await start()
  if (demo) await app.openDemo()
  const { url } = app
  return {
    url,
    databaseUrl: database.url,
    stop,
    start: async () => {
      app = await start()
    },
    complain: () => {
      if (lines.length > 0) throw new Error(lines.splice(0).join(''))
    },
    close: async () => {
      await stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
