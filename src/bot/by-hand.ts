import type { NextFunction } from 'grammy'
import type { BotContext } from './turn-context.js'

/** So long the program is silent after an officer wrote, and anew after each further word of theirs. */
const SILENT_MS = 30 * 60 * 1000

/**
 * Where an officer writes by hand, with the platform's own tool, the program stands back: what the person writes
 * meanwhile is for the officer, and is neither answered nor graded. What is told unasked has its own way.
 */
export async function standBack({ turn }: BotContext, next: NextFunction): Promise<void> {
  const { incoming, receivedAt, byHandUntil } = turn.pending
  if (incoming?.kind === 'by-hand') {
    turn.events.push({ kind: 'written-by-hand', until: new Date(receivedAt.getTime() + SILENT_MS) })
    return
  }
  if (byHandUntil === undefined || receivedAt >= byHandUntil) await next()
}
