import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type App, createApp } from '../../../src/app.js'
import { readConfig } from '../../../src/config.js'
import { createDatabase } from '../database.js'

/** The whole program on a database of its own, as people reach it, with the real clock. */
export interface LiveApp {
  /** The same after each start. */
  url: string
  stop(): Promise<void>
  start(): Promise<void>
  /** Throws when a warning or worse was logged since this was last asked. */
  complain(): void
  close(): Promise<void>
}

export async function openLiveApp(): Promise<LiveApp> {
  const database = await createDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'guong-sang-live-'))
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  let app: App | null = null

  const startOn = (port: string): Promise<App> =>
    createApp(readConfig({ PORT: port, DATA_DIR: folder }), {
      databaseUrl: database.url,
      clock: () => new Date(),
      log,
    })
  const stop = async (): Promise<void> => {
    await app?.stop()
    app = null
  }

  app = await startOn('0')
  const { url } = app
  return {
    url,
    stop,
    start: async () => {
      app = await startOn(new URL(url).port)
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
