import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { freePort } from '../story/free-port.js'
import { layOutPlainPictures } from '../story/plain-pictures.js'
import type { TelegramServer } from '../telegram/server.js'

const SECRET = 'mot-bi-mat-cua-webhook'

/** Long enough for the program's idea of a token. */
export const TOKEN = '123456:AAstand-in-of-the-crash-tests'

export interface Place {
  env: Record<string, string>
  /** Where this process listens; its public address is the door's. */
  url: string
}

/** The environment of a process behind the door, with Telegram by webhook, and a port that is free now. */
export async function placeFor(
  server: TelegramServer,
  publicUrl: string,
  more: Record<string, string> = {},
): Promise<Place> {
  const port = await freePort()
  const env = {
    PORT: String(port),
    DATA_DIR: await (dataDir ??= makeDataDir()),
    LOG_LEVEL: 'error',
    PUBLIC_URL: publicUrl,
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.root,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    ...more,
  }
  return { env, url: `http://127.0.0.1:${port}` }
}

let dataDir: Promise<string> | null = null

/** Where all processes of one test keep pictures; none of a task need be drawn. */
async function makeDataDir(): Promise<string> {
  const dir = await mkdtemp(join(inject('scratch'), 'crash-'))
  await layOutPlainPictures(join(dir, 'pictures'))
  return dir
}
