import type { BrowserContext, Locator, Page } from 'playwright-core'
import { type Shown, withoutNumber } from '../story/phone.js'
import { rightButton } from '../story/pupil.js'

/** More steps than any lesson has, its hello and its form included. */
const MOST_STEPS = 40

/** Somebody with the web chat open in a browser, who reads what stands there and answers it. */
export class ChatPage {
  constructor(readonly page: Page) {
    // Sooner than the test's own limit, so that a failure says what was waited for.
    page.setDefaultTimeout(40_000)
  }

  static async openedIn(visitor: BrowserContext, url: string): Promise<ChatPage> {
    const chat = new ChatPage(await visitor.newPage())
    await chat.page.goto(`${url}/chat`)
    await chat.choice('Bắt đầu').waitFor()
    return chat
  }

  get field(): Locator {
    return this.page.getByLabel('Gõ vào đây')
  }

  /** The button with these words among those that can be pressed now. */
  choice(words: string): Locator {
    return this.page.locator('.current').getByRole('button', { name: words })
  }

  /** What everybody said so far, as it reads. */
  history(): Promise<string> {
    return this.page.locator('#log').innerText()
  }

  /** The newest message of the bot with its choices. */
  newest(): Promise<Shown> {
    return this.page
      .locator('.message.bot')
      .last()
      .evaluate((message) => ({
        id: message.querySelector('.bubble')!.id,
        text: message.querySelector<HTMLElement>('.words')!.innerText,
        buttons: [...message.querySelectorAll<HTMLElement>('.current .choice')].map((button) => ({
          label: button.querySelector('.label')!.textContent,
          data: button.dataset.press!,
        })),
      }))
  }

  /** Does something and gives the question that stands there after it. */
  async after(act: () => Promise<unknown>): Promise<Shown> {
    // While what was said before is still coming in, no question stands there yet, or an old one.
    await this.page.locator('#log[aria-busy="false"]').waitFor()
    const [before] = await this.page
      .locator('.current')
      .evaluateAll((groups) => groups.map((group) => group.getAttribute('aria-labelledby')))
    await act()
    const next = before === undefined ? '.current' : `.current:not([aria-labelledby="${before}"])`
    await this.page.locator(next).waitFor()
    return this.newest()
  }

  /** Touches the button with these words, with a finger. */
  touches(words: string): Promise<Shown> {
    return this.after(() => this.choice(words).tap())
  }

  /** Writes into the field, presses Enter, and reads the question that follows. */
  says(words: string): Promise<Shown> {
    return this.after(() => this.types(words))
  }

  /** Writes into the field and presses Enter. */
  async types(words: string): Promise<void> {
    await this.field.fill(words)
    await this.field.press('Enter')
  }

  /** From the first greeting to the first question of the first real lesson, with a finger. */
  async comesToAQuestion(): Promise<Shown> {
    for (const words of ['Bắt đầu', 'Học thử', 'chú', 'Được']) await this.touches(words)
    await this.learns('Học tiếp', (label) => this.choice(label).tap())
    await this.touches('Học tiếp')
    await this.touches('Học')
    return this.touches('Tiếp')
  }

  /** Answers rightly, by `answer`, until there is a button with the words of `until`; gives all that was read. */
  async learns(until: string, answer: (label: string, place: number) => Promise<unknown>): Promise<Shown[]> {
    const read = [await this.newest()]
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const shown = read.at(-1)!
      if (shown.buttons.some(({ label }) => label === until)) return read
      const right = rightButton(shown)
      if (right === undefined) throw new Error(`nothing to answer in: ${shown.text}`)
      const place = shown.buttons.indexOf(right)
      read.push(await this.after(() => answer(withoutNumber(right.label), place)))
    }
    throw new Error(`after ${MOST_STEPS} steps there is still no «${until}»`)
  }
}
