import type { Words } from './bot/words.js'
import type { Curriculum } from './domain/curriculum.js'
import type { Region } from './domain/learner.js'
import { agenciesOf } from './domain/plan-agencies.js'
import type { Officer } from './domain/role.js'
import { scopeOf } from './domain/scope.js'
import { createBranchWords } from './services/branch-words.js'
import { createIndicatorLocks } from './services/indicator-locks.js'
import { createMembers } from './services/members.js'
import { type OfficerDesk, type OfficerDeskDeps, createOfficerDesk } from './services/officer-desk.js'
import { createOfficers } from './services/officers.js'
import { scamPicture } from './services/scam-picture.js'
import { createSignIn } from './services/sign-in.js'
import { createPlaces } from './store/places.js'
import type { Pool } from './store/pool.js'
import type { Notify } from './store/store.js'
import type { Published } from './store/releases.js'
import { createScamWeeks } from './store/scam-weeks.js'
import type { DeskServices } from './web/desk/services.js'
import { createRateLimit } from './web/rate-limit.js'

const TEN_MINUTES_MS = 10 * 60_000
/** Tries at codes and words: of one chat, and of all chats of a process together. */
const OWN_GUESSES = 10
const ALL_GUESSES = 600
/** Of a message that sounds like none of the scams that the lessons name. */
const UNNAMED_SCAM = 'Kiểu lừa chưa có tên'

export interface OfficersDeps {
  pool: Pool
  /** Tells members what officers do for them. */
  notify: Notify
  secret: string
  curriculum: () => Curriculum
  wordsOf: (curriculum: Curriculum) => Words
  /** How the pages speak. */
  region: Region
  summary: OfficerDeskDeps['summary']
  published: Pick<Published, 'list'>
  /** The pictures that lead to the chats with three words in them; none unless told. */
  invitationPictures?: DeskServices['invitationPictures']
  /** Whether the figures told are invented. */
  isDemo: boolean
}

/** Everything about officers, for the chat and for the pages. */
export function createOfficerParts(deps: OfficersDeps): { desk: OfficerDesk; pages: DeskServices } {
  const { pool, secret, curriculum, wordsOf, region, summary } = deps
  const signIn = createSignIn(pool, secret)
  const planOf = (id: string) => curriculum().plans.find((plan) => plan.id === id)
  const officers = createOfficers(pool, (id) => {
    const plan = planOf(id)
    return plan === undefined ? null : agenciesOf(plan)
  })
  const guesses = {
    own: createRateLimit({ events: OWN_GUESSES, windowMs: TEN_MINUTES_MS }),
    all: createRateLimit({ events: ALL_GUESSES, windowMs: TEN_MINUTES_MS }),
  }
  const scams = {
    places: createPlaces(pool),
    weeks: createScamWeeks(pool),
    titleOf: (kind: string) => curriculum().scams.get(kind)?.title ?? UNNAMED_SCAM,
  }
  const desk = createOfficerDesk({
    pool,
    signIn,
    summary,
    scams: (scope, at) => scamPicture(scope, at, scams),
    guesses,
  })
  return {
    desk,
    pages: {
      signIn,
      officers,
      members: createMembers(pool, deps.notify),
      branchWords: createBranchWords(pool),
      invitationPictures: deps.invitationPictures ?? (() => []),
      locks: createIndicatorLocks({ pool, published: deps.published, planOf, isDemo: deps.isDemo }),
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
