import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  type ConversationData,
  type VersionedState,
  conversations,
  createConversation,
} from '@grammyjs/conversations'
import { Composer, type Context } from 'grammy'
import type { Curriculum } from '../../domain/curriculum.js'
import { say } from '../../domain/screen.js'
import type { FormName } from '../../domain/session.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import type { OfficerDesk } from '../../services/officer-desk.js'
import type { Speaker } from '../speak.js'
import type { BotContext } from '../turn-context.js'
import { type Form, tellLine } from './ask.js'
import { askAddLearner } from './add-learner.js'
import { askBirthYear } from './birth-year.js'
import { askOwnBranch } from './branch.js'
import { askCallFamily } from './call-family.js'
import { askCheck } from './check.js'
import { askCounting } from './counting.js'
import { askErase } from './erase.js'
import { askFamily } from './family.js'
import { askHour } from './hour.js'
import { askInvited } from './invited.js'
import { askMyData } from './my-data.js'
import { askOfficer } from './officer-menu.js'
import { askPause } from './pause.js'
import { askPlace } from './place.js'
import { askReported } from './reported.js'
import { askAddressSaid, askHourSaid, askPlaceSaid, askSettings } from './settings.js'

/** What forms may ask for beside the turn; a desk is absent where there is nobody to serve. */
export interface FormDeps extends Speaker {
  curriculum: Curriculum
  /** The plan for those whose province is not known or has none; the first when there is none. */
  defaultPlan?: string
  officers?: OfficerDesk
  /** Whether the operator pays for messages on Zalo OA after its window. */
  paid?: boolean
  family?: FamilyDesk
}

type Asking = (form: Form, ctx: Context, deps: FormDeps) => Promise<void>

const FORMS: Record<FormName, Asking> = {
  hour: (form, ctx, speaker) => askHour(form, ctx, speaker, { isEndOfDay: true }),
  place: (form, ctx, deps) => askPlace(form, ctx, deps, deps.curriculum.places),
  counting: (form, ctx, speaker) => askCounting(form, ctx, speaker, { isEndOfDay: true }),
  'birth-year': askBirthYear,
  settings: (form, ctx, deps) => askSettings(form, ctx, deps, deps.curriculum.places),
  'set-hour': askHourSaid,
  'set-address': askAddressSaid,
  'set-place': (form, ctx, deps) => askPlaceSaid(form, ctx, deps, deps.curriculum.places),
  erase: askErase,
  branch: withDesk(askOwnBranch),
  officer: withDesk(askOfficer),
  family: withFamily(askFamily),
  invited: withFamily(askInvited),
  'call-family': withFamily(askCallFamily),
  'my-data': withFamily(askMyData),
  pause: withFamily(askPause),
  reported: askReported,
  'add-learner': (form, ctx, deps) => askAddLearner(form, ctx, deps),
  check: askCheck,
}

/** Where there are no families there is nobody to invite. */
function withFamily(
  asking: (form: Form, ctx: Context, deps: FormDeps, desk: FamilyDesk) => Promise<void>,
): Asking {
  return async (form, ctx, deps) =>
    deps.family === undefined
      ? tellLine(form, ctx, deps, say('form.left'))
      : asking(form, ctx, deps, deps.family)
}

/** Where nobody is an officer there is nothing to ask. */
function withDesk(
  asking: (form: Form, ctx: Context, speaker: Speaker, desk: OfficerDesk) => Promise<void>,
): Asking {
  return async (form, ctx, deps) =>
    deps.officers === undefined
      ? tellLine(form, ctx, deps, say('officer.no-more'))
      : asking(form, ctx, deps, deps.officers)
}

/** The code a replay runs through: this folder, and how a screen becomes calls. */
const CODE = [...readdirSync(import.meta.dirname).toSorted(), '../speak.ts', '../render.ts']

/**
 * Changes whenever the code of a form does: a form in progress would be replayed against questions it was
 * never asked.
 */
export const FORMS_VERSION = CODE.reduce(
  (hash, file) => hash.update(readFileSync(join(import.meta.dirname, file))),
  createHash('sha256'),
)
  .digest('hex')
  .slice(0, 12)

type Stored = VersionedState<ConversationData>

/** The plugin reads and writes the form's log in the turn; the turn's transaction keeps it. */
const storage = {
  type: 'context' as const,
  version: FORMS_VERSION,
  adapter: {
    read: ({ turn }: BotContext): Stored | undefined => turn.form?.state as Stored | undefined,
    write({ turn }: BotContext, state: Stored): void {
      const openedAt = turn.form?.openedAt ?? turn.now
      turn.form =
        turn.formName === null ? null : { name: turn.formName, version: FORMS_VERSION, state, openedAt }
    },
    delete({ turn }: BotContext): void {
      turn.form = null
    },
  },
}

/** The short forms, ready to be entered by name. */
export function createForms(deps: FormDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>()
  composer.use(conversations<BotContext, Context>({ storage }))
  for (const [name, asking] of Object.entries(FORMS)) {
    const run = async (form: Form, ctx: Context): Promise<void> => {
      await asking(form, ctx, deps)
      await form.external(({ turn }) => {
        turn.formEnded = true
        return null
      })
    }
    composer.use(createConversation<BotContext, Context>(run, name))
  }
  return composer
}
