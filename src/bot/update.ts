import type { Update, User } from 'grammy/types'
import type { Incoming, MediaKind } from '../domain/incoming.js'
import type { PendingTurn } from '../store/store.js'

/** The Update grammY works on, made from what the inbox keeps: our contact number and no names. */
export function updateOf(turn: PendingTurn): Update {
  const { incoming, contactId } = turn
  const chat = { id: contactId, type: 'private', first_name: '-' } as const
  const from: User = { id: contactId, is_bot: false, first_name: '-' }
  const date = Math.floor(turn.receivedAt.getTime() / 1000)
  const message = { message_id: turn.id, date, chat, from }
  if (incoming === null) return { update_id: turn.id }

  switch (incoming.kind) {
    case 'text':
      return { update_id: turn.id, message: { ...message, text: incoming.text } }
    case 'press':
      return { update_id: turn.id, callback_query: pressOf(turn, incoming, from, chat) } as Update
    case 'media':
      return { update_id: turn.id, message: { ...message, ...mediaOf(incoming.what) } }
    case 'reach':
      return { update_id: turn.id, my_chat_member: { chat, from, date } } as unknown as Update
    case 'group':
      return {
        update_id: turn.id,
        message: { ...message, chat: { id: contactId, type: 'group', title: '-' }, text: '' },
      }
    case 'follow':
      return { update_id: turn.id, message: { ...message, text: '' } }
    // Nobody said it.
    case 'by-hand':
    case 'notice':
    case 'resume':
      return { update_id: turn.id }
  }
}

const pressOf = (
  turn: PendingTurn,
  press: Extract<Incoming, { kind: 'press' }>,
  from: User,
  chat: object,
) => ({
  id: press.query ?? String(turn.id),
  from,
  chat_instance: '-',
  data: press.data,
  message: { message_id: Number(press.messageId ?? 0), date: 0, chat },
})

/** Only the kind of the media is kept; the file itself stays on the platform. */
const mediaOf = (what: MediaKind): object => ({ [what === 'file' ? 'document' : what]: {} })
