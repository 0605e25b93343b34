import { createHash } from 'node:crypto'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Channel } from '../../src/channels/channel.js'
import { createWebChannel } from '../../src/channels/web/channel.js'
import { plainPng } from '../support/png.js'
import {
  hasChromium,
  leaveBrowser,
  openBrowser,
  phone,
  picture,
  axeFindings,
} from '../support/web/browser.js'
import { createMemoryMessages } from '../support/web/memory-messages.js'
import { createTestWeb, serve } from '../support/web/web-app.js'
import { inLongRun } from '../support/long.js'

const HEIGHT = 1137
const PNG = plainPng(720, HEIGHT, 210)
const CHOICES = ['Đọc mã cho người gọi', 'Giữ mã, không nói ra', 'Gửi ảnh chụp tin nhắn']
const TEXT = 'Máy hiện tin nhắn này. Có người gọi xin mã.\nChú bấm vào đâu?'

const aboutPicture = (name: string) =>
  name.startsWith('giay.') ? { alt: 'Giấy ghi nhận', keep: true } : { alt: 'Màn hình tập', keep: false }

describe.runIf(hasChromium)('pictures in the web chat, in a real browser', () => {
  let browser: Browser
  let visitor: BrowserContext
  let page: Page
  let server: { url: string; stop(): Promise<void> }
  let channel: Channel
  let sent = 0

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => leaveBrowser(browser))

  beforeEach(async () => {
    const messages = createMemoryMessages()
    const clock = () => new Date()
    channel = createWebChannel({ messages, aboutPicture, clock, log: { error: () => {} } })
    server = await serve(createTestWeb({ messages }).web)
    visitor = await phone(browser)
    page = await visitor.newPage()
    await page.goto(`${server.url}/chat`)
    await page.locator('#log[aria-busy="false"]').waitFor()
    await page.getByLabel('Gõ vào đây').fill('học')
    await page.getByRole('button', { name: 'Gửi' }).click()
    await page.locator('.message.learner').waitFor()
  })
  afterEach(async () => {
    await visitor.close()
    await server.stop()
  })

  /** The bot shows a picture to whoever has the page open. */
  const shows = async (photo: string, caption = TEXT, choices = CHOICES): Promise<void> => {
    const cookie = (await visitor.cookies()).find(({ name }) => name === 'gs_visitor')!
    const address = createHash('sha256').update(cookie.value).digest('hex')
    const buttons = choices.map((label, at) => [{ text: `${at + 1}. ${label}`, callback_data: `s:${at}` }])
    const reply_markup = { inline_keyboard: buttons }
    const call = { method: 'sendPhoto', payload: { chat_id: 1, photo, caption, reply_markup } }
    const result = await channel.send(call, { address, contactId: 1 }, String(++sent))
    if (!result.ok) throw new Error(result.detail)
  }
  const draws = (answer: (route: Route) => Promise<void>) => page.route('**/hinh/*', answer)
  const drawn = (route: Route) => route.fulfill({ body: PNG, contentType: 'image/png' })
  const image = () => page.locator('.message.bot img').last()
  const bubble = () => page.locator('.message.bot .bubble').last()
  const whole = () => image().evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth > 0)

  it('stand above the words, as wide as the phone lets them, with the choices below', async () => {
    await draws(drawn)
    await shows('tap.giu-ma_xin-ma.3.0.0123456789ab')
    await expect.poll(whole).toBe(true)
    expect(await image().getAttribute('src')).toBe('/hinh/tap.giu-ma_xin-ma.3.0.0123456789ab')
    expect(await image().getAttribute('alt')).toBe('Màn hình tập')
    expect(await image().getAttribute('width')).toBe('720')

    const [shown, words, around] = await Promise.all(
      [image(), bubble().locator('.words'), bubble()].map((one) => one.boundingBox()),
    )
    expect(shown!.width).toBeGreaterThan(350)
    expect(shown!.width).toBeGreaterThanOrEqual(around!.width - 4)
    expect(shown!.height / shown!.width).toBeCloseTo(HEIGHT / 720, 2)
    expect(words!.y).toBeGreaterThanOrEqual(shown!.y + shown!.height)
    expect(await page.locator('.current .label').allTextContents()).toEqual(CHOICES)
    expect(await page.locator('a.keep').count()).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await axeFindings(page)).toEqual([])
    await picture(page, 'hinh-man-hinh-tap')
    await page.locator('#log').evaluate((log) => log.scrollTo(0, log.scrollHeight))
    await picture(page, 'hinh-man-hinh-tap-duoi')
  })

  inLongRun(() => {
    it('that do not come leave the words and the choices, and nothing broken', async () => {
      await draws((route) => route.fulfill({ status: 404, body: '' }))
      await shows('giay.vung.tu-bao-ve.20781.0123456789ab')
      await page.locator('.current .label').first().waitFor()
      await expect.poll(() => page.locator('.message img').count()).toBe(0)
      expect(await bubble().locator('.words').innerText()).toBe(TEXT)
      expect(await bubble().getAttribute('class')).toBe('bubble')
      expect(await page.locator('a.keep').count()).toBe(0)
      expect(await page.locator('.current .label').allTextContents()).toEqual(CHOICES)
    })
  })

  inLongRun(() => {
    it('are at most 560 px wide on a large screen', async () => {
      await draws(drawn)
      await page.setViewportSize({ width: 1280, height: 900 })
      await shows('tap.a')
      await expect.poll(whole).toBe(true)
      expect((await image().boundingBox())!.width).toBe(560)
    })

    it('have their room before they come, and the reader stays at the place', async () => {
      let come: () => void = () => undefined
      const awaited = new Promise<void>((resolve) => (come = resolve))
      await draws(async (route) => {
        await awaited
        await drawn(route)
      })
      await shows('tap.a')
      await page.locator('.current .label').first().waitFor()
      const before = (await image().boundingBox())!
      expect(before.height).toBeGreaterThan(450)
      expect(before.width).toBeGreaterThan(350)
      come()
      await expect.poll(whole).toBe(true)
      const after = (await image().boundingBox())!
      expect(after.height).toBeGreaterThan(before.height)
      expect(after.y).toBe(before.y)
      expect(after.y).toBeGreaterThanOrEqual((await page.locator('#log').boundingBox())!.y)
    })

    it('longer than their room say that there is more below, and are read from their beginning', async () => {
      await page.setViewportSize({ width: 390, height: 1200 })
      let come: () => void = () => undefined
      const awaited = new Promise<void>((resolve) => (come = resolve))
      await draws(async (route) => {
        await awaited
        await route.fulfill({ body: plainPng(720, 1800), contentType: 'image/png' })
      })
      await shows('tap.a')
      await page.locator('.current .label').first().waitFor()
      const more = page.getByText('Còn ở dưới')
      await expect.poll(() => more.isVisible()).toBe(false)
      come()
      await expect.poll(() => more.isVisible()).toBe(true)
      const top = (await page.locator('#log').boundingBox())!.y
      expect(Math.abs((await image().boundingBox())!.y - top)).toBeLessThan(20)
    })

    it('leave somebody alone who has scrolled meanwhile', async () => {
      let come: () => void = () => undefined
      const awaited = new Promise<void>((resolve) => (come = resolve))
      await draws(async (route) => {
        await awaited
        await drawn(route)
      })
      await shows('tap.a')
      await page.locator('.current .label').first().waitFor()
      const log = page.locator('#log')
      await log.evaluate((element) => element.scrollTo(0, 150))
      come()
      await expect.poll(whole).toBe(true)
      expect(await log.evaluate((element) => element.scrollTop)).toBe(150)
    })

    it('that are papers can be kept: the link under them saves the picture', async () => {
      await draws(drawn)
      await shows(
        'giay.lam-chac.giu-ma.20781.0123456789ab',
        'Chú giữ hình này, gửi cho con cháu xem cũng được.',
        ['Học tiếp'],
      )
      await expect.poll(whole).toBe(true)
      expect(await image().getAttribute('alt')).toBe('Giấy ghi nhận')
      const link = page.getByRole('link', { name: 'Tải hình về' })
      await link.scrollIntoViewIfNeeded()
      const [box, shown] = [(await link.boundingBox())!, (await image().boundingBox())!]
      expect(box.height).toBeGreaterThanOrEqual(56)
      expect(box.y).toBeGreaterThanOrEqual(shown.y + shown.height)
      expect(await axeFindings(page)).toEqual([])
      await picture(page, 'hinh-giay')
      const [download] = await Promise.all([page.waitForEvent('download'), link.tap()])
      expect(download.suggestedFilename()).toBe('giay-ghi-nhan.png')
      expect(page.url()).toBe(`${server.url}/chat`)
    })

    it('are there again after a reload', async () => {
      await draws(drawn)
      await shows('tap.a')
      await expect.poll(whole).toBe(true)
      await page.reload()
      await expect.poll(whole).toBe(true)
      expect(await image().getAttribute('src')).toBe('/hinh/tap.a')
    })
  })
})
