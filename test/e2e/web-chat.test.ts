import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createWebChannel } from '../../src/channels/web/channel.js'
import {
  hasChromium,
  leaveBrowser,
  openBrowser,
  phone,
  picture,
  axeFindings,
  smallestText,
} from '../support/web/browser.js'
import { freePort } from '../support/story/free-port.js'
import { createEchoBot } from '../support/web/echo-bot.js'
import { createMemoryMessages } from '../support/web/memory-messages.js'
import { createTestWeb, serve } from '../support/web/web-app.js'
import { cases, inLongRun } from '../support/long.js'

const aboutPicture = () => ({ alt: 'Màn hình tập', keep: false })
const clock = () => new Date()
const PAGES = ['/', '/dashboard', '/nghe/lua-sen-trau', '/nghe/khong-co-dau', '/khong-co']

describe.runIf(hasChromium)('the pages in a real browser, on a phone', () => {
  let browser: Browser
  let server: { url: string; stop(): Promise<void> }
  let bot: ReturnType<typeof createEchoBot>
  let visitor: BrowserContext
  let page: Page
  let start: () => Promise<void>
  const troubles: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => leaveBrowser(browser))

  beforeEach(async () => {
    const messages = createMemoryMessages()
    bot = createEchoBot(createWebChannel({ messages, aboutPicture, clock, log: { error: () => {} } }))
    // Where it comes back after a stop, nobody else may listen meanwhile.
    const port = await freePort()
    start = async () => {
      server = await serve(createTestWeb({ messages, receive: bot.receive }).web, port)
    }
    await start()
    visitor = await phone(browser)
    page = await visitor.newPage()
    troubles.length = 0
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().startsWith('Failed to load resource'))
        troubles.push(line.text())
    })
  })
  afterEach(async () => {
    await visitor.close()
    await server.stop()
    if (troubles.length > 0) throw new Error(troubles.join('\n'))
  })

  const choice = (label: string) => page.locator('.current').getByRole('button', { name: label })
  const lastBubble = (who: 'bot' | 'learner') => page.locator(`.message.${who} .bubble .words`).last()

  const openChat = async () => {
    await page.goto(`${server.url}/chat`)
    await choice('Bắt đầu').waitFor()
  }
  const openQuestion = async () => {
    await openChat()
    await choice('Bắt đầu').click()
    await choice('Học thử').click()
    await choice('Tắt máy').waitFor()
  }
  const type = async (text: string) => {
    await page.getByLabel('Gõ vào đây').fill(text)
    await page.getByRole('button', { name: 'Gửi' }).click()
  }

  it.each(cases(PAGES, (path) => path === '/'))(
    '%s: no finding of axe, nothing wider than the phone, in both sizes',
    async (path) => {
      await page.goto(server.url + path)
      for (const size of ['vua', 'to']) {
        expect(await axeFindings(page)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
        expect(await smallestText(page)).toBeGreaterThanOrEqual(path === '/dashboard' ? 16 : 22)
        await picture(page, `${path.replaceAll('/', '_')}-${size}`)
        await page.getByRole('button', { name: 'Chữ to' }).click()
      }
    },
  )

  it('a link of an invitation says its three words once, and nothing when the page is opened again', async () => {
    const said = () => page.locator('.message.learner .bubble .words').allTextContents()
    await page.goto(`${server.url}/chat?moi=lua-sen-trau`)
    await expect.poll(said).toEqual(['lua sen trau'])
    await page.locator('.message.bot').first().waitFor()
    expect(new URL(page.url()).search).toBe('')
    await page.reload()
    await page.locator('.message.bot').first().waitFor()
    await expect.poll(() => page.locator('#log').getAttribute('aria-busy')).toBe('false')
    expect(await said()).toEqual(['lua sen trau'])
    await page.goto(`${server.url}/chat?moi=%3Cb%3E`)
    await page.locator('.message.bot').first().waitFor()
    expect(await said()).toEqual(['lua sen trau'])
  })

  it('the chat: large text, large buttons well apart, no finding of axe', async () => {
    await openChat()
    await picture(page, 'chat-bat-dau')
    expect(await axeFindings(page)).toEqual([])
    await choice('Bắt đầu').click()
    await choice('Học thử').click()
    await choice('Hỏi thêm cho rõ').click()
    await expect.poll(() => page.locator('.closed .chosen').last().textContent()).toContain('Hỏi thêm cho rõ')
    await choice('Tắt máy').waitFor()
    await picture(page, 'chat-cau-hoi')

    expect(await axeFindings(page)).toEqual([])
    expect(await smallestText(page)).toBeGreaterThanOrEqual(22)
    const buttons = await page.locator('button:visible').all()
    expect(buttons.length).toBeGreaterThanOrEqual(6)
    for (const button of buttons) expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(56)
    const boxes = await Promise.all(
      (await page.locator('.current button').all()).map((one) => one.boundingBox()),
    )
    expect(boxes).toHaveLength(3)
    expect(boxes[0]!.width).toBeGreaterThan(340)
    expect(boxes[1]!.y - boxes[0]!.y - boxes[0]!.height).toBeGreaterThanOrEqual(12)
    expect(await page.evaluate(() => document.fonts.check('700 22px "Be Vietnam Pro"', 'ễ'))).toBe(true)
  })

  inLongRun(() => {
    it('a press is answered once, shown in words, and its buttons become words', async () => {
      await openQuestion()
      await choice('Hỏi thêm cho rõ').dblclick()
      await expect.poll(() => page.locator('.closed').count()).toBe(1)
      await choice('Tắt máy').waitFor()
      expect(await lastBubble('learner').textContent()).toBe('Hỏi thêm cho rõ')
      expect(bot.taken.map(({ incoming }) => incoming.kind)).toEqual(['text', 'press', 'press'])
      expect(await page.locator('.closed button').count()).toBe(0)
    })
  })

  it('words stay words', async () => {
    await openQuestion()
    const words = 'http://[ <img src=x onerror="document.title=1"> <script>document.title=2</script>'
    await type(words)
    await expect.poll(() => lastBubble('bot').textContent()).toContain(`Chú gõ: ${words}`)
    expect(await page.locator('#log img, #log script').count()).toBe(0)
    expect(await page.title()).toContain('Gương Sáng')
  })

  it('by keys alone: the newest choices are under the finger, and typing stays in the field', async () => {
    await openChat()
    await page.getByLabel('Gõ vào đây').focus()
    for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await choice('Học thử').waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.querySelector('.label')?.textContent)
    await expect.poll(focused).toBe('Học thử')
    await page.keyboard.press('Space')
    await choice('Tắt máy').waitFor()
    await expect.poll(focused).toBe('Tắt máy')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => lastBubble('learner').textContent()).toBe('Hỏi thêm cho rõ')
    await expect.poll(focused).toBe('Tắt máy')
    await page.getByLabel('Gõ vào đây').focus()
    await page.keyboard.type('2')
    await page.keyboard.press('Enter')
    await expect.poll(() => lastBubble('bot').textContent()).toContain('Chú gõ: 2')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('words')
  })

  it('without a network: says so in one line, sends later, once', async () => {
    await openQuestion()
    await visitor.setOffline(true)
    await type('mat mang')
    await expect.poll(() => page.locator('#status').textContent()).toContain('Mạng đang yếu')
    await expect.poll(() => page.locator('.message.learner .state').count()).toBe(1)
    const waiting = (await page.locator('.message.learner .state').boundingBox())!
    const log = (await page.locator('#log').boundingBox())!
    expect(waiting.y + waiting.height).toBeLessThanOrEqual(log.y + log.height)
    await picture(page, 'chat-mat-mang')
    expect(await axeFindings(page)).toEqual([])
    await visitor.setOffline(false)
    await expect
      .poll(() => lastBubble('bot').textContent(), { timeout: 40_000 })
      .toContain('Chú gõ: mat mang')
    await expect.poll(() => page.locator('#status').textContent(), { timeout: 40_000 }).toBe('')
    expect(await page.locator('.message.learner .state').count()).toBe(0)
    expect(bot.taken.filter(({ incoming }) => incoming.kind === 'text')).toHaveLength(2)
  })

  inLongRun(() => {
    it('history is there after a reload, with what was chosen', async () => {
      await openQuestion()
      await choice('Tắt máy').click()
      await expect.poll(() => page.locator('.message').count()).toBe(6)
      const before = await page.locator('#log').innerText()
      await page.reload()
      await expect.poll(() => page.locator('#log').innerText()).toBe(before)
      expect(await page.locator('.closed .chosen .label').allTextContents()).toEqual(['Tắt máy'])
      expect(await page.locator('#status').textContent()).toBe('')
    })

    it('comes back by itself when the server does, and shows nothing twice', async () => {
      await openQuestion()
      await server.stop()
      await type('con o day')
      await expect.poll(() => page.locator('#status').textContent()).toContain('Mạng đang yếu')
      await start()
      await expect
        .poll(() => lastBubble('bot').textContent(), { timeout: 40_000 })
        .toContain('Chú gõ: con o day')
      expect(await page.locator('.message').count()).toBe(6)
      await expect.poll(() => page.locator('#status').textContent(), { timeout: 40_000 }).toBe('')
    })

    it('large type is kept on this phone', async () => {
      await page.goto(server.url)
      await page.getByRole('button', { name: 'Chữ to' }).click()
      await page.goto(`${server.url}/chat`)
      await choice('Bắt đầu').waitFor()
      expect(await smallestText(page)).toBeGreaterThanOrEqual(22)
      const label = page.getByText('Gõ vào đây')
      expect(await label.evaluate((element) => getComputedStyle(element).fontSize)).toMatch(/^29/)
      await picture(page, 'chat-chu-to')
    })

    it('a listening link says what it does; a phone without a Vietnamese voice is told kindly', async () => {
      await openQuestion()
      await type('nghe')
      const link = page.getByRole('link', { name: 'Nghe con đọc' })
      await link.waitFor()
      expect((await link.boundingBox())!.height).toBeGreaterThanOrEqual(56)
      await page.goto(`${server.url}/nghe/lua-sen-trau`)
      expect(await page.locator('#words').evaluate((element) => getComputedStyle(element).fontSize)).toMatch(
        /^32/,
      )
      await page.getByRole('button', { name: 'Nghe', exact: true }).click()
      await expect
        .poll(() => page.locator('#voice').textContent(), { timeout: 40_000 })
        .toContain('chưa có giọng đọc')
      await picture(page, 'nghe-khong-giong')
      await page.getByRole('link', { name: 'Về lại chỗ học' }).click()
      await page.locator('#log .message').first().waitFor()
    })
  })
})
