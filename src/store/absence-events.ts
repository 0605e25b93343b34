import { UNDO_DAYS } from '../domain/absence.js'
import { dayOf } from '../domain/calendar.js'
import type { OwnDataEvent } from '../domain/family-events.js'
import { audit } from './audit.js'
import { NotAnyMore } from './not-any-more.js'
import { branchOn } from './relink-events.js'
import { daysBefore } from './retention.js'
import type { EventOf } from './writing.js'

type Of<K extends OwnDataEvent['kind']> = Extract<OwnDataEvent, { kind: K }>

/** Whom this contact's helper helps by a helping that holds. */
const HELPED = `
  select g.learner_id as "learnerId", h.id as "helperId" from helping g join helper h on h.id = g.helper_id
  where g.id = $1 and h.contact_id = $2 and g.ended_at is null for share of g`

/** About whom something is noted, and by whom: the learner of the turn, or a helper of theirs. */
async function aboutWhom(
  { client, contactId, learnerId }: EventOf,
  helpingId: number | null,
): Promise<{ learnerId: number; helperId: number | null }> {
  if (helpingId === null) {
    if (learnerId === null) throw new NotAnyMore('nobody learns here any more')
    return { learnerId, helperId: null }
  }
  const { rows } = await client.query<{ learnerId: number; helperId: number }>(HELPED, [helpingId, contactId])
  if (rows[0] === undefined) throw new NotAnyMore('they do not help each other any more')
  return rows[0]
}

export async function noteAbsence(of: EventOf, event: Of<'absence-noted'>): Promise<void> {
  const { client, at } = of
  const { learnerId, helperId } = await aboutWhom(of, event.helpingId)
  const { absence: kind, from, until } = event
  const { rows } = await client.query<{ id: number }>(
    `insert into absence (learner_id, kind, "from", until, helper_id, noted_at)
     values ($1, $2, $3::date, $4::date, $5, $6) returning id`,
    [learnerId, kind, from, until, helperId, at],
  )
  const facts = { absence: rows[0]!.id, learner: learnerId, kind, helper: helperId }
  const placeId = await branchOn(client, learnerId, at)
  await audit(client, { officerId: null, action: 'add-absence', placeId, facts, at })
}

/** A helper takes back what they noted; a learner ends every rest of theirs, whoever noted it. */
export async function undoAbsence(of: EventOf, event: Of<'absence-undone'>): Promise<void> {
  const { client, at } = of
  const { learnerId, helperId } = await aboutWhom(of, event.helpingId)
  const { absenceId } = event
  const { rows } =
    helperId === null
      ? await client.query<{ id: number }>(
          `update absence set until = greatest("from", $2::date)
           where learner_id = $1 and kind = 'tam-nghi' and undone_at is null and (until is null or until > $2::date)
           returning id`,
          [learnerId, dayOf(at)],
        )
      : await client.query<{ id: number }>(
          `update absence set undone_at = $4
           where id = $1 and learner_id = $2 and helper_id = $3 and undone_at is null and noted_at >= $5 returning id`,
          [absenceId, learnerId, helperId, at, daysBefore(at, UNDO_DAYS)],
        )
  if (rows.length === 0 && helperId !== null) throw new NotAnyMore('the absence cannot be undone any more')
  const placeId = await branchOn(client, learnerId, at)
  const action = helperId === null ? 'end-absence' : 'undo-absence'
  for (const { id } of rows) {
    const facts = { absence: id, learner: learnerId, helper: helperId }
    await audit(client, { officerId: null, action, placeId, facts, at })
  }
}

/**
 * A learner says that they neither died nor moved away. What was noted within the days of undoing was never so; what is
 * older ends today, and the figures of the months between stay as they were.
 */
export async function denyAbsence(of: EventOf, { absenceId }: Of<'absence-denied'>): Promise<void> {
  const { client, learnerId, at } = of
  if (learnerId === null) return
  const { rows } = await client.query<{ isUndone: boolean }>(
    `update absence set
       undone_at = case when noted_at >= $3 then $4::timestamptz end,
       until = case when noted_at >= $3 then until else greatest("from", $5::date) end
     where id = $1 and learner_id = $2 and kind <> 'tam-nghi' and undone_at is null
     returning undone_at is not null as "isUndone"`,
    [absenceId, learnerId, daysBefore(at, UNDO_DAYS), at, dayOf(at)],
  )
  if (rows[0] === undefined) return
  const placeId = await branchOn(client, learnerId, at)
  const action = rows[0].isUndone ? 'undo-absence' : 'end-absence'
  const facts = { absence: absenceId, learner: learnerId, helper: null }
  await audit(client, { officerId: null, action, placeId, facts, at })
}
