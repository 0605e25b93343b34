import { z } from 'zod'
import type { Call } from '../../../src/channels/channel.js'
import type { Item } from '../../../src/domain/curriculum.js'
import type { Incoming } from '../../../src/domain/incoming.js'
import { withoutNumber } from '../story/phone.js'
import { itemAskedIn } from '../story/pupil.js'

/** The question that stands open for a person, worked out from the messages alone. */
export interface Open {
  stamp: string
  options: string[]
  /** Null when its answer is not graded. */
  item: Item | null
}

const message = z.object({
  text: z.string().optional(),
  caption: z.string().optional(),
  reply_markup: z
    .object({ inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))) })
    .optional(),
})

/** What is open after these replies: the last message decides; one without buttons closes everything. */
export function openAfter(replies: readonly Call[], before: Open | null): Open | null {
  const last = replies.findLast(({ method }) => method === 'sendMessage' || method === 'sendPhoto')
  if (last === undefined) return before
  const { text: words, caption, reply_markup: markup } = message.parse(last.payload)
  const text = words ?? caption ?? ''
  const buttons = (markup?.inline_keyboard ?? []).flat()
  const [first] = buttons
  if (first === undefined) return null
  const shown = buttons.map((button) => ({ label: withoutNumber(button.text), data: button.callback_data }))
  return {
    stamp: first.callback_data.split(':')[0]!,
    options: buttons.map(({ callback_data: data }) => data.slice(data.indexOf(':') + 1)),
    item: itemAskedIn({ id: '', text, buttons: shown }) ?? null,
  }
}

/** The option that this message answers the open item with; null for none; 'unknown' for free words. */
export function gradedOption(incoming: Incoming, open: Open | null): string | null {
  if (open === null || open.item === null) return null
  if (incoming.kind === 'press') {
    const [stamp, option] = incoming.data.split(':')
    return stamp === open.stamp && option !== undefined ? option : null
  }
  if (incoming.kind !== 'text') return null
  if (/^\d$/.test(incoming.text)) return open.options[Number(incoming.text) - 1] ?? null
  return /^(\/|lại|giúp|menu|thôi|nghe|học$|xin chào)/.test(incoming.text) ? null : 'unknown'
}
