import { countReviews, nextActivity } from '../../domain/agenda.js'
import { dayOf } from '../../domain/calendar.js'
import { namesOf } from '../../domain/called.js'
import { type Helping, type Viewing, viewingOf } from '../../domain/family.js'
import type { Learner } from '../../domain/learner.js'
import { forProvince } from '../../domain/plan.js'
import { provinceOf } from '../../domain/province.js'
import {
  type ReminderFacts,
  isHelperToldToday,
  isRemindedToday,
  minutesFor,
  nextReminder,
  silentDays,
} from '../../domain/reminder.js'
import { type Phrase, say } from '../../domain/screen.js'
import type { NoticeTurn, Teller, Tellers } from '../notices.js'
import type { TurnContext } from '../turn-context.js'
import { spokenOf } from './whom.js'

/** From this day of silence on a reminder says how to stop it. */
const SAYS_HOW_TO_STOP = 3

/** What is due for the learner in this moment; nothing when they have learned meanwhile, rest, or their day is over. */
const tellReminder: Teller<'reminder'> = async ({ learnerId, day, step }, { turn, deps }) => {
  const whom = spokenOf(turn, learnerId)
  const known = (await deps.notices?.reminder(learnerId, turn.now)) ?? null
  if (whom === null || known === null || known.contactId !== turn.pending.contactId) return null
  const due = nextReminder(known.facts, turn.now)
  if (due === null || due.kind !== 'remind' || due.nth !== step || dayOf(due.at) !== day) return null
  if (whom.own && turn.session?.mode.kind === 'emergency') return null
  const learner = await learnerReminded(learnerId, whom.own, { turn, deps })
  const what = learner === null ? null : whatIsDue(learner, { turn, deps })
  if (what === null) return null
  const both = await namesOfBoth(learnerId, { turn, deps })
  if (both !== null) return { lines: forBoth(both, step) }
  if (!whom.own) {
    const { called: profile, Called: Profile } = namesOf(whom.profile)
    return { lines: [say('reminder.hello-of', { profile }), what, say('reminder.how-of', { Profile })] }
  }
  const how = say(step < SAYS_HOW_TO_STOP ? 'reminder.how' : 'reminder.how-and-stop')
  return { lines: [say('reminder.hello'), what, how] }
}

/** A chat is told one reminder a day, so it is for all who share it and whose day it is. */
const forBoth = (names: string, step: number): Phrase[] => [
  say('reminder.hello-both', { names }),
  say('reminder.how-both'),
  ...(step < SAYS_HOW_TO_STOP ? [] : [say('reminder.stop')]),
]

/** "bà Tư và ông Ba"; null where nobody else who shares the chat is reminded today. */
async function namesOfBoth(learnerId: number, { turn, deps }: At): Promise<string | null> {
  const { profiles, contactId } = turn.pending
  const self = profiles.find((one) => one.learnerId === learnerId)
  if (self === undefined) return null
  const names = [self.name]
  for (const { learnerId: id, name } of profiles) {
    if (id === learnerId) continue
    const known = (await deps.notices?.reminder(id, turn.now)) ?? null
    if (known?.contactId !== contactId || !isRemindedToday(known.facts, turn.now)) continue
    const learner = await learnerReminded(id, turn.learner.id === id, { turn, deps })
    if (learner !== null && whatIsDue(learner, { turn, deps }) !== null) names.push(name)
  }
  if (names.length === 1) return null
  return `${names.slice(0, -1).join(', ')} và ${names.at(-1)!}`
}

interface At {
  turn: TurnContext
  deps: NoticeTurn
}

async function learnerReminded(
  learnerId: number,
  isOwn: boolean,
  { turn, deps }: At,
): Promise<Learner | null> {
  if (isOwn) return turn.learner
  const knowledge = (await deps.notices?.knowledge(learnerId)) ?? null
  return knowledge === null ? null : { ...turn.learner, ...knowledge, id: learnerId }
}

/** The reviews that `học` brings first, else the lesson or the exercise; null when the day brings nothing. */
function whatIsDue(learner: Learner, { turn, deps }: At): Phrase | null {
  const { curriculum, defaultPlan } = deps
  const province = provinceOf(curriculum.places, learner.placeId)
  const world = {
    curriculum: forProvince(curriculum, province, defaultPlan),
    now: turn.now,
    random: () => 0,
  }
  const reviews = countReviews(learner, world)
  if (reviews > 0) return say('reminder.review', { n: String(reviews), minutes: String(minutesFor(reviews)) })
  const next = nextActivity(learner, 0, world)
  if (next === null) return null
  return next.kind === 'lesson'
    ? say('reminder.lesson', { title: { text: next.lesson.title } })
    : say('reminder.practice', { minutes: String(minutesFor(1)) })
}

/** So many learners of one helper are told of at once, each by a line; what is more comes on the next day. */
const MOST_SILENT = 3

/** A learner of whose silence the helper of this chat is to be told. */
interface Silent {
  viewing: Viewing
  facts: ReminderFacts
}

/**
 * To a helper who may see: since when, and one sentence to send on as it stands, so in a message of its own. A chat is
 * told this once a day, so it tells of all whom the helper is to be told of today; their own notices find it told.
 */
const tellSilent: Teller<'silent'> = async ({ helpingId, since }, { turn, deps }) => {
  const help = deps.family?.help
  const helping = (await help?.helping(helpingId)) ?? null
  if (help === undefined || helping === null) return null
  const reach = await help.reachOfHelper(helping.helperId)
  if (reach?.contactId !== turn.pending.contactId) return null
  const first = await silentNow(helping, { turn, deps })
  if (first === null || dayOf(first.facts.lastActAt) !== since) return null
  const silent = [first, ...(await othersSilent(helpingId, { turn, deps }))].slice(0, MOST_SILENT)
  for (const { viewing, facts } of silent)
    turn.events.push({ kind: 'silence-told', helpingId: viewing.helpingId, since: dayOf(facts.lastActAt) })
  const lines = silent.map(({ viewing, facts }) => {
    const n = String(silentDays(facts.lastActAt, turn.now))
    return say('silent.since', { ...namesOf(viewing.called), n })
  })
  if (silent.length > 1)
    return { lines: [...lines, say('silent.how-all')], toForward: say('silent.forward-all') }
  return {
    lines: [...lines, say('silent.how')],
    toForward: say('silent.forward', namesOf(first.viewing.called)),
  }
}

async function othersSilent(helpingId: number, { turn, deps }: At): Promise<Silent[]> {
  const silent: Silent[] = []
  for (const other of (await deps.family?.help.helpingsOf(turn.pending.contactId)) ?? []) {
    const one = other.id === helpingId ? null : await silentNow(other, { turn, deps })
    if (one !== null && isHelperToldToday(one.facts, turn.now)) silent.push(one)
  }
  return silent
}

/** Null where this helper may not see, is not the one who is told, or was told; and for who rests. */
async function silentNow(helping: Helping, { turn, deps }: At): Promise<Silent | null> {
  const viewing = viewingOf(helping)
  if (viewing === null) return null
  const known = (await deps.notices?.reminder(viewing.learnerId, turn.now)) ?? null
  if (known === null || known.facts.isAbsent || known.helper?.helpingId !== helping.id) return null
  return { viewing, facts: known.facts }
}

export const reminderTellers: Pick<Tellers, 'reminder' | 'silent'> = {
  reminder: tellReminder,
  silent: tellSilent,
}
