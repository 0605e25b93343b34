import type { Browser as Chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, type Office, openOffice } from '../support/officers/office.js'
import { type Planted, plantOneOfEach } from '../support/officers/planted.js'
import { hasChromium, leaveBrowser, openBrowser, axeFindings } from '../support/web/browser.js'
import { serve } from '../support/web/web-app.js'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 900 }

describe.runIf(hasChromium)('the pages of one thing each, with the thing on them', () => {
  let office: Office
  let chromium: Chromium
  let served: { url: string; stop(): Promise<void> }
  let commune: Browser
  let planted: Planted

  beforeAll(async () => {
    office = await openOffice()
    await office.plant()
    const officer = await office.officer('commune', 'xa-a1', { name: 'Nguyễn Thị Hoàng Thanh Trúc' })
    commune = await office.browser(officer)
    planted = await plantOneOfEach(office, { commune: officer, mark: 'Thị Ngọc Hà' })
    served = await serve(office.web)
    chromium = await openBrowser()
  })
  afterAll(async () => {
    if (chromium) await leaveBrowser(chromium)
    await served?.stop()
    await office?.close()
  })

  const opened = async (viewport: typeof PHONE, language: 'vi' | 'en', by = commune) => {
    const context = await chromium.newContext({ viewport })
    const [, session = ''] = by.cookie.split('=')
    await context.addCookies([
      { name: 'gs_officer', value: session, url: served.url },
      { name: 'gs_desk_language', value: language, url: served.url },
    ])
    const page = await context.newPage()
    const open = async (path: string): Promise<void> => {
      // The limit on requests is another test's matter.
      office.world.now = new Date(office.world.now.getTime() + 1000)
      const response = await page.goto(`${served.url}${path}`)
      expect([path, response?.status()]).toEqual([path, 200])
    }
    return { context, page, open }
  }

  it.each([
    { on: 'a phone', viewport: PHONE, language: 'vi' },
    { on: 'a desk', viewport: DESK, language: 'en' },
  ] as const)('fit $on ($language) without a finding of axe', async ({ viewport, language }) => {
    const { context, page, open } = await opened(viewport, language)
    for (const path of [...planted.lists, ...planted.things]) {
      await open(path)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect([path, overflow]).toEqual([path, 0])
      expect([path, await axeFindings(page)]).toEqual([path, []])
      if (process.env['SHOTS'])
        await page.screenshot({
          path: `${process.env['SHOTS']}/${viewport.width}-${path.replaceAll(/\W+/g, '-')}.png`,
          fullPage: true,
        })
    }
    await context.close()
  })

  it.each(['vi', 'en'] as const)(
    'of those who see other parts are without a finding too (%s)',
    async (language) => {
      const admin = await office.browser(await office.officer('admin', null))
      const agency = { plan: 'thai-nguyen', agency: 'Sở Nội vụ' }
      const lead = await office.browser(await office.officer('lead', null, agency))
      const parts = { releases: admin, scams: admin, items: admin, 'dead-letters': admin, indicators: lead }
      for (const [part, by] of Object.entries(parts)) {
        const { context, page, open } = await opened(PHONE, language, by)
        await open(`/dashboard/${part}`)
        expect([part, await axeFindings(page)]).toEqual([part, []])
        await context.close()
      }
    },
  )

  it('print a giấy ghi nhận on one sheet, whole', async () => {
    const { context, page, open } = await opened(DESK, 'vi')
    await open(planted.things.find((path) => path.includes('/recognitions/papers'))!)
    const sheets = (await page.pdf({ preferCSSPageSize: true }))
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g)
    expect(sheets).toHaveLength(1)
    await page.emulateMedia({ media: 'print' })
    const clipped = await page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter(
          (one) => one.scrollHeight > one.clientHeight + 1 && getComputedStyle(one).overflow === 'hidden',
        )
        .map(({ className }) => className),
    )
    expect(clipped).toEqual([])
    await context.close()
  })
})
