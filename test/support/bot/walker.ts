import type { Curriculum, Item } from '../../../src/domain/curriculum.js'
import type { Evidence } from '../../../src/domain/evidence.js'
import type { Event } from '../../../src/domain/events.js'
import type { StandingBy } from '../../../src/domain/family.js'
import type { Command } from '../../../src/domain/intent.js'
import { type Learner, QUESTIONS, type Region } from '../../../src/domain/learner.js'
import type { Prompt } from '../../../src/domain/prompt.js'
import type { Screen } from '../../../src/domain/screen.js'
import type { ExerciseMode, FormName, Session } from '../../../src/domain/session.js'
import { step } from '../../../src/domain/turn/step.js'
import type { Input, Result } from '../../../src/domain/turn/turn.js'
import { learnerAfter, strangerIn } from './learner.js'
import { type Words, createWords } from '../../../src/bot/words.js'
import { locales } from './words.js'

const MINUTE_MS = 60_000
const LONGEST_WALK = 4_000

const known = new WeakMap<Curriculum, Words>()
/** The words of a content, made once. */
function wordsOf(content: Curriculum): Words {
  const words = known.get(content) ?? createWords(locales, { content })
  known.set(content, words)
  return words
}

/** One learner walking through pure steps, with the prompt opened as the program opens it. */
export class Walker {
  now = new Date('2026-11-22T01:00:00Z')
  /** The clock goes on by so much with each input, milliseconds. */
  pace = MINUTE_MS
  session: Session | null = null
  prompt: Prompt | null = null
  learner: Learner
  /** How the last screen was said; without consent only the session knows how to call somebody. */
  spokenTo: Learner
  /** Consecutive numbers in [0, 1). */
  random: () => number = () => 0.3
  leaks: ReadonlySet<string> = new Set()
  /** Those who help, of a learner who is kept. */
  helpers: readonly StandingBy[] = []
  lastScreen: Screen | null = null
  /** Every event so far. */
  readonly events: Event[] = []
  private opened = 0

  constructor(
    private readonly region: Region,
    /** May be replaced between two steps, as content is. */
    public curriculum: Curriculum,
  ) {
    this.learner = strangerIn(region)
    this.spokenTo = this.learner
  }

  later(minutes: number): this {
    this.now = new Date(this.now.getTime() + minutes * MINUTE_MS)
    return this
  }

  take(input: Input): Result {
    this.now = new Date(this.now.getTime() + this.pace)
    const { learner, session, prompt } = this
    const result = step({ learner, session, prompt }, input, {
      curriculum: this.curriculum,
      now: this.now,
      onWeb: false,
      leaks: this.leaks,
      helpers: learner.id === null ? [] : this.helpers,
      random: this.random,
    })
    this.keep(result)
    return result
  }

  choose(option: string): Result {
    return this.take({ kind: 'choose', option, by: 'press' })
  }

  says(command: Command): Result {
    return this.take({ kind: 'command', command })
  }

  /** From the first hello to lesson 0, with or without consent. */
  begin(consent: 'yes' | 'no' = 'yes'): Result {
    this.take({ kind: 'words', text: 'chào con', masked: false })
    for (const option of ['try', 'chu']) this.choose(option)
    return this.choose(consent)
  }

  /** Learns, goes on and answers rightly until `isThere`; forms end at once. */
  until(isThere: (walk: Walker, last: Result) => boolean): Result {
    let last = this.take({ kind: 'command', command: 'again' })
    for (let walked = 0; walked < LONGEST_WALK; walked++) {
      if (isThere(this, last)) return last
      last = this.goOn(last)
    }
    throw new Error('it did not come')
  }

  untilItem(): Item {
    this.until(() => this.isAsked())
    return this.openItem()!
  }

  openItem(): Item | null {
    const open = this.prompt?.item ?? null
    if (open === null || !('lessonId' in open)) return null
    const found = this.curriculum.lessons.get(open.lessonId)!.steps.find(({ id }) => id === open.itemId)
    return found?.kind === 'item' ? found : null
  }

  /** Goes on and answers rightly until this lesson is learned step by step. */
  untilLesson(id: string): Result {
    return this.until(({ session }) => session?.mode.kind === 'lesson' && session.mode.lessonId === id)
  }

  right(): Result {
    return this.choose(this.prompt!.item!.right)
  }

  wrong(): Result {
    const { options, item } = this.prompt!
    return this.choose(options.find(({ id }) => id !== item!.right)!.id)
  }

  exercising(): ExerciseMode | null {
    return this.session?.mode.kind === 'exercise' ? this.session.mode : null
  }

  /** Whether what stands open is graded. */
  isAsked(): boolean {
    return (this.prompt?.item ?? null) !== null
  }

  /** Answers rightly to the end of the exercise; what stands then is its result. */
  passes(): Result {
    let last = this.right()
    while (this.isAsked() && this.exercising() !== null) last = this.right()
    return last
  }

  /** The log of a skill so far. */
  evidence(skill: string): Evidence[] {
    return this.events.flatMap((event) =>
      event.kind === 'observed' && event.skill === skill ? event.added : [],
    )
  }

  /** Everything the screen says, as it is read. */
  read(screen: Screen | null): string {
    return screen === null
      ? ''
      : screen.lines.map((line) => wordsOf(this.curriculum).say(line, this.spokenTo)).join('\n')
  }

  readOptions(screen: Screen | null): string[] {
    return screen === null
      ? []
      : screen.options.map(({ label }) => wordsOf(this.curriculum).say(label, this.spokenTo))
  }

  private goOn(last: Result): Result {
    if (last.form !== null) return this.endForm()
    const { item = null, options = [] } = this.prompt ?? {}
    return this.choose(item?.right ?? options[0]?.id ?? 'cmd:learn')
  }

  endForm(): Result {
    const { form } = this.session!
    if (form === null) throw new Error('no form is open')
    this.prompt = null
    return this.take({ kind: 'form-ended', form })
  }

  private keep(result: Result): void {
    this.events.push(...result.events)
    this.spokenTo = result.learner
    this.lastScreen = result.screen
    this.session = result.session === null ? null : (JSON.parse(JSON.stringify(result.session)) as Session)
    const asked = result.form === null ? [] : questionOf(result.form)
    const stored = this.learner.id === null ? null : this.learner
    this.learner = learnerAfter(stored, [...result.events, ...asked], this.region) ?? strangerIn(this.region)
    if (result.screen === null || (result.prompt === 'same' && this.prompt !== null)) return
    const { options } = result.screen
    const stamp = String(this.opened++)
    this.prompt = options.length === 0 ? null : { stamp, options, item: result.item, openedAt: this.now }
  }
}

const questionOf = (form: FormName) =>
  QUESTIONS.filter((question) => question === form).map((question) => ({ kind: 'asked' as const, question }))
