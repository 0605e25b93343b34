import type { Notice } from '../../src/domain/notice.js'
import type { Event } from '../../src/domain/events.js'
import { NOON, outcome } from '../store/fixtures.js'
import type { OpenedStore } from '../store/opened-store.js'

/** A turn of this chat that tells a notice, answered and not sent; its number. */
export async function answeredNotice(
  { pool, inbox }: Pick<OpenedStore, 'pool' | 'inbox'>,
  contactId: number,
  notice: Notice,
  events: Event[],
): Promise<number> {
  await pool.query(
    `insert into turn (channel, update_id, contact_id, incoming, received_at)
     select channel, 'notice', id, $2, $3 from contact where id = $1`,
    [contactId, { kind: 'notice', notice }, NOON],
  )
  const turn = await inbox.next(contactId, NOON)
  await inbox.save(turn!, outcome({ events }), NOON)
  return turn!.id
}

/** Learners of one chat to whom a text is sent; the chat first. */
export async function announcedTo({ pool }: Pick<OpenedStore, 'pool'>, learners: number) {
  const { rows } = await pool.query<{ contactId: number; announcementId: number; learnerIds: number[] }>(
    `with p as (
       insert into place (id, level) values ('chi-hoi', 'branch')
     ), c as (
       insert into contact (channel, address, seen_at) values ('telegram', 'ba', $1) returning id
     ), l as (
       insert into learner (form_of_address, region, created_at)
       select 'ba', 'nam', $1 from generate_series(1, $2::int) returning id
     ), a as (
       insert into announcement (once, kind, place_id, body, state, made_at, not_before)
       values ('once', 'text', 'chi-hoi', 'Mai họp', 'sending', $1, $1) returning id
     ), r as (
       insert into announcement_recipient (announcement_id, learner_id, contact_id) select a.id, l.id, c.id from a, l, c)
     select c.id as "contactId", a.id as "announcementId", (select array_agg(id order by id) from l) as "learnerIds"
     from c, a`,
    [NOON, learners],
  )
  return rows[0]!
}

/** Learners whom one helper helps; the chat first. */
export async function helpedBy({ pool }: Pick<OpenedStore, 'pool'>, learners: number) {
  const { rows } = await pool.query<{ contactId: number; helpingIds: number[] }>(
    `with c as (
       insert into contact (channel, address, seen_at) values ('telegram', 'hoa', $1) returning id
     ), l as (
       insert into learner (form_of_address, region, created_at)
       select 'ba', 'nam', $1 from generate_series(1, $2::int) returning id
     ), h as (
       insert into helper (contact_id, name, made_at) select id, 'Hoa', $1 from c returning id
     ), g as (
       insert into helping (helper_id, learner_id, called, since) select h.id, l.id, 'má', $1 from h, l returning id)
     select c.id as "contactId", (select array_agg(id order by id) from g) as "helpingIds" from c`,
    [NOON, learners],
  )
  return rows[0]!
}
