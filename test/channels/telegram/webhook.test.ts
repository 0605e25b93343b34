import { describe, expect, it } from 'vitest'
import { pino } from 'pino'
import type { Delivery } from '../../../src/channels/channel.js'
import { decode } from '../../../src/channels/telegram/receive.js'
import { createWebhook } from '../../../src/channels/telegram/webhook.js'

const SECRET = 'mot-bi-mat'
const update = JSON.stringify({
  update_id: 7,
  message: { message_id: 1, date: 1, chat: { id: 70, type: 'private' }, text: 'Chào cháu' },
})

function door(receive?: (delivery: Delivery) => Promise<boolean>) {
  const deliveries: Delivery[] = []
  const lines: string[] = []
  const webhook = createWebhook({
    secret: SECRET,
    decode: (content) => decode(content, { id: 1, username: 'thu_bot' }),
    receive:
      receive ??
      ((delivery) => {
        deliveries.push(delivery)
        return Promise.resolve(deliveries.length === 1)
      }),
    log: pino({}, { write: (line: string) => void lines.push(line) }),
  })
  const post = (body: BodyInit | null, secret: string | null = SECRET) => {
    const headers = secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret }
    const posted = { method: 'POST', headers, body, duplex: 'half' }
    return webhook(new Request('http://127.0.0.1/webhooks/telegram', posted))
  }
  return { post, deliveries, logged: () => lines.join('') }
}

describe('the webhook', () => {
  it('stores what Telegram posts', async () => {
    const { post, deliveries } = door()
    expect((await post(update)).status).toBe(200)
    expect(deliveries).toMatchObject([{ updateId: '7', address: '70' }])
  })

  it('takes a repeat as well', async () => {
    const { post } = door()
    await post(update)
    expect((await post(update)).status).toBe(200)
  })

  it.each([null, '', 'sai', `${SECRET}x`, SECRET.slice(1)])('refuses the secret %j', async (secret) => {
    const { post, deliveries } = door()
    expect((await post(update, secret)).status).toBe(401)
    expect(deliveries).toEqual([])
  })

  it.each(['', '   ', '{}', '{"update_id":8,"poll":{}}', '{"foo":1}'])(
    'accepts %j and does nothing',
    async (body) => {
      const { post, deliveries } = door()
      expect((await post(body)).status).toBe(200)
      expect(deliveries).toEqual([])
    },
  )

  it('accepts a probe without a body', async () => {
    expect((await door().post(null)).status).toBe(200)
  })

  it.each(['{', 'xin chào', '[]', '7', 'null', '"x"'])('calls %j malformed', async (body) => {
    expect((await door().post(body)).status).toBe(400)
  })

  it('refuses more than a megabyte', async () => {
    const long = JSON.stringify({ update_id: 7, padding: 'x'.repeat(1024 * 1024) })
    expect((await door().post(long)).status).toBe(413)
  })

  it('refuses more than a megabyte also when the length is not said, and stops reading', async () => {
    let pulled = 0
    const long = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(64 * 1024))
        if (pulled === 80) controller.close()
      },
    })
    const { post } = door()
    expect((await post(long)).status).toBe(413)
    expect(pulled).toBeLessThan(40)
  })

  it('answers 500 without a word when it cannot store, so that Telegram tries again', async () => {
    const { post, logged } = door(() => Promise.reject(new Error('Chào cháu: no connection')))
    const response = await post(update)
    expect(response.status).toBe(500)
    expect(await response.text()).toBe('')
    expect(logged()).toContain('"updateId":"7"')
    expect(logged()).not.toContain('Chào cháu')
  })
})
