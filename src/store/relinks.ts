import type { Pool, PoolClient } from 'pg'

type Client = Pool | PoolClient

/** How somebody who says the words for a new chat of a learner is asked whether they are that learner; plain JSON. */
export interface RelinkAsked {
  learnerId: number
  /** Who made the words: a helper by name, with what the family calls the learner; null for an officer. */
  helper: { name: string; called: string } | null
  /** The chat is that learner's already. */
  isOwn: boolean
  /** Somebody else learns in this chat: the learner whom a merge would be with; null where nobody does. */
  other: number | null
  /** Several learners share this chat. */
  isShared: boolean
}

const ASKED = `
  select i.learner_id as "learnerId", h.name as "helperName", g.called, c.learner_id as "presentId",
    exists (select from profile p where p.contact_id = $2) as "isShared",
    exists (select from profile p where p.contact_id = $2 and p.learner_id = i.learner_id) as "isProfile"
  from invitation i
    join contact c on c.id = $2
    left join helper h on h.id = i.helper_id
    left join helping g on g.helper_id = i.helper_id and g.learner_id = i.learner_id and g.ended_at is null
  where i.id = $1 and i.kind = 'relink' and i.ended_at is null and i.expires_at > $3
    and (i.helper_id is null or g.id is not null)`

interface Row {
  learnerId: number
  helperName: string | null
  called: string | null
  presentId: number | null
  isShared: boolean
  isProfile: boolean
}

/** Null for an invitation that is over, also because its helper helps no more. */
export async function relinkAsked(
  client: Client,
  invitationId: number,
  contactId: number,
  at: Date,
): Promise<RelinkAsked | null> {
  const { rows } = await client.query<Row>(ASKED, [invitationId, contactId, at])
  const row = rows[0]
  if (row === undefined) return null
  const { learnerId, helperName, called, presentId, isShared, isProfile } = row
  const isOwn = presentId === learnerId || isProfile
  const helper = helperName === null || called === null ? null : { name: helperName, called }
  return { learnerId, helper, isOwn, other: isOwn ? null : presentId, isShared }
}

/** Whether by this invitation the learner learns in another chat as well. */
export async function isRelinked(client: Client, invitationId: number, learnerId: number): Promise<boolean> {
  const { rows } = await client.query(
    `select from invitation where id = $1 and kind = 'relink' and ending = 'used' and learner_id = $2`,
    [invitationId, learnerId],
  )
  return rows.length > 0
}
