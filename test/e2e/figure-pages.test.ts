import type { Browser as Chromium, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/role.js'
import { makeDemoSkills } from '../../src/services/demo-skills.js'
import { createPublished } from '../../src/store/releases.js'
import { createSkillMonths } from '../../src/store/skill-months.js'
import { curriculum } from '../support/bot/content.js'
import { createDemoDatabase } from '../support/demo-database.js'
import { cases } from '../support/long.js'
import { type Office, openOffice } from '../support/officers/office.js'
import { hasChromium, leaveBrowser, openBrowser, picture, axeFindings } from '../support/web/browser.js'
import { serve } from '../support/web/web-app.js'

const PAGES = ['', '/communes', '/awareness', '/skills']

/** What the security policy refuses is said on the console. */
const seenAt = async (
  context: BrowserContext,
  url: string,
): Promise<{ findings: unknown[]; refused: string[]; wider: number; smallest: number; text: string }> => {
  const page = await context.newPage()
  const refused: string[] = []
  page.on('console', (said) => {
    if (said.type() === 'error') refused.push(said.text())
  })
  await page.goto(url)
  const name = `${url.split('/dashboard')[1]!.replace('/', '') || 'overview'}-${page.viewportSize()!.width}`
  if (process.env['SHOTS'] !== undefined) await picture(page, name, { fullPage: true })
  const measures = await page.evaluate(() => ({
    text: document.body.innerText,
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    smallest: Math.min(
      ...[...document.querySelectorAll('svg text')]
        .filter((text) => text.checkVisibility())
        .map((text) => {
          const svg = text.closest('svg')!
          const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
          return Number.parseFloat(getComputedStyle(text).fontSize) * scale
        }),
    ),
  }))
  const findings = await axeFindings(page)
  await page.close()
  return { findings, refused, ...measures }
}

describe.skipIf(!hasChromium)('the pages of figures in a browser', () => {
  let office: Office
  let chromium: Chromium
  let served: { url: string; stop(): Promise<void> }
  let cookie: string
  beforeAll(async () => {
    office = await openOffice({ isDemo: true, database: await createDemoDatabase() })
    const skillMonths = createSkillMonths(office.pool)
    await makeDemoSkills({ published: createPublished(office.pool), skillMonths, curriculum })
    const admin: Officer = await office.officer('admin', null)
    cookie = (await office.browser(admin)).cookie
    served = await serve(office.web)
    chromium = await openBrowser()
  }, 240_000)
  afterAll(async () => {
    await leaveBrowser(chromium)
    await served.stop()
    await office.close()
  })

  const CASES = PAGES.flatMap((path) => [390, 1280].map((width) => ({ path, width })))
  it.each(cases(CASES, ({ path, width }) => width === 390 && path === ''))(
    '$path reads well at $width px: nothing refused, too small or too pale',
    async (one) => {
      const [name, value] = cookie.split('=') as [string, string]
      const viewport = { width: one.width, height: 900 }
      const context = await chromium.newContext({ viewport, locale: 'vi-VN' })
      try {
        await context.addCookies([{ name, value, url: served.url }])
        const seen = await seenAt(context, `${served.url}/dashboard${one.path}`)
        expect({ refused: seen.refused, findings: seen.findings }).toEqual({ refused: [], findings: [] })
        expect(seen.wider).toBe(0)
        expect(seen.text).toContain('DEMO – số bịa')
        // Without any chart there is no smallest letter.
        expect(seen.smallest).toBeGreaterThanOrEqual(14)
        expect(seen.smallest).toBeLessThan(100)
      } finally {
        await context.close()
      }
    },
  )
})
