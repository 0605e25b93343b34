import type { Browser as Chromium, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { qrPath } from '../../src/pictures/invitation.js'
import { inLongRun } from '../support/long.js'
import { NOW, type Browser, type Office, openOffice } from '../support/officers/office.js'
import { hasChromium, leaveBrowser, openBrowser, axeFindings } from '../support/web/browser.js'
import { createTestWeb, serve } from '../support/web/web-app.js'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 900 }
const LIST = '/dashboard/class-list'
const OWN = 'xa-a1-ch1'
/** From the shortest name to the longest that is kept. */
const NAMES = [
  'Vũ Ơ',
  'Nguyễn Thị Hoàng Thanh',
  'Trần Thị Ngọc Hà',
  `${'Nghiêng '.repeat(5)}Trường`,
  `${'Nghiêng '.repeat(9)}Trường`,
]
/** The widest three words of the list. */
const WIDEST = 'chuông thuyền trường'

describe.runIf(hasChromium)('the class list and its cards, in a browser', () => {
  let office: Office
  let chromium: Chromium
  let served: { url: string; stop(): Promise<void> }
  let branch: Browser
  let row: number

  beforeAll(async () => {
    office = await openOffice()
    await office.plant()
    const officer = await office.officer('branch', OWN)
    branch = await office.browser(officer)
    for (const name of NAMES)
      await office.pool.query(
        `insert into class_list_row (branch_id, name, birth_year, sex, "group", entered_at)
         values ($1, $2, 1950, 'nu', 'hoi-vien', $3)`,
        [OWN, name, NOW],
      )
    await office.member(OWN, { name: 'Ẩn Danh' })
    await office.pages.cards.make(officer, OWN, NOW)
    await office.pool.query(`update invitation set words = $1 where id = (select min(id) from invitation)`, [
      WIDEST,
    ])
    row = (await office.pool.query<{ id: number }>('select min(id) as id from class_list_row')).rows[0]!.id
    const cardLink = (words: string) => {
      const link = `https://guongsang.hoinguoicaotuoi-thainguyen.example/chat?moi=${words}`
      return { channel: 'web', link, ...qrPath(link) } as const
    }
    const { web } = createTestWeb({
      officers: { ...office.pages, cardLink },
      clock: () => office.world.now,
      demo: null,
    })
    served = await serve(web)
    chromium = await openBrowser()
  })
  afterAll(async () => {
    if (chromium) await leaveBrowser(chromium)
    await served?.stop()
    await office?.close()
  })

  async function signedIn(viewport: typeof PHONE, language: 'vi' | 'en'): Promise<BrowserContext> {
    const context = await chromium.newContext({ viewport })
    await context.addCookies([
      { name: 'gs_officer', value: branch.cookie.split('=')[1]!, url: served.url },
      { name: 'gs_desk_language', value: language, url: served.url },
    ])
    return context
  }
  const overflow = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

  inLongRun(() => {
    const EACH = [
      ['a phone', PHONE, 'vi'],
      ['a desk', DESK, 'en'],
    ] as const
    it.each(EACH)('fits %s (%o, %s) without a finding of axe', async (_, viewport, language) => {
      const context = await signedIn(viewport, language)
      const page = await context.newPage()
      for (const path of [LIST, `${LIST}/rows/${row}`, `${LIST}/import`, `${LIST}/cards?branch=${OWN}`]) {
        await page.goto(served.url + path)
        expect([path, await overflow(page)]).toEqual([path, 0])
        expect([path, await axeFindings(page)]).toEqual([path, []])
      }
      await context.close()
    })
  })

  it('prints eight cards to a sheet of A4, each whole, the words in 18 pt and more', async () => {
    const context = await signedIn(DESK, 'en')
    const page = await context.newPage()
    await page.goto(`${served.url}${LIST}/cards?branch=${OWN}`)
    await page.emulateMedia({ media: 'print' })
    const cards = await page.locator('.invitation').evaluateAll((found) =>
      found.map((card) => {
        const box = card.getBoundingClientRect()
        const [inner, last] = [card.getBoundingClientRect(), card.lastElementChild!.getBoundingClientRect()]
        const [, lastDay] = card.querySelectorAll('.of')
        return {
          width: Math.round(box.width),
          height: Math.round(box.height),
          isWhole: last.bottom <= inner.bottom && card.scrollWidth <= card.clientWidth,
          isDayWhole: lastDay!.scrollWidth <= lastDay!.clientWidth,
          points: (Number.parseFloat(getComputedStyle(card.querySelector('.three')!).fontSize) * 72) / 96,
          lines: Math.round(card.querySelector('.three')!.getBoundingClientRect().height / 33),
          isVietnamese: card.textContent.includes('không bao giờ hỏi mã, mật khẩu, tiền'),
        }
      }),
    )
    expect(cards).toHaveLength(NAMES.length)
    for (const { width, height, isWhole, isDayWhole, points, lines, isVietnamese } of cards) {
      // 105 × 74 mm.
      expect([width, height]).toEqual([397, 280])
      // Finding: «dùng tới ngày 26/01/2…».
      expect([isWhole, isDayWhole, lines, isVietnamese]).toEqual([true, true, 1, true])
      expect(points).toBeGreaterThanOrEqual(18)
    }
    expect(await page.locator('.around').isVisible()).toBe(false)
    await context.close()
  })
})
