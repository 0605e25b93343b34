import type { Curriculum } from '../domain/curriculum.js'
import type { Learner } from '../domain/learner.js'
import { QUESTIONS, type Question } from '../domain/learner.js'
import { forProvince } from '../domain/plan.js'
import { provinceOf } from '../domain/province.js'
import type { FormName } from '../domain/session.js'
import { step } from '../domain/turn/step.js'
import type { Input } from '../domain/turn/turn.js'
import type { Asking } from '../services/asking.js'
import type { FamilyDesk } from '../services/family-desk.js'
import type { OfficerDesk } from '../services/officer-desk.js'
import type { PendingTurn } from '../store/store.js'
import { deletion, secretFate } from './secret-turn.js'
import { type Speaker, openCard, openListening, openScreen, utter } from './speak.js'
import { standingBy } from './standing-by.js'
import type { BotContext, TurnContext } from './turn-context.js'
import { whomToAsk } from './whom-to-ask.js'

export interface LearnerTurn extends Speaker {
  curriculum: Curriculum
  /** The plan for those whose province is not known or has none; the first when there is none. */
  defaultPlan?: string
  /** Absent where there are no helpers. */
  family?: FamilyDesk
  /** Whom a learner belongs to; absent where there are no officers. */
  officers?: Pick<OfficerDesk, 'ownBranch'>
  /** Finds lessons for a question in one's own words; absent where none are offered. */
  asking?: Asking
  /** Exercises, by key or source, that do not count now: newcomers guess them too often. */
  leaks: () => ReadonlySet<string>
  /** The luck of a turn, numbers in [0, 1); the same turn tried again must have the same. */
  randomFor?: (turn: PendingTurn) => () => number
}

/** One turn outside forms: the pure step, then its screen; opens a form when the step asks for one. */
export async function takeLearnersTurn(ctx: BotContext, deps: LearnerTurn, input: Input): Promise<void> {
  const { turn } = ctx
  const { curriculum, defaultPlan } = deps
  const world = {
    curriculum: forProvince(curriculum, provinceOf(curriculum.places, turn.learner.placeId), defaultPlan),
    leaks: deps.leaks(),
    now: turn.now,
    helpers: await standingBy(turn, input, deps.family),
    ...(deps.asking === undefined ? {} : { lessonsFor: deps.asking.lessonsFor }),
    whomToAsk: await whomToAsk(turn, input, deps),
    onWeb: turn.pending.channel === 'web',
    secretFate: secretFate(turn),
    random: (deps.randomFor ?? randomOf)(turn.pending),
  }
  const result = step(turn, input, world)
  turn.session = result.session
  turn.learner = result.learner
  turn.events.push(...result.events)

  if (result.deletes === true) await utter(ctx.api, deletion(turn))
  if (result.screen !== null) {
    const opening = { item: result.item, keep: result.prompt === 'same' }
    await utter(ctx.api, openScreen(turn, deps, result.screen, opening))
  }
  if (result.listen !== null) await utter(ctx.api, openListening(turn, deps, result.listen))
  if (result.link !== null) await utter(ctx.api, openCard(turn, deps))
  if (result.form !== null) await openForm(ctx, result.form)
}

async function openForm(ctx: BotContext, form: FormName): Promise<void> {
  const { turn } = ctx
  const question = QUESTIONS.find((known) => known === form)
  if (question !== undefined) noteAsked(turn, question)
  turn.formName = form
  await ctx.conversation.enter(form)
}

/** A later question is put by itself once; afterwards only the settings ask it. */
function noteAsked(turn: TurnContext, question: Question): void {
  turn.events.push({ kind: 'asked', question })
  const asked: Learner['asked'] = [...turn.learner.asked, question]
  turn.learner = { ...turn.learner, asked }
}

/** The same turn tried again shuffles the same way. */
function randomOf({ id }: PendingTurn): () => number {
  let state = id >>> 0
  // mulberry32, by Tommy Ettinger (public domain)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
