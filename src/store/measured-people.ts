import type { Pool, PoolClient } from 'pg'
import { type Day, dayText } from '../domain/calendar.js'
import { type AssociationGroup, groupsOf } from '../domain/group.js'
import {
  AWARE_OF_ALL,
  type Age,
  type GroupCounted,
  type Measure,
  type Sex,
  groupMeasure,
} from '../domain/release-tables.js'

/** Somebody who counts on a day, and what holds of them on it. */
export interface MeasuredPerson {
  learnerId: number
  branchId: string
  sex: Sex
  age: Age
  measures: readonly Measure[]
  /** Random, 0 to 255, the learner's for ever: keyed rounding rests on the sum over members. */
  key: number
}

/** The lessons of each theme of awareness. */
export type Themes = ReadonlyMap<string, readonly string[]>

/**
 * $1 day, $2 the learners asked for, $3 and $4 themes and their lessons, a pair each. Who counts: confirmed as
 * belonging to a branch on the day, agreed to be counted, not known to be under 60, not gone. A pause (tam-nghi) is no
 * going. What holds is read from intervals, so that a day long past gives what it gave then.
 */
const MEASURED = `
  with belongs as (
    select distinct on (m.learner_id) m.learner_id, m.branch_id, coalesce(m.sex, 'chua-ro') as sex, m."group",
      extract(year from $1::date)::int - l.birth_year as age, get_byte(uuid_send(l.pseudonym), 0) as key
    from membership m join learner l on l.id = m.learner_id
    where m.learner_id = any($2::int[]) and m."from" <= $1::date and (m.until is null or m.until > $1::date)
    order by m.learner_id, m."from" desc, m.id desc
  ), counts as (
    select * from belongs b
    where (b.age is null or b.age >= 60)
      and (select c.given from consent c where c.learner_id = b.learner_id and c.purpose = 'counting'
             and c.at < ($1::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' order by c.id desc limit 1)
      and not exists (select from absence a where a.learner_id = b.learner_id and a.kind in ('da-mat', 'chuyen-di')
             and a."from" <= $1::date and (a.until is null or a.until > $1::date) and a.undone_at is null)
  ), lessons as (
    select * from unnest($3::text[], $4::text[]) as given(theme, lesson)
  )
  select c.learner_id as "learnerId", c.branch_id as "branchId", c.sex, c.key, c."group",
    case when c.age is null then 'chua-ro' when c.age < 70 then '60-69' when c.age < 80 then '70-79'
      else '80+' end as age,
    exists (select from evidence e where e.learner_id = c.learner_id and e.kind = 'shown'
      and (e.facts->>'counts')::boolean
      and e.at < ($1::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh') as assessed,
    (select json_agg(json_build_array(r.level, r.subject, $1::date - r.valid_until))
     from recognition r where r.learner_id = c.learner_id and r.awarded_on <= $1::date
       and r.valid_until > r.awarded_on and r.level <> 'lam-chac') as held,
    (select array_agg(theme) from (
      select l.theme from lessons l group by l.theme
      having bool_and(exists (select from lesson_progress p join attempt a on a.learner_id = p.learner_id
          and a.lesson_id = p.lesson_id and a."right"
          and a.answered_at < ($1::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
        where p.learner_id = c.learner_id and p.lesson_id = l.lesson
          and coalesce(p.first_finished_at, p.finished_at) < ($1::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'))) as done) as themes
  from counts c order by c.learner_id`

interface Row extends Omit<MeasuredPerson, 'measures'> {
  /** What they are in the association, as their branch said last; null where nobody said. */
  group: AssociationGroup | null
  assessed: boolean
  /** Level, subject, and how many days ago it ended: negative while it holds. */
  held: [level: string, subject: string, endedDaysAgo: number][] | null
  themes: string[] | null
}

/** What counts on `day` of these learners; those who do not count are not in it. */
export async function measuredOn(
  client: Pool | PoolClient,
  day: Day,
  learners: readonly number[],
  themes: Themes,
): Promise<MeasuredPerson[]> {
  const pairs = [...themes].flatMap(([theme, lessons]) => lessons.map((lesson) => [theme, lesson] as const))
  const values = [dayText(day), learners, pairs.map(([theme]) => theme), pairs.map(([, lesson]) => lesson)]
  const { rows } = await client.query<Row>(MEASURED, values)
  return rows.map(({ assessed, held, themes: reached, group, ...person }) => {
    const aware = awareOf(reached ?? [], themes.size)
    const inGroups = groupsOf(group).flatMap((one) =>
      (['enrolled', ...aware] as const).map((measure) => groupMeasure(one, measure)),
    )
    return { ...person, measures: [...measuresOf(assessed, held ?? []), ...aware, ...inGroups] }
  })
}

/** For so many days after its end a proficiency counts as đang cần ôn. */
const LAPSED_DAYS = 60

type Aware = Exclude<GroupCounted, 'enrolled'>

/** The themes reached, and all of them together. */
function awareOf(reached: readonly string[], allThemes: number): Aware[] {
  const themes = reached.map((theme): Aware => `aware:${theme}`)
  return allThemes > 0 && reached.length === allThemes ? [...themes, AWARE_OF_ALL] : themes
}

function measuresOf(assessed: boolean, held: NonNullable<Row['held']>): Measure[] {
  const valid = held.filter(([, , endedDaysAgo]) => endedDaysAgo < 0)
  const areas = valid.filter(([level]) => level === 'vung').map(([, area]) => area)
  const proficient = held.filter(([level]) => level === 'thanh-thao')
  const isProficient = proficient.some(([, , endedDaysAgo]) => endedDaysAgo < 0)
  const lapsed = !isProficient && proficient.some(([, , endedDaysAgo]) => endedDaysAgo < LAPSED_DAYS)
  const measures: (Measure | false)[] = [
    'enrolled',
    assessed && 'assessed',
    proficient.length > 0 && 'ever-proficient',
    valid.some(([level]) => level === 'an-toan') && 'safe',
    ...areas.map((area): Measure => `area:${area}`),
    areas.length >= 4 && 'at-least-4',
    isProficient && 'proficient',
    lapsed && 'lapsed-60',
  ]
  return measures.filter((measure) => measure !== false)
}
