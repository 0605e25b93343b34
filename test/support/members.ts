import type { Pool } from 'pg'

const MAKE = `
  with made as (
    insert into learner (form_of_address, region, asked, created_at) values ('ba', 'nam', '{}', $2::date) returning id
  ), agreed as (
    insert into consent (learner_id, purpose, given, text_version, at) select id, 'counting', true, 'h1', $2::date from made
  ), joined as (
    insert into membership (learner_id, branch_id, "from", way, confirmed_at)
    select id, $1, $2::date, 'officer', $2::date from made
  )
  insert into recognition (id, learner_id, level, subject, awarded_on, valid_until, rule)
  select nextval('test_number')::int, id, 'thanh-thao', '', $2::date, $3::date, 'TT-1.0' from made returning learner_id as id`

/** A confirmed member of a branch who agreed to be counted and is proficient from a day until another; the learner's number. */
export async function proficientMember(
  pool: Pool,
  branchId: string,
  from: string,
  until: string,
): Promise<number> {
  await pool.query('create sequence if not exists test_number')
  const { rows } = await pool.query<{ id: number }>(MAKE, [branchId, from, until])
  return rows[0]!.id
}
