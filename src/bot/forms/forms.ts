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
import type { OfficerDesk } from '../../services/officer-desk.js'
import type { Speaker } from '../speak.js'
import type { BotContext } from '../turn-context.js'
import { type Form, tellLine } from './ask.js'
import { askBirthYear } from './birth-year.js'
import { askOwnBranch } from './branch.js'
import { askCounting } from './counting.js'
import { askErase } from './erase.js'
import { askHour } from './hour.js'
import { askOfficer } from './officer-menu.js'
import { askPlace } from './place.js'
import { askSettings } from './settings.js'

type Asking = (
  form: Form,
  ctx: Context,
  speaker: Speaker,
  places: Curriculum['places'],
  desk: OfficerDesk | undefined,
) => Promise<void>

const FORMS: Record<FormName, Asking> = {
  hour: (form, ctx, speaker) => askHour(form, ctx, speaker, { isEndOfDay: true }),
  place: askPlace,
  counting: (form, ctx, speaker) => askCounting(form, ctx, speaker, { isEndOfDay: true }),
  'birth-year': askBirthYear,
  settings: askSettings,
  erase: askErase,
  branch: withDesk(askOwnBranch),
  officer: withDesk(askOfficer),
}

/** Where nobody is an officer there is nothing to ask. */
function withDesk(
  asking: (form: Form, ctx: Context, speaker: Speaker, desk: OfficerDesk) => Promise<void>,
): Asking {
  return async (form, ctx, speaker, _places, desk) =>
    desk === undefined
      ? tellLine(form, ctx, speaker, say('officer.no-more'))
      : asking(form, ctx, speaker, desk)
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
export function createForms(
  speaker: Speaker & { curriculum: Curriculum; officers?: OfficerDesk },
): Composer<BotContext> {
  const composer = new Composer<BotContext>()
  composer.use(conversations<BotContext, Context>({ storage }))
  for (const [name, asking] of Object.entries(FORMS)) {
    const run = async (form: Form, ctx: Context): Promise<void> => {
      await asking(form, ctx, speaker, speaker.curriculum.places, speaker.officers)
      await form.external(({ turn }) => {
        turn.formEnded = true
        return null
      })
    }
    composer.use(createConversation<BotContext, Context>(run, name))
  }
  return composer
}
