import type { Notice } from '../domain/notice.js'
import { failAnnouncement } from '../store/announcement-events.js'
import { chatOfTurn } from '../store/emergencies.js'
import { type Client, chatOfRequest } from '../store/help-chat.js'
import type { Notify } from '../store/store.js'
import { untellSilences } from '../store/untell.js'
import type { NoticeDesk } from './notice-desk.js'

/**
 * What follows when a notice did not come to whom it was for: a learner who needs somebody is told the truth at once, and
 * officers see of how many their announcement did not reach. A silence of which a helper did not read is not told yet.
 * @param count for /metrics
 * @returns what also takes the turn in which it was to be told, where it came to one
 */
export const createUnreached =
  (notify: Notify, count: NoticeDesk['count']) =>
  async (client: Client, notice: Notice, at: Date, toldIn: number | null = null): Promise<void> => {
    count(notice.kind, 'unreachable')
    if (notice.kind === 'help-requested') {
      const { requestId } = notice
      const chat = await chatOfRequest(client, requestId)
      if (chat !== null) await notify(client, chat, { kind: 'help-unreached', requestId }, at)
    }
    if (notice.kind === 'announcement') await failAnnouncement(client, notice, at)
    if (notice.kind === 'silent' && toldIn !== null) await untellSilences(client, toldIn)
    if (notice.kind === 'emergency') {
      const { helpingId, turnId } = notice
      const chat = await chatOfTurn(client, turnId)
      if (chat !== null) await notify(client, chat, { kind: 'emergency-unreached', helpingId, turnId }, at)
    }
  }
