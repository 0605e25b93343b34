import type { Officer } from '../../domain/role.js'
import type { BranchWords } from '../../services/branch-words.js'
import type { IndicatorLocks } from '../../services/indicator-locks.js'
import type { Members } from '../../services/members.js'
import type { Officers } from '../../services/officers.js'
import type { SignIn } from '../../services/sign-in.js'
import type { InvitationPicture } from './pages/branch-poster.js'
import type { PlanAgencies } from './pages/officers.js'

/** What the officers' desk needs of the services. */
export interface DeskServices {
  signIn: SignIn
  officers: Officers
  members: Members
  branchWords: BranchWords
  /** The pictures that lead to the chats with three words in them. */
  invitationPictures(words: string): readonly InvitationPicture[]
  locks: IndicatorLocks
  /** What stands on the first page, in words. */
  sentences(officer: Officer, at: Date): Promise<string[]>
  plans(): readonly PlanAgencies[]
}
