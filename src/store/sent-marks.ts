import type { Pool } from 'pg'
import { createBatch } from './batch.js'

interface Mark {
  turnId: number
  /** How many of the turn's replies are known to be sent, and how many there are. */
  sent: number
  of: number
  /** The platform's id of the last message; null leaves the one known before. */
  messageId: string | null
}

/** Waiting a moment for other marks costs nobody anything and saves most statements when many chats talk. */
const WINDOW_MS = 2

const MARK = {
  name: 'turn-mark-sent',
  text: `
    update turn
    set sent = greatest(turn.sent, mark.sent),
        message_id = coalesce(mark.message_id, turn.message_id),
        unknown_sends = 0, next_try_at = null,
        state = case when mark.sent >= mark.total then 'done' else turn.state end
    from unnest($1::bigint[], $2::int[], $3::int[], $4::text[]) as mark(id, sent, total, message_id)
    where turn.id = mark.id and turn.state = 'answered'`,
}

/** Marks replies as sent; marks made close together share one statement, and its error. */
export function createSentMarks(pool: Pool): (mark: Mark) => Promise<void> {
  return createBatch(async (marks: Mark[]): Promise<void[]> => {
    const newest = [...marks.reduce(keepFurthest, new Map<number, Mark>()).values()]
    const values = [
      newest.map(({ turnId }) => turnId),
      newest.map(({ sent }) => sent),
      newest.map((mark) => mark.of),
      newest.map(({ messageId }) => messageId),
    ]
    await pool.query({ ...MARK, values })
    return marks.map(() => undefined)
  }, WINDOW_MS)
}

/** An UPDATE may meet each turn once: of two marks of a turn the further one counts. */
function keepFurthest(byTurn: Map<number, Mark>, mark: Mark): Map<number, Mark> {
  const before = byTurn.get(mark.turnId)
  if (before === undefined) return byTurn.set(mark.turnId, mark)
  const [less, more] = before.sent > mark.sent ? [mark, before] : [before, mark]
  return byTurn.set(mark.turnId, { ...more, messageId: more.messageId ?? less.messageId })
}
