import type { ChannelId } from './channels/channel.js'
import { createBranchDesk } from './services/branch-words.js'
import { createCardDesk } from './services/cards.js'
import type { FamilyDesk } from './services/family-desk.js'
import { createHelpDesk } from './services/help-desk.js'
import { createInvitationDesk } from './services/invitation-desk.js'
import { createOwnDataDesk } from './services/own-data-desk.js'
import type { Pool } from './store/pool.js'
import { createMissLimit } from './web/rate-limit.js'

const TEN_MINUTES_MS = 10 * 60_000
/** Three words that opened nothing: of one chat, and of all chats of a channel in a process together. */
const OWN_MISSES = 10
const ALL_MISSES = 600

export interface FamilyDeps {
  pool: Pool
  /** What leads to the bot on a channel with these words in it; null where there is no such link. */
  inviteLink(channel: ChannelId, words: string): string | null
}

/** Everything about families, for the chat. */
export function createFamilyParts({ pool, inviteLink }: FamilyDeps): FamilyDesk {
  const misses = {
    own: createMissLimit({ events: OWN_MISSES, windowMs: TEN_MINUTES_MS }),
    all: createMissLimit({ events: ALL_MISSES, windowMs: TEN_MINUTES_MS }),
  }
  return {
    invitations: createInvitationDesk({ pool, link: inviteLink, misses }),
    branches: createBranchDesk(pool),
    cards: createCardDesk(pool),
    help: createHelpDesk(pool),
    ownData: createOwnDataDesk(pool),
  }
}
