import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Call, Channel, Delivery, Sent } from '../../src/channels/channel.js'

/** A message of the bot as the person sees it. */
export interface Seen {
  text: string
  /** The words on the buttons, in reading order. */
  buttons: string[]
  /** The name of the picture above the text. */
  picture: string | null
}

/** Somebody at the other end of the wire. Each act resolves when the wire has handed it on. */
export interface Visitor {
  address: string
  says(text: string): Promise<void>
  /** Presses the button at this place (0 and up) of the newest message that has buttons. */
  presses(place: number): Promise<void>
  blocks(): Promise<void>
  unblocks(): Promise<void>
  /** The platform delivers the last act once more. */
  isHeardAgain(): Promise<void>
  /** The bot's messages that stand in the chat now, oldest first. */
  sees(): Promise<Seen[]>
}

export interface Harness {
  channel: Channel
  /** Everything handed on, in order. */
  deliveries: Delivery[]
  visitor(): Promise<Visitor>
  /** All that went out to the platform, as text. */
  sentOut(): Promise<string>
  /** What the platform knows of its people and must not be handed on: names, usernames. */
  names: string[]
  close: () => Promise<void>
}

const CONTACT = 918273645
const PICTURE = 'man-hinh-3f9c'
const CHOICES = ['Tắt máy ngay', 'Nghe xem họ nói gì', 'Đọc mã cho họ']

const message = (text: string, labels: string[] = []): Call => ({
  method: 'sendMessage',
  payload: {
    chat_id: CONTACT,
    text,
    ...(labels.length > 0 && {
      reply_markup: {
        inline_keyboard: labels.map((label, index) => [
          { text: `${index + 1}. ${label}`, callback_data: `k7Qd:option-${index}` },
        ]),
      },
    }),
  },
})

/** The same under a picture. */
function pictured(text: string, labels: string[] = []): Call {
  const { text: caption, ...payload } = message(text, labels).payload
  return { method: 'sendPhoto', payload: { ...payload, photo: PICTURE, caption } }
}

const withoutKeyboard = (messageId: string | null): Call => ({
  method: 'editMessageReplyMarkup',
  payload: { chat_id: CONTACT, message_id: Number(messageId), reply_markup: { inline_keyboard: [] } },
})

function messageIdOf(sent: Sent): string | null {
  if (!sent.ok) throw new Error(`not sent: ${sent.detail}`)
  return sent.messageId
}

/** One harness with one visitor for each test, and the ways to speak through it. */
function useHarness(open: () => Promise<Harness>) {
  let harness: Harness | undefined
  let visitor: Visitor | undefined
  let key = 0
  beforeEach(async () => {
    harness = await open()
    visitor = await harness.visitor()
  })
  afterEach(() => harness?.close())

  const given = () => {
    if (harness === undefined || visitor === undefined) throw new Error('the harness was not opened')
    return { harness, visitor }
  }
  return {
    given,
    last: (): Delivery | undefined => given().harness.deliveries.at(-1),
    send: (call: Call, replyKey = `turn-${++key}`): Promise<Sent> =>
      given().harness.channel.send(call, { address: given().visitor.address, contactId: CONTACT }, replyKey),
  }
}

/** What every wire must keep, whatever its platform. */
export function describeChannel(name: string, open: () => Promise<Harness>): void {
  describe(`the contract of a channel: ${name}`, () => {
    const { given, last, send } = useHarness(open)

    describe('what people do comes in', () => {
      it('words', async () => {
        const { harness, visitor } = given()
        await visitor.says('Chào cháu')
        expect(last()).toMatchObject({
          channel: harness.channel.id,
          address: visitor.address,
          incoming: { kind: 'text', text: 'Chào cháu', masked: [] },
        })
      })

      it('a press, with what we put behind the button and the message it stands on', async () => {
        const { visitor } = given()
        const messageId = messageIdOf(await send(message('Bác làm gì?', CHOICES)))
        expect(messageId).not.toBeNull()
        await visitor.presses(1)
        expect(last()?.incoming).toMatchObject({ kind: 'press', data: 'k7Qd:option-1', messageId })
      })

      it('codes and numbers only masked', async () => {
        const { harness, visitor } = given()
        await visitor.says('Mã OTP của bác là 482913')
        expect(last()?.incoming).toMatchObject({ kind: 'text', masked: ['otp'] })
        expect(JSON.stringify(harness.deliveries)).not.toContain('482913')
      })

      it('codes masked also when the letters are spelt in pieces (NFD)', async () => {
        const { harness, visitor } = given()
        await visitor.says('Mã OTP của bác là 482913'.normalize('NFD'))
        expect(JSON.stringify(harness.deliveries)).not.toContain('482913')
      })

      it('every act under its own id, a repeated one under the same', async () => {
        const { harness, visitor } = given()
        await visitor.says('một')
        await visitor.isHeardAgain()
        await visitor.says('một')
        const [first, again, other] = harness.deliveries.map(({ updateId }) => updateId)
        expect(again).toBe(first)
        expect(other).not.toBe(first)
      })

      it('text that no database keeps is cleaned, not refused', async () => {
        const { visitor } = given()
        await visitor.says('Chào\u0000 cháu \ud83d nhé')
        const delivered = JSON.stringify(last())
        expect(delivered).toContain('Chào')
        expect(delivered).not.toMatch(/\\u0000|\\ud83d/i)
      })

      it('two people apart', async () => {
        const { harness, visitor } = given()
        const other = await harness.visitor()
        await visitor.says('tôi')
        await other.says('tôi')
        const [mine, theirs] = harness.deliveries
        expect(mine?.address).not.toBe(theirs?.address)
      })

      it('nothing of names', async () => {
        const { harness, visitor } = given()
        await send(message('Bác làm gì?', CHOICES))
        await visitor.says('Chào cháu')
        await visitor.presses(0)
        const delivered = JSON.stringify(harness.deliveries)
        expect(harness.names.filter((known) => delivered.includes(known))).toEqual([])
      })
    })

    describe('what the bot says goes out', () => {
      it('without choices: the text and nothing else', async () => {
        const { visitor } = given()
        await send(message('Đây là một thẻ.\nHai dòng.'))
        expect(await visitor.sees()).toEqual([
          { text: 'Đây là một thẻ.\nHai dòng.', buttons: [], picture: null },
        ])
      })

      it('with a way on: the text unchanged and one button', async () => {
        const { visitor } = given()
        await send(message('Gõ 1 để tiếp.', ['Tiếp']))
        const [seen] = await visitor.sees()
        expect(seen?.text).toBe('Gõ 1 để tiếp.')
        expect(seen?.buttons).toHaveLength(1)
        expect(seen?.buttons[0]).toContain('Tiếp')
      })

      it('with three choices: a button each, in order, each giving its own data', async () => {
        const { harness, visitor } = given()
        await send(message('Bác làm gì?', CHOICES))
        const [seen] = await visitor.sees()
        expect(seen?.buttons.map((label) => CHOICES.findIndex((choice) => label.includes(choice)))).toEqual([
          0, 1, 2,
        ])
        for (const place of [0, 1, 2]) await visitor.presses(place)
        expect(harness.deliveries.map(({ incoming }) => incoming)).toMatchObject([
          { data: 'k7Qd:option-0' },
          { data: 'k7Qd:option-1' },
          { data: 'k7Qd:option-2' },
        ])
      })

      it('long choices whole', async () => {
        const { visitor } = given()
        const long =
          'Gọi lại cho con gái bằng số đã lưu trong danh bạ, rồi mới quyết định có chuyển tiền hay không'
        await send(message('Bác làm gì?', [long, 'Chuyển tiền']))
        const [seen] = await visitor.sees()
        expect([seen?.text, ...(seen?.buttons ?? [])].join('\n')).toContain(long)
      })

      it('an answered question loses its buttons and is not said twice', async () => {
        const { visitor } = given()
        const messageId = messageIdOf(await send(message('Bác làm gì?', CHOICES)))
        expect(await send(withoutKeyboard(messageId))).toMatchObject({ ok: true })
        const seen = await visitor.sees()
        expect(seen).toHaveLength(1)
        expect(seen[0]?.buttons).toEqual([])
        expect(seen[0]?.text).toContain('Bác làm gì?')
      })

      it('the same change once more is harmless', async () => {
        const { visitor } = given()
        const messageId = messageIdOf(await send(message('Bác làm gì?', CHOICES)))
        await send(withoutKeyboard(messageId), 'turn-x')
        const before = await visitor.sees()
        expect(await send(withoutKeyboard(messageId), 'turn-x')).toMatchObject({ ok: true })
        expect(await visitor.sees()).toEqual(before)
      })

      it('a picture above the same words and choices as without it, as one message', async () => {
        const { visitor } = given()
        await send(message('Bác làm gì?', CHOICES))
        expect(await send(pictured('Bác làm gì?', CHOICES))).toMatchObject({ ok: true })
        const [plain, shown, ...more] = await visitor.sees()
        expect(shown).toEqual({ ...plain, picture: PICTURE })
        expect(more).toEqual([])
      })

      it('a picture again, to the same person and to another', async () => {
        const { harness, visitor } = given()
        const other = await harness.visitor()
        await send(pictured('Một.'))
        await send(pictured('Hai.'))
        const to = { address: other.address, contactId: CONTACT + 1 }
        await harness.channel.send(pictured('Ba.'), to, 'turn-of-another')
        const seen = [...(await visitor.sees()), ...(await other.sees())]
        expect(seen.map(({ text, picture }) => [text, picture])).toEqual([
          ['Một.', PICTURE],
          ['Hai.', PICTURE],
          ['Ba.', PICTURE],
        ])
      })

      it('a press below a picture comes in, and an answered one keeps its picture and loses its buttons', async () => {
        const { visitor } = given()
        const messageId = messageIdOf(await send(pictured('Bác làm gì?', CHOICES)))
        await visitor.presses(1)
        expect(last()?.incoming).toMatchObject({ kind: 'press', data: 'k7Qd:option-1', messageId })
        expect(await send(withoutKeyboard(messageId))).toMatchObject({ ok: true })
        const [seen] = await visitor.sees()
        expect(seen).toMatchObject({ buttons: [], picture: PICTURE })
        expect(seen?.text).toContain('Bác làm gì?')
      })

      it('a call that the platform lacks is answered and does nothing', async () => {
        const { visitor } = given()
        await send(message('Một.'))
        const before = await visitor.sees()
        const call = { method: 'sendHologram', payload: { chat_id: CONTACT, hologram: 'x' } }
        expect(await send(call)).toEqual({ ok: true, messageId: null })
        expect(await visitor.sees()).toEqual(before)
      })

      it('never with our contact number', async () => {
        const { harness } = given()
        const messageId = messageIdOf(await send(message('Bác làm gì?', CHOICES)))
        await send(withoutKeyboard(messageId))
        await send(pictured('Hai.', CHOICES))
        await send({
          method: 'sendMessage',
          payload: {
            chat_id: CONTACT,
            text: 'Một.',
            reply_parameters: { message_id: Number(messageId), chat_id: CONTACT },
          },
        })
        const sentOut = await harness.sentOut()
        expect(sentOut).toContain('Bác làm gì?')
        expect(sentOut).not.toContain(String(CONTACT))
      })

      it('to one person only', async () => {
        const { harness } = given()
        const other = await harness.visitor()
        await send(message('Chỉ một người đọc.'))
        expect(await other.sees()).toEqual([])
      })
    })
  })
}

/** For a platform that recognises a reply it was given before, by the reply's key. */
export function describeKnownReplies(name: string, open: () => Promise<Harness>): void {
  describe(`a channel that knows its replies: ${name}`, () => {
    const { given, send } = useHarness(open)

    it('a picture sent again under its key stands once', async () => {
      await send(pictured('Một lần thôi.'), 'turn-2-0')
      expect(await send(pictured('Một lần thôi.'), 'turn-2-0')).toMatchObject({ ok: true })
      expect(await given().visitor.sees()).toHaveLength(1)
    })

    it('a reply sent again under its key stands once', async () => {
      await send(message('Một lần thôi.'), 'turn-1-0')
      expect(await send(message('Một lần thôi.'), 'turn-1-0')).toMatchObject({ ok: true })
      expect(await given().visitor.sees()).toHaveLength(1)
    })
  })
}

/** For a platform on which people can block the bot, and which tells it. */
export function describeBlocking(name: string, open: () => Promise<Harness>): void {
  describe(`a channel that can be blocked: ${name}`, () => {
    const { given, last, send } = useHarness(open)

    it('a block and a return come in, and in between nobody is there', async () => {
      const { visitor } = given()
      await visitor.blocks()
      expect(last()?.incoming).toEqual({ kind: 'reach', reachable: false })
      expect(await send(message('Có ai không?'))).toMatchObject({ ok: false, why: 'unreachable' })

      await visitor.unblocks()
      expect(last()?.incoming).toEqual({ kind: 'reach', reachable: true })
      expect(await send(message('Cháu đây.'))).toMatchObject({ ok: true })
    })
  })
}
