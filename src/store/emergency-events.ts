import { dayOf } from '../domain/calendar.js'
import type { FamilyEvent } from '../domain/family-events.js'
import { helpingOf } from './helpings.js'
import { NotAnyMore } from './not-any-more.js'
import type { EventOf } from './writing.js'

type Of<K extends FamilyEvent['kind']> = Extract<FamilyEvent, { kind: K }>
export type EmergencyEvent = Of<'emergency-begun' | 'emergency-told'>

/** Queues what an emergency brings: word to those who help, at once, and a line to the learner on the day after. */
export async function writeEmergencyEvent(of: EventOf, event: EmergencyEvent): Promise<void> {
  const { client, contactId, learnerId, at, notify } = of
  if (learnerId === null) return
  if (event.kind === 'emergency-told') return tellHelpers(of, learnerId, event)
  await notify(client, contactId, { kind: 'care', learnerId, day: dayOf(at) }, at)
}

/** What the screen says of whom is true only if they help still, and may be told. */
async function tellHelpers(
  { client, turn, at, notify }: EventOf,
  learnerId: number,
  { helpingIds, which, asked }: Of<'emergency-told'>,
): Promise<void> {
  for (const helpingId of helpingIds) {
    const helping = await helpingOf(client, helpingId)
    if (helping === null || helping.learnerId !== learnerId || !(asked || helping.sees))
      throw new NotAnyMore('this helper cannot be told any more')
    const { rows } = await client.query<{ chat: number }>(
      'select contact_id as chat from helper where id = $1',
      [helping.helperId],
    )
    const notice = { kind: 'emergency', helpingId, turnId: turn.id, which, asked } as const
    await notify(client, rows[0]!.chat, notice, at)
  }
}
