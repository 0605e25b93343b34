import type { Pool, PoolClient } from 'pg'
import { dayOf } from '../domain/calendar.js'
import type { OpenInvitation } from '../domain/family.js'
import { SEES } from './helpings.js'
import { nameOn } from './scope-sql.js'
import { worksAt } from './relinks.js'

type Client = Pool | PoolClient

/** An invitation of a helper's that waits for its answer. */
export interface Waiting {
  id: number
  kind: 'family' | 'relink'
  words: string
  /** What the family calls whom it is for. */
  called: string
  madeAt: Date
}

/** What became of an invitation, as far as it still holds. */
export interface Answered {
  ending: 'viewing' | 'learning' | 'refused'
  called: string
  /** Whether the helping that followed holds, and lets the helper see. */
  helps: boolean
  sees: boolean
}

interface Row {
  id: number
  words: string
  kind: OpenInvitation['kind']
  helperId: number | null
  helperName: string | null
  helperContactId: number | null
  officerContactId: number | null
  called: string | null
  learnerId: number | null
  branchId: string | null
  branchName: string | null
  communeId: string | null
}

const IS_OPEN = `i.words is not null and i.ended_at is null and (i.expires_at is null or i.expires_at > $2)`

/** A card leads to the branch on whose list its row stands. */
const BRANCH = 'coalesce(i.branch_id, r.branch_id)'

const OPEN = `
  select i.id, i.words, i.kind, i.helper_id as "helperId", h.name as "helperName", h.contact_id as "helperContactId",
    o.contact_id as "officerContactId", i.called, i.learner_id as "learnerId", ${BRANCH} as "branchId",
    ${nameOn(BRANCH, '$3::date')} as "branchName",
    (select s.parent_id from place_span s where s.place_id = ${BRANCH} and s."from" <= $3::date
     order by s."from" desc limit 1) as "communeId"
  from invitation i left join helper h on h.id = i.helper_id left join officer o on o.id = i.officer_id
    left join class_list_row r on r.id = i.class_list_row_id
  where ${IS_OPEN}`

const WORKS = `(${worksAt('$2')} or h.contact_id = $4)`

/**
 * The invitation that these words open at `at` where `contactId` says them; null when they open none, or not yet. Whoever
 * made them is told that they are for somebody else's chat.
 */
export const openByWords = (
  client: Client,
  words: string,
  at: Date,
  contactId: number | null = null,
): Promise<OpenInvitation | null> =>
  oneOpen(client, `${OPEN} and i.words = $1 and ${WORKS}`, [words, at, dayOf(at), contactId])

/** The same invitation a moment later; null when it was used, taken back, or its time is over. */
export const openById = (client: Client, id: number, at: Date): Promise<OpenInvitation | null> =>
  oneOpen(client, `${OPEN} and i.id = $1`, [id, at, dayOf(at)])

async function oneOpen(client: Client, sql: string, values: unknown[]): Promise<OpenInvitation | null> {
  const { rows } = await client.query<Row>(sql, values)
  return rows[0] === undefined ? null : invitationOf(rows[0])
}

function invitationOf(row: Row): OpenInvitation {
  const { id, words } = row
  switch (row.kind) {
    case 'family':
      return {
        id,
        words,
        kind: 'family',
        helperId: row.helperId!,
        helperName: row.helperName!,
        helperContactId: row.helperContactId!,
        called: row.called!,
      }
    case 'relink':
      return {
        id,
        words,
        kind: 'relink',
        learnerId: row.learnerId!,
        by: row.helperId === null ? 'officer' : 'helper',
        makerContactId: row.helperContactId ?? row.officerContactId,
      }
    case 'branch':
    case 'class-list':
      return {
        id,
        words,
        kind: row.kind,
        branchId: row.branchId!,
        branchName: row.branchName ?? row.branchId!,
        communeId: row.communeId,
      }
  }
}

/** A helper's invitations that wait for an answer, the oldest first. */
export async function waitingOf(client: Client, helperId: number, at: Date): Promise<Waiting[]> {
  const { rows } = await client.query<Waiting>(
    `select i.id, i.kind, i.words, i.made_at as "madeAt", coalesce(i.called, g.called) as called
     from invitation i
     left join helping g on g.helper_id = i.helper_id and g.learner_id = i.learner_id and g.ended_at is null
     where i.helper_id = $1 and ${IS_OPEN} and coalesce(i.called, g.called) is not null order by i.id`,
    [helperId, at],
  )
  return rows
}

/** Whether nobody holds these words, not even an invitation whose time is over. */
export async function areFree(client: Client, words: string): Promise<boolean> {
  const { rows } = await client.query('select from invitation where words = $1', [words])
  return rows.length === 0
}

/** What a helper is told of an invitation that was answered; null when it is gone or was not answered. */
export async function answerTo(client: Client, id: number): Promise<Answered | null> {
  const { rows } = await client.query<Answered>(
    `select i.ending, i.called, g.id is not null as helps,
       ${SEES} as sees
     from invitation i
     left join helping g on g.helper_id = i.helper_id and g.learner_id = i.learner_id and g.ended_at is null
     where i.id = $1 and i.kind = 'family' and i.ending in ('viewing', 'learning', 'refused')`,
    [id],
  )
  return rows[0] ?? null
}

/** Deletes invitations that were over at `until`, with the names in them; how many. */
export async function forgetInvitations(client: Client, until: Date): Promise<number> {
  const { rowCount } = await client.query('delete from invitation where ended_at <= $1 or expires_at <= $1', [
    until,
  ])
  return rowCount ?? 0
}
