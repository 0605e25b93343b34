import { announcementScreen, whenPhrase } from '../../domain/announcement-screen.js'
import { say } from '../../domain/screen.js'
import { isAnnouncementButtonOf, withoutAnswered } from '../../domain/standing.js'
import type { Teller, Tellers } from '../notices.js'
import { spokenOf } from './whom.js'

/** To a member, once; what does not hold for them any more is dropped, and both are noted with the turn. */
const tellAnnouncement: Teller<'announcement'> = async ({ announcementId, learnerId }, { turn, deps }) => {
  const desk = deps.notices?.announcements
  if (desk === undefined) return null
  const settled = { kind: 'announcement-settled', announcementId, learnerId } as const
  const whom = spokenOf(turn, learnerId)
  const found = whom === null ? null : await desk.toTell({ announcementId, learnerId }, turn.now)
  // Nobody is to read of anything else in the middle of an emergency.
  const isCalm = turn.session?.mode.kind !== 'emergency'
  const screen =
    whom === null || found === null || !isCalm
      ? null
      : announcementScreen(
          { announcementId, learnerId, profile: whom.own ? null : whom.profile, ...found },
          deps.curriculum.lessons,
        )
  turn.events.push({ ...settled, told: screen !== null })
  return screen
}

/** To a member who was told of an event and may mean to come: which one, and that it is off. */
const tellCancelled: Teller<'event-cancelled'> = async (of, { turn, deps }) => {
  const whom = spokenOf(turn, of.learnerId)
  const found = whom === null ? null : ((await deps.notices?.announcements?.calledOff(of, turn.now)) ?? null)
  if (whom === null || found?.content.kind !== 'event') return null
  // An emergency on this chat has its own words only.
  if (turn.session?.mode.kind === 'emergency') return null
  const { place, content } = found
  const isOfIt = isAnnouncementButtonOf(of.announcementId)
  if (turn.standing?.choices.some(({ data }) => isOfIt(data)) === true)
    turn.standing = withoutAnswered(turn.standing, isOfIt)
  const named = whom.own ? { text: '{goi}' } : { text: '{name}', with: { name: whom.profile } }
  return {
    lines: [
      say('announcement.called-off', { place, whom: named, title: content.title }),
      say('announcement.called-off-when', { when: whenPhrase(content.beginsAt) }),
    ],
  }
}

/** To an officer, who asked for it just now. */
const tellTried: Teller<'announcement-tried'> = async ({ announcementId, officerId }, { turn, deps }) => {
  const { contactId } = turn.pending
  const found =
    (await deps.notices?.announcements?.tried({ announcementId, officerId }, contactId, turn.now)) ?? null
  if (found === null) return null
  const screen = announcementScreen(
    { announcementId, learnerId: null, profile: null, ...found },
    deps.curriculum.lessons,
  )
  return screen === null ? null : { ...screen, lines: [say('announcement.trial'), ...screen.lines] }
}

const tellWanted: Teller<'agreement-wanted'> = async (
  { announcementId, officerId, version },
  { turn: { pending, now }, deps },
) => {
  const asked = { announcementId, officerId, version }
  const found = (await deps.notices?.announcements?.wanted(asked, pending.contactId, now)) ?? null
  if (found === null) return null
  const n = found.people === 'under-10' ? say('announcement.under-10') : found.people.toLocaleString('vi-VN')
  return { lines: [say('announcement.agree', { place: found.place, n }), say('announcement.agree-how')] }
}

export const announcementTellers: Pick<
  Tellers,
  'announcement' | 'event-cancelled' | 'announcement-tried' | 'agreement-wanted'
> = {
  announcement: tellAnnouncement,
  'event-cancelled': tellCancelled,
  'announcement-tried': tellTried,
  'agreement-wanted': tellWanted,
}
