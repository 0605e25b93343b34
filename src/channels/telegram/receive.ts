import { z } from 'zod'
import type { Incoming, MediaKind } from '../../domain/incoming.js'
import { maskSecrets } from '../../domain/secrets.js'
import type { Delivery } from '../channel.js'
import { storable } from '../storable.js'

/** Who the bot is in this chat network: to see whether a message in a group speaks to it. */
export interface Addressee {
  id: number
  username: string
}

const chatSchema = z.object({ id: z.number().int(), type: z.string() })

// Only what we read is named, so nothing else (names, usernames, phone numbers) passes this door.
const messageSchema = z.object({
  message_id: z.number().int(),
  chat: chatSchema,
  /** Whole seconds. */
  date: z.number().int().positive().max(8.64e12).optional().catch(undefined),
  text: z.string().optional(),
  caption: z.string().optional(),
  reply_to_message: z.object({ from: z.object({ id: z.number() }).optional() }).optional(),
})
const updateSchema = z.object({
  update_id: z.number().int(),
  message: z.looseObject(messageSchema.shape).optional(),
  callback_query: z
    .object({
      id: z.string(),
      data: z.string().optional(),
      message: z.object({ message_id: z.number().int(), chat: chatSchema }).optional(),
    })
    .optional(),
  my_chat_member: z
    .object({ chat: chatSchema, new_chat_member: z.object({ status: z.string() }) })
    .optional(),
})
type Message = z.infer<typeof messageSchema>

/**
 * Reads one Update of the Bot API. Null for what does not concern us: edited messages, service
 * messages, unknown kinds, anything without a chat, anything misshapen. Never throws.
 */
export function decode(update: unknown, bot: Addressee): Delivery | null {
  const read = updateSchema.safeParse(update)
  if (!read.success) return null

  const { update_id: updateId, message, callback_query: query, my_chat_member: member } = read.data
  const chat = message?.chat ?? query?.message?.chat ?? member?.chat
  if (chat === undefined) return null

  const incoming =
    message !== undefined
      ? decodeMessage(message, bot)
      : query !== undefined
        ? decodePress(query, chat.type)
        : decodeMember(member!.new_chat_member.status, chat.type)
  if (incoming === null) return null
  // It was sent within that second: at its end, so that nothing seems sooner than it was.
  const sentAt = message?.date === undefined ? {} : { sentAt: new Date(message.date * 1000 + 999) }
  return { channel: 'telegram', updateId: String(updateId), address: String(chat.id), incoming, ...sentAt }
}

function decodeMessage(message: Message & Record<string, unknown>, bot: Addressee): Incoming | null {
  if (message.chat.type !== 'private') return speaksTo(bot, message) ? { kind: 'group' } : null
  if (message.text !== undefined) {
    const forwarded = 'forward_origin' in message
    const guarded = maskSecrets(storable(message.text))
    const isSecret = guarded.masked.length > 0
    return {
      kind: 'text',
      ...guarded,
      ...(forwarded && { forwarded }),
      ...(isSecret && { messageId: String(message.message_id) }),
    }
  }

  const content = MEDIA.find(([key]) => key in message)
  return content === undefined ? null : { kind: 'media', what: content[1] }
}

/** An animation also comes as a document, so the narrower kinds stand first. Service messages have none. */
const MEDIA: readonly [key: string, what: MediaKind][] = [
  ['sticker', 'sticker'],
  ['voice', 'voice'],
  ['photo', 'photo'],
  ['live_photo', 'photo'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['animation', 'video'],
  ['audio', 'file'],
  ['document', 'file'],
  ['contact', 'other'],
  ['location', 'other'],
  ['venue', 'other'],
  ['poll', 'other'],
  ['dice', 'other'],
  ['story', 'other'],
  ['game', 'other'],
  ['paid_media', 'other'],
  ['checklist', 'other'],
  ['rich_message', 'other'],
]

/** In a group only commands, replies to us and our name speak to us; the rest is others' talk. */
function speaksTo(bot: Addressee, message: Message): boolean {
  if (message.reply_to_message?.from?.id === bot.id) return true
  const words = (message.text ?? message.caption ?? '').toLowerCase()
  return /^\/\w+(?!\S)/.test(words) || words.includes(`@${bot.username.toLowerCase()}`)
}

function decodePress(
  query: { id: string; data?: string | undefined; message?: { message_id: number } | undefined },
  chatType: string,
): Incoming | null {
  if (chatType !== 'private') return { kind: 'group' }
  // A button without data is not ours (a game, a link).
  if (query.data === undefined) return null
  const messageId = query.message === undefined ? null : String(query.message.message_id)
  return { kind: 'press', data: storable(query.data), messageId, query: query.id }
}

function decodeMember(status: string, chatType: string): Incoming | null {
  const isIn = status === 'member' || status === 'administrator'
  const isOut = status === 'kicked' || status === 'left'
  if (chatType !== 'private') return isIn ? { kind: 'group' } : null
  return isIn || isOut ? { kind: 'reach', reachable: isIn } : null
}
