import type { ChannelId } from './channels/channel.js'
import { createBranchDesk } from './services/branch-words.js'
import { createCardDesk } from './services/cards.js'
import type { FamilyDesk } from './services/family-desk.js'
import { createHelpDesk } from './services/help-desk.js'
import { createInvitationDesk } from './services/invitation-desk.js'
import { createOwnDataDesk } from './services/own-data-desk.js'
import type { Pool } from './store/pool.js'

export interface FamilyDeps {
  pool: Pool
  /** What leads to the bot on a channel with these words in it; null where there is no such link. */
  inviteLink(channel: ChannelId, words: string): string | null
}

/** Everything about families, for the chat. */
export const createFamilyParts = ({ pool, inviteLink }: FamilyDeps): FamilyDesk => ({
  invitations: createInvitationDesk({ pool, link: inviteLink }),
  branches: createBranchDesk(pool),
  cards: createCardDesk(pool),
  help: createHelpDesk(pool),
  ownData: createOwnDataDesk(pool),
})
