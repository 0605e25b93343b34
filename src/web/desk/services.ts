import type { Area } from '../../domain/curriculum.js'
import type { Officer } from '../../domain/role.js'
import type { ApiTokens } from '../../services/api-tokens.js'
import type { Announcement, Announcements } from '../../services/announcements.js'
import type { BranchWords } from '../../services/branch-words.js'
import type { Cards } from '../../services/cards.js'
import type { ClassLists } from '../../services/class-list.js'
import type { Care } from '../../services/care.js'
import type { Club } from '../../services/club.js'
import type { DeadLetterDesk } from '../../services/dead-letter-desk.js'
import type { DeskFigures } from '../../services/desk-figures.js'
import type { ExportFigures } from '../../services/export-figures.js'
import type { IndicatorLocks } from '../../services/indicator-locks.js'
import type { ItemSeen } from '../../services/item-report.js'
import type { Members } from '../../services/members.js'
import type { Officers } from '../../services/officers.js'
import type { RecognitionList } from '../../services/recognition-list.js'
import type { SignIn } from '../../services/sign-in.js'
import type { ShownWords } from './pages/announcement-shown.js'
import type { CardLink } from './pages/cards.js'
import type { InvitationPicture } from './pages/branch-poster.js'
import type { PlanAgencies } from './pages/officers.js'
import type { ScamDesk } from './scams-routes.js'

/** What the officers' desk needs of the services. */
export interface DeskServices {
  signIn: SignIn
  /** Whether the figures told are invented. */
  isDemo: boolean
  officers: Officers
  members: Members
  branchWords: BranchWords
  /** The pictures that lead to the chats with three words in them. */
  invitationPictures(words: string): readonly InvitationPicture[]
  classLists: ClassLists
  cards: Cards
  /** What is scanned to come to a chat with three words in it; null where no chat has a link. */
  cardLink(words: string): CardLink | null
  locks: IndicatorLocks
  care: Care
  recognitions: RecognitionList
  club: Club
  tokens: ApiTokens
  scams: ScamDesk
  /** How newcomers fare with questions and tasks. */
  items(): Promise<ItemSeen[]>
  deadLetters: DeadLetterDesk
  figures: DeskFigures
  /** The published months as files. */
  files: ExportFigures
  /** The areas in the order of the content. */
  areas(): readonly Area[]
  announcements: Announcements
  /** An announcement as the chat shows it; null where its lesson is not there any more. */
  announcementShown(of: Pick<Announcement, 'id' | 'place' | 'content'>): ShownWords | null
  /** What stands on the first page, in words. */
  sentences(officer: Officer, at: Date): Promise<string[]>
  plans(): readonly PlanAgencies[]
}
