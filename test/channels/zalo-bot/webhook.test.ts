import { describe, expect, it } from 'vitest'
import { pino } from 'pino'
import type { Delivery } from '../../../src/channels/channel.js'
import { decode } from '../../../src/channels/zalo-bot/receive.js'
import { createWebhook } from '../../../src/channels/zalo-bot/webhook.js'

const SECRET = 'mot-bi-mat-cua-zalo'
const event = JSON.stringify({
  event_name: 'message.text.received',
  message: { message_id: 'aa01', chat: { id: 'c1', chat_type: 'PRIVATE' }, text: 'Chào cháu' },
})

function door(receive?: (delivery: Delivery) => Promise<boolean>) {
  const deliveries: Delivery[] = []
  const lines: string[] = []
  const webhook = createWebhook({
    secret: SECRET,
    decode: (body) => decode(body, null),
    receive: receive ?? ((delivery) => Promise.resolve(deliveries.push(delivery) === 1)),
    log: pino({}, { write: (line: string) => void lines.push(line) }),
  })
  const post = (body: BodyInit | null, secret: string | null = SECRET) => {
    const headers = secret === null ? {} : { 'x-bot-api-secret-token': secret }
    return webhook(new Request('http://127.0.0.1/webhooks/zalo-bot', { method: 'POST', headers, body }))
  }
  return { post, deliveries, logged: () => lines.join('') }
}

describe('the webhook', () => {
  it('stores what Zalo posts, a repeat under the same id', async () => {
    const { post, deliveries } = door()
    expect((await post(event)).status).toBe(200)
    expect((await post(event)).status).toBe(200)
    expect(deliveries.map(({ updateId }) => updateId)).toEqual(['aa01', 'aa01'])
  })

  it.each([null, '', 'sai', `${SECRET}x`, SECRET.slice(1)])('refuses the secret %j', async (secret) => {
    const { post, deliveries } = door()
    expect((await post(event, secret)).status).toBe(401)
    expect(deliveries).toEqual([])
  })

  it.each([null, '', '  ', '{}', '{ }'])('answers the probe %j, which nobody signs', async (body) => {
    expect((await door().post(body, null)).status).toBe(200)
  })

  it.each(['{"foo":1}', '{"event_name":"bot.renamed","message":{}}'])(
    'takes %j and does nothing',
    async (body) => {
      const { post, deliveries } = door()
      expect((await post(body)).status).toBe(200)
      expect(deliveries).toEqual([])
    },
  )

  it.each(['{', 'xin chào', '[]', '7', 'null', event.slice(0, -9)])('calls %j malformed', async (body) => {
    expect((await door().post(body)).status).toBe(400)
  })

  it('refuses more than a megabyte', async () => {
    const long = JSON.stringify({ event_name: 'x'.repeat(1024 * 1024) })
    expect((await door().post(long)).status).toBe(413)
    expect((await door().post(long, 'sai')).status).toBe(401)
  })

  it('says no when it could not be stored, and logs the id alone', async () => {
    const { post, logged } = door(() => Promise.reject(new Error('Chào cháu')))
    expect((await post(event)).status).toBe(500)
    expect(logged()).toContain('aa01')
    expect(logged()).not.toContain('Chào')
  })
})
