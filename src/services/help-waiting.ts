import { dayOf } from '../domain/calendar.js'
import { helpSince, waitedSince } from '../domain/help-request.js'
import { memberScopeOf } from '../domain/scope.js'
import { audit } from '../store/audit.js'
import { type WaitingHelp, takeCallsToTell, waitingHelp } from '../store/care.js'
import type { NotifyMany } from '../store/notice-queue.js'
import { officerOfContact } from '../store/officers.js'
import type { Pool } from '../store/pool.js'
import { inTransaction } from '../store/transaction.js'

/** So many notices are queued at a time at most. */
const BATCH = 1_000

/**
 * Tells officers of members whose call for help nobody answered for a day, if they agreed; how many notices. May be run
 * again: each call is told once, and of one member at most one a day.
 */
export const tellHelpWaiting = (pool: Pool, notifyMany: NotifyMany, at: Date): Promise<number> =>
  inTransaction(pool, async (client) => {
    const told = { notSince: helpSince(at), day: dayOf(at), at }
    const due = await takeCallsToTell(client, waitedSince(at, 'told'), told)
    const notices = due.map(({ requestId, officerId, contactId }) => ({
      to: contactId,
      notice: { kind: 'help-waiting', requestId, officerId } as const,
    }))
    for (let first = 0; first < notices.length; first += BATCH)
      await notifyMany(client, notices.slice(first, first + BATCH), at)
    return notices.length
  })

/** The call as the officer of a chat may know of it now: it waits still, of a member of theirs who agreed. Noted. */
export async function helpWaitingFor(
  pool: Pool,
  { requestId, officerId }: { requestId: number; officerId: number },
  contactId: number,
  at: Date,
): Promise<WaitingHelp | null> {
  const officer = await officerOfContact(pool, contactId)
  const scope = officer?.id === officerId ? memberScopeOf(officer) : null
  if (scope === null) return null
  const [call] = await waitingHelp(pool, scope, waitedSince(at, 'listed'), dayOf(at), requestId)
  if (call === undefined || call.helpedAt !== null) return null
  const facts = { request: requestId, learner: call.learnerId }
  await audit(pool, { officerId, action: 'told-help-waiting', placeId: call.branchId, facts, at })
  return call
}
