import type { BranchDesk } from './branch-words.js'
import type { CardDesk } from './cards.js'
import type { HelpDesk } from './help-desk.js'
import type { InvitationDesk } from './invitation-desk.js'
import type { OwnDataDesk } from './own-data-desk.js'

/** What the chat needs for families. Reads only: what is changed goes with the turn. */
export interface FamilyDesk {
  invitations: InvitationDesk
  branches: BranchDesk
  cards: CardDesk
  help: HelpDesk
  ownData: OwnDataDesk
}
