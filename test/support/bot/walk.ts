import type { Item } from '../../../src/domain/curriculum.js'
import type { Learner, Region } from '../../../src/domain/learner.js'
import type { Prompt } from '../../../src/domain/prompt.js'
import type { Screen } from '../../../src/domain/screen.js'
import type { FormName, Session } from '../../../src/domain/session.js'
import { step } from '../../../src/domain/turn/step.js'
import type { Input, Result } from '../../../src/domain/turn/turn.js'
import { curriculum, words } from './content.js'
import { learnerAfter, strangerIn } from './learner.js'

const MINUTE_MS = 60_000
const LONGEST_WALK = 120

/** One learner walking through pure steps, with the prompt opened as the program opens it. */
export class Walk {
  now = new Date('2026-11-22T01:00:00Z')
  session: Session | null = null
  prompt: Prompt | null = null
  learner: Learner
  /** Consecutive numbers in [0, 1). */
  random: () => number = () => 0.3
  private opened = 0

  constructor(private readonly region: Region = 'nam') {
    this.learner = strangerIn(region)
  }

  later(minutes: number): this {
    this.now = new Date(this.now.getTime() + minutes * MINUTE_MS)
    return this
  }

  take(input: Input): Result {
    this.later(1)
    const { learner, session, prompt } = this
    const result = step({ learner, session, prompt }, input, {
      curriculum,
      now: this.now,
      onWeb: false,
      random: this.random,
    })
    this.keep(result)
    return result
  }

  choose(option: string): Result {
    return this.take({ kind: 'choose', option, by: 'press' })
  }

  /** From the first hello to lesson 0, with or without consent. */
  begin(consent: 'yes' | 'no' = 'yes'): Result {
    this.take({ kind: 'words', text: 'chào con', masked: false })
    for (const option of ['try', 'chu']) this.choose(option)
    return this.choose(consent)
  }

  /** Goes on and answers rightly until `isThere`; forms end at once. */
  until(isThere: (walk: Walk, last: Result) => boolean): Result {
    let last = this.take({ kind: 'command', command: 'again' })
    for (let walked = 0; walked < LONGEST_WALK; walked++) {
      if (isThere(this, last)) return last
      last = this.goOn(last)
    }
    throw new Error('it did not come')
  }

  untilItem(): Item {
    this.until(() => (this.prompt?.item ?? null) !== null)
    return this.openItem()!
  }

  openItem(): Item | null {
    const open = this.prompt?.item
    const found = open && curriculum.lessons.get(open.lessonId)!.steps.find(({ id }) => id === open.itemId)
    return found?.kind === 'item' ? found : null
  }

  wrong(): Result {
    const item = this.openItem()!
    return this.choose(item.choices.find(({ id }) => id !== item.right)!.id)
  }

  /** Everything the screen says, as it is read. */
  read(screen: Screen | null): string {
    return screen === null ? '' : screen.lines.map((line) => words.say(line, this.learner)).join('\n')
  }

  private goOn(last: Result): Result {
    if (last.form !== null) return this.endForm()
    const item = this.openItem()
    if (item !== null) return this.choose(item.right)
    return this.choose(this.prompt?.options[0]?.id ?? 'cmd:learn')
  }

  endForm(): Result {
    const { form } = this.session!
    if (form === null) throw new Error('no form is open')
    this.prompt = null
    return this.take({ kind: 'form-ended', form })
  }

  private keep(result: Result): void {
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
  form === 'settings' || form === 'erase' ? [] : [{ kind: 'asked' as const, question: form }]
