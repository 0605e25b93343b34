import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '../../src/domain/notice.js'
import { tellMonth } from '../../src/services/tell-month.js'
import type { Notify } from '../../src/store/store.js'
import { type OpenedStore, openStore } from '../store/opened-store.js'

const store: OpenedStore = await openStore()
const { pool } = store
afterAll(() => store.close())

const told: { to: number; notice: Notice }[] = []
const notify: Notify = (_, to, notice) => Promise.resolve(void told.push({ to, notice }))
beforeEach(async () => {
  await store.clear()
  told.length = 0
})

/** A day of December 2026 in Việt Nam. */
const at = (day: string, time = '08:30:00'): Date => new Date(`2026-12-${day}T${time}+07:00`)

/** A helper who helps one learner; `said` are the learner's answers, one after the other. */
async function helper(name: string, said: boolean[], endedAt: Date | null = null): Promise<number> {
  const { rows } = await pool.query<{ contact: number; helping: number; learner: number }>(
    `with c as (insert into contact (channel, address, seen_at) values ('web', $1, $2) returning id),
       h as (insert into helper (contact_id, name, made_at) select id, $1, $2 from c returning id),
       l as (insert into learner (form_of_address, region, created_at) values ('ba', 'nam', $2) returning id),
       g as (insert into helping (helper_id, learner_id, called, since, ended_at)
             select h.id, l.id, 'bà', $2, $3 from h, l returning id)
     select c.id as contact, g.id as helping, l.id as learner from c, g, l`,
    [name, at('01'), endedAt],
  )
  const { contact, helping, learner } = rows[0]!
  for (const given of said)
    await pool.query(
      `insert into consent (learner_id, purpose, helping_id, given, text_version, at) values ($1, 'family', $2, $3, 'v', $4)`,
      [learner, helping, given, at('01')],
    )
  return contact
}

describe('the line about the month', () => {
  it('goes to helpers who may see somebody now, and tells of the month before', async () => {
    const hoa = await helper('Hoa', [false, true])
    await helper('Lan', [])
    await helper('Mai', [true, false])
    await helper('Tú', [true], at('01', '07:00:00'))
    expect(await tellMonth(pool, notify, at('01'))).toBe(1)
    expect(told).toEqual([{ to: hoa, notice: { kind: 'month', month: '2026-11' } }])
  })

  it('reaches every helper of a long list once', async () => {
    await pool.query(
      `with c as (insert into contact (channel, address, seen_at)
           select 'web', 'v' || nth, $1 from generate_series(1, 1203) nth returning id),
         h as (insert into helper (contact_id, name, made_at) select id, 'Hoa', $1 from c returning id),
         l as (insert into learner (form_of_address, region, created_at) values ('ba', 'nam', $1) returning id),
         g as (insert into helping (helper_id, learner_id, called, since) select h.id, l.id, 'bà', $1 from h, l returning id, learner_id)
       insert into consent (learner_id, purpose, helping_id, given, text_version, at)
       select learner_id, 'family', id, true, 'v', $1 from g`,
      [at('01')],
    )
    expect(await tellMonth(pool, notify, at('01'))).toBe(1203)
    expect(new Set(told.map(({ to }) => to)).size).toBe(1203)
  })

  it.each([
    ['01', '08:29:59', 0],
    ['01', '08:30:00', 1],
    ['05', '23:00:00', 1],
    ['06', '00:00:00', 0],
    ['28', '09:00:00', 0],
  ])('on 2026-12-%s at %s goes to %i', async (day, time, count) => {
    await helper('Hoa', [true])
    expect(await tellMonth(pool, notify, at(day, time))).toBe(count)
    expect(told).toHaveLength(count)
  })
})
