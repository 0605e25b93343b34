import { chatOfLearner } from './chat-of-learner.js'
import type { Writing } from './writing.js'

/** Tells whoever helps a learner who erases everything, without a name; what they could see goes with the learner. */
export async function tellHelpers(
  { client, turn, at, notify }: Writing,
  learnerId: number | null,
  erased: readonly number[],
): Promise<void> {
  const { rows } = await client.query<{ helperId: number; contactId: number }>(
    `select h.id as "helperId", h.contact_id as "contactId" from helping g join helper h on h.id = g.helper_id
     where g.learner_id = $1 and g.ended_at is null and not h.contact_id = any($2) order by h.id`,
    [learnerId, erased],
  )
  for (const { helperId, contactId } of rows)
    await notify(client, contactId, { kind: 'learner-erased', helperId, turnId: turn.id }, at)
}

/** The helpers of these chats go, with what they were called, their invitations and helpings; their relatives are told. */
export async function eraseHelpers(
  { client, turn, at, notify }: Writing,
  contacts: readonly number[],
): Promise<void> {
  const { rows } = await client.query<{ learnerId: number }>(
    `select distinct g.learner_id as "learnerId" from helping g join helper h on h.id = g.helper_id
     where h.contact_id = any($1) and g.ended_at is null order by 1`,
    [contacts],
  )
  for (const { learnerId } of rows) {
    const chat = await chatOfLearner(client, learnerId)
    if (chat === null || contacts.includes(chat)) continue
    await notify(client, chat, { kind: 'helper-erased', learnerId, turnId: turn.id }, at)
  }
  await client.query('delete from helper where contact_id = any($1)', [contacts])
}
