import { z } from 'zod'
import type { Incoming, MediaKind } from '../../domain/incoming.js'
import { maskSecrets } from '../../domain/secrets.js'
import type { Delivery } from '../channel.js'
import { storable } from '../storable.js'
import { readPress } from './press.js'

/** Ids are texts; a small number can be read as one, a big one was quoted before. */
const id = z.union([z.string().min(1).max(64), z.number().int().nonnegative()]).transform(String)

const link = z.object({ url: z.string().optional(), description: z.string().optional() })

// Only what we read is named, so nothing else (names, numbers of telephones, pictures) passes this door.
const eventSchema = z.object({
  event_name: z.string().min(1).max(64),
  timestamp: id,
  sender: z.object({ id: id.optional(), admin_id: id.optional().catch(undefined) }).optional(),
  recipient: z.object({ id: id.optional() }).optional(),
  follower: z.object({ id }).optional(),
  user_id: id.optional().catch(undefined),
  admin_id: id.optional().catch(undefined),
  message: z
    .object({
      msg_id: id.optional(),
      text: z.string().optional().catch(undefined),
      attachments: z
        .array(z.object({ payload: link.optional().catch(undefined) }))
        .optional()
        .catch(undefined),
    })
    .optional(),
})
type OaEvent = z.infer<typeof eventSchema>

export type IsOwn = (address: string, text: string) => boolean

/** Longer words than people write; the rest is left out. */
const LONGEST = 4_000

/**
 * Reads one event of the webhook. Null for what does not concern us: what was seen or received, our own echoes, tags,
 * groups, unknown kinds, anything misshapen. Never throws. `isOwn` knows what the program itself said to an address.
 */
export function decode(event: unknown, isOwn: IsOwn = () => false): Delivery | null {
  const read = eventSchema.safeParse(event)
  if (!read.success) return null
  const known = read.data
  const { event_name: name } = known
  const incoming = incomingOf(known)
  const address = name.startsWith('oa_') ? known.recipient?.id : addressOf(known)
  if (incoming === null || address === undefined) return null
  // Whether our own words come back as an officer's was never seen: it would silence the program after each of them.
  if (incoming.kind === 'by-hand' && isOwn(address, known.message?.text ?? '')) return null
  // Following has no id of its own.
  const updateId = known.message?.msg_id ?? `${name}:${known.timestamp}:${address}`
  return { channel: 'zalo-oa', updateId, address, incoming }
}

const addressOf = ({ sender, follower, user_id: userId }: OaEvent): string | undefined =>
  sender?.id ?? follower?.id ?? userId

function incomingOf(event: OaEvent): Incoming | null {
  const { event_name: name, message } = event
  const media = MEDIA.get(name)
  if (media !== undefined) return { kind: 'media', what: media }
  if (name === 'user_send_text') return wordsOf(message?.text ?? '')
  if (name === 'user_send_link') return linkOf(event)
  if (name === 'follow') return { kind: 'follow' }
  if (name === 'unfollow') return { kind: 'reach', reachable: false }
  if (name.startsWith('oa_send_')) return isByHand(event) ? { kind: 'by-hand' } : null
  // Several names of calls are told; whatever happened in it, the program cannot take one.
  if (name.includes('call') && !name.startsWith('oa_')) return { kind: 'media', what: 'call' }
  return null
}

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
  return sentOn === ''
    ? { kind: 'media', what: 'other' }
    : { kind: 'text', ...guarded(sentOn), forwarded: true }
}

const guarded = (text: string) => maskSecrets(storable(text.slice(0, LONGEST)))
