import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Call, Channel, Delivery, Sent } from '../../src/channels/channel.js'
import type { Incoming } from '../../src/domain/incoming.js'

/** A message of the bot as the person sees it. */
export interface Seen {
  text: string
  /** The words on the buttons, in reading order. */
  buttons: string[]
  /** The name of the picture above the text. */
  picture: string | null
}

/** What a platform can do. What it cannot has an expectation of its own, so that nothing is left out in silence. */
export interface Capabilities {
  /** A press tells the message it stands on, or only what stands behind it; without buttons numbers are typed. */
  buttons: 'of-a-message' | 'alone' | 'none'
  /** Buttons stand below pictures too. */
  buttonsBelowPictures: boolean
  /** A message can be changed after it was sent. */
  edits: boolean
}

const ALL: Capabilities = { buttons: 'of-a-message', buttonsBelowPictures: true, edits: true }

/** Somebody at the other end of the wire. Each act resolves when the wire has handed it on. */
export interface Visitor {
  address: string
  says(text: string): Promise<void>
  /** Presses the button at this place (0 and up) of the newest message that has buttons; only where there are some. */
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

/** Answers the choice at this place (0 and up) as people do on this platform. */
const chooses = (visitor: Visitor, place: number, { buttons }: Capabilities): Promise<void> =>
  buttons === 'none' ? visitor.says(String(place + 1)) : visitor.presses(place)

/** What comes in when a choice of {@link CHOICES} was answered in this message. */
function chosen(place: number, { buttons }: Capabilities, messageId: string | null): object {
  if (buttons === 'none') return { kind: 'text', text: String(place + 1), masked: [] }
  const data = `k7Qd:option-${place}`
  if (buttons === 'alone') return { kind: 'press', data, messageId: null }
  return { kind: 'press', data, messageId: messageId ?? 'the id of a message' }
}

const numbered = (labels: readonly string[]): string =>
  labels.map((label, at) => `${at + 1}. ${label}`).join('\n')

/** What every wire must keep, whatever its platform; `can` says what the platform lacks. */
export function describeChannel(
  name: string,
  open: () => Promise<Harness>,
  lacks: Partial<Capabilities> = {},
): void {
  const can = { ...ALL, ...lacks }
  const canPress = can.buttons !== 'none'
  const canPressBelowPictures = canPress && can.buttonsBelowPictures
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

      it('a choice: what we put behind its button and the message it stands on, or its number', async () => {
        const { visitor } = given()
        const messageId = messageIdOf(await send(message('Bác làm gì?', CHOICES)))
        await chooses(visitor, 1, can)
        expect(last()?.incoming).toMatchObject(chosen(1, can, messageId))
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
        await chooses(visitor, 0, can)
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

      it('with a way on: the text unchanged, and one button where there are buttons', async () => {
        const { visitor } = given()
        await send(message('Gõ 1 để tiếp.', ['Tiếp']))
        const [seen] = await visitor.sees()
        expect(seen?.text).toBe('Gõ 1 để tiếp.')
        expect(seen?.buttons.map((label) => label.includes('Tiếp'))).toEqual(canPress ? [true] : [])
      })

      it('with three choices: each stands there in order, and gives what is its own', async () => {
        const { harness, visitor } = given()
        const messageId = messageIdOf(await send(message('Bác làm gì?', CHOICES)))
        const [seen] = await visitor.sees()
        const places = seen?.buttons.map((label) => CHOICES.findIndex((choice) => label.includes(choice)))
        expect(places).toEqual(canPress ? [0, 1, 2] : [])
        expect(seen?.text).toContain(canPress ? 'Bác làm gì?' : `Bác làm gì?\n\n${numbered(CHOICES)}`)
        for (const place of [0, 1, 2]) await chooses(visitor, place, can)
        expect(harness.deliveries.map(({ incoming }) => incoming)).toMatchObject(
          [0, 1, 2].map((place) => chosen(place, can, messageId)),
        )
      })

      it.each([
        ['words', message],
        ['a picture', pictured],
      ])('with a way on that the words do not tell: it can be seen, below %s', async (_, say) => {
        const { visitor } = given()
        await send(say('Dạ cháu đây.', ['Học tiếp']))
        const [seen] = await visitor.sees()
        expect([seen?.text, ...(seen?.buttons ?? [])].join('\n')).toContain('Học tiếp')
      })

      it('long choices whole', async () => {
        const { visitor } = given()
        const long =
          'Gọi lại cho con gái bằng số đã lưu trong danh bạ, rồi mới quyết định có chuyển tiền hay không'
        await send(message('Bác làm gì?', [long, 'Chuyển tiền']))
        const [seen] = await visitor.sees()
        expect([seen?.text, ...(seen?.buttons ?? [])].join('\n')).toContain(long)
      })

      it('an answered question is not said twice, and loses its buttons where messages can change', async () => {
        const { visitor } = given()
        const messageId = messageIdOf(await send(message('Bác làm gì?', CHOICES)))
        const [before] = await visitor.sees()
        expect(await send(withoutKeyboard(messageId))).toMatchObject({ ok: true })
        expect(await visitor.sees()).toEqual([can.edits ? { ...before, buttons: [] } : before])
        expect(before?.text).toContain('Bác làm gì?')
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
        const buttons = canPressBelowPictures ? plain?.buttons : []
        expect(shown).toEqual({ ...plain, buttons, picture: PICTURE })
        expect(shown?.text).toContain(canPressBelowPictures ? 'Bác làm gì?' : numbered(CHOICES))
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

      it('a picture is answered like words, and an answered one keeps its picture', async () => {
        const { visitor } = given()
        const messageId = messageIdOf(await send(pictured('Bác làm gì?', CHOICES)))
        const here: Capabilities = canPressBelowPictures ? can : { ...can, buttons: 'none' }
        await chooses(visitor, 1, here)
        expect(last()?.incoming).toMatchObject(chosen(1, here, messageId))
        const [before] = await visitor.sees()
        expect(await send(withoutKeyboard(messageId))).toMatchObject({ ok: true })
        expect(await visitor.sees()).toEqual([can.edits ? { ...before, buttons: [] } : before])
        expect(before).toMatchObject({ picture: PICTURE })
        expect(before?.text).toContain('Bác làm gì?')
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

/** For a platform on which people can block the bot, and which tells it; `returned`: as what they come back. */
export function describeBlocking(
  name: string,
  open: () => Promise<Harness>,
  returned: Incoming = { kind: 'reach', reachable: true },
): void {
  describe(`a channel that can be blocked: ${name}`, () => {
    const { given, last, send } = useHarness(open)

    it('a block and a return come in, and in between nobody is there', async () => {
      const { visitor } = given()
      await visitor.blocks()
      expect(last()?.incoming).toEqual({ kind: 'reach', reachable: false })
      expect(await send(message('Có ai không?'))).toMatchObject({ ok: false, why: 'unreachable' })

      await visitor.unblocks()
      expect(last()?.incoming).toEqual(returned)
      expect(await send(message('Cháu đây.'))).toMatchObject({ ok: true })
    })
  })
}
