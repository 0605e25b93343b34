import type { Words } from './bot/words.js'
import type { ChannelId } from './channels/channel.js'
import { announcementScreen } from './domain/announcement-screen.js'
import type { Curriculum } from './domain/curriculum.js'
import type { Region } from './domain/learner.js'
import { agenciesOf } from './domain/plan-agencies.js'
import { writeFigures } from './reports/files.js'
import type { Officer } from './domain/role.js'
import { scopeOf } from './domain/scope.js'
import type { Phrase } from './domain/screen.js'
import { areNumbered } from './domain/standing.js'
import { qrPath } from './pictures/invitation.js'
import { createApiTokens } from './services/api-tokens.js'
import { createAnnouncements } from './services/announcements.js'
import { createBranchWords } from './services/branch-words.js'
import { createCards } from './services/cards.js'
import { createCare } from './services/care.js'
import { createClassLists } from './services/class-list.js'
import { createClub } from './services/club.js'
import { createDeadLetterDesk } from './services/dead-letter-desk.js'
import { createDeskFigures } from './services/desk-figures.js'
import { createExportFigures } from './services/export-figures.js'
import { createIndicatorLocks } from './services/indicator-locks.js'
import { itemReport } from './services/item-report.js'
import { createMembers } from './services/members.js'
import { type OfficerDesk, type OfficerDeskDeps, createOfficerDesk } from './services/officer-desk.js'
import { createOfficers } from './services/officers.js'
import { createRecognitionList } from './services/recognition-list.js'
import { scamPicture, scamsInReach } from './services/scam-picture.js'
import { createSignIn } from './services/sign-in.js'
import { createItemWatch } from './store/item-watch.js'
import type { NotifyMany } from './store/notice-queue.js'
import { createPlaces } from './store/places.js'
import type { Pool } from './store/pool.js'
import type { Notify } from './store/store.js'
import { createReleaseSeries } from './store/release-series.js'
import type { Published } from './store/releases.js'
import { createScamWeeks } from './store/scam-weeks.js'
import { createSkillMonths } from './store/skill-months.js'
import type { CardLink } from './web/desk/pages/cards.js'
import type { ApiDeps } from './web/api/deps.js'
import type { DeskServices } from './web/desk/services.js'

/** Of a message that sounds like none of the scams that the lessons name. */
const UNNAMED_SCAM = 'Kiểu lừa chưa có tên'

export interface OfficersDeps {
  pool: Pool
  /** Tells members what officers do for them. */
  notify: Notify
  /** The same for many at once; one by one unless told. */
  notifyMany?: NotifyMany
  /** Whether the operator pays for messages on Zalo OA after its window; no unless told. */
  paid?: boolean
  secret: string
  curriculum: () => Curriculum
  wordsOf: (curriculum: Curriculum) => Words
  /** How the pages speak. */
  region: Region
  summary: OfficerDeskDeps['summary']
  published: Published
  /** The pictures that lead to the chats with three words in them; none unless told. */
  invitationPictures?: DeskServices['invitationPictures']
  /** What leads to the chat of a channel with three words in it; null where there is no such link. */
  inviteLink?(channel: ChannelId, words: string): string | null
  /** The plan that is told first to whoever sees everything; the first one unless told. */
  defaultPlan?: string
  /** Whether the figures told are invented. */
  isDemo: boolean
}

/** The web first: it opens on every telephone, with nothing to install. */
function cardLink(words: string, inviteLink: OfficersDeps['inviteLink']): CardLink | null {
  for (const channel of ['web', 'telegram'] as const) {
    const link = inviteLink?.(channel, words) ?? null
    if (link !== null) return { channel, link, ...qrPath(link) }
  }
  return null
}

const oneByOne =
  (notify: Notify): NotifyMany =>
  async (client, notices, at) => {
    for (const { to, notice } of notices) await notify(client, to, notice, at)
  }

/** An announcement in the very words of the chat, to somebody whose form of address nobody knows. */
const shownBy =
  ({ curriculum, wordsOf, region }: Pick<OfficersDeps, 'curriculum' | 'wordsOf' | 'region'>) =>
  ({
    id,
    place,
    content,
  }: Parameters<DeskServices['announcementShown']>[0]): ReturnType<DeskServices['announcementShown']> => {
    const current = curriculum()
    const told = { announcementId: id, learnerId: null, profile: null, place, content }
    const screen = announcementScreen(told, current.lessons)
    if (screen === null) return null
    const speak = (phrase: Phrase): string => wordsOf(current).say(phrase, { formOfAddress: null, region })
    const isNumbered = areNumbered(screen.buttons)
    const buttons = screen.buttons.map(({ label }, at) => `${isNumbered ? `${at + 1}. ` : ''}${speak(label)}`)
    return { lines: screen.lines.map(speak), buttons }
  }

/** Everything about officers, for the chat, for the pages and for their programs. */
export function createOfficerParts(deps: OfficersDeps): {
  desk: OfficerDesk
  pages: DeskServices
  api: ApiDeps
} {
  const { pool, secret, curriculum, wordsOf, region, summary } = deps
  const signIn = createSignIn(pool, secret)
  const tokens = createApiTokens(pool, deps.notify, secret)
  const planOf = (id: string) => curriculum().plans.find((plan) => plan.id === id)
  const officers = createOfficers(pool, (id) => {
    const plan = planOf(id)
    return plan === undefined ? null : agenciesOf(plan)
  })
  const scams = {
    places: createPlaces(pool),
    weeks: createScamWeeks(pool),
    isDemo: deps.isDemo,
    titleOf: (kind: string) => curriculum().scams.get(kind)?.title ?? UNNAMED_SCAM,
  }
  const desk = createOfficerDesk({
    pool,
    signIn,
    summary,
    scams: (scope, at) => scamPicture(scope, at, scams),
  })
  return {
    desk,
    api: { tokens, published: deps.published, curriculum, isDemo: deps.isDemo },
    pages: {
      signIn,
      isDemo: deps.isDemo,
      officers,
      members: createMembers(pool, deps.notify),
      branchWords: createBranchWords(pool),
      invitationPictures: deps.invitationPictures ?? (() => []),
      classLists: createClassLists(pool, deps.notify),
      cards: createCards(pool),
      cardLink: (words) => cardLink(words, deps.inviteLink),
      tokens,
      scams: {
        weeks: (by, at) => scamsInReach(scopeOf(by), at, scams),
        titleOf: (kind) => curriculum().scams.get(kind)?.title ?? null,
      },
      items: () => itemReport(createItemWatch(pool), curriculum()),
      deadLetters: createDeadLetterDesk(pool),
      care: createCare(pool, curriculum),
      recognitions: createRecognitionList(pool, curriculum),
      club: createClub({
        pool,
        curriculum,
        say: (phrase, home) => wordsOf(curriculum()).say(phrase, { formOfAddress: null, ...home }),
        region,
      }),
      announcements: createAnnouncements({
        pool,
        notifyMany: deps.notifyMany ?? oneByOne(deps.notify),
        curriculum,
        paid: deps.paid ?? false,
      }),
      announcementShown: shownBy(deps),
      files: createExportFigures({
        pool,
        published: deps.published,
        curriculum,
        isDemo: deps.isDemo,
        write: writeFigures,
      }),
      locks: createIndicatorLocks({ pool, published: deps.published, planOf, isDemo: deps.isDemo }),
      figures: createDeskFigures({
        published: deps.published,
        series: createReleaseSeries(pool),
        skillMonths: createSkillMonths(pool),
        curriculum,
        defaultPlan: deps.defaultPlan ?? null,
        isDemo: deps.isDemo,
      }),
      areas: () => curriculum().areas,
      async sentences(officer: Officer, at) {
        const { sentences } = await summary(scopeOf(officer), officer, at)
        const words = wordsOf(curriculum())
        return sentences.map((sentence) => words.say(sentence, { formOfAddress: null, region }))
      },
      plans: () =>
        curriculum().plans.map((plan) => ({ id: plan.id, title: plan.title, agencies: agenciesOf(plan) })),
    },
  }
}
