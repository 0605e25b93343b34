import type { OwnDataEvent } from '../domain/family-events.js'
import { denyAbsence, noteAbsence, undoAbsence } from './absence-events.js'
import { joinBranch } from './branch-words.js'
import { joinByCard, writeMissedCard } from './cards.js'
import { closeOthers } from './close-chats.js'
import { answerRelink } from './relink-answers.js'
import { makeRelink, relink } from './relink-events.js'
import type { EventOf } from './writing.js'

/** Writes what learners changed about their own data; who is learning on the chat afterwards. */
export async function writeOwnDataEvent(of: EventOf, event: OwnDataEvent): Promise<number | null> {
  switch (event.kind) {
    case 'data-link-made':
      await keepDataLink(of, event)
      return of.learnerId
    case 'absence-noted':
      await noteAbsence(of, event)
      return of.learnerId
    case 'absence-undone':
      await undoAbsence(of, event)
      return of.learnerId
    case 'absence-denied':
      await denyAbsence(of, event)
      return of.learnerId
    case 'relink-made':
      await makeRelink(of, event)
      return of.learnerId
    case 'relink-answered':
      await answerRelink(of, event)
      return of.learnerId
    case 'others-closed':
      await closeOthers(of, event)
      return of.learnerId
    case 'branch-joined':
      await joinBranch(of, event)
      return of.learnerId
    case 'card-joined':
      await joinByCard(of, event)
      return of.learnerId
    case 'card-missed':
      await writeMissedCard(of, event)
      return of.learnerId
    case 'relinked':
      return relink(of, event)
  }
}

/** Links whose time is over go with the next one that is made. */
async function keepDataLink(
  { client, learnerId, at }: EventOf,
  { tokenHash, expiresAt }: Extract<OwnDataEvent, { kind: 'data-link-made' }>,
): Promise<void> {
  if (learnerId === null) return
  await client.query('delete from data_link where expires_at <= $1', [at])
  await client.query(
    'insert into data_link (token_hash, learner_id, made_at, expires_at) values ($1, $2, $3, $4)',
    [tokenHash, learnerId, at, expiresAt],
  )
}
