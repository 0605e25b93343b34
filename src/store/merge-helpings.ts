import type { PoolClient } from 'pg'
import { type Decision, takesNo } from '../domain/merge.js'

/** Of a helper who helps both: what each said last about being seen. */
const BOTH = `
  select s.id as "helpingId",
    (select json_build_object('given', given, 'at', at) from consent where helping_id = s.id order by id desc limit 1) as stayer,
    (select json_build_object('given', given, 'at', at, 'textVersion', text_version)
     from consent where helping_id = g.id order by id desc limit 1) as gone
  from helping s join helping g on g.helper_id = s.helper_id
  where s.learner_id = $1 and g.learner_id = $2 and s.ended_at is null and g.ended_at is null
  order by s.id`
const NO = `
  insert into consent (learner_id, purpose, helping_id, given, text_version, at)
  values ($1, 'family', $2, false, $3, $4)`
const MOVE = `
  with moved as (
    update helping g set learner_id = $1
    where g.learner_id = $2 and (g.ended_at is not null or not exists (
      select from helping s where s.learner_id = $1 and s.helper_id = g.helper_id and s.ended_at is null))
    returning g.id
  ), asked as (
    update help_request set learner_id = $1
    where helping_id in (select id from moved) or learner_id = $2 and helping_id is null
  )
  update consent set learner_id = $1 where helping_id in (select id from moved)`

interface Row {
  helpingId: number
  stayer: Decision | null
  gone: (Decision & { textVersion: string }) | null
}

/** Whoever helps either helps the one who stays; of one who helps both the newer «no» about being seen holds. */
export async function mergeHelpings(
  client: PoolClient,
  stays: number,
  goes: number,
  at: Date,
): Promise<void> {
  const { rows } = await client.query<Row>(BOTH, [stays, goes])
  for (const { helpingId, stayer, gone } of rows) {
    if (gone === null || !takesNo(iso(stayer), iso(gone))) continue
    await client.query(NO, [stays, helpingId, gone.textVersion, at])
  }
  await client.query(MOVE, [stays, goes])
  await client.query('update invitation set learner_id = $1 where learner_id = $2', [stays, goes])
}

const iso = (decision: Decision | null): Decision | undefined =>
  decision === null ? undefined : { ...decision, at: new Date(decision.at).toISOString() }
