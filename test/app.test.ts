import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type App, createApp } from '../src/app.js'
import { readConfig } from '../src/config.js'
import { pictureName } from '../src/pictures/name.js'
import { curriculum } from './support/bot/content.js'
import { createDatabase, type TestDatabase } from './support/database.js'
import { PATIENT } from './support/patience.js'
import { freePort } from './support/story/free-port.js'
import { startTelegramServer, type TelegramServer } from './support/telegram/server.js'
import { createZaloOaServer } from './support/zalo-oa/server.js'
import type { OaServer } from './support/zalo-oa/types.js'

const clock = (): Date => new Date()

let database: TestDatabase
let telegram: TelegramServer
let zaloOa: OaServer
let dataDir: string
let port: number
let web: App
beforeAll(async () => {
  database = await createDatabase()
  telegram = await startTelegramServer({ token: '123456:AAstand-in-of-the-pages' })
  zaloOa = await createZaloOaServer({ clock })
  dataDir = await mkdtemp(join(tmpdir(), 'guong-sang-pages-'))
  port = await freePort()
  const config = readConfig({
    ROLE: 'web',
    PORT: String(port),
    PUBLIC_URL: 'https://guongsang.example',
    DATA_DIR: dataDir,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    ZALO_OA_APP_ID: zaloOa.appId,
    ZALO_OA_APP_SECRET: zaloOa.appSecret,
    ZALO_OA_ACCESS_TOKEN: zaloOa.accessToken,
    ZALO_OA_REFRESH_TOKEN: zaloOa.refreshToken,
    ZALO_OA_API_ROOT: zaloOa.root,
    ZALO_OAUTH_ROOT: zaloOa.root,
  })
  const log = pino({ level: 'silent' })
  web = await createApp(config, { databaseUrl: database.url, clock, log })
})
afterAll(async () => {
  await web.stop()
  await zaloOa.close()
  await telegram.close()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

it.each([
  ['telegram', () => `https://t.me/${telegram.bot.username}?start=lua-sen-trau`],
  ['zalo-oa', () => `https://zalo.me/${zaloOa.oaId}`],
] as const)(
  'a process for pages alone draws the QR code of an invitation that leads to %s, as workers name it',
  async (channel, link) => {
    const name = pictureName({ kind: 'invitation', channel, words: 'lúa sen trâu' }, curriculum, link)
    const status = async (): Promise<number> => (await fetch(`http://127.0.0.1:${port}/hinh/${name}`)).status
    await expect.poll(status, PATIENT).toBe(200)
  },
)

it('a process for pages alone takes nothing from a platform and registers nothing there', () => {
  expect(new Set(telegram.calls.map(({ method }) => method))).toEqual(new Set(['getMe']))
  expect(zaloOa.calls.map(({ path }) => path)).toEqual(['getoa'])
})
