import { describe, expect, it } from 'vitest'
import { netRates } from '../../src/domain/net-rate.js'
import type { Audited } from '../../src/services/officers.js'
import type { ToldPlace } from '../../src/services/desk-figures.js'
import type { DeskView } from '../../src/web/desk/frame.js'
import { auditPage } from '../../src/web/desk/pages/audit.js'
import { communesPage } from '../../src/web/desk/pages/communes.js'
import { emptyOverviewPage, overviewPage } from '../../src/web/desk/pages/overview.js'
import { releasesPage } from '../../src/web/desk/pages/releases.js'
import { skillsPage } from '../../src/web/desk/pages/skills.js'
import { deskWords } from '../../src/web/desk/words.js'
import type { Html } from '../../src/web/pages/layout.js'
import { earlierOf, planOf, proficientIn, thaiNguyen } from '../reports/small-release.js'

/** A page is an object that reads as a text; at once, or when its charts are drawn. */
const textOf = async (page: Html): Promise<string> =>
  (await ((await page) as { toString(): string | Promise<string> }).toString()).replaceAll('\u00A0', ' ')

const viewIn = (language: 'vi' | 'en', isDemo = false): DeskView => ({
  session: {
    id: 1,
    officer: { id: 1, name: 'Lan', role: 'admin', placeId: null, plan: null, agency: null },
    tokenHash: '',
  } as unknown as DeskView['session'],
  formToken: 'token',
  asset: (name) => `/assets/${name}`,
  language,
  words: deskWords(language),
  here: '/dashboard',
  isDemo,
})

const release = thaiNguyen()
const whole = release.units.find(({ parent }) => parent === null)!
const plan = planOf('thai-nguyen')
const told: ToldPlace = { plan, release, unit: whole, whole, ownCommune: null, choices: [] }
const SENTENCES = ['Thái Nguyên, câu thứ nhất.', 'Câu thứ hai.', 'Câu thứ ba.']
const overview = (language: 'vi' | 'en', of: ToldPlace = told, isDemo = false): Promise<string> =>
  textOf(
    overviewPage(viewIn(language, isDemo), {
      told: of,
      sentences: SENTENCES,
      trend: [],
      rates: netRates(plan, release, earlierOf(release, whole.unit).map(proficientIn), whole),
      quarter: [],
    }),
  )
const cellsIn = (html: string, cell: 'td' | 'th scope="col"'): string[] =>
  [...html.matchAll(new RegExp(`<${cell}[^>]*>([^<]*)<`, 'g'))].map(([, words]) => words!)
const DEMO = 'DEMO – số bịa'
const timesIn = (html: string, words: string): number => html.split(words).length - 1

describe('the log', () => {
  const factsIn = async (facts: Audited['facts'], language: 'vi' | 'en' = 'vi'): Promise<string> => {
    const row = { id: 1, at: new Date(0), officerId: 1, officer: 'Lan', action: 'see-audit', place: null, placeId: null, facts } // prettier-ignore
    const names = {
      plan: new Map([['thai-nguyen', 'Kế hoạch của tỉnh Thái Nguyên']]),
      subject: new Map([['dvc', 'Dịch vụ công trực tuyến']]),
    }
    return cellsIn(await textOf(auditPage(viewIn(language), { rows: [row], next: null, names })), 'td').at(
      -1,
    )!
  }

  it.each([
    [{ announcements: 0 }, 'thông báo 0'],
    [{ announcement: 3, people: 40 }, 'thông báo số 3, người nhận 40'],
    [{ officer: 4, role: 'province' }, 'cán bộ 4, vai trò: Hội cấp tỉnh'],
    [{ way: 'link' }, 'cách vào: đường dẫn trong chat'],
    [
      { plan: 'thai-nguyen', month: '2026-10', format: 'docx', data: 'demo' },
      'kế hoạch: Kế hoạch của tỉnh Thái Nguyên, tháng: 10/2026, tệp: DOCX, dữ liệu: số bịa (DEMO)',
    ],
    [{ level: 'thanh-thao', subject: '', members: 0 }, 'mức: Thành thạo, hội viên 0'],
    [{ level: 'vung', subject: 'dvc', papers: 2 }, 'mức: Vững, mục: Dịch vụ công trực tuyến, giấy 2'],
    [{ members: 3, after: 0 }, 'hội viên 3'],
    [{ token: 2, until: '2027-02-18' }, 'mã cho máy 2, tới: 18/02/2027'],
    [{ absence: 1, learner: 2, kind: 'tam-nghi', helper: null }, 'lần vắng 1, người học 2, loại: tạm nghỉ'],
  ])('says %j in words and no code (finding: the log speaks code)', async (facts, words) => {
    expect(await factsIn(facts)).toBe(words)
  })

  it('says the same in English', async () => {
    expect(await factsIn({ role: 'province', way: 'browser' }, 'en')).toBe(
      `role: ${deskWords('en')('roles.province')}, way in: browser let in from the chat`,
    )
  })

  it('has one name for each thing (finding: one name, two words)', async () => {
    const words = deskWords('vi')
    expect(words('deeds.see-audit')).toBe(`xem ${words('frame.parts.audit').toLowerCase()}`)
    expect(words('overview.sign-out-everywhere')).toBe(words('sessions.everywhere'))
    expect(words('deeds.sign-out-everywhere')).toBe(words('sessions.everywhere').toLowerCase())
  })
})

describe('the overview', () => {
  it('has no Vietnamese sentences on an English page (finding: English page, Vietnamese text)', async () => {
    expect(await overview('vi')).toContain(SENTENCES[0])
    expect(await overview('en')).not.toContain(SENTENCES[0])
    const empty = await textOf(emptyOverviewPage(viewIn('en'), SENTENCES))
    expect(empty).not.toContain(SENTENCES[0])
    expect(empty).toContain(deskWords('en')('overview.nothing'))
  })

  it('has the remark right after the stage (finding: wide tables hide the point on a phone)', async () => {
    const words = deskWords('vi')
    expect(cellsIn(await overview('vi'), 'th scope="col"').slice(0, 2)).toEqual([
      words('overview.targets.stage'),
      words('overview.targets.remark'),
    ])
    const [stage, target] = [words('overview.targets.until', { year: 2030 }), 'td>50 %']
    expect(await overview('vi')).toMatch(new RegExp(`${stage}</th><td>[^<]*</td><${target}`))
  })

  it('says that “up to 5 %” rounds to 0 % under the line (finding: trend reads as a fall)', async () => {
    expect(await overview('vi')).toContain('“đến 5 %”: làm tròn thì ra 0 %')
    expect(await textOf(communesPage(viewIn('vi'), told))).toContain('“đến 5 %”: làm tròn thì ra 0 %')
  })

  it('keeps a percent sign on the line of its number (finding: “95” and “% trở lên” on two lines)', () => {
    const said = deskWords('vi')('skills.lowest', { skills: 'Hai (60 %)' })
    expect(said).toContain('60\u00A0%')
  })

  it('says that who needs to review counts 60 days only (finding: 2.550, 290, 2.165)', async () => {
    expect(await overview('vi')).toContain('chỉ đếm người thôi thành thạo trong 60 ngày qua')
  })

  it('tells an estimate of years ahead in hundreds (finding: false precision)', async () => {
    const rates = netRates(plan, release, earlierOf(release, whole.unit).map(proficientIn), {
      ...whole,
      population: { ...whole.population!, people: 53_900 },
    })
    const html = await textOf(
      overviewPage(viewIn('vi'), { told, sentences: SENTENCES, trend: [], rates, quarter: [] }),
    )
    const estimates = cellsIn(html, 'td').filter((cell) => /^\d\d\.\d{3}$/.test(cell))
    expect(estimates.length).toBeGreaterThan(0)
    for (const estimate of estimates) expect(estimate).toMatch(/00$/)
  })
})

describe('invented figures', () => {
  it('are called so above every page, once (finding: pages carry no DEMO note)', async () => {
    const ofDemo = { ...told, release: { ...release, isDemo: true } }
    const names = { plan: new Map<string, string>(), subject: new Map<string, string>() }
    const pages = [
      await textOf(auditPage(viewIn('vi', true), { rows: [], next: null, names })),
      await overview('vi', ofDemo, true),
      await textOf(
        skillsPage(viewIn('vi', true), { province: whole, month: '2026-10', skills: [] }, new Map()),
      ),
    ]
    for (const page of pages) expect(timesIn(page, DEMO)).toBe(1)
    expect(await overview('vi')).not.toContain(DEMO)
    // Also where no frame says it.
    expect(timesIn(await overview('vi', ofDemo), DEMO)).toBe(1)
  })
})

describe('the communes', () => {
  it('do not say that there is no priority where nobody noted one (finding: Vùng ưu tiên: không)', async () => {
    const units = release.units.map((one) => ({ ...one, kinds: [] }))
    const cells = cellsIn(
      await textOf(communesPage(viewIn('vi'), { ...told, release: { ...release, units } })),
      'td',
    )
    expect(cells).toContain('chưa ghi')
    expect(cells).not.toContain('không')
  })
})

describe('skills', () => {
  it('name the slowest where none stalls (finding: nothing to show for stalled skills)', async () => {
    const skill = (title: string, firm: number | null) => ({
      skill: title,
      title,
      area: 'dvc',
      begun: 100,
      begunBand: null,
      firm,
      firmBand: firm === null ? ('under-10' as const) : null,
    })
    const page = (skills: ReturnType<typeof skill>[]): Promise<string> =>
      textOf(skillsPage(viewIn('vi'), { province: whole, month: '2026-10', skills }, new Map()))
    expect(await page([skill('Một', 80), skill('Hai', 60), skill('Ba', 65)])).toContain(
      'Chậm nhất lúc này: Hai (60 %); Ba (65 %).',
    )
    expect(await page([skill('Một', 80), skill('Hai', 40)])).not.toContain('Chậm nhất')
  })
})

describe('the published months', () => {
  it('fold all but the newest three (finding: 5,800 px on a phone)', async () => {
    const months = ['2026-10', '2026-09', '2026-08', '2026-07', '2026-06'].map((month) => ({
      head: { ...release, month },
      files: [{ format: 'csv' as const, name: `${month}.csv` }],
    }))
    const html = await textOf(releasesPage(viewIn('vi'), [{ plan, months, failed: [] }]))
    const [open, folded] = html.slice(html.indexOf('<main')).split('<details>')
    expect(folded).toContain('Các tháng trước (2)')
    expect(timesIn(open!, '.csv"')).toBe(2 * 3)
    expect(timesIn(folded!, '.csv"')).toBe(2 * 2)
  })
})
