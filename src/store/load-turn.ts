import type { Pool } from 'pg'
import { createBatch } from './batch.js'
import { knowledgeColumns, pendingTurnOf, type PendingRow } from './rows-of.js'
import type { PendingTurn } from './store.js'

// What is told unasked may have waited long for its turn, so that its answer counts. Replies are a list of calls.
const SAID = `
  case when t.incoming->>'kind' = 'by-hand' then (
    select json_build_object(
      'calls', coalesce(json_agg(call.value) filter (where call.value is not null), '[]'),
      'messageIds', coalesce(json_agg(distinct own.message_id) filter (where own.message_id is not null), '[]'))
    from turn own left join lateral jsonb_array_elements(own.replies) as call on true
    where own.state in ('answered', 'done', 'set_aside') and own.contact_id = t.contact_id
      and coalesce(own.answered_at, own.received_at) > t.received_at - interval '2 hours') end`

// The two smallest ids are looked up one by one, each in the index on (state, contact_id, id).
const NEXT = {
  name: 'turn-next',
  text: `
    select
      t.id, t.channel, t.contact_id, c.address, c.seen_at, c.by_hand_until, ${SAID} as said, t.incoming, t.state, t.tries, t.received_at, t.next_try_at, t.replies, t.sent,
      l.id as learner_id, l.form_of_address, l.region, l.place_id, l.birth_year, l.learning_time,
      l.days_learned, to_char(l.last_day, 'YYYY-MM-DD') as last_day, l.asked,
      (select jsonb_object_agg(newest.purpose, newest.given) from (
         select distinct on (purpose) purpose, given from consent
         where learner_id = l.id and helping_id is null order by purpose, id desc
       ) newest) as consents,
      (select array_agg(lesson_id order by finished_at, lesson_id) from lesson_progress
       where learner_id = l.id and finished_at is not null) as finished,
      (select array_agg(lesson_id order by real_life_on, lesson_id) from lesson_progress
       where learner_id = l.id and real_life_on is not null) as real_life_done,
      ${knowledgeColumns('l.id')},
      l.first_area, l.later_areas,
      (select max(id) from absence
       where learner_id = l.id and kind = 'tam-nghi' and undone_at is null
         and (until is null or until > (t.received_at at time zone 'Asia/Ho_Chi_Minh')::date)) as rest_id,
      (select json_build_object('absenceId', id, 'kind', kind) from absence
       where learner_id = l.id and kind <> 'tam-nghi' and undone_at is null
         and (until is null or until > (t.received_at at time zone 'Asia/Ho_Chi_Minh')::date)
       order by id desc limit 1) as gone,
      s.state as session,
      p.stamp as prompt_stamp, p.options as prompt_options, p.item::jsonb as prompt_item, p."right" as prompt_right,
      p.opened_at as prompt_opened_at, carrier.message_id as prompt_message_id,
      c.standing, c.standing_at,
      f.name as form_name, f.version as form_version, f.state as form_state, f.opened_at as form_opened_at,
      (select json_agg(json_build_array(learner_id, name) order by made_at, learner_id)
       from profile where contact_id = c.id) as profiles,
      exists (select from turn later where later.state = 'waiting' and later.contact_id = t.contact_id and later.id > t.id) as more
    from unnest($1::int[], $2::timestamptz[]) as asked(contact_id, at)
    join turn t on t.id = least(
      (select min(id) from turn where state = 'waiting' and contact_id = asked.contact_id
         and (next_try_at is null or next_try_at <= asked.at or incoming->>'kind' <> 'notice')),
      (select min(id) from turn where state = 'answered' and contact_id = asked.contact_id))
    join contact c on c.id = t.contact_id
    left join learner l on l.id = c.learner_id
    left join session s on s.contact_id = c.id
    left join prompt p on p.contact_id = c.id
    left join turn carrier on carrier.id = p.turn_id
    left join form f on f.contact_id = c.id`,
}

/**
 * The oldest turn of a chat that is not done or set aside, with all that is needed to answer it. Chats asked
 * for at the same time are loaded together.
 */
export function createLoader(
  pool: Pool,
): (contactId: number, at?: Date | 'infinity') => Promise<PendingTurn | null> {
  const load = createBatch(
    async (asked: { contactId: number; at: Date | 'infinity' }[]): Promise<(PendingTurn | null)[]> => {
      const values = [asked.map(({ contactId }) => contactId), asked.map(({ at }) => at)]
      const { rows } = await pool.query<PendingRow>({ ...NEXT, values })
      const turns = new Map(rows.map((row) => [row.contact_id, pendingTurnOf(row)]))
      return asked.map(({ contactId }) => turns.get(contactId) ?? null)
    },
  )
  return (contactId, at = 'infinity') => load({ contactId, at })
}
