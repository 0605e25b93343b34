import type { ChannelId } from './channels/channel.js'
import { createBranchDesk } from './services/branch-words.js'
import type { FamilyDesk } from './services/family-desk.js'
import { createHelpDesk } from './services/help-desk.js'
import { createInvitationDesk } from './services/invitation-desk.js'
import { createOwnDataDesk } from './services/own-data-desk.js'
import type { Pool } from './store/pool.js'
import { createRateLimit } from './web/rate-limit.js'

const TEN_MINUTES_MS = 10 * 60_000
/** Tries at three words: of one chat, and of all chats of a process together. */
const OWN_GUESSES = 10
const ALL_GUESSES = 600

export interface FamilyDeps {
  pool: Pool
  /** What leads to the bot on a channel with these words in it; null where there is no such link. */
  inviteLink(channel: ChannelId, words: string): string | null
}

/** Everything about families, for the chat. */
export function createFamilyParts({ pool, inviteLink }: FamilyDeps): FamilyDesk {
  const guesses = {
    own: createRateLimit({ events: OWN_GUESSES, windowMs: TEN_MINUTES_MS }),
    all: createRateLimit({ events: ALL_GUESSES, windowMs: TEN_MINUTES_MS }),
  }
  return {
    invitations: createInvitationDesk({ pool, link: inviteLink, guesses }),
    branches: createBranchDesk(pool),
    help: createHelpDesk(pool),
    ownData: createOwnDataDesk(pool),
  }
}
