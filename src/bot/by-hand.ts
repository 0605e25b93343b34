import type { NextFunction } from 'grammy'
import { isOfOfficer } from '../channels/zalo-oa/own-words.js'
import { isCry } from '../domain/intent.js'
import type { BotContext } from './turn-context.js'

/** So long the program is silent after an officer wrote, and anew after each further word of theirs. */
const SILENT_MS = 30 * 60 * 1000

/**
 * Where an officer writes by hand, with the platform's own tool, the program stands back: what the person writes
 * meanwhile is for the officer, and is neither answered nor graded. An emergency is answered all the same: the officer may
 * be gone again. What is told unasked has its own way. Decided here, under the lock of the chat: whatever the program said
 * before is kept by then, by whichever process.
 */
export async function standBack({ turn }: BotContext, next: NextFunction): Promise<void> {
  const { incoming, receivedAt, byHandUntil, said } = turn.pending
  if (incoming?.kind === 'by-hand') {
    const own = said ?? { calls: [], messageIds: [] }
    const until = new Date(receivedAt.getTime() + SILENT_MS)
    if (isOfOfficer(incoming, own)) turn.events.push({ kind: 'written-by-hand', until })
    return
  }
  const isSilent = byHandUntil !== undefined && receivedAt < byHandUntil
  if (!isSilent || turn.intent.kind === 'emergency' || isCry(turn.intent)) await next()
}
