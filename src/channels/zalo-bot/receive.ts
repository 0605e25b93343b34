import { z } from 'zod'
import type { Incoming, MediaKind } from '../../domain/incoming.js'
import { maskSecrets } from '../../domain/secrets.js'
import type { Delivery } from '../channel.js'
import { storable } from '../storable.js'

/** Ids are strings of any length; a number that JavaScript would change is no id. */
const id = z.union([z.string().min(1).max(128), z.number().int().transform(String)])
const address = z.string().min(1).optional().catch(undefined)

const moment = z.number().int().positive().max(8.64e15)

// Only what we read is named, so nothing else (names, pictures of faces) passes this door.
const eventSchema = z.object({
  event_name: z.string(),
  message: z.object({
    message_id: id,
    /** Milliseconds. */
    date: moment.optional().catch(undefined),
    chat: z.object({ id, chat_type: z.string().default('PRIVATE') }),
    from: z.object({ is_bot: z.boolean().optional().catch(undefined) }).optional(),
    text: z.string().optional(),
    photo: address,
    photo_url: address,
    voice_url: address,
    sticker: address,
  }),
})
type Message = z.infer<typeof eventSchema>['message']

const wrapped = z.object({ ok: z.literal(true), result: z.looseObject({}) })

/**
 * Reads one event, as its documentation says it (in an envelope) or as it really comes (without). `account` is the
 * bot's own name, by which a group speaks to it. Null for what does not concern us: other bots, the talk of groups,
 * unknown events, anything misshapen. Never throws.
 */
export function decode(body: unknown, account: string | null): Delivery | null {
  const envelope = wrapped.safeParse(body)
  const read = eventSchema.safeParse(envelope.success ? envelope.data.result : body)
  if (!read.success) return null

  const { event_name: event, message } = read.data
  if (message.from?.is_bot === true) return null
  const incoming = decodeMessage(event, message, account)
  if (incoming === null) return null
  const { message_id: updateId, chat, date } = message
  const sentAt = date === undefined ? {} : { sentAt: new Date(date) }
  return { channel: 'zalo-bot', updateId, address: chat.id, incoming, ...sentAt }
}

function decodeMessage(event: string, message: Message, account: string | null): Incoming | null {
  if (message.chat.chat_type !== 'PRIVATE')
    return isCalled(account, message.text ?? '') ? { kind: 'group' } : null
  if (event === 'message.text.received')
    return message.text === undefined ? null : { kind: 'text', ...maskSecrets(storable(message.text)) }
  const kind = /^message\.(\w+)\.received$/.exec(event)?.[1]
  return kind === undefined ? null : { kind: 'media', what: mediaIn(kind, message) }
}

/** Groups are a trial of Zalo's: only who names us is told that we talk with one person alone. */
const isCalled = (account: string | null, text: string): boolean =>
  account !== null && text.toLowerCase().includes(`@${account.toLowerCase()}`)

const MEDIA: Record<string, MediaKind> = {
  image: 'photo',
  sticker: 'sticker',
  voice: 'voice',
  video: 'video',
  file: 'file',
}

/** By its event, or by what it holds where Zalo has a new event for it: everybody who sends something is answered. */
function mediaIn(event: string, message: Message): MediaKind {
  const known = MEDIA[event]
  if (known !== undefined) return known
  // The documentation says `photo`; what comes is `photo_url`.
  if ((message.photo_url ?? message.photo) !== undefined) return 'photo'
  if (message.voice_url !== undefined) return 'voice'
  return message.sticker === undefined ? 'other' : 'sticker'
}
