import type { Context } from 'grammy'
import type { Sight } from '../../domain/own-data.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import { type Form, choose, tellLine } from './ask.js'
import { askErase, leaveAsHelper } from './erase.js'
import type { FormDeps } from './forms.js'
import { askWhoSees } from './who-sees.js'

const FILE: Option = {
  id: 'file',
  label: say('own-data.file'),
  words: ['ban ghi', 'tep', 'gui tep', 'lay tep', 'nhan tep'],
}
const WHO: Option = { id: 'who', label: say('own-data.who'), words: ['ai xem', 'ai xem duoc'] }
const ERASE: Option = { id: 'erase', label: say('change.erase'), words: ['xoa', 'xoa het'] }
const CLOSE: Option = { id: 'close', label: say('branch.close'), words: ['dong'] }

/** What is kept about the learner, or about a helper who is none, and who can see it. */
export async function askMyData(form: Form, ctx: Context, deps: FormDeps, desk: FamilyDesk): Promise<void> {
  const { learnerId, helper } = await form.external(async ({ turn }) => ({
    learnerId: turn.learner.id,
    helper: await desk.invitations.helperOf(turn.pending.contactId),
  }))
  if (learnerId !== null) return askOfLearner(form, ctx, deps, desk, learnerId)
  if (helper === null) return tellLine(form, ctx, deps, say('own-data.nothing'))
  const answer = await choose(form, ctx, deps, {
    lines: [say('helper.data.kept', { name: helper.name }), say('helper.data.seen')],
    options: [ERASE, CLOSE],
  })
  if (answer === ERASE.id) return askErase(form, ctx, deps)
  await tellLine(form, ctx, deps, say('helper.left'))
  await leaveAsHelper(form)
}

async function askOfLearner(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  learnerId: number,
): Promise<void> {
  const sight = await form.external(({ turn }) => desk.ownData.sight(learnerId, turn.now))
  const answer = await choose(form, ctx, deps, {
    lines: [say('own-data.kept'), say('own-data.written'), seenBy(sight)],
    options: [FILE, WHO, ERASE],
  })
  switch (answer) {
    case 'file':
      return giveFile(form, ctx, deps, desk)
    case 'who':
      return askWhoSees(form, ctx, deps, desk, learnerId)
    case 'erase':
      return askErase(form, ctx, deps)
    case null:
    default:
      return tellLine(form, ctx, deps, say('form.left'))
  }
}

/** So many names stand on the screen; more are counted. */
const MOST_NAMES = 2

/** Who can see something now, by name. */
function seenBy({ helpers, branch, consents }: Sight): Phrase {
  const names = helpers.filter(({ sees }) => sees).map(({ name }) => name)
  const all: Phrase[] = names.slice(0, MOST_NAMES).map((name) => ({ text: '{name}', with: { name } }))
  if (names.length > MOST_NAMES) all.push(say('own-data.more', { n: names.length - MOST_NAMES }))
  const isNamed = consents.name?.given === true
  if (branch !== null) all.push(say(isNamed ? 'own-data.officers-name' : 'own-data.officers', { branch }))
  if (all.length === 0) return say('own-data.seen-by-nobody')
  const listed = all.map((_, at) => `{one${at}}`).join(', ')
  const who: Phrase = { text: listed, with: Object.fromEntries(all.map((one, at) => [`one${at}`, one])) }
  return say('own-data.seen-by', { who })
}

async function giveFile(form: Form, ctx: Context, deps: FormDeps, { ownData }: FamilyDesk): Promise<void> {
  const token = await form.external(({ turn }) => {
    const { token: made, tokenHash, expiresAt } = ownData.newLink(turn.now)
    turn.events.push({ kind: 'data-link-made', tokenHash, expiresAt })
    return made
  })
  const link = `${deps.publicUrl()}/du-lieu/${token}`
  return tellLine(
    form,
    ctx,
    deps,
    say('own-data.link'),
    say('listen.link', { link }),
    say('own-data.link-how'),
  )
}
