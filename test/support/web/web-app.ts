import type { WallCard } from '../../../src/domain/curriculum.js'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { Delivery } from '../../../src/channels/channel.js'
import type { WebMessages } from '../../../src/channels/web/messages.js'
import type { WebDeps } from '../../../src/web/deps.js'
import { createWeb } from '../../../src/web/web.js'
import { createMemoryMessages } from './memory-messages.js'

/** A card with one number and one blank. */
export const CARD: WallCard = {
  title: 'Số cần gọi',
  intro: 'Dán cạnh điện thoại.',
  rows: [
    { id: 'ngan-hang', label: 'Ngân hàng', note: 'Số in sau thẻ', number: null },
    { id: 'cong-an', label: 'Công an', note: null, number: '113' },
  ],
  threeWords: 'Dừng – Hỏi – Gọi lại',
  meaning: 'Có người giục thì tắt máy.',
  caution: 'Đừng ghi mật khẩu lên đây.',
  offer: 'Có tấm thẻ.',
}

export interface TestWeb {
  web: Hono
  messages: WebMessages
  /** What the page posted, each event once. */
  delivered: Delivery[]
  /** Every line logged. */
  logged: string[]
}

/** The HTTP entrance over rows in memory, an inbox that is a list, and a log that can be read. */
export function createTestWeb(changes: Partial<WebDeps> = {}): TestWeb {
  const messages = changes.messages ?? createMemoryMessages()
  const delivered: Delivery[] = []
  const logged: string[] = []
  const web = createWeb({
    messages,
    receive: (delivery) => {
      const repeat = delivered.some(({ updateId }) => updateId === delivery.updateId)
      if (!repeat) delivered.push(delivery)
      return Promise.resolve(!repeat)
    },
    guard: (text) => ({ text, masked: [] }),
    listening: { read: (token) => Promise.resolve(token === 'lua-sen-trau' ? LISTENED : null) },
    pictures: { png: () => Promise.resolve(null) },
    card: () => CARD,
    ready: () => Promise.resolve({ ok: true, parts: { database: 'ok' } }),
    metrics: new Registry(),
    clock: () => new Date(),
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    publicUrl: null,
    demo: { province: 'Tỉnh mẫu' },
    ...changes,
  })
  return { web, messages, delivered, logged }
}

export const LISTENED =
  'Có người gọi, giục chú chuyển tiền liền.\nChú làm gì trước?\n1. Tắt máy\n2. Hỏi thêm cho rõ'

/** Serves on this machine, on a free port unless told; `url` has no slash at its end. */
export async function serve(web: Hono, onPort = 0): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createAdaptorServer({ fetch: web.fetch })
  await new Promise<void>((resolve) => void server.listen(onPort, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
