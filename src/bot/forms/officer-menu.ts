import type { Context } from 'grammy'
import { type Officer, may } from '../../domain/role.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { OfficerDesk } from '../../services/officer-desk.js'
import type { Speaker } from '../speak.js'
import { type Form, choose, tellLine } from './ask.js'
import { confirmBrowser } from './officer-browser.js'
import { confirmMember } from './officer-member.js'

const ENTER: Option = { id: 'enter', label: say('officer.enter'), words: ['trang', 'vao trang'] }
const BROWSER: Option = { id: 'browser', label: say('officer.browser'), words: ['may tinh'] }
const MEMBER: Option = { id: 'member', label: say('officer.member'), words: ['hoi vien'] }
const SCAMS: Option = { id: 'scams', label: say('officer.scams'), words: ['lua dao', 'tin lua'] }

/** Three sentences and a picture of the officer's scope, and what they may do in the chat. */
export async function askOfficer(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: OfficerDesk,
): Promise<void> {
  const officer = await form.external(({ turn }) => desk.ofContact(turn.pending.contactId))
  if (officer === null) return tellLine(form, ctx, speaker, say('officer.no-more'))
  const { sentences, picture } = await form.external(({ turn }) => desk.summary(officer, turn.now))
  const answer = await choose(form, ctx, speaker, {
    lines: sentences,
    options: [ENTER, BROWSER, ...(may(officer.role, 'confirm-members') ? [MEMBER] : []), SCAMS],
    ...(picture === null ? {} : { picture }),
  })
  switch (answer) {
    case 'enter':
      return giveLink(form, ctx, speaker, desk, officer)
    case 'browser':
      return confirmBrowser(form, ctx, speaker, desk, officer)
    case 'member':
      return confirmMember(form, ctx, speaker, desk, officer)
    case 'scams':
      return tellScams(form, ctx, speaker, desk, officer)
    case null:
    default:
      return tellLine(form, ctx, speaker, say('officer.left'))
  }
}

/** A sentence a line. */
async function tellScams(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: OfficerDesk,
  officer: Officer,
): Promise<void> {
  const sentences = await form.external(({ turn }) => desk.scams(officer, turn.now))
  const lines = sentences.map((sentence): Phrase => ({ text: '{sentence}', with: { sentence } }))
  return tellLine(form, ctx, speaker, ...lines)
}

/** The link opens a page with a button, so that a preview of the message does not use it up. */
async function giveLink(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: OfficerDesk,
  officer: Officer,
): Promise<void> {
  const token = await form.external(async ({ turn }) => {
    const link = await desk.newLink(officer, turn.now)
    if (link === null) return null
    const { tokenHash, expiresAt } = link
    turn.events.push({ kind: 'login-link-made', officerId: officer.id, tokenHash, expiresAt })
    return link.token
  })
  if (token === null) return tellLine(form, ctx, speaker, say('officer.links-enough'))
  const link = `${speaker.publicUrl()}/dashboard/enter/${token}`
  return tellLine(
    form,
    ctx,
    speaker,
    say('officer.link'),
    say('listen.link', { link }),
    say('officer.link-how'),
  )
}
