import { dayText } from '../domain/calendar.js'
import type { Evidence } from '../domain/evidence.js'
import type { Mastery } from '../domain/mastery.js'
import type { Recognition } from '../domain/recognition.js'
import { factsOf } from './evidence-log.js'
import { type Column, type Part, column } from './statement-parts.js'
import { storedJson } from './stored-json.js'

/** What was observed of one learner: new entries and states of skills, and ends of recognitions that moved. */
export interface Observation {
  /** Null when a job observed it. */
  turnId: number | null
  learnerId: number
  /** One for each skill. */
  observed: readonly { skill: string; added: readonly Evidence[]; mastery: Mastery }[]
  /** One for each level and subject; the latest of them is meant. */
  ends: readonly Recognition[]
  at: Date
}

/** Where the rows come from: of turns only those that were marked are written. */
type Source = 'marked join $given using (id)' | '$given'

export const observedParts = (all: readonly Observation[], source: Source): Part[] => [
  evidenceOf(all, source),
  masteryOf(all, source),
  endsOf(all, source),
]

type Row = { turnId: number | null; learnerId: number }

const owners = (rows: readonly Row[]): Column[] => [
  column('id', 'bigint', rows, ({ turnId }) => turnId),
  column('learner_id', 'int', rows, ({ learnerId }) => learnerId),
]

/** New entries of the logs. One that is there already fails the whole statement: nothing is overwritten. */
function evidenceOf(all: readonly Observation[], source: Source): Part {
  const rows = all.flatMap(({ turnId, learnerId, observed }) =>
    observed.flatMap(({ skill, added }) => added.map((entry) => ({ turnId, learnerId, skill, entry }))),
  )
  return {
    name: 'evidence_kept',
    text: `insert into evidence (learner_id, skill_id, seq, turn_id, at, rule, kind, facts)
      select learner_id, skill, seq, id, entered_at, rule, kind, facts::jsonb from ${source}`,
    columns: [
      ...owners(rows),
      column('skill', 'text', rows, ({ skill }) => skill),
      column('seq', 'int', rows, ({ entry }) => entry.seq),
      column('entered_at', 'timestamptz', rows, ({ entry }) => entry.at),
      column('rule', 'text', rows, ({ entry }) => entry.rule),
      column('kind', 'text', rows, ({ entry }) => entry.kind),
      column('facts', 'text', rows, ({ entry }) => factsOf(entry)),
    ],
  }
}

/** The states after those entries; they are guarded by the key of the entries, so each must have some. */
function masteryOf(all: readonly Observation[], source: Source): Part {
  const rows = all.flatMap(({ turnId, learnerId, observed, at }) =>
    observed.map(({ skill, mastery }) => ({ turnId, learnerId, skill, mastery, at })),
  )
  return {
    name: 'mastery_kept',
    text: `insert into mastery (learner_id, skill_id, state, open_at, updated_at)
      select learner_id, skill, state::json, open_at, updated_at from ${source}
      on conflict (learner_id, skill_id) do update set state = excluded.state, open_at = excluded.open_at,
        updated_at = excluded.updated_at`,
    columns: [
      ...owners(rows),
      column('skill', 'text', rows, ({ skill }) => skill),
      column('state', 'text', rows, ({ mastery }) => storedJson(mastery)),
      column('open_at', 'timestamptz', rows, ({ mastery: { open } }) => open && new Date(open.at)),
      column('updated_at', 'timestamptz', rows, ({ at }) => at),
    ],
  }
}

function endsOf(all: readonly Observation[], source: Source): Part {
  const rows = all.flatMap(({ turnId, learnerId, ends }) =>
    ends.map((end) => ({ turnId, learnerId, ...end })),
  )
  return {
    name: 'ends_moved',
    text: `update recognition set valid_until = moved.valid_until
      from (select * from ${source}) moved, lateral (
        select max(known.id) as id from recognition known
        where known.learner_id = moved.learner_id and known.level = moved.level and known.subject = moved.subject
      ) latest
      where recognition.id = latest.id`,
    columns: [
      ...owners(rows),
      column('level', 'text', rows, ({ level }) => level),
      column('subject', 'text', rows, ({ subject }) => subject),
      column('valid_until', 'date', rows, ({ validUntil }) => validUntil && dayText(validUntil)),
    ],
  }
}
