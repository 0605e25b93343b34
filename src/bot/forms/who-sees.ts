import type { Context } from 'grammy'
import { VIEWING_CONSENT } from '../../domain/family.js'
import { CONSENT_TEXTS, type Purpose } from '../../domain/learner.js'
import {
  CONSENTS,
  type ConsentName,
  type Decided,
  type HelperSeen,
  type Sight,
  plainDay,
} from '../../domain/own-data.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import { type Form, choose, record, tellLine } from './ask.js'
import { askErase } from './erase.js'
import type { FormDeps } from './forms.js'
import { pick } from './pick.js'

const WORDS: Record<ConsentName, string[]> = {
  learning: ['hoc'],
  family: ['nguoi than'],
  counting: ['so lieu'],
  name: ['can bo biet ten', 'biet ten'],
  care: ['hoi tham'],
}
const KEEP: Option = { id: 'keep', label: say('own-data.keep'), words: ['giu nguyen', 'de vay'] }
const GIVE: Option = { id: 'give', label: say('own-data.give'), words: ['dong y', 'duoc', 'vang', 'co'] }
const TAKE: Option = { id: 'take', label: say('own-data.take'), words: ['khong', 'khong nua'] }
const ERASE: Option = { id: 'erase', label: say('change.erase'), words: ['xoa'] }

/** The five consents as they stand, since when, and the word that takes each back; each can be given again here. */
export async function askWhoSees(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  learnerId: number,
): Promise<void> {
  const sight = await form.external(({ turn }) => desk.ownData.sight(learnerId, turn.now))
  const options = CONSENTS.map((name): Option => {
    const state = say(`own-data.state.${stateOf(sight, name)}`)
    const label = say('own-data.item', { what: say(`own-data.consent.${name}`), state })
    return { id: name, label, words: WORDS[name] }
  })
  const chosen = await choose(form, ctx, deps, {
    lines: [say('own-data.five'), say('own-data.words')],
    options,
  })
  const name = CONSENTS.find((known) => known === chosen)
  switch (name) {
    case undefined:
      return tellLine(form, ctx, deps, say('form.left'))
    case 'learning':
      return askLearning(form, ctx, deps, sight)
    case 'family':
      return askHelpersSee(form, ctx, deps, desk, sight.helpers)
    case 'counting':
    case 'name':
    case 'care':
      return askConsent(form, ctx, deps, name, sight.consents[name])
  }
}

function stateOf({ consents, helpers }: Sight, name: ConsentName): 'yes' | 'no' | 'unasked' {
  if (name === 'family') return helpers.some(({ sees }) => sees) ? 'yes' : 'no'
  const decided = consents[name]
  if (decided === undefined) return 'unasked'
  return decided.given ? 'yes' : 'no'
}

const since = (decided: Decided | undefined): Phrase =>
  decided === undefined
    ? say('own-data.never-asked')
    : say(decided.given ? 'own-data.since-yes' : 'own-data.since-no', { day: plainDay(decided.since) })

async function askLearning(form: Form, ctx: Context, deps: FormDeps, { consents }: Sight): Promise<void> {
  const answer = await choose(form, ctx, deps, {
    lines: [since(consents.learning), say('own-data.about.learning')],
    options: [KEEP, ERASE],
  })
  return answer === ERASE.id
    ? askErase(form, ctx, deps)
    : tellLine(form, ctx, deps, say('own-data.as-before'))
}

async function askConsent(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  purpose: Exclude<Purpose, 'learning'>,
  decided: Decided | undefined,
): Promise<void> {
  const holds = decided?.given === true
  const answer = await choose(form, ctx, deps, {
    lines: [since(decided), holds ? say(`own-data.about.${purpose}`) : say(`own-data.would.${purpose}`)],
    options: holds ? [KEEP, TAKE] : [GIVE, KEEP],
  })
  if (answer !== GIVE.id && answer !== TAKE.id) return tellLine(form, ctx, deps, say('own-data.as-before'))
  const given = answer === GIVE.id
  await record(form, (learner) => ({ ...learner, consents: { ...learner.consents, [purpose]: given } }), {
    kind: 'consented',
    purpose,
    given,
    textVersion: CONSENT_TEXTS[purpose],
  })
  return tellLine(form, ctx, deps, given ? say('own-data.given') : say(`withdraw.${purpose}`))
}

/** Each helper for themself: seen until now, or not. */
async function askHelpersSee(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  helpers: readonly HelperSeen[],
): Promise<void> {
  if (helpers.length === 0)
    return tellLine(form, ctx, deps, say('own-data.no-helpers'), say('family.none-how'))
  const of = helpers.map(({ helpingId, name, sees }): Option => ({
    id: String(helpingId),
    label: say(sees ? 'own-data.hide-from' : 'own-data.show-to', { name }),
  }))
  const sees = helpers.filter((one) => one.sees)
  const [first] = sees
  const lines =
    first === undefined
      ? [say('own-data.seen-by-no-helper'), say('own-data.would.family')]
      : [
          say('own-data.helper-since', { name: first.name, day: plainDay(first.since) }),
          say('own-data.about.family'),
        ]
  const chosen = await pick(form, ctx, deps, lines, { of, others: [KEEP] })
  const helper = helpers.find(({ helpingId }) => String(helpingId) === chosen)
  if (helper === undefined) return tellLine(form, ctx, deps, say('own-data.as-before'))
  const given = !helper.sees
  const isDone = await form.external(async ({ turn }) => {
    const { helpingId } = helper
    // The helper may have ended it while this was read.
    if ((await desk.invitations.helping(helpingId)) === null) return false
    turn.events.push({ kind: 'viewing-set', helpingId, given, textVersion: VIEWING_CONSENT })
    return true
  })
  if (!isDone) return tellLine(form, ctx, deps, say('family.changed'))
  const { name } = helper
  return tellLine(form, ctx, deps, say(given ? 'own-data.shown-to' : 'own-data.hidden-from', { name }))
}
