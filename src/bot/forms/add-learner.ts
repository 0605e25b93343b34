import type { Context } from 'grammy'
import { NO_NAME } from '../../domain/asked-name.js'
import { strangerIn } from '../../domain/learner.js'
import { MOST_PROFILES, readProfileName } from '../../domain/profile.js'
import { type Option, say } from '../../domain/screen.js'
import { fold } from '../../domain/text.js'
import { newSession } from '../../domain/turn/hello.js'
import type { Speaker } from '../speak.js'
import { type Answer, type Form, ask, tellLine } from './ask.js'

const LATER: Option = { id: NO_NAME, label: say('officer.later'), words: ['de sau'] }
const TRIES = 3

/**
 * Somebody else begins to learn on this chat: they meet the first hello, and nothing of them is kept before they agree.
 * @param invitationId the invitation that is for them; they are asked about it then
 */
export async function askAddLearner(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  invitationId: number | null = null,
): Promise<void> {
  const here = await form.external(({ turn: { pending, learner } }) => ({
    names: pending.profiles.map(({ name }) => name),
    isNamed: learner.id === null || pending.profiles.some(({ learnerId }) => learnerId === learner.id),
  }))
  if (here.names.length + (here.isNamed ? 0 : 1) >= MOST_PROFILES)
    return leave(form, ctx, speaker, 'add-learner.full')
  const own = here.isNamed ? null : await askName(form, ctx, speaker, 'own', here.names)
  if (own === null && !here.isNamed) return leave(form, ctx, speaker, 'add-learner.left')
  const others = own === null ? here.names : [...here.names, own]
  const name = await askName(form, ctx, speaker, 'other', others)
  if (name === null) return leave(form, ctx, speaker, 'add-learner.left')

  await form.external(({ turn }) => {
    turn.events.push({ kind: 'profile-added', own })
    turn.learner = strangerIn(turn.learner.region)
    const session = { ...newSession(turn.now), newcomer: name }
    turn.session = invitationId === null ? session : { ...session, invited: { invitationId, viewing: null } }
    return null
  })
  return tellLine(form, ctx, speaker, say('add-learner.welcome', { name }))
}

/** What somebody is called here; null when nothing good came. */
async function askName(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  whose: 'own' | 'other',
  others: string[],
): Promise<string | null> {
  let lines = [say(`add-learner.${whose}`), say('add-learner.how')]
  for (let tried = 0; tried < TRIES; tried++) {
    const answer = await ask(form, ctx, speaker, { lines, options: [LATER] })
    const typed = typedIn(answer)
    if (typed === null) return null
    const read = readProfileName(typed, others)
    if (read.ok) return read.name
    lines = [say(`add-learner.${read.why}`)]
  }
  return null
}

/** The words of a name; null for whoever wants to leave it. Bà Sáu is no part of "để sau". */
function typedIn(answer: Answer): string | null {
  if (answer.kind === 'words') return answer.text
  if (answer.kind === 'left' || answer.typed === null) return null
  const folded = fold(answer.typed)
  const leaves = /\d|^(?:a|mot)$|^(?:da )?de sau/.test(folded)
  return leaves ? null : answer.typed
}

/** Where nobody was learning, nobody is. */
async function leave(form: Form, ctx: Context, speaker: Speaker, key: string): Promise<void> {
  await tellLine(form, ctx, speaker, say(key))
  await form.external(({ turn }) => {
    const { learner, session } = turn
    if (learner.id === null && session?.newcomer === undefined) turn.session = null
    return null
  })
}
