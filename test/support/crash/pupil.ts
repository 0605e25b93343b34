import { setTimeout as pause } from 'node:timers/promises'
import { itemAskedIn, rightButton } from '../story/pupil.js'
import { withoutNumber, type Button, type Shown } from '../story/phone.js'
import type { Shown as InChat } from '../telegram/chats.js'
import type { Person } from '../telegram/person.js'
import type { Update } from '../telegram/updates.js'
import type { Random } from './seeded.js'
import { until } from './until.js'

const COMMANDS = ['/caidat', '/ketqua', 'lại', 'giúp', 'menu', 'thôi', '/hoc', 'nghe', '/start', '/caidat']
const WORDS = ['xã lương hoà', '1950', '8 giờ', 'ông', 'mưa to quá trời', 'bỏ qua']
const ANSWERED_WITHIN_MS = 40_000

/**
 * Nobody in these tests asks to be erased, or lets somebody else learn on their telephone: what they did could then not be
 * counted. A number typed below a reply that came twice may still open the question of erasing, so nobody says yes to it.
 */
const isSafe = ({ data, label }: Button): boolean =>
  !data.endsWith(':erase') && !data.endsWith(':add-learner') && label !== 'Xoá hết'

const shownOf = ({ id, text, buttons }: InChat): Shown => ({
  id: String(id),
  text,
  buttons: buttons.flat().map((one) => ({ label: withoutNumber(one.text), data: one.callback_data ?? '' })),
})

/** Somebody who learns, mostly well, and tries everything that can be pressed and typed. */
export class Pupil {
  /** Ids of the updates in the order in which they were sent. */
  readonly sent: number[] = []
  private readonly pressed: string[] = []
  private enrolled = false

  constructor(
    readonly person: Person,
    private readonly random: Random,
  ) {}

  /** Sends one thing after the other, each after the last was answered, until it is over. */
  async learns(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const heard = this.heard().length
      this.sent.push(this.acts().update_id)
      const what = `an answer to update ${this.sent.at(-1)} of ${this.person.id}`
      await until(what, () => this.heard().length > heard, ANSWERED_WITHIN_MS)
      // People read; and a machine with nothing to spare would load the next process for ten seconds.
      await pause(30 + this.random.below(90))
    }
  }

  private heard(): InChat[] {
    return this.person.sees().filter(({ from }) => from === 'bot')
  }

  private acts(): Update {
    const last = this.heard().at(-1)
    if (last === undefined) return this.person.says('xin chào')
    const shown = shownOf(last)
    if (shown.buttons.length === 0) return this.person.says('học')
    if (!this.enrolled) return this.enrols(shown)

    const chance = this.random()
    if (chance < 0.68) return this.presses(shown)
    if (chance < 0.8) return this.types(shown)
    if (chance < 0.93) return this.person.says(this.random.oneOf(COMMANDS))
    if (chance < 0.97 && this.pressed.length > 0) return this.pressesAgain()
    return this.person.says(this.random.oneOf(WORDS))
  }

  private enrols(shown: Shown): Update {
    const yes = shown.buttons.find(({ data }) => data.endsWith(':yes'))
    this.enrolled = yes !== undefined
    const button = yes ?? this.random.oneOf(shown.buttons)
    return this.person.presses(button.data, Number(shown.id))
  }

  private presses(shown: Shown): Update {
    const right = this.random() < 0.75 ? rightButton(shown) : undefined
    const { data } = right ?? this.random.oneOf(shown.buttons.filter(isSafe))
    this.pressed.push(data)
    return this.person.presses(data, Number(shown.id))
  }

  private types(shown: Shown): Update {
    const isAsked = itemAskedIn(shown) !== undefined
    const numbers = shown.buttons.flatMap((button, at) => (isSafe(button) || isAsked ? [at + 1] : []))
    return this.person.says(String(this.random.oneOf(numbers)))
  }

  /** An old button: its message may be long gone, and it is never graded. */
  private pressesAgain(): Update {
    const data = this.random.oneOf(this.pressed)
    return this.person.presses(data, this.heard()[0]!.id)
  }
}
