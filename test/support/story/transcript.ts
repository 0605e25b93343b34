import { shownMoment } from './moment.js'
import type { Shown } from './phone.js'

/** The conversation so far, to be read when something is not as it should be. */
export class Transcript {
  private readonly lines: string[] = []
  private lastMoment = ''

  learner(at: Date, words: string): void {
    this.moment(at)
    this.lines.push(`  ▸ ${words}`)
  }

  program({ text, buttons, picture }: Shown): void {
    const seen = picture === undefined ? text : `[hình: ${picture}]\n${text}`
    const [first = '', ...more] = seen.split('\n')
    this.lines.push(`  ● ${first}`, ...more.map((line) => `    ${line}`))
    if (buttons.length === 0) return
    this.lines.push(`    ${buttons.map(({ label }, at) => `[${at + 1}. ${label}]`).join(' ')}`)
  }

  toString(): string {
    return this.lines.join('\n')
  }

  private moment(at: Date): void {
    const moment = shownMoment(at)
    if (moment !== this.lastMoment) this.lines.push(`── ${moment}`)
    this.lastMoment = moment
  }
}
