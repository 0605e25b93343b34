import type { Pool } from 'pg'
import type { Notice } from '../../../src/domain/notice.js'
import { type NoticeQueue, createNoticeQueue } from '../../../src/store/notice-queue.js'

/** At any hour, and true of everybody who has a helper. */
const noticeOf = (helpingId: number): Notice => ({ kind: 'emergency-unreached', helpingId, turnId: 1 })

/** Makes a learner of each of these chats and asks for one message to everybody. */
export async function queueFor(addresses: readonly number[], pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ contact_id: number; helping_id: number }>(
    `with h as (
       insert into contact (channel, address, seen_at) values ('telegram', '1', now()) returning id
     ), helper as (
       insert into helper (contact_id, name, made_at) select id, 'Hoa', now() from h returning id
     ), given as (
       select address, nth from unnest($1::text[]) with ordinality as given(address, nth)
     ), l as (
       insert into learner (form_of_address, region, created_at)
       select 'ba', 'nam', now() from given returning id
     ), numbered as (
       select id, row_number() over (order by id) as nth from l
     ), c as (
       insert into contact (channel, address, learner_id, seen_at)
       select 'telegram', address, numbered.id, now() from given join numbered using (nth) returning id, learner_id
     ), g as (
       insert into helping (helper_id, learner_id, called, since)
       select helper.id, l.id, 'bà', now() from helper, l returning id, learner_id
     )
     select c.id as contact_id, g.id as helping_id from c join g using (learner_id)`,
    [addresses.map(String)],
  )
  const queue: NoticeQueue = createNoticeQueue(pool, (error) => {
    throw error
  })
  for (let from = 0; from < rows.length; from += 1_000) {
    const page = rows.slice(from, from + 1_000)
    const notices = page.map(({ contact_id: to, helping_id: id }) => ({ to, notice: noticeOf(id) }))
    await queue.notifyMany(pool, notices, new Date())
  }
}
