import { z } from 'zod'

const id = z.union([z.string().min(1).max(256), z.number().int().nonnegative()]).transform(String)
const seenSchema = z.object({
  event_name: z.literal('user_seen_message'),
  sender: z.object({ id }).optional().catch(undefined),
  recipient: z.object({ id }).optional().catch(undefined),
  message: z.object({ msg_ids: z.array(id).min(1).max(200) }),
})

/** Messages of ours that a person has seen. */
export interface SeenMessages {
  address: string
  messageIds: string[]
}

/**
 * Reads that a person saw messages; null for any other event. The OA stands as its sender, since the messages are the
 * OA's; where the number of the OA is known, the person is the other side.
 */
export function seenIn(event: unknown, oaId: string | null): SeenMessages | null {
  const read = seenSchema.safeParse(event)
  if (!read.success) return null
  const { sender, recipient, message } = read.data
  const address = recipient?.id === oaId && oaId !== null ? sender?.id : recipient?.id
  return address === undefined ? null : { address, messageIds: message.msg_ids }
}
