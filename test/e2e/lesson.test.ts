import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  hasChromium,
  leaveBrowser,
  openBrowser,
  phone,
  picture,
  axeFindings,
} from '../support/web/browser.js'
import { ChatPage } from '../support/web/chat-page.js'
import { focusOn, tabTo } from '../support/web/focus.js'
import { type LiveApp, openLiveApp } from '../support/web/live-app.js'
import { inLongRun } from '../support/long.js'

describe.runIf(hasChromium)('the first lesson, in a real browser against the whole program', () => {
  let browser: Browser
  let app: LiveApp
  let visitor: BrowserContext
  let page: Page
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
    page = await visitor.newPage()
    chat = new ChatPage(page)
    await page.goto(app.url)
  })
  afterEach(async () => {
    await visitor.close()
    app.complain()
  })

  it('by touch, from the landing page to the hour of learning', async () => {
    await picture(page, 'bai-trang-dau')
    await page.getByRole('link', { name: 'Học thử' }).tap()
    await chat.choice('Học thử').waitFor()

    expect((await chat.newest()).text).toContain('không bao giờ hỏi mật khẩu, mã, tiền')
    await picture(page, 'bai-chao')
    await chat.touches('Học thử')
    await picture(page, 'bai-cach-goi')
    expect((await chat.touches('chú')).text).toContain('Dạ, chú')
    await picture(page, 'bai-xin-giu')
    expect((await chat.touches('Được')).text).toContain('gõ số 2')
    await picture(page, 'bai-lam-quen')

    const beginning = await chat.learns('Học tiếp', (label) => chat.choice(label).tap())
    expect(beginning[1]?.text).toContain('Dạ phải rồi')
    await picture(page, 'bai-lam-quen-xong')
    await chat.touches('Học tiếp')
    await chat.touches('Học')
    await chat.touches('Tiếp')
    await picture(page, 'bai-cau-hoi')
    await seesNothingSerious(page)

    const wrong = await chat.touches('Mang máy ra cửa hàng sửa')
    expect(wrong.text).toContain('Chú thử lại nhé')
    expect(wrong.buttons).toHaveLength(3)
    await picture(page, 'bai-tra-loi-sai')
    await seesNothingSerious(page)

    const read = await chat.learns('Buổi sáng', (label) => chat.choice(label).tap())
    expect(read.filter(({ text }) => text.includes('Dạ phải rồi'))).toHaveLength(3)
    expect(await chat.history()).toContain('Xong bài rồi ạ')
    await picture(page, 'bai-hoi-gio')
    await chat.touches('Buổi chiều')
    await chat.choice('2 giờ chiều').tap()
    await expect.poll(async () => (await chat.newest()).text).toContain('con nhớ rồi: 2 giờ chiều')
    await picture(page, 'bai-xong')
    await chat.choice('Học tiếp').waitFor()
  })

  inLongRun(() => {
    it('by keys alone, with the focus always in sight', async () => {
      await tabTo(page, 'Học thử')
      await page.keyboard.press('Enter')
      await expect.poll(async () => (await focusOn(page)).name).toContain('Học thử')

      // After each answer by key the next choices lie under the finger.
      for (const [lands, tabs] of [
        ['chú', 0],
        ['Được', 0],
        ['Số 1', 1],
      ] as const) {
        await chat.after(() => page.keyboard.press('Enter'))
        await expect.poll(async () => (await focusOn(page)).name).toContain(lands)
        expect(await focusOn(page)).toMatchObject({ hidden: null })
        for (let i = 0; i < tabs; i++) await page.keyboard.press('Tab')
      }
      await picture(page, 'bai-bang-phim')
      await chat.after(() => page.keyboard.press('Enter'))
      expect((await chat.newest()).text).toContain('Dạ phải rồi')

      // And whoever types numbers stays in the field.
      await tabTo(page, 'Gõ vào đây')
      const byNumber = async (_label: string, place: number) => {
        expect(await focusOn(page)).toEqual({ name: 'Gõ vào đây', hidden: null })
        await page.keyboard.type(String(place + 1))
        await page.keyboard.press('Enter')
      }
      await chat.learns('Học tiếp', byNumber)
      await chat.after(() => byNumber('Học tiếp', 0))
      await chat.learns('Buổi sáng', byNumber)
      await tabTo(page, 'Bác tự nhắn'.slice(4), 'Shift+Tab')
      await page.keyboard.press('Enter')
      await expect.poll(async () => (await chat.newest()).text).toContain('lúc nào rảnh')
      await expect.poll(async () => (await focusOn(page)).name).toContain('Học tiếp')
    })

    it('an emergency in the middle of it comes first', async () => {
      await page.goto(`${app.url}/chat`)
      await chat.choice('Bắt đầu').waitFor()
      await chat.comesToAQuestion()
      const first = await chat.says('lo chuyen tien roi con oi')
      expect(first.text).toMatch(/^Chú gọi ngân hàng ngay/)
      await picture(page, 'bai-khan-cap')
      await seesNothingSerious(page)
      // What follows has nothing to press.
      await chat.choice('Xong rồi').tap()
      await page.getByText('đừng xoá').waitFor()
      await chat.types('học')
      await page.getByText('hôm nay mình nghỉ học').waitFor()
      expect((await chat.newest()).buttons).toEqual([])
    })

    it('answers a press while the finger is still near', async () => {
      await page.addInitScript(measurePresses)
      await page.goto(`${app.url}/chat`)
      await chat.choice('Bắt đầu').waitFor()
      await chat.comesToAQuestion()
      await chat.learns('Buổi sáng', (label) => chat.choice(label).tap())
      const times = await page.evaluate(() => (window as unknown as Measured).answered)
      const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
      process.stdout.write(`press to answer: median ${median.toFixed(0)} ms of ${times.length}\n`)
      expect(times.length).toBeGreaterThan(10)
      expect(median).toBeLessThan(2_000)
    })
  })
})

const seesNothingSerious = async (page: Page): Promise<void> => {
  expect(await axeFindings(page)).toEqual([])
}

interface Measured {
  answered: number[]
}

/** Runs in the page: the milliseconds from each press on a choice until the answer stands there. */
function measurePresses(): void {
  const answered: number[] = []
  ;(window as unknown as Measured).answered = answered
  let pressed: number | null = null
  const onPress = ({ target, timeStamp }: Event) => {
    if (target instanceof Element && target.closest('.choice') !== null) pressed = timeStamp
  }
  addEventListener('click', onPress, true)
  new MutationObserver((changes) => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes])
    const answers = added.some((node) => node instanceof Element && node.matches('.message.bot'))
    if (!answers || pressed === null) return
    answered.push(performance.now() - pressed)
    pressed = null
  }).observe(document, { childList: true, subtree: true })
}
