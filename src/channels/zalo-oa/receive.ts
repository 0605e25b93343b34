import { z } from 'zod'
import type { Incoming, MediaKind } from '../../domain/incoming.js'
import { maskSecrets } from '../../domain/secrets.js'
import type { Delivery } from '../channel.js'
import { storable } from '../storable.js'
import { wordsHash } from './own-words.js'
import { readPress } from './press.js'

/** Ids are texts; a small number can be read as one, a big one was quoted before. */
const id = z.union([z.string().min(1).max(64), z.number().int().nonnegative()]).transform(String)

/** Of a message; longer than those that were seen. What cannot be read must not lose the message. */
const messageId = z.union([z.string().min(1).max(256), z.number().int().nonnegative()]).transform(String)

const link = z.object({ url: z.string().optional(), description: z.string().optional() })

// Only what we read is named, so nothing else (names, numbers of telephones, pictures) passes this door.
const eventSchema = z.object({
  event_name: z.string().min(1).max(64),
  timestamp: id,
  sender: z
    .object({ id: id.optional().catch(undefined), admin_id: id.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  recipient: z.object({ id: id.optional() }).optional().catch(undefined),
  follower: z.object({ id }).optional().catch(undefined),
  oa_id: id.optional().catch(undefined),
  user_id: id.optional().catch(undefined),
  admin_id: id.optional().catch(undefined),
  message: z
    .object({
      msg_id: messageId.optional().catch(undefined),
      text: z.string().optional().catch(undefined),
      attachments: z
        .array(z.object({ payload: link.optional().catch(undefined) }))
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
})
type OaEvent = z.infer<typeof eventSchema>

/** Longer words than people write; the rest is left out. */
const LONGEST = 4_000

/**
 * Reads one event of the webhook. Null for what does not concern us: what was seen or received, our own echoes, tags,
 * groups, unknown kinds, anything without a sender. What a person sent and we cannot read is something else that they
 * sent. Never throws. `oaId` is the number of our OA, where it is known.
 */
export function decode(event: unknown, oaId: string | null = null): Delivery | null {
  const read = eventSchema.safeParse(event)
  if (!read.success) return null
  const known = read.data
  const { event_name: name, timestamp } = known
  const incoming = incomingOf(known)
  const address = name.startsWith('oa_') ? known.recipient?.id : addressOf(known)
  if (incoming === null || address === undefined) return null
  // Who calls may be the OA: it is nobody who could be answered.
  if (address === oaId || address === known.oa_id) return null
  // Following has no id of its own.
  const updateId = known.message?.msg_id ?? `${name}:${timestamp}:${address}`
  const sentAt = new Date(Number(timestamp))
  const isTime = !Number.isNaN(sentAt.getTime())
  return { channel: 'zalo-oa', updateId, address, incoming, ...(isTime && { sentAt }) }
}

/**
 * Whether an event was meant for another OA of the same app. Which side of it is the OA differs from event to event, so
 * ours must be one of them; of an event that names one side alone nobody knows.
 */
export function isOfOther(event: unknown, oaId: string): boolean {
  const read = eventSchema.safeParse(event)
  if (!read.success) return false
  const { oa_id: named, sender, recipient } = read.data
  if (named !== undefined) return named !== oaId
  return sender?.id !== undefined && recipient?.id !== undefined && ![sender.id, recipient.id].includes(oaId)
}

/** What an event calls itself, for the log. */
export function nameIn(event: unknown): string {
  const read = z.object({ event_name: z.string() }).safeParse(event)
  return read.success ? read.data.event_name.slice(0, 64) : 'without a name'
}

const addressOf = ({ sender, follower, user_id: userId }: OaEvent): string | undefined =>
  sender?.id ?? follower?.id ?? userId

const isCall = (name: string): boolean => name.includes('call') && !name.startsWith('oa_')

function incomingOf(event: OaEvent): Incoming | null {
  const { event_name: name, message } = event
  const media = MEDIA.get(name)
  if (media !== undefined) return { kind: 'media', what: media }
  if (name === 'user_send_text') return message?.text === undefined ? OTHER : wordsOf(message.text)
  if (name === 'user_send_link') return linkOf(event)
  if (name === 'follow') return { kind: 'follow' }
  if (name === 'unfollow') return { kind: 'reach', reachable: false }
  if (name.startsWith('oa_send_')) return isByHand(event) ? byHandOf(event) : null
  // Several names of calls are told; whatever happened in it, the program cannot take one.
  if (isCall(name)) return { kind: 'media', what: 'call' }
  // Whoever sends something is answered, also what Zalo has only since tomorrow.
  return SENT_ALONE.test(name) ? OTHER : null
}

const OTHER: Incoming = { kind: 'media', what: 'other' }
/** The talk of groups is not for us. */
const SENT_ALONE = /^user_send_(?!group)/

const MEDIA = new Map<string, MediaKind>([
  ['user_send_sticker', 'sticker'],
  ['user_send_image', 'photo'],
  ['user_send_gif', 'video'],
  ['user_send_video', 'video'],
  ['user_send_audio', 'voice'],
  ['user_send_file', 'file'],
  ['user_send_location', 'other'],
  // It holds somebody's name and number: neither is read.
  ['user_send_business_card', 'other'],
])

/** The OA's own words come back as well; those of a person of the office carry who wrote them. */
const isByHand = ({ sender, admin_id: admin }: OaEvent): boolean =>
  admin !== undefined || sender?.admin_id !== undefined

const byHandOf = ({ message }: OaEvent): Incoming => ({
  kind: 'by-hand',
  messageId: message?.msg_id ?? null,
  words: wordsHash(message?.text ?? ''),
})

function wordsOf(text: string): Incoming | null {
  if (text.trim() === '') return null
  return readPress(text) ?? { kind: 'text', ...guarded(text) }
}

/**
 * A link is what most frauds come as. With own words around it, it is those words; alone, it is a message of somebody
 * else, sent on: its description says what was promised, so that it can be checked.
 */
function linkOf({ message }: OaEvent): Incoming | null {
  const { url = '', description = '' } = message?.attachments?.[0]?.payload ?? {}
  const text = message?.text ?? ''
  const isOwn = text.trim() !== '' && text.trim() !== url.trim()
  if (isOwn) return { kind: 'text', ...guarded(text) }
  const sentOn = [url || text, description].filter((line) => line.trim() !== '').join('\n')
  return sentOn === '' ? OTHER : { kind: 'text', ...guarded(sentOn), forwarded: true }
}

const guarded = (text: string) => maskSecrets(storable(text.slice(0, LONGEST)))
