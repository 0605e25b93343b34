import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../support/crash/until.js'
import { hasChromium, leaveBrowser, openBrowser, phone, picture } from '../support/web/browser.js'
import { ChatPage } from '../support/web/chat-page.js'
import { type LiveApp, openLiveApp } from '../support/web/live-app.js'
import { inLongRun } from '../support/long.js'

const RIGHT = 'Về màn hình chính'

describe.runIf(hasChromium)('coming back to the lesson, in a real browser', () => {
  let browser: Browser
  let app: LiveApp
  let visitor: BrowserContext
  let chat: ChatPage

  beforeAll(async () => {
    ;[browser, app] = await Promise.all([openBrowser(), openLiveApp()])
  })
  afterAll(async () => {
    await leaveBrowser(browser)
    await app.close()
  })
  beforeEach(async () => {
    visitor = await phone(browser)
    chat = await ChatPage.openedIn(visitor, app.url)
    await chat.comesToAQuestion()
    // Buttons are taken away beside the answer, not before it.
    const open = chat.page.locator('div.choices:not(.current)')
    await until('the buttons of before are taken away', async () => (await open.count()) === 0)
  })
  afterEach(async () => {
    await visitor.close()
    app.complain()
  })

  it('a restart of the program in the middle: the page says so, reconnects by itself and goes on', async () => {
    const before = await chat.history()
    const status = chat.page.locator('#status')
    await app.stop()
    await expect.poll(() => status.textContent(), { timeout: 40_000 }).toContain('Mạng đang yếu')
    await picture(chat.page, 'tro-lai-dang-noi')
    expect(await chat.history()).toBe(before)
    await app.start()
    await expect.poll(() => status.textContent(), { timeout: 40_000 }).toBe('')
    expect(await chat.history()).toBe(before)
    expect((await chat.touches(RIGHT)).text).toContain('Dạ phải rồi')
  })

  inLongRun(() => {
    it('a reload keeps what was said and the buttons', async () => {
      const before = await chat.history()
      const shown = await chat.newest()
      await chat.page.reload()
      await expect.poll(() => chat.history()).toBe(before)
      expect(await chat.newest()).toEqual(shown)
      expect((await chat.touches(RIGHT)).text).toContain('Dạ phải rồi')
    })

    it('a reload while the answer is on its way loses and doubles nothing', async () => {
      const answer = chat.page.waitForResponse('**/chat/messages')
      await chat.choice(RIGHT).tap()
      await answer
      await chat.page.reload()
      await expect.poll(async () => (await chat.newest()).text).toContain('Dạ phải rồi')
      expect((await chat.history()).match(/Dạ phải rồi\. Bấm nhầm/g)).toHaveLength(1)
    })

    it('what was pressed while the program was away is answered once when it is back', async () => {
      await app.stop()
      await chat.choice(RIGHT).tap()
      await expect.poll(() => chat.page.locator('.message.learner .state').textContent()).toBe('đang gửi')
      await app.start()
      await expect.poll(async () => (await chat.newest()).text, { timeout: 40_000 }).toContain('Dạ phải rồi')
      expect((await chat.history()).match(/Dạ phải rồi\. Bấm nhầm/g)).toHaveLength(1)
      await expect.poll(() => chat.page.locator('#status').textContent(), { timeout: 40_000 }).toBe('')
    })

    it('a second tab is the same person, another browser is somebody else', async () => {
      const tab = new ChatPage(await visitor.newPage())
      await tab.page.goto(`${app.url}/chat`)
      await expect.poll(() => tab.history()).toBe(await chat.history())
      await tab.touches(RIGHT)
      await expect.poll(async () => (await chat.newest()).text).toContain('Dạ phải rồi')

      const neighbour = await phone(browser)
      const theirs = await ChatPage.openedIn(neighbour, app.url)
      await theirs.touches('Bắt đầu')
      expect((await theirs.touches('Học thử')).text).toContain('gọi mình là gì')
      expect(await theirs.history()).not.toContain('Dạ phải rồi')
      expect(await chat.history()).not.toContain('gọi mình là gì cho phải ạ?\ncô')
      await neighbour.close()
    })
  })
})
