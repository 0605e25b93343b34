import type { Pool, PoolClient } from 'pg'
import { SEES } from './helpings.js'

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
  /** Whether these words may make the two one: an officer's, or those of a helper who helps both. */
  mayMerge: boolean
  /** Several learners share this chat. */
  isShared: boolean
}

/** Whether this helper may see the learner of the invitation `i`. */
const IS_SEEN = `exists (
  select from helping g where g.helper_id = i.helper_id and g.learner_id = i.learner_id and g.ended_at is null and ${SEES})`

/**
 * Whether the words of the invitation `i` work at this moment: an officer's, and those to which the learner said yes, at
 * once; a helper's from their time on without an answer, but only while that helper may see how the learner gets on.
 */
export const worksAt = (at: string): string =>
  `(i.works_from is null or (i.works_from <= ${at} and ${IS_SEEN}))`

const ASKED = `
  select i.learner_id as "learnerId", h.name as "helperName", g.called, c.learner_id as "presentId",
    exists (select from profile p where p.contact_id = $2) as "isShared",
    exists (select from profile p where p.contact_id = $2 and p.learner_id = i.learner_id) as "isProfile",
    i.helper_id is null or exists (select from helping here
      where here.helper_id = i.helper_id and here.learner_id = c.learner_id and here.ended_at is null) as "mayMerge"
  from invitation i
    join contact c on c.id = $2
    left join helper h on h.id = i.helper_id
    left join officer o on o.id = i.officer_id
    left join helping g on g.helper_id = i.helper_id and g.learner_id = i.learner_id and g.ended_at is null
  where i.id = $1 and i.kind = 'relink' and i.ended_at is null and i.expires_at > $3
    and ${worksAt('$3')} and (i.helper_id is null or g.id is not null)
    and coalesce(h.contact_id, o.contact_id) is distinct from $2`

interface Row {
  learnerId: number
  helperName: string | null
  called: string | null
  presentId: number | null
  isShared: boolean
  isProfile: boolean
  mayMerge: boolean
}

/**
 * Null for an invitation that is over, also because its helper helps no more, for one that does not work yet, and in the
 * chat of whoever made it.
 */
export async function relinkAsked(
  client: Client,
  invitationId: number,
  contactId: number,
  at: Date,
): Promise<RelinkAsked | null> {
  const { rows } = await client.query<Row>(ASKED, [invitationId, contactId, at])
  const row = rows[0]
  if (row === undefined) return null
  const { learnerId, helperName, called, presentId, isShared, isProfile, mayMerge } = row
  const isOwn = presentId === learnerId || isProfile
  const helper = helperName === null || called === null ? null : { name: helperName, called }
  return { learnerId, helper, isOwn, other: isOwn ? null : presentId, mayMerge, isShared }
}

/** Whether by this invitation the learner learns in another chat as well. */
export async function isRelinked(client: Client, invitationId: number, learnerId: number): Promise<boolean> {
  const { rows } = await client.query(
    `select from invitation where id = $1 and kind = 'relink' and ending = 'used' and learner_id = $2`,
    [invitationId, learnerId],
  )
  return rows.length > 0
}

/** Words for a new chat of a learner, as the learner is asked about them in the chats they have. */
export interface RelinkWanted {
  learnerId: number
  /** Null where an officer made them. */
  helperName: string | null
  state: 'open' | 'used' | 'over'
  /** Whether they will work without an answer too. */
  opensUnanswered: boolean
}

/** Null for an invitation that is not there any more, or of another kind. */
export async function relinkWanted(
  client: Client,
  invitationId: number,
  at: Date,
): Promise<RelinkWanted | null> {
  const { rows } = await client.query<RelinkWanted>(
    `select i.learner_id as "learnerId", h.name as "helperName",
       case when i.ending = 'used' then 'used'
         when i.ended_at is null and i.expires_at > $2 then 'open' else 'over' end as state,
       ${IS_SEEN} as "opensUnanswered"
     from invitation i left join helper h on h.id = i.helper_id where i.id = $1 and i.kind = 'relink'`,
    [invitationId, at],
  )
  return rows[0] ?? null
}

/** The words that are open for a learner, of which there is one set at most; null where there are none. */
export async function openRelinkOf(client: Client, learnerId: number, at: Date): Promise<number | null> {
  const { rows } = await client.query<{ id: number }>(
    `select id from invitation
     where kind = 'relink' and learner_id = $1 and ended_at is null and expires_at > $2 order by id desc limit 1`,
    [learnerId, at],
  )
  return rows[0]?.id ?? null
}

/** Whether the helper of a helping made words for this learner since a moment. */
export async function hasMadeRelink(client: Client, helpingId: number, since: Date): Promise<boolean> {
  const { rows } = await client.query(
    `select from invitation i join helping g on g.helper_id = i.helper_id and g.learner_id = i.learner_id
     where g.id = $1 and i.kind = 'relink' and i.made_at > $2`,
    [helpingId, since],
  )
  return rows.length > 0
}
