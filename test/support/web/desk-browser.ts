import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import type { DeskLanguage } from '../../../src/web/desk/words.js'
import { ChatPage } from './chat-page.js'

/** The widths at which the desk is looked at: a phone, and a screen in an office. */
export const WIDTHS = [390, 1280] as const
export type Width = (typeof WIDTHS)[number]

/** An officer at a computer, with their chat in one tab and the desk in another. */
export class DeskBrowser {
  private constructor(
    private readonly context: BrowserContext,
    readonly chat: ChatPage,
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** Somebody who never was here opens the chat, says the code of their invitation, and comes in by the chat's link. */
  static async comesIn(browser: Browser, url: string, code: string): Promise<DeskBrowser> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'vi-VN',
      acceptDownloads: true,
    })
    const chat = await ChatPage.openedIn(context, url)
    await chat.types(`/start ${code}`)
    await chat.page.getByText('Gõ «cán bộ» để bắt đầu.').waitFor()
    await chat.says('/canbo')
    await chat.choice('Vào trang cán bộ').click()
    const link = chat.page.locator('.message.bot a[href*="/dashboard/enter/"]').last()
    const href = await link.getAttribute('href')
    const page = await context.newPage()
    page.setDefaultTimeout(40_000)
    await page.goto(href!)
    await page.locator('main form button').click()
    await page.waitForURL(`${url}/dashboard`)
    return new DeskBrowser(context, chat, page, url)
  }

  get main(): Locator {
    return this.page.locator('main')
  }

  async opens(path: string): Promise<void> {
    const answer = await this.page.goto(this.url + path)
    if (answer === null || !answer.ok()) throw new Error(`${path} is answered ${answer?.status()}`)
  }

  /** The addresses of the menu, in its order. */
  menu(): Promise<string[]> {
    return this.page
      .locator('nav.menu details a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  }

  async looksAt(width: Width, language: DeskLanguage): Promise<void> {
    await this.page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
    await this.page.goto(`${this.url}/dashboard/language/${language}?back=%2Fdashboard`)
  }

  /** What stands on paper: the pages of the PDF a browser prints. */
  prints(): Promise<Buffer> {
    return this.page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true })
  }

  /** The bytes behind a link, as they are saved. */
  async saves(link: Locator): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), link.click()])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) }
  }

  close(): Promise<void> {
    return this.context.close()
  }
}
