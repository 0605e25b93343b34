import type { Context } from 'grammy'
import { namesOf } from '../../domain/called.js'
import { skillsToSee } from '../../domain/family-progress.js'
import type { Helping } from '../../domain/family.js'
import { isQuiet } from '../../domain/quiet-hours.js'
import { type Option, say } from '../../domain/screen.js'
import type { FamilyDesk } from '../../services/family-desk.js'
import { type Form, choose, tellLine } from './ask.js'
import { type NotSeen, curriculumFor, seenNow, whyNot } from './family-progress.js'
import type { FormDeps } from './forms.js'

const BESIDE: Option = { id: 'beside', label: say('helping.together.beside'), words: ['ngoi canh'] }
const SEEN: Option = { id: 'seen', label: say('helping.together.seen'), words: ['thay', 'ngoai doi'] }
const LEAVE: Option = { id: 'leave', label: say('helping.leave'), words: ['thoi', 'khong'] }
const OTHERS: Option = { id: 'others', label: say('helping.together.others'), words: ['khac', 'viec khac'] }
/** So many skills stand on a screen, beside a way to the others. */
const AT_ONCE = 4

/** Learning together: the helper sits beside the learner today, or saw them do something alone in real life. */
export async function askTogether(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  helping: Helping,
): Promise<void> {
  const answer = await choose(form, ctx, deps, {
    lines: [say('helping.together.ask', namesOf(helping.called))],
    options: helping.sees ? [BESIDE, SEEN, LEAVE] : [BESIDE, LEAVE],
  })
  if (answer === BESIDE.id) return sitBeside(form, ctx, deps, desk, helping)
  if (answer === SEEN.id) return askSeen(form, ctx, deps, desk, helping)
  return tellLine(form, ctx, deps, say('helping.left'))
}

async function sitBeside(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  { help }: FamilyDesk,
  helping: Helping,
): Promise<void> {
  const done = await form.external(async ({ turn }) => {
    const now = await help.helping(helping.id)
    if (now === null || now.helperId !== helping.helperId) return 'ended'
    if (isQuiet(turn.now)) return 'night'
    const chats = await help.chatsOfLearner(now.learnerId)
    // Whether somebody else learns there is nobody's business here: it reads as a chat that is not reached.
    if (!chats.some(({ reachable }) => reachable)) return 'unreached'
    turn.events.push({ kind: 'beside-told', helpingId: now.id })
    return 'done'
  })
  if (done === 'ended') return tellLine(form, ctx, deps, whyNot('ended', helping))
  const line = say(`helping.together.beside-${done}`, namesOf(helping.called))
  return done === 'done'
    ? tellLine(form, ctx, deps, line, say('helping.together.beside-means', namesOf(helping.called)))
    : tellLine(form, ctx, deps, line)
}

/** Which of the learner's skills it was, page by page. */
async function askSeen(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  helping: Helping,
): Promise<void> {
  const skills = await form.external(async ({ turn }) => {
    const found = await seenNow(desk, helping)
    if (typeof found === 'string') return found
    const open = skillsToSee(found.seen, curriculumFor(found.seen, deps), turn.now)
    return open.map(({ id, title }) => ({ id, title }))
  })
  if (typeof skills === 'string') return tellLine(form, ctx, deps, whyNot(skills, helping))
  if (skills.length === 0) return tellLine(form, ctx, deps, say('helping.together.seen-all'))
  for (let from = 0; from < skills.length; from += AT_ONCE) {
    const page = skills.slice(from, from + AT_ONCE)
    const isLast = from + AT_ONCE >= skills.length
    const answer = await choose(form, ctx, deps, {
      lines: [say('helping.together.which', namesOf(helping.called))],
      options: [
        ...page.map(({ id, title }): Option => ({ id: `skill:${id}`, label: { text: title } })),
        isLast ? LEAVE : OTHERS,
      ],
    })
    if (answer === OTHERS.id) continue
    const skill = page.find(({ id }) => answer === `skill:${id}`)
    return skill === undefined
      ? tellLine(form, ctx, deps, say('helping.left'))
      : noteSeen(form, ctx, deps, desk, helping, skill)
  }
}

async function noteSeen(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  desk: FamilyDesk,
  helping: Helping,
  skill: { id: string; title: string },
): Promise<void> {
  const why = await form.external(async ({ turn }): Promise<NotSeen | null> => {
    // Taken back while the question stood open.
    const found = await seenNow(desk, helping)
    if (typeof found === 'string') return found
    const rule = deps.curriculum.rules.current
    turn.events.push({ kind: 'seen-in-life', helpingId: helping.id, skill: skill.id, rule })
    return null
  })
  if (why !== null) return tellLine(form, ctx, deps, whyNot(why, helping))
  return tellLine(
    form,
    ctx,
    deps,
    say('helping.together.noted', { title: { text: skill.title } }),
    say('helping.together.noted-means'),
  )
}
