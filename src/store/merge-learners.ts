import type { PoolClient } from 'pg'
import { dayNumber, dayOf } from '../domain/calendar.js'
import { CONSENT_TEXTS, PURPOSES } from '../domain/learner.js'
import { keptLogs, passingOver, stayerOf, takesNo, unsupported } from '../domain/merge.js'
import type { Recognition } from '../domain/recognition.js'
import { audit } from './audit.js'
import { EMPTY_LEDGER } from './ledger.js'
import { mergeHelpings } from './merge-helpings.js'
import { type Merging, readMerging } from './merging.js'
import { replaceInSharedChats } from './profiles.js'
import { award } from './recognitions.js'
import { RECOUNT_DOUBLES, UNCOUNT } from './uncount.js'

/** The branch of a learner ($1) on a day ($2). */
export const BRANCH_ON = `
  select branch_id as "placeId" from membership
  where learner_id = $1 and "from" <= $2::date and (until is null or until > $2::date) order by id desc limit 1`

/**
 * Makes two learners one, because the person said so; the id of the one who stays, whose history is longer. Both are
 * locked already. Nothing of the one who goes is left but the emptied rows of the ledger. Last in its transaction, but
 * for the turn's own mark: whoever appends to the ledger waits from here on.
 */
export async function mergeLearners(
  client: PoolClient,
  one: number,
  other: number,
  { contactId, at }: { contactId: number; at: Date },
): Promise<number> {
  const found = await readMerging(client, [one, other])
  const [first, second] = [found.get(one)!, found.get(other)!]
  const isFirst = stayerOf(first.history, second.history).id === one
  const [stayer, gone] = isFirst ? [first, second] : [second, first]
  const [stays, goes] = [stayer.history.id, gone.history.id]

  const passed = await mergeEvidence(client, stayer, gone, at)
  await client.query(MOVE_LESSONS, [stays, goes])
  await client.query('update attempt set learner_id = $1 where learner_id = $2', [stays, goes])
  await mergeConsents(client, stayer, gone, at)
  await mergeHelpings(client, stays, goes, at)
  await mergeMemberships(client, stays, goes, at)
  await client.query('update absence set learner_id = $1 where learner_id = $2', [stays, goes])
  await client.query(FILL_PROFILE, [stays, goes])
  await client.query(MOVE_CHECKS, [stays, goes])
  await moveChats(client, stays, goes, contactId)
  await client.query(EMPTY_LEDGER, [goes])
  await client.query(UNCOUNT, [goes])
  await client.query(RECOUNT_DOUBLES, [goes, at])
  await client.query('delete from learner where id = $1', [goes])

  const { rows } = await client.query<{ placeId: string }>(BRANCH_ON, [stays, dayOf(at)])
  const facts = { learner: stays, gone: goes }
  await audit(client, {
    officerId: null,
    action: 'merge-learners',
    placeId: rows[0]?.placeId ?? null,
    facts,
    at,
  })
  await award(client, stays, passed)
  return stays
}

const END_RECOGNITIONS = `
  update recognition set valid_until = greatest(awarded_on, $2::date)
  where id = any($1) and (valid_until is null or valid_until > greatest(awarded_on, $2::date))`

/** One log of each skill, the lower; the recognitions of the other's log that pass over, to be awarded anew. */
async function mergeEvidence(
  client: PoolClient,
  stayer: Merging,
  gone: Merging,
  at: Date,
): Promise<Recognition[]> {
  const logs = keptLogs(stayer.mastery, gone.mastery, dayNumber(at))
  const taken = [...logs].filter(([, kept]) => kept === 'gone').map(([skill]) => skill)
  const [stays, goes] = [stayer.history.id, gone.history.id]
  for (const table of ['evidence', 'mastery']) {
    await client.query(`delete from ${table} where learner_id = $1 and skill_id = any($2)`, [stays, taken])
    await client.query(`update ${table} set learner_id = $1 where learner_id = $2 and skill_id = any($3)`, [
      stays,
      goes,
      taken,
    ])
  }
  await client.query(END_RECOGNITIONS, [unsupported(stayer.recognitions, logs), dayOf(at)])
  const passing = new Set(passingOver(gone.recognitions, logs))
  return gone.recognitions.filter(({ id }) => passing.has(id))
}

const MOVE_LESSONS = `
  insert into lesson_progress as known (learner_id, lesson_id, started_at, finished_at, first_finished_at, real_life_on)
  select $1, lesson_id, started_at, finished_at, first_finished_at, real_life_on from lesson_progress where learner_id = $2
  on conflict (learner_id, lesson_id) do update set
    started_at = least(known.started_at, excluded.started_at),
    finished_at = least(known.finished_at, excluded.finished_at),
    first_finished_at = least(known.first_finished_at, excluded.first_finished_at),
    real_life_on = least(known.real_life_on, excluded.real_life_on)`

async function mergeConsents(client: PoolClient, stayer: Merging, gone: Merging, at: Date): Promise<void> {
  for (const purpose of PURPOSES) {
    const no = gone.consents[purpose]
    if (!takesNo(stayer.consents[purpose], no)) continue
    await client.query(
      'insert into consent (learner_id, purpose, given, text_version, at) values ($1, $2, false, $3, $4)',
      [stayer.history.id, purpose, no?.textVersion ?? CONSENT_TEXTS[purpose], at],
    )
    if (purpose === 'care') await client.query('delete from visit where learner_id = $1', [stayer.history.id])
  }
}

const SETTLE = `
  update likely_double set settled = 'same', settled_at = $3
  where one_id = least($1::int, $2::int) and other_id = greatest($1::int, $2::int)`

/** The one who stays keeps their branch; one who has none takes over the other's. */
async function mergeMemberships(client: PoolClient, stays: number, goes: number, at: Date): Promise<void> {
  await client.query(SETTLE, [stays, goes, at])
  await client.query(
    `update membership set learner_id = $1 where learner_id = $2 and not exists (
       select from membership where learner_id = $1 and (until is null or until > $3::date))`,
    [stays, goes, dayOf(at)],
  )
  await client.query(
    `update class_list_row set learner_id = $1
     where learner_id = $2 and not exists (select from class_list_row where learner_id = $1)`,
    [stays, goes],
  )
}

/** What the one who stays never said is taken from the other. */
const FILL_PROFILE = `
  update learner s set
    place_id = coalesce(s.place_id, g.place_id), birth_year = coalesce(s.birth_year, g.birth_year),
    learning_time = coalesce(s.learning_time, g.learning_time), first_area = coalesce(s.first_area, g.first_area),
    days_learned = greatest(s.days_learned, g.days_learned), last_day = greatest(s.last_day, g.last_day),
    asked = array(select distinct unnest(s.asked || g.asked)), created_at = least(s.created_at, g.created_at),
    unreminded_at = greatest(s.unreminded_at, g.unreminded_at)
  from learner g where s.id = $1 and g.id = $2`

/** What was checked in a week counts once for the one person they are. */
const MOVE_CHECKS = `
  insert into checked_message (learner_id, week, kind, verdict)
  select $1, week, kind, verdict from checked_message where learner_id = $2 on conflict do nothing`

/** Whatever stands open in their other chats may rest on a log that is not kept: they are at rest there. */
const AT_REST = `
  update session set state = state || '{"mode": {"kind": "rest"}, "form": null}'
  where contact_id = any($1)`

async function moveChats(client: PoolClient, stays: number, goes: number, contactId: number): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    'select id from contact where learner_id = any($1) and id <> $2 order by id',
    [[stays, goes], contactId],
  )
  const others = rows.map(({ id }) => id)
  await client.query(AT_REST, [others])
  await client.query('delete from prompt where contact_id = any($1)', [others])
  await client.query('delete from form where contact_id = any($1)', [others])
  await client.query('update contact set standing = null, standing_at = null where id = any($1)', [others])
  await client.query('update profile set session = null where learner_id = any($1)', [[stays, goes]])
  await replaceInSharedChats(client, goes, stays)
  await client.query('update contact set learner_id = $1 where learner_id = $2 or id = $3', [
    stays,
    goes,
    contactId,
  ])
}
