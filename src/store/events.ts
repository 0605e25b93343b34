import type { Pool, PoolClient } from 'pg'

import type { Event } from '../domain/events.js'
import { type OfficerEvent, isOfficerEvent } from '../domain/officer-events.js'
import {
  type FamilyEvent,
  type OwnDataEvent,
  type ProfileEvent,
  isFamilyEvent,
  isOwnDataEvent,
  isProfileEvent,
} from '../domain/family-events.js'
import { answerAnnouncement, settleAnnouncement } from './announcement-events.js'
import { eraseLearner } from './erase.js'
import { writeFamilyEvent } from './family-events.js'
import { type Kept, NOTHING_KEPT, withSeen } from './kept.js'
import { writeOfficerEvent } from './officer-events.js'
import { writeOwnDataEvent } from './own-data-events.js'
import { writeProfileEvent } from './profile-events.js'
import { storableText, storedJson } from './stored-json.js'
import type { EventOf, Writing } from './writing.js'

type Kind = Event['kind']
type Of<K extends Kind> = Extract<Event, { kind: K }>

/** Something to write about a learner who is kept; `$1` is the learner's id. */
type LearnerEvent = Exclude<
  Event,
  | OfficerEvent
  | FamilyEvent
  | ProfileEvent
  | OwnDataEvent
  | {
      kind:
        | 'attempted'
        | 'observed'
        | 'recognised'
        | 'listening-made'
        | 'enrolled'
        | 'written-by-hand'
        | 'announcement-settled'
        | 'announcement-answered'
        | 'erased'
    }
>

const ENROL = `
  with made as (
    insert into learner (form_of_address, region, created_at) values ($2, $3, $4) returning id
  ), attached as (
    update contact set learner_id = made.id from made
    where contact.id = $1 and contact.learner_id is null
    returning made.id
  ), agreed as (
    insert into consent (learner_id, purpose, given, text_version, at)
    select id, 'learning', true, $5, $4 from made
  ), moved as (
    insert into lesson_progress (learner_id, lesson_id, started_at, finished_at)
    select made.id, lesson, finished, finished from made, unnest($6::text[], $7::timestamptz[]) as trial(lesson, finished)
  )
  select id from attached`

const BY_HAND = 'update contact set by_hand_until = greatest(by_hand_until, $2) where id = $1'
const CONSENT =
  'insert into consent (learner_id, purpose, given, text_version, at) values ($1, $2, $3, $4, $5)'
const CLOSE_VISITS = 'delete from visit where learner_id = $1'
/** Whoever chooses an hour wants to be reminded at it, whatever they said before. */
const CHANGE_PROFILE = `
  update learner set
    form_of_address = coalesce($2::jsonb ->> 'formOfAddress', form_of_address),
    region = coalesce($2::jsonb ->> 'region', region),
    place_id = case when $2::jsonb ? 'placeId' then $2::jsonb ->> 'placeId' else place_id end,
    birth_year = case when $2::jsonb ? 'birthYear' then ($2::jsonb ->> 'birthYear')::int else birth_year end,
    recount_at = case when $2::jsonb ? 'birthYear' then $3 else recount_at end,
    learning_time = case when $2::jsonb ? 'learningTime' then ($2::jsonb ->> 'learningTime')::int else learning_time end,
    unreminded_at = case when $2::jsonb ->> 'learningTime' is not null then null else unreminded_at end,
    first_area = case when $2::jsonb ? 'firstArea' then $2::jsonb ->> 'firstArea' else first_area end,
    later_areas = case when $2::jsonb ? 'laterAreas'
      then array(select jsonb_array_elements_text($2::jsonb -> 'laterAreas')) else later_areas end
  where id = $1`
const STOP_REMINDERS = 'update learner set unreminded_at = $2 where id = $1'
const ASKED =
  'update learner set asked = array_append(asked, $2) where id = $1 and not asked @> array[$2::text]'
const START_LESSON = `
  insert into lesson_progress (learner_id, lesson_id, started_at) values ($1, $2, $3) on conflict do nothing`
/** «khỏi nhắc» was about what was learned until then: a whole lesson since takes it back. */
const FINISH_LESSON = `
  with resumed as (
    update learner l set unreminded_at = null from lesson_progress p
    where l.id = $1 and p.learner_id = l.id and p.lesson_id = $2 and p.started_at > l.unreminded_at)
  insert into lesson_progress as known (learner_id, lesson_id, started_at, finished_at) values ($1, $2, $3, $3)
  on conflict (learner_id, lesson_id) do update
  set finished_at = excluded.finished_at, first_finished_at = coalesce(known.first_finished_at, known.finished_at)`
const DO_IN_REAL_LIFE = `
  update lesson_progress set real_life_on = $3::date
  where learner_id = $1 and lesson_id = $2 and real_life_on is null`
/** Whoever learns again is asked after no more. */
const LEARN_DAY = `
  with closed as (delete from visit where learner_id = $1)
  update learner set days_learned = days_learned + 1, last_day = $2::date
  where id = $1 and (last_day is null or last_day < $2::date)`

const CHECKED = `
  insert into checked_message (learner_id, week, kind, verdict) values ($1, $2, $3, $4) on conflict do nothing`

/**
 * Writes the events in the order given, each counted for the learner of that moment: one who enrols
 * in this turn gets what follows, after an erasure nobody does. Without a learner nothing about
 * learning is written. Returns what is left for the turn's last statement.
 */
export async function writeEvents(writing: Writing, events: readonly Event[]): Promise<Kept> {
  let kept: Kept = { ...NOTHING_KEPT, learnerId: writing.turn.learner?.id ?? null }
  for (const event of events) kept = await writeEvent(writing, kept, event)
  return kept
}

async function writeEvent(writing: Writing, kept: Kept, event: Event): Promise<Kept> {
  const { client, turn, at } = writing
  const of: EventOf = { ...writing, contactId: turn.contactId, learnerId: kept.learnerId }
  if (isOfficerEvent(event)) {
    await writeOfficerEvent(of, event)
    return kept
  }
  if (isFamilyEvent(event)) {
    await writeFamilyEvent(of, event)
    return kept
  }
  if (isProfileEvent(event)) return { ...kept, learnerId: await writeProfileEvent(of, event) }
  if (isOwnDataEvent(event)) return { ...kept, learnerId: await writeOwnDataEvent(of, event) }
  switch (event.kind) {
    case 'attempted':
      return { ...kept, attempt: event }
    case 'observed':
    case 'recognised':
      return withSeen(kept, event)
    case 'listening-made':
      return { ...kept, made: [...kept.made, event] }
    case 'enrolled':
      return { ...kept, learnerId: await enrol(client, turn.contactId, event, at) }
    case 'erased':
      await eraseLearner(writing, kept.learnerId)
      return NOTHING_KEPT
    case 'written-by-hand':
      await client.query(BY_HAND, [turn.contactId, event.until])
      return kept
    case 'announcement-settled':
      await settleAnnouncement(of, event)
      return kept
    case 'announcement-answered':
      await answerAnnouncement(of, event)
      return kept
    case 'consented':
    case 'profile-changed':
    case 'reminders-stopped':
    case 'asked':
    case 'lesson-started':
    case 'lesson-finished':
    case 'real-life-done':
    case 'day-learned':
    case 'message-checked':
      if (kept.learnerId !== null) await writeLearnerEvent(client, kept.learnerId, event, at)
      return kept
  }
}

async function writeLearnerEvent(
  client: Pool | PoolClient,
  id: number,
  event: LearnerEvent,
  at: Date,
): Promise<void> {
  switch (event.kind) {
    case 'consented':
      await client.query(CONSENT, [id, event.purpose, event.given, event.textVersion, at])
      if (event.purpose === 'care' && !event.given) await client.query(CLOSE_VISITS, [id])
      return
    case 'profile-changed':
      return void (await client.query(CHANGE_PROFILE, [id, storedJson(event.set), at]))
    case 'reminders-stopped':
      return void (await client.query(STOP_REMINDERS, [id, at]))
    case 'asked':
      return void (await client.query(ASKED, [id, event.question]))
    case 'lesson-started':
      return void (await client.query(START_LESSON, [id, event.lessonId, at]))
    case 'lesson-finished':
      return void (await client.query(FINISH_LESSON, [id, event.lessonId, at]))
    case 'real-life-done':
      return void (await client.query(DO_IN_REAL_LIFE, [id, event.lessonId, event.day]))
    case 'day-learned':
      return void (await client.query(LEARN_DAY, [id, event.day]))
    case 'message-checked':
      return void (await client.query(CHECKED, [id, event.week, event.scam, event.verdict]))
  }
}

async function enrol(
  client: Pool | PoolClient,
  contactId: number,
  event: Of<'enrolled'>,
  at: Date,
): Promise<number> {
  const lessons = [...new Set(event.finished)].map(storableText)
  // A millisecond apart, so that the trial's lessons keep their order.
  const finished = lessons.map((_, place) => new Date(at.getTime() - (lessons.length - 1 - place)))
  const values = [contactId, event.formOfAddress, event.region, at, event.textVersion, lessons, finished]
  const { rows } = await client.query<{ id: number }>(ENROL, values)
  if (rows[0] === undefined) throw new Error(`contact ${contactId} has a learner already`)
  return rows[0].id
}
