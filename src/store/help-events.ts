import { append, nextEvidence, takesSeenInLife } from '../domain/append.js'
import { dayNumber, dayOf } from '../domain/calendar.js'
import type { FamilyEvent } from '../domain/family-events.js'
import { type StuckAt, viewingOf } from '../domain/family.js'
import { helpSince, helpWaits, isOpen, waitedUntil } from '../domain/help-request.js'
import type { Mastery } from '../domain/mastery.js'
import type { Rule } from '../domain/rule.js'
import { askedSince, chatsOfLearner, helpRequestOf } from './help-requests.js'
import { helpingOf } from './helpings.js'
import { observedParts } from './observed-parts.js'
import { NotAnyMore } from './not-any-more.js'
import { composed, hasRows } from './statement-parts.js'
import { storedJson } from './stored-json.js'
import type { EventOf } from './writing.js'

export type HelpEvent = Extract<
  FamilyEvent,
  { kind: 'help-requested' | 'officers-asked' | 'help-answered' | 'beside-told' | 'seen-in-life' }
>
type Of<K extends HelpEvent['kind']> = Extract<HelpEvent, { kind: K }>

/** Writes what was asked of a helper, what they answered, and what they told of a learner. */
export async function writeHelpEvent(of: EventOf, event: HelpEvent): Promise<void> {
  switch (event.kind) {
    case 'help-requested':
      return request(of, event)
    case 'officers-asked':
      return void (await writeRequest(of, null, event.stuckAt))
    case 'help-answered':
      return answer(of, event)
    case 'beside-told':
      return tellBeside(of, event)
    case 'seen-in-life':
      return see(of, event)
  }
}

async function request(of: EventOf, { helpingId, stuckAt }: Of<'help-requested'>): Promise<void> {
  const { client, learnerId, at, notify } = of
  const helping = await helpingOf(client, helpingId)
  if (helping === null || helping.learnerId !== learnerId)
    throw new NotAnyMore('this helper does not help any more')
  const requestId = await writeRequest(of, helpingId, stuckAt)
  const { rows } = await client.query<{ contactId: number }>(
    'select contact_id as "contactId" from helper where id = $1',
    [helping.helperId],
  )
  await notify(client, rows[0]!.contactId, { kind: 'help-requested', requestId }, at)
}

/** Two chats of one learner may ask at once: the second meets the limit. */
async function writeRequest(
  { client, contactId, learnerId, at }: EventOf,
  helpingId: number | null,
  stuckAt: StuckAt | null,
): Promise<number> {
  if (learnerId === null) throw new Error('only a learner can be helped')
  await client.query('select from learner where id = $1 for update', [learnerId])
  if (helpWaits(await askedSince(client, learnerId, helpSince(at)), at) !== null)
    throw new NotAnyMore('help was asked for elsewhere meanwhile')
  const { rows } = await client.query<{ id: number }>(
    `insert into help_request (learner_id, contact_id, helping_id, stuck_at, asked_at)
     values ($1, $2, $3, $4::jsonb, $5) returning id`,
    [learnerId, contactId, helpingId, stuckAt === null ? null : storedJson(stuckAt), at],
  )
  return rows[0]!.id
}

async function answer(
  { client, contactId, at, notify }: EventOf,
  { requestId, answer: said }: Of<'help-answered'>,
): Promise<void> {
  await client.query('select from help_request where id = $1 for update', [requestId])
  const asked = await helpRequestOf(client, requestId)
  if (asked === null || asked.helperContactId !== contactId || !isOpen(asked, at))
    throw new NotAnyMore('nobody waits for this answer any more')
  await client.query('update help_request set answer = $2, answered_at = $3 where id = $1', [
    requestId,
    said,
    at,
  ])
  const notice = { kind: 'help-answered', requestId, waitedUntil: waitedUntil(asked) } as const
  await notify(client, asked.contactId, notice, at)
}

/** The helping as it is now, if it is this chat's. */
async function ownHelping({ client, contactId }: EventOf, helpingId: number) {
  const helping = await helpingOf(client, helpingId)
  const { rowCount } = await client.query('select from helper where id = $1 and contact_id = $2', [
    helping?.helperId ?? null,
    contactId,
  ])
  if (helping === null || rowCount === 0) throw new NotAnyMore('this helper does not help any more')
  return helping
}

async function tellBeside(of: EventOf, { helpingId }: Of<'beside-told'>): Promise<void> {
  const { client, turn, at, notify } = of
  const { learnerId } = await ownHelping(of, helpingId)
  const chats = await chatsOfLearner(client, learnerId)
  if (chats.length === 0) throw new NotAnyMore('somebody else learns on that chat now')
  const notice = { kind: 'beside', helpingId, day: dayOf(at), turnId: turn.id } as const
  for (const { contactId } of chats) await notify(client, contactId, notice, at)
}

/** A learner's own turn can hardly be faster than this again and again. */
const TRIES = 5
/** Unique violation; deadlock detected. */
const ELSEWHERE: readonly unknown[] = ['23505', '40P01']

/** Appends to the learner's log by its own numbers: who comes second looks again. */
async function see(of: EventOf, { helpingId, skill, rule }: Of<'seen-in-life'>): Promise<void> {
  const { client, at } = of
  const viewing = viewingOf(await ownHelping(of, helpingId))
  if (viewing === null) throw new NotAnyMore('the learner does not let this helper see any more')
  for (let tried = 1; ; tried++) {
    await client.query('savepoint seen_in_life')
    try {
      await seeOnce(of, viewing.learnerId, skill, rule, at)
      return void (await client.query('release savepoint seen_in_life'))
    } catch (error) {
      await client.query('rollback to savepoint seen_in_life')
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (!ELSEWHERE.includes(code) || tried === TRIES) throw error
    }
  }
}

async function seeOnce({ client }: EventOf, learnerId: number, skill: string, rule: Rule, at: Date) {
  const { rows } = await client.query<{ state: Mastery }>(
    'select state from mastery where learner_id = $1 and skill_id = $2',
    [learnerId, skill],
  )
  const before = rows[0]?.state
  // Of what was never begun there is no log, and what was told this week is told.
  if (before === undefined || !takesSeenInLife(before, dayNumber(at), rule)) return
  const entry = nextEvidence(before, { kind: 'seen-in-life' }, at, rule)
  const observed = [{ skill, added: [entry], mastery: append(before, entry, rule) }]
  const parts = observedParts([{ turnId: null, learnerId, observed, ends: [], at }], '$given').filter(hasRows)
  const { withParts, values } = composed(parts)
  await client.query(`${withParts} select`, values)
}
