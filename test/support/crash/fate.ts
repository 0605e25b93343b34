/** The calls between which a process can die, in the order of a turn. */
export type CallName = 'store' | 'next' | 'answer' | 'save' | 'edit' | 'send' | 'mark' | 'release'

export interface Point {
  call: CallName
  when: 'before' | 'after'
  /** The first call of this name in the process, or the second … */
  nth: number
}

/** Dying: nothing of the process happens any more. Failing: the call rejects, and the process goes on. */
export type How = 'dies' | 'fails'

export const nameOf = ({ call, when, nth }: Point): string => `${when} ${call} ${nth}`

const forever = <T>(): Promise<T> => new Promise<T>(() => undefined)

/** Decides at which of its calls a process comes to grief. */
export class Fate {
  isStruck = false
  private readonly counts = new Map<CallName, number>()

  constructor(
    private readonly point: Point | null = null,
    private readonly how: How = 'dies',
  ) {}

  /** Makes a call of the process, or does not. */
  async around<T>(call: CallName, make: () => Promise<T>): Promise<T> {
    if (this.isDead) return forever<T>()
    const nth = (this.counts.get(call) ?? 0) + 1
    this.counts.set(call, nth)
    if (this.isAt(call, 'before', nth)) await this.strike()
    const made = await make()
    if (this.isAt(call, 'after', nth)) await this.strike()
    return this.isDead ? forever<T>() : made
  }

  get isDead(): boolean {
    return this.isStruck && this.how === 'dies'
  }

  private isAt(call: CallName, when: Point['when'], nth: number): boolean {
    const { point } = this
    return point !== null && point.call === call && point.when === when && point.nth === nth
  }

  private strike(): Promise<void> {
    this.isStruck = true
    if (this.how === 'dies') return forever<void>()
    return Promise.reject(new Error('the call failed'))
  }
}
