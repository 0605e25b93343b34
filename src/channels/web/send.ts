import { z } from 'zod'
import type { Call } from '../channel.js'
import type { Button, ShownPicture, WebBody } from './messages.js'

const keyboard = z.object({
  inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional() }))),
})

const sendMessage = z.object({ text: z.string(), reply_markup: keyboard.optional().catch(undefined) })

const sendPhoto = z.object({
  photo: z.string(),
  caption: z.string(),
  reply_markup: keyboard.optional().catch(undefined),
})

const editMessageReplyMarkup = z.object({
  message_id: z.union([z.number().int(), z.string()]).transform(String),
  reply_markup: keyboard.optional().catch(undefined),
})

const buttonsOf = (markup: z.infer<typeof keyboard> | undefined): Button[] =>
  (markup?.inline_keyboard ?? [])
    .flat()
    .flatMap(({ text, callback_data }) =>
      callback_data === undefined ? [] : [{ label: withoutNumber(text), data: callback_data }],
    )

/** The page draws the number in a circle of its own: "2. Tắt máy" → "Tắt máy". */
const withoutNumber = (label: string): string => label.replace(/^\d{1,2}[.)]\s+/, '')

/**
 * The text without the choices written out at its end, for a channel without buttons: here the
 * buttons say them.
 */
function withoutChoices(text: string, buttons: Button[]): string {
  const lines = text.trimEnd().split('\n')
  const tail = lines.slice(-buttons.length).map((line) => line.trim())
  const written = buttons.length > 0 && buttons.every(({ label }, i) => tail[i] === `${i + 1}. ${label}`)
  return written ? lines.slice(0, -buttons.length).join('\n').trimEnd() : text
}

/** What the page is to know of a picture beside its name. */
export type AboutPicture = (name: string) => Omit<ShownPicture, 'name'>

/**
 * What a call of the bot becomes on the page: a row to write, or null for a call that the page has
 * no use for. Throws a ZodError for a payload that is not what the Bot API asks.
 */
export function encode({ method, payload }: Call, aboutPicture: AboutPicture): WebBody | null {
  if (method === 'sendMessage') {
    const { text, reply_markup } = sendMessage.parse(payload)
    return told(text, reply_markup)
  }
  if (method === 'sendPhoto') {
    const { photo: name, caption, reply_markup } = sendPhoto.parse(payload)
    return { ...told(caption, reply_markup), picture: { name, ...aboutPicture(name) } }
  }
  if (method === 'editMessageReplyMarkup') {
    const { message_id, reply_markup } = editMessageReplyMarkup.parse(payload)
    return buttonsOf(reply_markup).length > 0 ? null : { kind: 'closed', messageId: message_id }
  }
  return null
}

function told(text: string, markup: z.infer<typeof keyboard> | undefined) {
  const buttons = buttonsOf(markup)
  return { kind: 'told' as const, text: withoutChoices(text, buttons).normalize('NFC'), buttons }
}
