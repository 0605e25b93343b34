import type { Pool } from 'pg'
import type { StuckAt } from '../../../src/domain/family.js'
import { CONSENT_TEXTS } from '../../../src/domain/learner.js'
import { NOW } from './office.js'

/** A member says whether officers may ask after them, to a version of the text. */
export const cares = (
  pool: Pool,
  learnerId: number,
  { text = CONSENT_TEXTS.care, given = true }: { text?: string; given?: boolean } = {},
): Promise<unknown> =>
  pool.query(
    `insert into consent (learner_id, purpose, given, text_version, at) values ($1, 'care', $2, $3, $4)`,
    [learnerId, given, text, NOW],
  )

/** A member asks a helper of theirs for help; the number of the call. */
export async function callForHelp(
  pool: Pool,
  learnerId: number,
  { at, stuckAt = null }: { at: Date; stuckAt?: StuckAt | null },
): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `with c as (
       insert into contact (channel, address, seen_at) select 'web', 'helper-' || count(*), $2 from contact returning id
     ), h as (
       insert into helper (contact_id, name, made_at) select id, 'Hoa', $2 from c returning id
     ), g as (
       insert into helping (helper_id, learner_id, called, since) select id, $1, 'má', $2 from h returning id
     )
     insert into help_request (learner_id, contact_id, helping_id, stuck_at, asked_at)
     select $1, (select id from contact where learner_id = $1), g.id, $3::jsonb, $2 from g returning id`,
    [learnerId, at, stuckAt === null ? null : JSON.stringify(stuckAt)],
  )
  return rows[0]!.id
}

/** A member did nothing since a day (YYYY-MM-DD), and is on the list of those to be asked after. */
export async function fallsSilent(pool: Pool, learnerId: number, since: string): Promise<void> {
  await pool.query('update contact set seen_at = $2 where learner_id = $1', [
    learnerId,
    new Date(`${since}T03:00:00Z`),
  ])
  await pool.query('insert into visit (learner_id, silent_since, listed_at) values ($1, $2::date, $3)', [
    learnerId,
    since,
    NOW,
  ])
}
