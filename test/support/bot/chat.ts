import { type AnswerDeps, createAnswer } from '../../../src/bot/answer.js'
import type { Call } from '../../../src/channels/channel.js'
import type { Event } from '../../../src/domain/events.js'
import type { Incoming } from '../../../src/domain/incoming.js'
import type { Learner, Region } from '../../../src/domain/learner.js'
import type { Prompt } from '../../../src/domain/prompt.js'
import type { Session } from '../../../src/domain/session.js'
import type { Standing } from '../../../src/domain/standing.js'
import type { FormState, PendingTurn, TurnOutcome } from '../../../src/store/store.js'
import { curriculum, words } from './content.js'
import { learnerAfter } from './learner.js'

const MINUTE_MS = 60_000
const LONGEST_WALK = 150

export const botInfo: AnswerDeps['channels'] extends Map<string, { botInfo: infer Info }> ? Info : never = {
  id: 1,
  is_bot: true,
  first_name: 'Gương Sáng',
  username: 'guong_sang_test_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
}

/** What a turn left and what it said. */
export interface Taken extends TurnOutcome {
  /** The texts of the messages. */
  said: string[]
}

/** One contact talking with `createAnswer`: what a turn leaves is what the next one finds, as JSON. */
export class Chat {
  now = new Date('2026-11-22T01:00:00Z')
  learner: Learner | null = null
  session: Session | null = null
  prompt: Prompt | null = null
  form: FormState | null = null
  standing: Standing | null = null
  promptMessageId: string | null = null
  readonly sentNow: Call[] = []
  readonly events: Event[] = []
  private readonly answer: ReturnType<typeof createAnswer>
  private turns = 0

  constructor(
    private readonly region: Region = 'nam',
    deps: Partial<AnswerDeps> = {},
  ) {
    this.answer = createAnswer({
      curriculum,
      words,
      region,
      publicUrl: () => 'http://127.0.0.1:1',
      channels: new Map([['telegram', { botInfo }]]),
      pictureName: () => 'picture',
      leaks: () => new Set(),
      sendNow: (call) => void this.sentNow.push(call),
      ...deps,
    })
  }

  later(minutes: number): this {
    this.now = new Date(this.now.getTime() + minutes * MINUTE_MS)
    return this
  }

  pending(incoming: Incoming | null): PendingTurn {
    const { learner, session, prompt, promptMessageId, now } = this
    // Each try reads the form anew, as from the database: the plugin writes into the log it is given.
    const form = this.form && { ...this.form, state: JSON.parse(JSON.stringify(this.form.state)) as unknown }
    const id = ++this.turns
    const from = { channel: 'telegram', contactId: 42, address: '99' } as const
    const work = { state: 'waiting', tries: 0, receivedAt: now, sent: 0, more: false } as const
    return {
      id,
      ...from,
      ...work,
      replies: [],
      profiles: [],
      incoming,
      learner,
      session,
      prompt,
      promptMessageId,
      standing: this.standing,
      form,
    }
  }

  /** Answers a turn and keeps what it leaves. */
  async take(incoming: Incoming | null): Promise<Taken> {
    this.later(1)
    const pending = this.pending(incoming)
    return this.keep(await this.answer(pending, this.now))
  }

  /** As `take`, for a turn made by {@link pending} and changed. */
  async takeAs(pending: PendingTurn): Promise<Taken> {
    return this.keep(await this.answer(pending, this.now))
  }

  /** Answers without keeping: as a process that dies before the commit. */
  async try(incoming: Incoming | null): Promise<Taken> {
    const outcome = await this.answer(this.pending(incoming), this.now)
    this.turns--
    return withTexts(outcome)
  }

  says(text: string, masked = false): Promise<Taken> {
    return this.take({ kind: 'text', text, masked: masked ? ['otp'] : [] })
  }

  /** Presses the option of the open prompt with this id. */
  presses(option: string): Promise<Taken> {
    if (!this.prompt?.options.some(({ id }) => id === option)) throw new Error(`${option} is not open`)
    return this.pressesData(`${this.prompt.stamp}:${option}`)
  }

  pressesData(data: string): Promise<Taken> {
    return this.take({ kind: 'press', data, messageId: '5', query: 'q' })
  }

  /** To lesson 0 with consent. */
  async begins(consent: 'yes' | 'no' = 'yes'): Promise<Taken> {
    await this.says('chào con')
    for (const option of ['try', 'chu']) await this.presses(option)
    return this.presses(consent)
  }

  /** Answers rightly and goes on until a form of this name is open. */
  async untilForm(name: string): Promise<Taken> {
    return this.until(() => this.session?.form === name)
  }

  async until(isThere: () => boolean): Promise<Taken> {
    let last = await this.says('lại')
    for (let walked = 0; walked < LONGEST_WALK; walked++) {
      if (isThere()) return last
      const option = this.prompt?.item?.right ?? this.prompt?.options[0]?.id
      last = option === undefined ? await this.says('học') : await this.presses(option)
    }
    throw new Error('it did not come')
  }

  private keep(outcome: TurnOutcome): Taken {
    const { session, prompt, standing, form, events } = asStored(outcome)
    if (session !== 'same') this.session = session
    if (prompt !== 'same') {
      this.prompt = prompt
      this.promptMessageId = prompt === null ? null : String(this.turns)
    }
    if (standing !== 'same') this.standing = standing
    if (form !== 'same') this.form = form
    this.learner = learnerAfter(this.learner, events, this.region)
    this.events.push(...events)
    return withTexts(outcome)
  }
}

const withTexts = (outcome: TurnOutcome): Taken => ({
  ...outcome,
  said: outcome.replies.flatMap(({ payload }) => (typeof payload.text === 'string' ? [payload.text] : [])),
})

/** What columns of JSON keep; the moments are columns of their own. */
function asStored({ session, prompt, standing, form, events }: TurnOutcome): Omit<TurnOutcome, 'replies'> {
  const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
  return {
    session: plain(session),
    prompt: prompt === null || prompt === 'same' ? prompt : { ...plain(prompt), openedAt: prompt.openedAt },
    standing: standing === null || standing === 'same' ? standing : { ...plain(standing), at: standing.at },
    form: form === null || form === 'same' ? form : { ...plain(form), openedAt: form.openedAt },
    events,
  }
}
