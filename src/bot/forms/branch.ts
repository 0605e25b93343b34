import type { Context } from 'grammy'
import { CONSENT_TEXTS } from '../../domain/learner.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { OfficerDesk } from '../../services/officer-desk.js'
import type { Speaker } from '../speak.js'
import { type Form, choose, record, tellLine, whoIsAsked } from './ask.js'
import { askCounting } from './counting.js'

const CHECK: Option = { id: 'check', label: say('branch.check'), words: ['xong', 'xong roi'] }
const LATER: Option = { id: 'later', label: say('officer.later'), words: ['de sau'] }
const COUNT: Option = { id: 'count', label: say('branch.count'), words: ['so lieu'] }
const LEAVE: Option = { id: 'leave', label: say('branch.leave'), words: ['khong thuoc'] }
const CLOSE: Option = { id: 'close', label: say('branch.close'), words: ['dong'] }
/** Each names what it says yes or no to: it may be read far from its question. */
const YES = (purpose: 'name' | 'care'): Option => ({
  id: 'yes',
  label: say(`branch.${purpose}-yes`),
  words: ['duoc', 'vang', 'dong y', 'co'],
})
const NO = (purpose: 'name' | 'care'): Option => ({
  id: 'no',
  label: say(`branch.${purpose}-no`),
  words: ['khong'],
})
const CHECKS = 4

/** To which branch the learner belongs: shows two words for its officer, or offers to leave it. */
export async function askOwnBranch(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: OfficerDesk,
): Promise<void> {
  const own = await ownBranch(form, desk)
  if (own !== null) return offerToLeave(form, ctx, speaker, own.branch)
  const words = await form.external(async ({ turn }) => {
    const made = await desk.newWords(turn.now)
    if (made === null) return null
    turn.events.push({ kind: 'member-words-made', ...made })
    return made.words
  })
  if (words === null) return tellLine(form, ctx, speaker, say('branch.no-words'))
  let lines = [say('branch.show', { words }), say('branch.how')]
  for (let checked = 0; checked < CHECKS; checked++) {
    const answer = await choose(form, ctx, speaker, { lines, options: [CHECK, LATER] })
    if (answer !== 'check') break
    const confirmed = await ownBranch(form, desk)
    if (confirmed !== null)
      return welcome(form, ctx, speaker, confirmed.branch, { asksNamed: confirmed.isOnList })
    lines = [say('branch.not-yet'), say('branch.show', { words })]
  }
  return tellLine(form, ctx, speaker, say('branch.later'))
}

interface Own {
  branch: string
  isOnList: boolean
}

const ownBranch = (form: Form, desk: OfficerDesk): Promise<Own | null> =>
  form.external(({ turn }) => (turn.learner.id === null ? null : desk.ownBranch(turn.learner.id, turn.now)))

/** They are a member now; whether they count and, where it may matter, whether they are named is theirs to say. */
export async function welcome(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  branch: string,
  { asksNamed }: { asksNamed: boolean },
): Promise<void> {
  await tellLine(form, ctx, speaker, say('branch.confirmed', { branch }))
  if (asksNamed) {
    await askWhether(form, ctx, speaker, 'name')
    await askWhether(form, ctx, speaker, 'care')
  }
  const { counting } = await whoIsAsked(form)
  if (counting) return tellLine(form, ctx, speaker, say('branch.counts-already'))
  return askCounting(form, ctx, speaker, { isEndOfDay: false })
}

/**
 * One question, and whatever is no yes is a no: whether officers see the name, or ask after somebody long away or without
 * help. `head` is said before it.
 */
export async function askWhether(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  purpose: 'name' | 'care',
  head: readonly Phrase[] = [],
): Promise<boolean> {
  const lines = [...head, say(`branch.${purpose}-ask`)]
  const answer = await choose(form, ctx, speaker, { lines, options: [YES(purpose), NO(purpose)] })
  const given = answer === 'yes'
  await record(form, (learner) => ({ ...learner, consents: { ...learner.consents, [purpose]: given } }), {
    kind: 'consented',
    purpose,
    given,
    textVersion: CONSENT_TEXTS[purpose],
  })
  return given
}

async function offerToLeave(form: Form, ctx: Context, speaker: Speaker, branch: string): Promise<void> {
  const { counting } = await whoIsAsked(form)
  const answer = await choose(form, ctx, speaker, {
    lines: [say('branch.is', { branch }), say(counting ? 'branch.counts' : 'branch.counts-not')],
    options: counting ? [CLOSE, LEAVE] : [COUNT, LEAVE, CLOSE],
  })
  if (answer === 'count') return askCounting(form, ctx, speaker, { isEndOfDay: false })
  if (answer !== 'leave') return tellLine(form, ctx, speaker, say('branch.later'))
  const sure = await choose(form, ctx, speaker, {
    lines: [say('branch.leave-sure', { branch })],
    options: [
      { id: 'yes', label: say('branch.leave'), words: ['vang', 'phai', 'dung'] },
      { id: 'no', label: say('branch.stay'), words: ['khong'] },
    ],
  })
  if (sure !== 'yes') return tellLine(form, ctx, speaker, say('branch.later'))
  await form.external(({ turn }) => {
    turn.events.push({ kind: 'branch-left' })
    return null
  })
  return tellLine(form, ctx, speaker, say('branch.left'))
}
