import type { Delivery } from '../../src/channels/channel.js'
import type { Prompt } from '../../src/domain/prompt.js'
import type { Session } from '../../src/domain/session.js'
import type { TurnOutcome } from '../../src/store/store.js'

export const silent = { info: () => undefined, warn: () => undefined }

export const NOON = new Date('2026-03-02T05:00:00.000Z')
export const HOUR_MS = 60 * 60 * 1000
export const hoursAfter = (hours: number, at = NOON): Date => new Date(at.getTime() + hours * HOUR_MS)

export const delivery = (updateId: string, address = 'an', text = 'chào'): Delivery => ({
  channel: 'telegram',
  updateId,
  address,
  incoming: { kind: 'text', text, masked: [] },
})

export const session = (step: number): Session => ({
  mode: { kind: 'lesson', lessonId: '5.1', step, nth: 1, order: null, answered: null },
  trial: null,
  form: null,
  unclear: 0,
  seenAt: NOON.toISOString(),
})

export const prompt = (stamp: string, nth = 1): Prompt => ({
  stamp,
  options: [{ id: 'a', label: { text: 'Tắt máy' } }],
  item: { lessonId: '5.1', itemId: 'i1', right: 'a', nth },
  openedAt: NOON,
})

export const reply = (text: string): TurnOutcome['replies'][number] => ({
  method: 'sendMessage',
  payload: { chat_id: 1, text },
})

export const outcome = (part: Partial<TurnOutcome> = {}): TurnOutcome => ({
  session: 'same',
  prompt: 'same',
  standing: 'same',
  form: 'same',
  events: [],
  replies: [reply('dạ')],
  ...part,
})

export const enrolled = (finished: string[] = []): TurnOutcome['events'][number] => ({
  kind: 'enrolled',
  formOfAddress: 'ba',
  region: 'nam',
  finished,
  textVersion: 'h1',
})

export const attempted = (part: { right?: boolean; nth?: number } = {}): TurnOutcome['events'][number] => ({
  kind: 'attempted',
  lessonId: '5.1',
  itemId: 'i1',
  option: 'a',
  right: true,
  nth: 1,
  shownAt: NOON,
  ...part,
})
