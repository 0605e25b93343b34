import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emergencyTellers } from '../../src/bot/notices/emergency.js'
import { helpTellers } from '../../src/bot/notices/help.js'
import { reminderTellers } from '../../src/bot/notices/reminder.js'
import type { Teller } from '../../src/bot/notices.js'
import { dayOf } from '../../src/domain/calendar.js'
import type { Event } from '../../src/domain/events.js'
import { MOST_INVITATIONS, VIEWING_CONSENT, invitedUntil, viewingOf } from '../../src/domain/family.js'
import type { Notice } from '../../src/domain/notice.js'
import type { EmergencyKind } from '../../src/domain/session.js'
import { createHelpDesk } from '../../src/services/help-desk.js'
import { type InvitationDesk, createInvitationDesk } from '../../src/services/invitation-desk.js'
import { createNoticeDesk } from '../../src/services/notice-desk.js'
import { createOwnDataDesk } from '../../src/services/own-data-desk.js'
import { createInbox } from '../../src/store/inbox.js'
import { rounds } from '../support/long.js'
import { attempted, enrolled, hoursAfter, NOON } from '../store/fixtures.js'
import { openStore, type OpenedStore, wholeTurn } from '../store/opened-store.js'

/** The last one is both: a learner whom others help, and a helper. */
const HELPERS = ['hoa', 'nam', 'mai'] as const
const LEARNERS = ['ba', 'ong', 'mai'] as const
const KINDS = ['being-called', 'money-gone', 'health'] as const satisfies readonly EmergencyKind[]
type HelperName = (typeof HELPERS)[number]
type LearnerName = (typeof LEARNERS)[number]

const DAY_HOURS = 24

type Step =
  | { step: 'invite'; by: HelperName }
  | { step: 'answer'; by: LearnerName; nth: number; how: 'view' | 'no-view' | 'unknown' }
  | { step: 'revoke'; nth: number }
  | { step: 'set'; by: LearnerName; of: HelperName; given: boolean }
  | { step: 'set-all'; by: LearnerName; given: boolean }
  | { step: 'end'; between: [HelperName, LearnerName]; by: 'learner' | 'helper' }
  | { step: 'erase'; who: LearnerName }
  | { step: 'new-chat'; between: [HelperName, LearnerName] }
  | { step: 'emergency'; between: [HelperName, LearnerName]; which: EmergencyKind; asked: boolean }
  | { step: 'later'; days: number }

const helper = fc.constantFrom(...HELPERS)
const learner = fc.constantFrom(...LEARNERS)
const nth = fc.nat({ max: 40 })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ step: fc.constant('invite' as const), by: helper }) },
    {
      weight: 6,
      arbitrary: fc.record({
        step: fc.constant('answer' as const),
        by: learner,
        nth,
        how: fc.constantFrom('view', 'view', 'no-view', 'unknown'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('revoke' as const), nth }) },
    {
      weight: 4,
      arbitrary: fc.record({
        step: fc.constant('set' as const),
        by: learner,
        of: helper,
        given: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ step: fc.constant('set-all' as const), by: learner, given: fc.boolean() }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        step: fc.constant('end' as const),
        between: fc.tuple(helper, learner),
        by: fc.constantFrom('learner', 'helper'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('erase' as const), who: learner }) },
    {
      weight: 1,
      arbitrary: fc.record({ step: fc.constant('new-chat' as const), between: fc.tuple(helper, learner) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        step: fc.constant('emergency' as const),
        between: fc.tuple(helper, learner),
        which: fc.constantFrom(...KINDS),
        asked: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ step: fc.constant('later' as const), days: fc.integer({ min: 1, max: 15 }) }),
    },
  ),
  { minLength: 5, maxLength: 30 },
)

/** The learner lets nobody see any more while word of an illness, and of a fraud they want told, is on its way. */
const HIDDEN_MEANWHILE: Step[] = [
  { step: 'invite', by: 'hoa' },
  { step: 'answer', by: 'ba', nth: 0, how: 'view' },
  { step: 'emergency', between: ['hoa', 'ba'], which: 'money-gone', asked: true },
  { step: 'emergency', between: ['hoa', 'ba'], which: 'health', asked: false },
  { step: 'set-all', by: 'ba', given: false },
]

interface Made {
  id: number
  by: HelperName
  until: Date
  isOver: boolean
}

type Alarm = Extract<Notice, { kind: 'emergency' }>

/** Word of an emergency that is on its way to a helper, by the helping it was queued for. */
interface OnItsWay {
  by: HelperName
  whom: LearnerName
  helping: { sees: boolean }
  alarm: Alarm
}

/** What follows from the steps, by their meaning alone: who helps whom, and may see them. */
class Model {
  now = NOON
  chats = 0
  readonly made: Made[] = []
  readonly helping = new Map<string, { sees: boolean }>()
  readonly alarms: OnItsWay[] = []
  /** Who did something in the month of the beginning; nobody knows it of who erased everything. */
  readonly wereHere = new Set<LearnerName>(LEARNERS)

  of(by: HelperName, whom: LearnerName): { sees: boolean } | undefined {
    return this.helping.get(`${by} ${whom}`)
  }

  isOpen({ until, isOver }: Made): boolean {
    return !isOver && until > this.now
  }

  /** Whom a helper may see. */
  seenBy(by: HelperName): LearnerName[] {
    return LEARNERS.filter((whom) => this.of(by, whom)?.sees === true)
  }

  /** Of which emergency it says something: what the learner asked for, else only while the helper sees. */
  saidBy({ by, whom, helping, alarm }: OnItsWay): EmergencyKind | null {
    return this.of(by, whom) === helping && (alarm.asked || helping.sees) ? alarm.which : null
  }

  helpedBy(by: HelperName): LearnerName[] {
    return LEARNERS.filter((whom) => this.of(by, whom) !== undefined)
  }

  /** Whoever erases everything is nobody's helper any more either. */
  forget(whom: LearnerName): void {
    for (const pair of this.helping.keys()) if (pair.split(' ').includes(whom)) this.helping.delete(pair)
    for (const one of this.made) if (one.by === whom) one.isOver = true
    this.wereHere.delete(whom)
  }
}

let store: OpenedStore
let invitations: InvitationDesk
let inbox: OpenedStore['inbox']
let queued: Notice[] = []

beforeAll(async () => {
  store = await openStore()
  inbox = createInbox(store.pool, store.arrivals, (_client, _to, notice) =>
    Promise.resolve(void queued.push(notice)),
  )
  invitations = createInvitationDesk({
    pool: store.pool,
    link: () => null,
  })
})
afterAll(() => store.close())

type At<K extends Notice['kind']> = Parameters<Teller<K>>[1]

/** The program, spoken to in turns as the chat speaks to it. */
class Program {
  constructor(private readonly model: Model) {}

  /** False when somebody was quicker, or it is not true any more. */
  async turn(address: string, ...events: Event[]): Promise<boolean> {
    try {
      await wholeTurn(inbox, { events }, address, this.model.now)
      return true
    } catch (error) {
      if ((error as Error).name !== 'NotAnyMore') throw error
      await store.pool.query(`update turn set state = 'set_aside' where state = 'waiting'`)
      return false
    }
  }

  async idOf(what: 'learner' | 'helper', address: string): Promise<number | null> {
    const { rows } = await store.pool.query<{ learner: number | null; helper: number | null }>(
      `select c.learner_id as learner, h.id as helper from contact c left join helper h on h.contact_id = c.id
       where c.address = $1`,
      [address],
    )
    return rows[0]?.[what] ?? null
  }

  /** The helping of two, also one that has ended; -1 when they never met. */
  async helping(by: HelperName, whom: LearnerName): Promise<number> {
    const { rows } = await store.pool.query<{ id: number }>(
      `select id from helping where helper_id = $1 and learner_id = $2 order by id desc limit 1`,
      [await this.idOf('helper', by), await this.idOf('learner', whom)],
    )
    return rows[0]?.id ?? -1
  }

  async chatOf(address: string): Promise<number> {
    const { rows } = await store.pool.query<{ id: number }>('select id from contact where address = $1', [
      address,
    ])
    return rows[0]?.id ?? -1
  }

  /** Of how many learners a helper would read in the line about the month, if it were sent now. */
  async monthTo(by: HelperName): Promise<number> {
    const family = { help: createHelpDesk(store.pool), ownData: createOwnDataDesk(store.pool) }
    const at = {
      turn: { now: this.model.now, pending: { contactId: await this.chatOf(by) } },
      deps: { family },
    }
    const month = dayOf(NOON).slice(0, 7)
    const told = await helpTellers.month({ kind: 'month', month }, at as unknown as At<'month'>)
    return told?.lines.length ?? 0
  }

  /** Which helpers would read that a learner has done nothing for long, if it were sent now to whoever ever helped. */
  async silenceOf(whom: LearnerName): Promise<HelperName[]> {
    const notices = createNoticeDesk(store.pool, () => undefined)
    const family = { help: createHelpDesk(store.pool) }
    const known = await notices.reminder((await this.idOf('learner', whom))!, this.model.now)
    const told: HelperName[] = []
    for (const by of HELPERS) {
      const turn = { now: this.model.now, pending: { contactId: await this.chatOf(by) }, events: [] }
      const helpingId = await this.helping(by, whom)
      const notice = { kind: 'silent', helpingId, since: dayOf(known!.facts.lastActAt) } as const
      const at = { turn, deps: { family, notices } } as unknown as At<'silent'>
      if ((await reminderTellers.silent(notice, at)) !== null) told.push(by)
    }
    return told
  }

  /** What a helper would read of an emergency that is under way, if it were sent now. */
  async saidOf({ by, alarm }: OnItsWay): Promise<EmergencyKind | null> {
    const emergency = { which: 'health', since: this.model.now.toISOString() } as const
    const help = { ...createHelpDesk(store.pool), emergencyOf: () => Promise.resolve(emergency) }
    const at = {
      turn: { now: this.model.now, pending: { contactId: await this.chatOf(by) } },
      deps: { family: { help } },
    }
    const told = await emergencyTellers.emergency(alarm, at as unknown as At<'emergency'>)
    const line = told?.lines[0]
    const said = line !== undefined && 'say' in line ? line.say : null
    return KINDS.find((which) => said === `emergency.helper.${which}.first`) ?? null
  }

  async shownTo(by: HelperName): Promise<{ helped: LearnerName[]; seen: LearnerName[] }> {
    const id = await this.idOf('helper', by)
    const helpings = id === null ? [] : await invitations.helpingsOf(id)
    const names = new Map<number | null, LearnerName>()
    for (const whom of LEARNERS) names.set(await this.idOf('learner', whom), whom)
    const seen: LearnerName[] = []
    for (const one of helpings) {
      const viewing = viewingOf(one)
      if (viewing !== null && (await createHelpDesk(store.pool).seen(viewing)) !== null)
        seen.push(names.get(one.learnerId)!)
    }
    const order = (list: LearnerName[]) => LEARNERS.filter((whom) => list.includes(whom))
    return { helped: order(helpings.map(({ learnerId }) => names.get(learnerId)!)), seen: order(seen) }
  }
}

/** Whether a step could be done, and whether it should have been. */
type Done = [isDone: boolean, may: boolean]
type Of<K extends Step['step']> = Extract<Step, { step: K }>

const textVersion = VIEWING_CONSENT

/** Carries a step out in both. */
async function take(step: Step, model: Model, program: Program): Promise<Done> {
  switch (step.step) {
    case 'later':
      model.now = hoursAfter(step.days * DAY_HOURS, model.now)
      return [true, true]
    case 'invite':
      return invite(step, model, program)
    case 'answer':
      return answer(step, model, program)
    case 'revoke':
      return revoke(step, model, program)
    case 'set': {
      const { by, of, given } = step
      const helpingId = await program.helping(of, by)
      const isDone = await program.turn(by, { kind: 'viewing-set', helpingId, given, textVersion })
      const known = model.of(of, by)
      if (known !== undefined) known.sees = given
      return [isDone, known !== undefined]
    }
    case 'set-all': {
      const { by: whom, given } = step
      const isDone = await program.turn(whom, { kind: 'viewing-set', helpingId: 'all', given, textVersion })
      for (const by of HELPERS) {
        const known = model.of(by, whom)
        if (known !== undefined) known.sees = given
      }
      return [isDone, true]
    }
    case 'end': {
      const [by, whom] = step.between
      const helpingId = await program.helping(by, whom)
      const event = { kind: 'helping-ended', helpingId, by: step.by } as const
      const isDone = await program.turn(step.by === 'learner' ? whom : by, event)
      return [isDone, model.helping.delete(`${by} ${whom}`)]
    }
    case 'emergency':
      return raiseAlarm(step, model, program)
    case 'new-chat':
      return openNewChat(step, model, program)
    case 'erase': {
      const isDone = await program.turn(step.who, { kind: 'erased' })
      model.forget(step.who)
      return [isDone && (await program.turn(step.who, enrolled())), true]
    }
  }
}

async function invite({ by }: Of<'invite'>, model: Model, program: Program): Promise<Done> {
  const words = `số ${model.made.length}`
  const until = invitedUntil(model.now)
  const waiting = model.made.filter((one) => one.by === by && model.isOpen(one)).length
  const isDone = await program.turn(
    by,
    { kind: 'helper-named', name: by },
    { kind: 'invitation-made', words, called: 'người thân', expiresAt: until },
  )
  if (isDone) {
    const { rows } = await store.pool.query<{ id: number }>('select id from invitation where words = $1', [
      words,
    ])
    model.made.push({ id: rows[0]!.id, by, until, isOver: false })
  }
  return [isDone, waiting < MOST_INVITATIONS]
}

/** Of all that were ever made, also those that are over. */
const madeAt = (which: number, { made }: Model): Made | undefined => made[which % Math.max(1, made.length)]

async function answer(step: Of<'answer'>, model: Model, program: Program): Promise<Done> {
  const one = madeAt(step.nth, model)
  if (one === undefined) return [true, true]
  const { id: invitationId, by } = one
  const isTaken = model.of(by, step.by) !== undefined || by === step.by
  const may = model.isOpen(one) && (step.how === 'unknown' || !isTaken)
  const viewing = step.how === 'view'
  const isDone = await program.turn(
    step.by,
    step.how === 'unknown'
      ? { kind: 'invitation-refused', invitationId }
      : { kind: 'invitation-accepted', invitationId, viewing, textVersion },
  )
  if (may) one.isOver = true
  if (may && step.how !== 'unknown') model.helping.set(`${by} ${step.by}`, { sees: viewing })
  return [isDone, may]
}

/** The learner takes a further telephone by the words of a helper; whoever sees them sees them as before. */
async function openNewChat(
  { between: [by, whom] }: Of<'new-chat'>,
  model: Model,
  program: Program,
): Promise<Done> {
  const helpingId = await program.helping(by, whom)
  const words = `máy ${model.chats}`
  // One set of words a day is all.
  model.now = hoursAfter(DAY_HOURS + 1, model.now)
  const expiresAt = invitedUntil(model.now)
  const isMade = await program.turn(by, { kind: 'relink-made', words, helpingId, expiresAt })
  if (!isMade) return [false, model.of(by, whom) !== undefined]
  const { rows } = await store.pool.query<{ id: number }>('select id from invitation where words = $1', [
    words,
  ])
  const invitationId = rows[0]!.id
  const opened = { kind: 'relinked', invitationId } as const
  // Not before the learner says yes, or, where the helper may see, a day is over.
  const isEarly = await program.turn(`chat ${model.chats++}`, opened)
  const isUnanswered = model.chats % 2 === 0
  if (isUnanswered) model.now = hoursAfter(DAY_HOURS, model.now)
  else if (!(await program.turn(whom, { kind: 'relink-answered', invitationId, allowed: true })))
    return [false, true]
  const isDone = !isEarly && (await program.turn(`chat ${model.chats++}`, opened))
  const helping = model.of(by, whom)
  return [isDone, helping !== undefined && (helping.sees || !isUnanswered)]
}

async function raiseAlarm(
  { between: [by, whom], which, asked }: Of<'emergency'>,
  model: Model,
  program: Program,
): Promise<Done> {
  const helpingIds = [await program.helping(by, whom)]
  const helping = model.of(by, whom)
  queued = []
  const isDone = await program.turn(whom, { kind: 'emergency-told', helpingIds, which, asked })
  for (const notice of queued)
    if (notice.kind === 'emergency' && helping !== undefined)
      model.alarms.push({ by, whom, helping, alarm: notice })
  return [isDone, helping !== undefined && (asked || helping.sees)]
}

async function revoke({ nth: which }: Of<'revoke'>, model: Model, program: Program): Promise<Done> {
  const one = madeAt(which, model)
  if (one === undefined) return [true, true]
  const may = model.isOpen(one)
  const isDone = await program.turn(one.by, { kind: 'invitation-revoked', invitationId: one.id })
  one.isOver ||= may
  return [isDone, may]
}

describe('what a helper is shown', () => {
  it('is never more than the learner lets them see in that moment, whatever happened before', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        await store.clear()
        const model = new Model()
        const program = new Program(model)
        for (const who of LEARNERS) await program.turn(who, enrolled(), attempted())
        for (const step of sequence) {
          const [isDone, may] = await take(step, model, program)
          expect([step, isDone]).toEqual([step, may])
          for (const by of HELPERS)
            expect([step, by, await program.shownTo(by)]).toEqual([
              step,
              by,
              { helped: model.helpedBy(by), seen: model.seenBy(by) },
            ])
          for (const by of HELPERS) {
            const here = model.seenBy(by).filter((whom) => model.wereHere.has(whom))
            expect([step, by, await program.monthTo(by)]).toEqual([step, by, here.length])
          }
          for (const whom of LEARNERS) {
            const seers = HELPERS.filter((by) => model.seenBy(by).includes(whom))
            const told = await program.silenceOf(whom)
            expect(seers).toEqual(expect.arrayContaining(told))
            expect([step, whom, told.length]).toEqual([step, whom, Math.min(1, seers.length)])
          }
          for (const one of model.alarms)
            expect([step, one, await program.saidOf(one)]).toEqual([step, one, model.saidBy(one)])
        }
        await everyConsentIsDated(store)
      }),
      { numRuns: rounds(8, 120), examples: [[HIDDEN_MEANWHILE]] },
    )
  })
})

/** The rows of consent alone tell what holds: the newest of each helping. */
async function everyConsentIsDated({ pool }: OpenedStore): Promise<void> {
  const { rows } = await pool.query<{ bad: number }>(
    `select count(*)::int as bad from consent
     where (purpose = 'family') <> (helping_id is not null)
       or purpose = 'family' and text_version <> $1`,
    [VIEWING_CONSENT],
  )
  expect(rows[0]!.bad).toBe(0)
}
