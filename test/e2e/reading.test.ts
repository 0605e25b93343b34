import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, leaveBrowser, openBrowser, phone, picture } from '../support/web/browser.js'
import { ChatPage } from '../support/web/chat-page.js'
import { type LiveApp, openLiveApp } from '../support/web/live-app.js'
import { cases, inLongRun } from '../support/long.js'

const SCREENS: [name: string, width: number, height: number][] = [
  ['a phone', 390, 844],
  ['a small phone', 320, 568],
  ['a phone at 200 %', 195, 422],
  ['a laptop at 200 %', 640, 400],
]

/** What is cut at the side or makes the page slide sideways. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('html, body, body *:not(svg *, .unseen)')]
      .filter((element) => element.checkVisibility() && element.closest('.unseen') === null)
      .filter(
        (element) =>
          element.scrollWidth > Math.max(element.clientWidth, innerWidth) ||
          element.getBoundingClientRect().right > innerWidth + 1,
      )
      .map((element) => `${element.tagName} ${element.className} ${element.innerText.slice(0, 40)}`),
  )

/** The chat stands at its newest words, with the field below them. */
async function seesEndAndField(page: Page): Promise<void> {
  const inView = (selector: string) =>
    page
      .locator(selector)
      .last()
      .evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        return top < innerHeight && bottom > 0
      })
  expect(await inView('.message.bot')).toBe(true)
  expect(await inView('#words')).toBe(true)
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(
    0,
  )
}

describe.runIf(hasChromium)('reading with weak eyes, in a real browser', () => {
  let browser: Browser
  let app: LiveApp
  let visitor: BrowserContext
  let chat: ChatPage

  beforeAll(async () => {
    ;[browser, app] = await Promise.all([openBrowser(), openLiveApp()])
    visitor = await phone(browser)
    chat = await ChatPage.openedIn(visitor, app.url)
    await chat.comesToAQuestion()
  })
  afterAll(async () => {
    await leaveBrowser(browser)
    await app.close()
    app.complain()
  })

  it.each(cases(['nghe', 'to'], (command) => command === 'nghe'))(
    '«%s» leads to the same words in large type, and back',
    async (command) => {
      const asked = await chat.newest()
      const shown = await chat.says(command)
      expect(shown.buttons).toEqual(asked.buttons)
      await picture(chat.page, `doc-${command}`)

      const link = chat.page.getByRole('link', { name: 'Nghe con đọc' }).last()
      expect((await link.boundingBox())!.height).toBeGreaterThanOrEqual(56)
      await link.tap()
      await chat.page.waitForURL('**/nghe/*')
      const words = chat.page.locator('#words')
      expect(await words.evaluate((element) => getComputedStyle(element).fontSize)).toMatch(/^32(\.0\d*)?px$/)
      const choices = asked.buttons.map(({ label }, at) => `${at + 1}. ${label}`)
      expect((await words.innerText()).split('\n')).toEqual([
        'Chú bấm nhầm, máy ra chỗ lạ. Chú làm gì?',
        ...choices,
      ])
      expect(await tooWide(chat.page)).toEqual([])
      await picture(chat.page, `doc-${command}-trang`)

      await chat.page.getByRole('link', { name: 'Về lại chỗ học' }).tap()
      await chat.choice('Về màn hình chính').waitFor()
      expect((await chat.newest()).buttons).toEqual(asked.buttons)
    },
  )

  it.each(cases(SCREENS, ([name]) => name === 'a small phone'))(
    'nothing slides sideways or is cut on %s',
    async (name, width, height) => {
      const page = await visitor.newPage()
      await page.setViewportSize({ width, height })
      for (const path of ['/', '/chat']) {
        await page.goto(app.url + path)
        if (path === '/chat') await page.locator('#log[aria-busy="false"]').waitFor()
        for (const size of ['vua', 'to']) {
          expect(await tooWide(page)).toEqual([])
          if (path === '/chat') await seesEndAndField(page)
          await picture(page, `rong-${width}${path.replace('/', '-')}-${size}`)
          await page
            .getByRole('button', { name: 'Chữ to' })
            .click({ timeout: 1_000 })
            .catch(() => name)
        }
      }
      await page.close()
    },
  )

  inLongRun(() => {
    it('words without diacritics are understood as well', async () => {
      const somebody = await phone(browser)
      const writes = await ChatPage.openedIn(somebody, app.url)
      for (const [words, means] of [
        ['bat dau', 'Gương Sáng'],
        ['hoc thu', 'gọi mình là gì'],
        ['chu nhe', 'Dạ, chú'],
        ['dong y', 'gõ số 2'],
        ['so 2', 'Dạ phải rồi'],
        ['tiep', 'Mắt mỏi'],
      ] as const) {
        expect((await writes.says(words)).text).toContain(means)
      }
      await somebody.close()
    })

    it('a choice can be pressed on a small phone at 200 %', async () => {
      const page = await visitor.newPage()
      await page.setViewportSize({ width: 195, height: 422 })
      const small = new ChatPage(page)
      await page.goto(`${app.url}/chat`)
      expect((await small.touches('Về màn hình chính')).text).toContain('Dạ phải rồi')
      expect(await page.locator('button.choice .label').allTextContents()).toEqual(['Tiếp'])
      await picture(page, 'rong-195-tra-loi')
      await page.close()
    })
  })
})
