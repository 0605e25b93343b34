import { randomUUID } from 'node:crypto'
import type { Browser as Chromium, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inLongRun } from '../support/long.js'
import { type Browser, NOW, type Office, openOffice } from '../support/officers/office.js'
import { PATIENT } from '../support/patience.js'
import { hasChromium, leaveBrowser, openBrowser, axeFindings } from '../support/web/browser.js'
import { createTestWeb, serve } from '../support/web/web-app.js'

const HERE = '/dashboard/announcements'
const PLACE = 'xa-a1-ch1'

describe.runIf(hasChromium)('announcements, in a browser', () => {
  let office: Office
  let chromium: Chromium
  let served: { url: string; stop(): Promise<void> }
  let officer: Browser

  beforeAll(async () => {
    office = await openOffice()
    await office.plant()
    const by = await office.officer('branch', PLACE)
    officer = await office.browser(by)
    for (let nth = 0; nth < 3; nth++) await office.member(PLACE)
    const long = { kind: 'text', body: 'Nghiêng '.repeat(37).trim() } as const
    const event = {
      kind: 'event',
      title: 'Ngày hội trồng cây đời đời nhớ ơn Bác Hồ',
      beginsAt: new Date('2026-12-19T01:00:00Z'),
      venue: 'Nhà văn hoá xã',
      body: 'Mời hội viên cùng trồng và chăm cây.',
    } as const
    for (const content of [long, event]) {
      const made = await office.pages.announcements.make(
        by,
        { placeId: PLACE, content, once: randomUUID() },
        NOW,
      )
      if (!made.ok) throw new Error(made.why)
      if (content.kind === 'event') await office.pages.announcements.send(by, made.id, 1, NOW)
    }
    const { web } = createTestWeb({ officers: office.pages, clock: () => office.world.now, demo: null })
    served = await serve(web)
    chromium = await openBrowser()
  })
  afterAll(async () => {
    if (chromium) await leaveBrowser(chromium)
    await served?.stop()
    await office?.close()
  })

  const overflow = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  /** What is pressed or filled in beside the menu, and is under 44 px high. */
  const small = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('main :is(button, input:not([type=hidden]), select, textarea)')]
        .filter((one) => one.getBoundingClientRect().height < 44)
        .map((one) => one.outerHTML),
    )
  async function opened(width: number, language: 'vi' | 'en'): Promise<Page> {
    const context = await chromium.newContext({ viewport: { width, height: 900 } })
    await context.addCookies([
      { name: 'gs_officer', value: officer.cookie.split('=')[1]!, url: served.url },
      { name: 'gs_desk_language', value: language, url: served.url },
    ])
    return context.newPage()
  }
  const paths = async (): Promise<string[]> => {
    const { rows } = await office.pool.query<{ id: number }>('select id from announcement order by id')
    const ones = rows.map(({ id }) => `${HERE}/${id}`)
    return [HERE, `${HERE}/new`, ...['text', 'lesson', 'event'].map((kind) => `${HERE}/new?kind=${kind}`), ...ones, `${ones[0]}/change`] // prettier-ignore
  }

  inLongRun(() => {
    const EACH = [
      [390, 'vi'],
      [1280, 'en'],
    ] as const
    it.each(EACH)('fit %i px without a finding of axe', async (width, language) => {
      const page = await opened(width, language)
      for (const path of await paths()) {
        await page.goto(served.url + path)
        expect([path, await overflow(page)]).toEqual([path, 0])
        expect([path, await small(page)]).toEqual([path, []])
        expect([path, await axeFindings(page)]).toEqual([path, []])
      }
      await page.context().close()
    })
  })

  it('are written, looked at as the chat shows them, and sent', async () => {
    const page = await opened(390, 'vi')
    await page.goto(`${served.url}${HERE}/new?kind=text`)
    await page.getByLabel('Lời nhắn').fill('Mai họp ở nhà văn hoá.\nMang theo nón.')
    await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
    await expect
      .poll(() => page.locator('.announced p').allInnerTexts(), PATIENT)
      .toEqual(['Dạ, Chi hội 1 xa-a1 nhắn bác:', 'Mai họp ở nhà văn hoá.', 'Mang theo nón.'])
    await page.getByRole('button', { name: 'Gửi', exact: true }).click()
    const facts = async () => (await page.locator('.facts').allInnerTexts()).join('\n')
    await expect.poll(facts, PATIENT).toMatch(/Số người gửi tới\s+3/)
    await page.context().close()
  })
})
