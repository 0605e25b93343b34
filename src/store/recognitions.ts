import type { PoolClient } from 'pg'
import { type Day, dayText } from '../domain/calendar.js'
import type { Level } from '../domain/exercise.js'
import { type Mastery, holdsOn, knows } from '../domain/mastery.js'
import type { Recognition } from '../domain/recognition.js'
import { type ToldSkill, appendToLedger } from './chain.js'

const ADD = `
  insert into recognition (id, learner_id, level, subject, awarded_on, valid_until, rule)
  select id, $1, level, subject, awarded_on, valid_until, rule
  from unnest($2::int[], $3::text[], $4::text[], $5::date[], $6::date[], $7::text[])
    as given(id, level, subject, awarded_on, valid_until, rule)`

/**
 * Keeps named steps that were reached, and tells the ledger. Reads the states and logs as they are stored: call
 * it in a transaction after these were written.
 */
export async function award(
  client: PoolClient,
  learnerId: number | null,
  reached: readonly Recognition[],
): Promise<void> {
  if (learnerId === null || reached.length === 0) return
  const known = (await knownOf(client, [learnerId])).get(learnerId)
  if (known === undefined) throw new Error(`there is no learner ${learnerId}`)
  const awards = reached.map((recognition) => {
    const { level, subject, rule, awardedOn, validUntil } = recognition
    const skills = toldOf(known, restsOn(recognition, known), awardedOn)
    const told = { learner: known.pseudonym, level, subject, rule, skills }
    return { ...told, on: dayText(awardedOn), until: validUntil === null ? null : dayText(validUntil) }
  })
  const ids = await appendToLedger(
    client,
    awards.map((told) => (row) => ({ what: 'awarded', recognition: row, ...told })),
  )
  await client.query(ADD, [
    learnerId,
    ids,
    awards.map(({ level }) => level),
    awards.map(({ subject }) => subject),
    awards.map(({ on }) => on),
    awards.map(({ until }) => until),
    awards.map(({ rule }) => rule),
  ])
}

/** What is stored of one learner that the ledger tells of. */
export interface Known {
  pseudonym: string
  skills: ReadonlyMap<string, { mastery: Mastery; counted: number[] }>
}

const KNOWN = `
  select l.id, l.pseudonym, m.skill_id, m.state,
    array(
      select seq from evidence e
      where e.learner_id = m.learner_id and e.skill_id = m.skill_id and e.facts -> 'counts' = 'true' order by seq
    ) as counted
  from learner l left join mastery m on m.learner_id = l.id where l.id = any($1)`

interface KnownRow {
  id: number
  pseudonym: string
  skill_id: string | null
  state: Mastery
  counted: number[]
}

/** What is known of each of these learners now. */
export async function knownOf(
  client: PoolClient,
  learnerIds: readonly number[],
): Promise<Map<number, Known>> {
  const { rows } = await client.query<KnownRow>(KNOWN, [learnerIds])
  const known = new Map<number, Known & { skills: Map<string, { mastery: Mastery; counted: number[] }> }>()
  for (const { id, pseudonym, skill_id: skill, state, counted } of rows) {
    const one = known.get(id) ?? { pseudonym, skills: new Map() }
    if (skill !== null) one.skills.set(skill, { mastery: state, counted })
    known.set(id, one)
  }
  return known
}

const OF_A_SKILL: Level[] = ['lam-duoc', 'lam-chac']

/** The skill itself, or every skill that holds on that day: a step above skills rests on some or all of them. */
function restsOn({ level, subject, awardedOn }: Recognition, { skills }: Known): string[] {
  if (OF_A_SKILL.includes(level)) return [subject]
  return [...skills].filter(([, { mastery }]) => holdsOn(mastery, awardedOn)).map(([skill]) => skill)
}

/** What the ledger tells of these skills on that day. */
export const toldOf = (known: Known, skills: readonly string[], day: Day): Record<string, ToldSkill> =>
  Object.fromEntries(
    skills.flatMap((skill) => {
      const one = known.skills.get(skill)
      return one === undefined ? [] : [[skill, toldSkill(one, day)]]
    }),
  )

const toldSkill = ({ mastery, counted }: { mastery: Mastery; counted: number[] }, day: Day): ToldSkill => ({
  e: mastery.e,
  p: knows(mastery, day),
  days: mastery.evidenceDays,
  tasks: mastery.tasksPassed,
  entries: mastery.seq,
  evidence: counted,
})
