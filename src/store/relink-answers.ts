import type { OwnDataEvent } from '../domain/family-events.js'
import { audit } from './audit.js'
import { NotAnyMore } from './not-any-more.js'
import { branchOn } from './relink-events.js'
import type { EventOf } from './writing.js'

const OPEN = `where id = $1 and kind = 'relink' and learner_id = $2 and ended_at is null and expires_at > $3`
const ALLOW = `update invitation set works_from = null ${OPEN}`
const REFUSE = `update invitation set ended_at = $3, ending = 'refused', words = null ${OPEN}`

/** The learner of this chat says whether words for a new chat of theirs may work. */
export async function answerRelink(
  { client, contactId, learnerId, at }: EventOf,
  { invitationId, allowed }: Extract<OwnDataEvent, { kind: 'relink-answered' }>,
): Promise<void> {
  const { rowCount } = await client.query(allowed ? ALLOW : REFUSE, [invitationId, learnerId, at])
  if (learnerId === null || rowCount === 0) throw new NotAnyMore("the words are over, or another learner's")
  const placeId = await branchOn(client, learnerId, at)
  const facts = { learner: learnerId, contact: contactId }
  const action = allowed ? 'allow-relink' : 'refuse-relink'
  await audit(client, { officerId: null, action, placeId, facts, at })
}
