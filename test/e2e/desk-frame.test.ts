import type { Browser as Chromium, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, type Office, openOffice } from '../support/officers/office.js'
import { cases } from '../support/long.js'
import { PATIENT } from '../support/patience.js'
import { hasChromium, leaveBrowser, openBrowser, axeFindings } from '../support/web/browser.js'
import { serve } from '../support/web/web-app.js'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 900 }
const PAGES = ['members', 'officers', 'audit', 'sessions', 'sign-in']

describe.runIf(hasChromium)('the frame of the officers’ pages, in a browser', () => {
  let office: Office
  let chromium: Chromium
  let served: { url: string; stop(): Promise<void> }
  let commune: Browser

  beforeAll(async () => {
    office = await openOffice()
    await office.plant()
    const officer = await office.officer('commune', 'xa-a1', { name: 'Nguyễn Thị Hoàng Thanh Trúc' })
    commune = await office.browser(officer)
    await office.officer('branch', 'xa-a1-ch1')
    for (let at = 0; at < 12; at++)
      await office.member('xa-a1-ch1', { name: `Trần Thị Ngọc Hà ${'ABCDE'[at % 5]}`, isNamed: at % 3 > 0 })
    const [one, other] = [await office.member('xa-a1-ch1'), await office.member('xa-a1-ch2')]
    await office.pool.query(
      `insert into likely_double (one_id, other_id, reasons, found_at) values ($1, $2, '{name,commune}', $3)`,
      [one, other, office.world.now],
    )
    await commune.post(`/dashboard/members/${one}/absences`, {
      kind: 'tam-nghi',
      from: '2026-11-20',
      until: '',
    })
    await commune.post('/dashboard/branches/xa-a1-ch1/words')
    await office.pool.query(
      `insert into recognition (id, learner_id, level, subject, awarded_on, valid_until, rule)
       select id, learner_id, 'thanh-thao', '', '2026-10-20', '2027-01-20', 'TT-1.1'
       from consent where purpose = 'name' and given order by id limit 1`,
    )
    served = await serve(office.web)
    chromium = await openBrowser()
  })
  afterAll(async () => {
    if (chromium) await leaveBrowser(chromium)
    await served?.stop()
    await office?.close()
  })

  async function signedIn(viewport: typeof PHONE, language: 'vi' | 'en'): Promise<BrowserContext> {
    const context = await chromium.newContext({ viewport })
    const [, session = ''] = commune.cookie.split('=')
    await context.addCookies([
      { name: 'gs_officer', value: session, url: served.url },
      { name: 'gs_desk_language', value: language, url: served.url },
    ])
    return context
  }
  const open = async (page: Page, path: string): Promise<void> => {
    // The limit on requests is another test's matter.
    office.world.now = new Date(office.world.now.getTime() + 1000)
    await page.goto(`${served.url}/dashboard/${path}`)
  }
  const overflow = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

  const EACH = [
    { on: 'a phone', viewport: PHONE, language: 'vi' },
    { on: 'a desk', viewport: DESK, language: 'en' },
    { on: 'a phone', viewport: PHONE, language: 'en' },
    { on: 'a desk', viewport: DESK, language: 'vi' },
  ] as const

  it.each(cases(EACH, ({ viewport, language }) => viewport === PHONE && language === 'vi'))(
    'fits $on ($language) without a finding of axe',
    async ({ viewport, language }) => {
      const context = await signedIn(viewport, language)
      const page = await context.newPage()
      for (const path of PAGES) {
        await open(page, path)
        expect([path, await page.locator('html').getAttribute('lang')]).toEqual([path, language])
        expect([path, await overflow(page)]).toEqual([path, 0])
        expect([path, await axeFindings(page)]).toEqual([path, []])
      }
      await context.close()
    },
  )

  it('folds the menu on a phone, and opens it with one press', async () => {
    const context = await signedIn(PHONE, 'vi')
    const page = await context.newPage()
    await open(page, 'members')
    const link = page.locator('.menu a[href="/dashboard/audit"]')
    expect(await link.isVisible()).toBe(false)
    expect((await page.locator('h1').boundingBox())!.y).toBeLessThan(PHONE.height / 2)
    await page.locator('.menu summary').click()
    expect((await link.boundingBox())!.height).toBeGreaterThanOrEqual(44)
    await context.close()
  })

  it('shows the menu beside the page at a desk, and leads past it', async () => {
    const context = await signedIn(DESK, 'vi')
    const page = await context.newPage()
    await open(page, 'members')
    const link = await page.locator('.menu a[href="/dashboard/audit"]').boundingBox()
    const heading = await page.locator('h1').boundingBox()
    expect(link!.height).toBeGreaterThanOrEqual(44)
    expect(link!.x + link!.width).toBeLessThanOrEqual(heading!.x)
    await page.keyboard.press('Tab')
    expect(await page.locator('.skip').evaluate((skip) => skip === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL('**#content', PATIENT)
    await context.close()
  })

  it('goes to paper without what is pressed, with the head of a table on each sheet', async () => {
    const context = await signedIn(DESK, 'vi')
    const page = await context.newPage()
    await page.emulateMedia({ media: 'print' })
    for (const path of ['recognitions', 'members']) {
      await open(page, path)
      for (const selector of ['nav', 'form', 'button', '.top', '.skip', 'summary', '.ways', '.acts'])
        for (const one of await page.locator(selector).all())
          expect([path, selector, await one.isVisible()]).toEqual([path, selector, false])
    }
    expect(await page.locator('th[scope="row"]').first().isVisible()).toBe(true)
    const seen = await page.evaluate(() => {
      const style = (selector: string) => getComputedStyle(document.querySelector(selector)!)
      const pixels = [...document.querySelectorAll('h1, p, td, th')].map((one) => {
        const { fontSize, color } = getComputedStyle(one)
        return { size: parseFloat(fontSize), color }
      })
      return {
        head: style('thead').display,
        smallest: Math.min(...pixels.map(({ size }) => size)),
        colours: [...new Set(pixels.map(({ color }) => color))],
      }
    })
    // 12 pt are 16 px.
    expect(seen).toEqual({ head: 'table-header-group', smallest: 16, colours: ['rgb(0, 0, 0)'] })
    await context.close()
  })
})
