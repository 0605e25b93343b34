import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Pool } from 'pg'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { add } from '../../src/cli/officer-people.js'
import { agenciesOf } from '../../src/domain/plan-agencies.js'
import type { Role } from '../../src/domain/role.js'
import { createPool } from '../../src/store/pool.js'
import { type DeskLanguage, LANGUAGES } from '../../src/web/desk/words.js'
import { curriculum } from '../support/bot/content.js'
import { inLongRun } from '../support/long.js'
import {
  hasChromium,
  keptPicture,
  leaveBrowser,
  openBrowser,
  phone,
  axeFindings,
} from '../support/web/browser.js'
import { ChatPage } from '../support/web/chat-page.js'
import { DeskBrowser, WIDTHS, type Width } from '../support/web/desk-browser.js'
import { numbersInDocx, sheetsInXlsx, tablesInCsv, tablesInJson } from '../support/web/figures-read.js'
import { type LiveApp, openLiveApp } from '../support/web/live-app.js'

/** A Saturday morning in Việt Nam: nobody is told anything at night. From then on time passes as it does. */
const MORNING = new Date('2026-11-28T09:00:00+07:00').getTime()
const began = performance.now()
const clock = (): Date => new Date(MORNING + performance.now() - began)

const PLAN = curriculum.plans.find(({ id }) => id === 'thai-nguyen')!
const COMMUNE = 'demo-thai-nguyen-1'
const BRANCH = `${COMMUNE}-chi-hoi-1`
const PEOPLE = ['Nguyễn Thị Mơ', 'Trần Văn Tư', 'Lê Thị Lụa', 'Phạm Văn Bảy', 'Hoàng Thị Na', 'Đỗ Văn Sáu', 'Vũ Thị Cúc', 'Bùi Văn Tám', 'Ngô Thị Đào'] // prettier-ignore
const ON_A_SHEET = 8
const MESSAGE = 'Chi hội mời các cụ tới nhà văn hoá chiều thứ Bảy.'
const PATIENCE_MS = 240_000
const THREE_WORDS = /^\p{L}+(?: \p{L}+){2}$/u

describe.runIf(hasChromium)('the officers’ desk, from a clean start', { timeout: PATIENCE_MS }, () => {
  let browser: Browser
  let app: LiveApp
  let pool: Pool
  const desks = new Map<Role, DeskBrowser>()
  let elder: BrowserContext
  let chat: ChatPage
  let threeWords: string[] = []

  beforeAll(async () => {
    ;[browser, app] = await Promise.all([
      openBrowser(),
      openLiveApp({ clock, demo: true, province: 'thai-nguyen' }),
    ])
    pool = createPool(app.databaseUrl, 2)
  }, PATIENCE_MS)
  afterAll(async () => {
    await leaveBrowser(browser)
    await pool.end()
    await app.close()
  })
  afterEach(() => app.complain())

  /** As the operator does it on the command line; the officer's own desk afterwards. */
  async function comesIn(role: Role, of: { place?: string; agency?: string } = {}): Promise<DeskBrowser> {
    const { place = null, agency = null } = of
    const plan = agency === null ? null : 'thai-nguyen'
    const asked = { name: `Cán bộ ${role}`, role, place, plan, agency }
    const told = await add(asked, { pool, curriculum: () => curriculum, now: clock() })
    const code = /\/start (\S+)/.exec(told.join('\n'))![1]!
    const desk = await DeskBrowser.comesIn(browser, app.url, code)
    desks.set(role, desk)
    return desk
  }
  const deskOf = (role: Role): DeskBrowser => desks.get(role)!

  it('an officer comes in by the link of the chat, and sees the demo province against both targets', async () => {
    const desk = await comesIn('province', { place: 'thai-nguyen' })
    const read = (await desk.main.innerText()).replaceAll('\u00A0', ' ')
    expect(read).toContain('DEMO')
    expect(read).toMatch(/2030[\s\S]*50 ?%|50 ?%[\s\S]*2030/)
    expect(read).toMatch(/2035[\s\S]*70 ?%|70 ?%[\s\S]*2035/)
    await keptPicture(desk.page, 'can-bo-tong-quan', { fullPage: true })
  })

  it('takes DOCX, XLSX, CSV and JSON of one month, with the same figures in each', async () => {
    const desk = deskOf('province')
    await desk.opens('/dashboard/releases')
    await keptPicture(desk.page, 'can-bo-so-lieu', { fullPage: true })
    const file = async (format: string) => {
      const link = desk.main.locator(
        `a[href*="/dashboard/releases/thai-nguyen/2026-10/"][href$=".${format}"]`,
      )
      const { name, bytes } = await desk.saves(link.first())
      expect(name).toMatch(new RegExp(`\\.${format}$`))
      return bytes
    }
    const told = tablesInJson(await file('json'))
    expect(told.flatMap(({ rows }) => rows).length).toBeGreaterThan(20)

    const csv = tablesInCsv(await file('csv'))
    const asText = (row: readonly unknown[]): string =>
      row.map((figure) => String(figure).replace(/^'/, '')).join('|').replace(/\|*$/, '') // prettier-ignore
    for (const { id, rows } of told)
      expect(csv.find((table) => table.id === id)?.rows.map(asText)).toEqual(rows.map(asText))

    const sheets = await sheetsInXlsx(await file('xlsx'))
    expect(sheets).toEqual(told.map(({ rows }) => rows))

    const written = new Set(numbersInDocx(await file('docx')).map((numbers) => numbers.join('|')))
    // What the plan's own table has in common for several rows is written once there.
    for (const { rows } of told.filter(({ id }) => !id.startsWith('bang-ke-hoach')))
      for (const row of rows) expect([...written]).toContain(row.filter(Number.isFinite).join('|'))
  })

  it('prints a page of invitations for a branch', async () => {
    const desk = await comesIn('commune', { place: COMMUNE })
    await desk.opens(`/dashboard/class-list?branch=${BRANCH}`)
    for (const [at, name] of PEOPLE.entries()) {
      const form = desk.main.locator('form[action="/dashboard/class-list"]')
      await form.locator('input[name="name"]').fill(name)
      await form.locator('button').click()
      await desk.main.locator('tbody tr').nth(at).waitFor()
    }
    await keptPicture(desk.page, 'can-bo-danh-sach-lop', { fullPage: true })
    await desk.opens(`/dashboard/class-list/cards?branch=${BRANCH}`)
    await desk.page.locator('form[action="/dashboard/class-list/cards"] button').click()
    await desk.page.locator('.three').first().waitFor()

    await desk.page.emulateMedia({ media: 'print' })
    threeWords = await desk.page.locator('.three:visible').allInnerTexts()
    expect(threeWords).toHaveLength(PEOPLE.length)
    for (const words of threeWords) expect(words).toMatch(THREE_WORDS)
    const pdf = await desk.prints()
    await desk.page.emulateMedia({ media: null })
    const { count, texts } = sheetsOf(pdf)
    expect(count).toBe(2)
    const names = await desk.page.locator('.invitation h2').allInnerTexts()
    expect(names.toSorted()).toEqual(PEOPLE.toSorted())
    for (const [at, text] of [...threeWords, ...names].entries())
      expect(texts?.[at % PEOPLE.length < ON_A_SHEET ? 0 : 1] ?? text).toContain(text)
    await keptPicture(desk.page, 'can-bo-the-moi', { fullPage: true })
  })

  it('an elder joins by the words of a card', async () => {
    elder = await phone(browser)
    chat = await ChatPage.openedIn(elder, app.url)
    for (const words of ['Bắt đầu', 'Học thử', 'bác', 'Được']) await chat.touches(words)
    expect((await chat.says(threeWords[1]!)).text).toContain('Tên ghi trên thẻ là tên bác, phải không ạ?')
    await chat.touches('Phải, tên tôi')
    await chat.touches('Được')
    const { rows } = await pool.query('select branch_id as branch from membership where until is null')
    expect(rows).toEqual([{ branch: BRANCH }])
  })

  it('sends an announcement to the branch, and the elder reads it in the chat', async () => {
    const desk = deskOf('commune')
    await desk.opens('/dashboard/announcements')
    await desk.main.getByRole('link', { name: 'Soạn thông báo' }).click()
    await desk.main.getByRole('link', { name: 'Lời nhắn' }).click()
    await desk.main.locator('select[name="place"]').selectOption(BRANCH)
    await desk.main.locator('textarea[name="body"]').fill(MESSAGE)
    await keptPicture(desk.page, 'can-bo-soan-thong-bao', { fullPage: true })
    await desk.main.getByRole('button', { name: 'Lưu bản nháp' }).click()
    await desk.main.getByText('Hội viên sẽ đọc').waitFor()
    expect(await desk.main.innerText()).toContain(MESSAGE)
    await keptPicture(desk.page, 'can-bo-xem-thong-bao', { fullPage: true })
    await desk.main.getByRole('button', { name: 'Gửi', exact: true }).click()
    await chat.page.locator('.message.bot').getByText(MESSAGE).waitFor()
    await keptPicture(chat.page, 'nguoi-hoc-doc-thong-bao')
    await expect
      .poll(async () => {
        await desk.page.reload()
        return desk.main.innerText()
      })
      .toMatch(/đã gửi xong/)
    await elder.close()
  })

  // Takes minutes. The short run looks at the frame, the figures, the class list and announcements, in tests of their own.
  inLongRun(() => {
    describe('every page of the menu', () => {
      const LOOKS = WIDTHS.flatMap((width) => LANGUAGES.map((language) => ({ width, language })))
      const looked = new Set<string>()
      beforeAll(async () => {
        await comesIn('admin')
        await comesIn('lead', {
          agency: agenciesOf(PLAN)[0]!,
        })
      })

      it.each(
        LOOKS.flatMap((look) => (['commune', 'admin', 'lead'] as const).map((role) => ({ ...look, role }))),
      )(
        'for $role at $width px in $language: readable for everybody, nothing wider than the screen',
        async ({ role, width, language }) => {
          const desk = deskOf(role)
          await desk.looksAt(width, language)
          const troubles: string[] = []
          for (const path of await desk.menu()) {
            // What several roles find in their menus is looked at once.
            const look = `${path} ${width} ${language}`
            if (looked.has(look)) continue
            looked.add(look)
            await desk.opens(path)
            troubles.push(
              ...(await troublesOf(desk, width, language)).map((trouble) => `${path}: ${trouble}`),
            )
            await keptPicture(desk.page, `ban-${role}${path.replaceAll('/', '-')}-${width}-${language}`, {
              fullPage: true,
            })
          }
          expect(troubles).toEqual([])
        },
      )
    })
  })
})

async function troublesOf({ page }: DeskBrowser, width: Width, language: DeskLanguage): Promise<string[]> {
  const found = await axeFindings(page)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  const told = await page.evaluate(() => document.documentElement.lang)
  return [
    ...found.map(({ id, nodes }) => `${id} in ${nodes.map(({ html }) => html).join(' ')}`),
    ...(wide > width ? [`${wide} px wide`] : []),
    ...(told === language ? [] : [`it is in ${told}`]),
  ]
}

const PDFTOTEXT = '/usr/bin/pdftotext'

/** The sheets of a PDF: what a reader reads on each, where there is a program to tell it. */
function sheetsOf(pdf: Buffer): { count: number; texts: string[] | null } {
  const count = [...pdf.toString('latin1').matchAll(/\/Type \/Page\b/g)].length
  if (!existsSync(PDFTOTEXT)) return { count, texts: null }
  const text = execFileSync(PDFTOTEXT, ['-layout', '-', '-'], { input: pdf }).toString('utf8')
  return { count, texts: text.normalize('NFC').split('\f').slice(0, count) }
}
