import type { ChannelId } from '../../../src/channels/channel.js'
import { fold } from '../../../src/domain/text.js'
import { seenProblems } from './compare.js'
import type { Step, Story } from './format.js'
import type { Button, Phone, Shown } from './phone.js'
import { buttonNamed, lessonsBefore, rightButton } from './pupil.js'
import { answerProblem, ruleProblems } from './rules.js'
import type { Stage } from './stage.js'
import { NAMES } from '../telegram/person.js'
import { rowsWith, storedProblems } from './stored.js'
import { Transcript } from './transcript.js'

/** Between two steps a learner reads; the clock goes on by so much. */
const READING_MS = 20_000
const LONGEST_WALK = 60
const PLACES = ['thứ nhất', 'thứ hai', 'thứ ba', 'thứ tư', 'thứ năm']

/** How the program asks which of two questions a number belongs to. */
const WHICH = 'câu nào ạ?'

/** One person talking with the program on one channel. */
export class Play {
  readonly transcript = new Transcript()
  private readonly phone: Phone
  private readonly remembered = new Map<string, Shown>()
  /** Messages with choices, the newest last. */
  private readonly asked: Shown[] = []

  constructor(
    private readonly stage: Stage,
    private readonly channel: ChannelId,
  ) {
    this.phone = stage.phone(channel)
  }

  /** Carries out one step; throws with all that is not as the step says. */
  async step(step: Step): Promise<Shown[]> {
    if (step.only !== undefined && step.only !== this.channel) return []
    this.stage.now = step.at ?? new Date(this.stage.now.getTime() + (step.later ?? READING_MS))
    const before = this.asked.at(-1)
    const seen = await this.act(step)
    if (step.remember !== undefined) this.remembered.set(step.remember, this.newest())

    const { stored, nowhere = [] } = step
    const only = step['stored-only']
    const problems = [
      ...(step.sees === undefined ? [] : seenProblems(step.sees, seen, before)),
      ...(stored === undefined ? [] : await storedProblems(this.stage.pool, stored, false)),
      ...(only === undefined ? [] : await storedProblems(this.stage.pool, only, true)),
    ]
    for (const words of nowhere) problems.push(...(await rowsWith(this.stage.pool, words)))
    if (problems.length > 0) throw new Error(problems.join('\n'))
    return seen
  }

  /** What somebody writes, and what is said to it. */
  async says(text: string, times = 1): Promise<Shown[]> {
    this.transcript.learner(this.stage.now, times === 1 ? text : `${text}   (the same update ${times} times)`)
    await this.phone.says(text, times)
    return this.hears()
  }

  async presses({ label, data }: Button, messageId: string, times = 1): Promise<Shown[]> {
    this.transcript.learner(this.stage.now, times === 1 ? `[${label}]` : `[${label}]   (${times} times)`)
    await this.phone.presses(data, messageId, times)
    const seen = await this.hears()
    const which = seen.at(-1)
    // Where numbers are typed, two questions may have one: whoever is asked which they meant, says it.
    const meant = which?.text.includes(WHICH) ? which.buttons.find((one) => one.data === data) : undefined
    return meant === undefined ? seen : this.presses(meant, which!.id)
  }

  /** Sends nothing for so many milliseconds; what came meanwhile, unasked. */
  async waits(ms: number): Promise<Shown[]> {
    this.stage.now = new Date(this.stage.now.getTime() + ms)
    return this.hears()
  }

  /** The newest message with choices. */
  newest(): Shown {
    const newest = this.asked.at(-1)
    if (newest === undefined) throw new Error('nothing was asked yet')
    return newest
  }

  /** Presses the right answer, or goes on. */
  leadsOn(): Promise<Shown[]> {
    const message = this.newest()
    const button = rightButton(message)
    if (button === undefined) throw new Error(`does not know what to answer to «${message.text}»`)
    this.stage.now = new Date(this.stage.now.getTime() + READING_MS)
    return this.presses(button, message.id)
  }

  /** Leads on until a message says `words`; all that was seen on the way. */
  async learnsUntil(words: string): Promise<Shown[]> {
    const all: Shown[] = []
    await this.goesOn(`«${words}»`, (seen) => {
      all.push(...seen)
      return seen.some(({ text }) => text.includes(words))
    })
    return all
  }

  private async goesOn(where: string, isThere: (seen: Shown[]) => boolean): Promise<void> {
    for (let pressed = 0; pressed < LONGEST_WALK; pressed++) {
      if (isThere(await this.leadsOn())) return
    }
    throw new Error(`${where} did not come within ${LONGEST_WALK} answers`)
  }

  async complaints(): Promise<string[]> {
    return this.phone.complaints()
  }

  private async act(step: Step): Promise<Shown[]> {
    const times = step.twice === true ? 2 : 1
    if (step.says !== undefined) return this.says(step.says, times)
    if (step.presses !== undefined) {
      const { button, messageId } = this.find(step.presses)
      return this.presses(button, messageId, times)
    }
    if (step.types !== undefined) return this.says(this.nameOf(step.types), times)
    if (step['at-once'] !== undefined) return this.actAtOnce(step['at-once'])
    if (step['learns-until'] !== undefined) return this.learnsUntil(step['learns-until'])
    if (step.sends !== undefined)
      return this.shows(`(${step.sends})`, (phone) => phone.sends(step.sends!, times))
    if (step.blocks === true) return this.shows('(blocks)', (phone) => phone.blocks())
    if (step.returns === true) return this.shows('(unblocks)', (phone) => phone.returns())
    if (step.calls === true) return this.shows('(calls)', (phone) => phone.calls!())
    const byHand = step['by-hand']
    if (byHand !== undefined)
      return this.shows(`(an officer: ${byHand})`, (phone) => phone.isWrittenTo!(byHand))
    if (step.restart === true)
      return this.shows('(the program is stopped and started)', () => this.stage.restart())
    if (step.retention === true) return this.shows('(retention)', () => this.stage.retain())
    const ahead = step['finished-before']
    if (ahead !== undefined)
      return this.shows(`(every lesson before ${ahead} is finished)`, () =>
        this.stage.finish(lessonsBefore(ahead)),
      )
    if (step.opens !== undefined) return this.opensLink(step.opens)
    return []
  }

  private async shows(what: string, act: (phone: Phone) => Promise<void>): Promise<Shown[]> {
    this.transcript.learner(this.stage.now, what)
    await act(this.phone)
    return this.hears()
  }

  private async actAtOnce(parts: NonNullable<Step['at-once']>): Promise<Shown[]> {
    for (const part of parts) {
      if ('says' in part) {
        this.transcript.learner(this.stage.now, `${part.says}   (at once)`)
        await this.phone.says(part.says)
      } else {
        const { button, messageId } = this.find(part.presses)
        this.transcript.learner(this.stage.now, `[${button.label}]   (at once)`)
        await this.phone.presses(button.data, messageId)
      }
    }
    return this.hears()
  }

  private async hears(): Promise<Shown[]> {
    await this.stage.settled()
    const seen = await this.phone.reads()
    const newest = seen.at(-1)
    if (newest !== undefined && newest.buttons.length > 0) await this.knowRight(newest)
    for (const shown of seen) {
      this.transcript.program(shown)
      if (shown.buttons.length > 0) this.asked.push(shown)
    }
    const broken = seen.flatMap((shown) =>
      ruleProblems(shown).map((problem) => `${problem}\n  in «${shown.text}»`),
    )
    const tooMuch = answerProblem(seen)
    if (tooMuch !== null) broken.push(tooMuch)
    if (broken.length > 0) throw new Error(`the screen breaks a rule: ${broken.join('\n')}`)
    return seen
  }

  /** Which choice of a message is right; exercises have too many variants to know it from their words. */
  private async knowRight(shown: Shown): Promise<void> {
    const { rows } = await this.stage.pool.query<{ at: number }>(
      `select at::int from prompt, jsonb_array_elements(options::jsonb) with ordinality as o (option, at)
       where option->>'id' = "right"`,
    )
    const right = shown.buttons[(rows[0]?.at ?? 0) - 1]?.label
    if (right !== undefined) shown.right = right
  }

  private find({ label, of }: { label: string; of?: string | undefined }): {
    button: Button
    messageId: string
  } {
    const message = of === undefined ? this.newest() : this.remembered.get(of)
    const button = message && buttonNamed(message, label)
    if (message === undefined || button === undefined) throw new Error(`there is no button «${label}»`)
    return { button, messageId: message.id }
  }

  /** "2", "b", "thứ hai" or the words without marks for a choice of the newest message. */
  private nameOf({ choice, by, as }: NonNullable<Step['types']>): string {
    const newest = this.newest()
    const button = buttonNamed(newest, choice)
    if (button === undefined) throw new Error(`there is no choice «${choice}»`)
    const at = newest.buttons.indexOf(button)
    const names = {
      number: String(at + 1),
      letter: 'abcde'.charAt(at),
      place: PLACES[at] ?? '',
      words: fold(button.label),
    }
    return as.replace('#', names[by])
  }

  private async opensLink(words: string[]): Promise<Shown[]> {
    const messages = this.asked
      .map(({ text }) => /https?:\/\/\S+/.exec(text)?.[0])
      .filter((link) => link !== undefined)
    const link = messages.at(-1)
    if (link === undefined) throw new Error('no message has a link')
    this.transcript.learner(this.stage.now, '(opens the link)')
    const response = await fetch(link)
    const page = await response.text()
    const missing = words.filter((text) => !page.includes(text))
    if (response.status !== 200 || missing.length > 0) {
      throw new Error(`the page answers ${response.status} and lacks ${missing.join(', ')}`)
    }
    return []
  }
}

/**
 * Plays a story from an empty database; a failure shows the conversation so far.
 * @returns what the platform would complain about, and rows that hold the name of the person
 */
export async function play(stage: Stage, story: Story, channel: ChannelId): Promise<string[]> {
  await stage.prepare(story.province)
  const person = new Play(stage, channel)
  for (const [at, step] of story.steps.entries()) {
    try {
      await person.step(step)
    } catch (error) {
      await stage.stop()
      const place = `step ${at + 1} of ${story.steps.length}: ${JSON.stringify(step)}`
      throw new Error(
        `${story.story} · ${channel}\n${person.transcript.toString()}\n\n✗ ${place}\n${said(error)}`,
        {
          cause: error,
        },
      )
    }
  }
  return [...(await person.complaints()), ...(await rowsWith(stage.pool, NAMES.last_name))]
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error))
