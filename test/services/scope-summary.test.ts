import { describe, expect, it } from 'vitest'
import { createWords } from '../../src/bot/words.js'
import type { Release } from '../../src/domain/release.js'
import type { Officer } from '../../src/domain/role.js'
import { scopeOf } from '../../src/domain/scope.js'
import { type Summary, chartOf, scopeSummary } from '../../src/services/scope-summary.js'
import type { Published } from '../../src/store/releases.js'
import {
  AREAS,
  GROUPS,
  cellsOf,
  longAn,
  planOf,
  releaseOf,
  thaiNguyen,
  unitsUnder,
} from '../reports/small-release.js'
import { smallCurriculum } from '../support/bot/small-curriculum.js'
import { locales } from '../support/bot/words.js'
import { ruleProblems } from '../support/story/rules.js'

const words = createWords(locales)
const curriculum = { ...smallCurriculum(), areas: AREAS, plans: ['long-an', 'thai-nguyen'].map(planOf) }

/** What is published, in memory; of `before` the last release serves. */
const publishedOf = (releases: readonly Release[]): Published => {
  const of = (plan: string, isDemo: boolean): Release[] =>
    releases
      .filter((one) => one.plan === plan && one.isDemo === isDemo)
      .toSorted((one, other) => (one.month < other.month ? 1 : -1))
  return {
    list: async (plan, isDemo) => of(plan, isDemo),
    latest: async (plan, isDemo) => of(plan, isDemo)[0] ?? null,
    read: async (plan, month, isDemo) => of(plan, isDemo).find((one) => one.month === month) ?? null,
    proficient: async () => [],
    before: async (plan, month, isDemo) => {
      const last = of(plan, isDemo).find((one) => one.month < month)
      return last === undefined ? null : { cells: last.cells, releases: [last], redraws: new Map() }
    },
  }
}

const officer = (over: Partial<Officer>): Officer => ({
  id: 1,
  name: 'Bà Tư',
  role: 'admin',
  placeId: null,
  plan: null,
  agency: null,
  ...over,
})
const ask = (over: Partial<Officer>, releases: readonly Release[], isDemo = false): Promise<Summary> =>
  scopeSummary(scopeOf(officer(over)), {
    published: publishedOf(releases),
    curriculum: () => curriculum,
    defaultPlan: 'thai-nguyen',
    isDemo,
  })
const said = ({ sentences }: Summary): string[] =>
  sentences.map((sentence) => words.say(sentence, { formOfAddress: 'bac', region: 'nam' }))

const ruleProblemsOf = (summary: Summary): string[] =>
  ruleProblems({ text: said(summary).join('\n'), buttons: [] } as unknown as Parameters<
    typeof ruleProblems
  >[0])

const BOTH = [thaiNguyen(), longAn()]

describe('what an officer is told first', () => {
  it('is three sentences and a picture of their province', async () => {
    const summary = await ask({ role: 'province', placeId: 'thai-nguyen' }, BOTH)
    expect(said(summary)).toEqual([
      'Thái Nguyên, ngày 31/10/2026. Người cao tuổi: 1.400 người. Đang học: 145 người.',
      'Đang thành thạo: 45 người, 3 % số người cao tuổi. Chỉ tiêu đến 2030: 50 %.',
      'Đã từng được ghi nhận: 60 người. Đang cần ôn: 15 người. Quy tắc TT-1.1.',
    ])
    expect(summary.picture).toEqual({
      kind: 'chain',
      plan: 'thai-nguyen',
      month: '2026-10',
      unit: 'thai-nguyen',
      isDemo: false,
    })
  })

  it('is of their own commune, and no more than is published', async () => {
    const summary = await ask({ role: 'commune', placeId: 'b' }, BOTH)
    expect(said(summary)).toEqual([
      'Xã Bình, ngày 31/10/2026. Người cao tuổi: 400 người. Đang học: 20 người.',
      'Đang thành thạo: chưa công bố. Chỉ tiêu đến 2030: 50 %.',
      'Đã từng được ghi nhận: chưa công bố. Đang cần ôn: chưa công bố. Quy tắc TT-1.1. Chưa công bố không phải là số 0.',
    ])
    expect(summary.picture).toMatchObject({ unit: 'b' })
  })

  it('is of the plan of their agency, and of the default plan for who sees everything', async () => {
    const agency = { plan: 'long-an', agency: 'Sở Nông nghiệp và Môi trường' }
    expect((await ask({ role: 'collator', ...agency }, BOTH)).picture).toMatchObject({ unit: 'long-an' })
    expect((await ask({ role: 'admin' }, BOTH)).picture).toMatchObject({ unit: 'thai-nguyen' })
    expect((await ask({ role: 'province', placeId: 'tay-ninh' }, BOTH)).picture).toMatchObject({
      unit: 'tay-ninh',
    })
    expect((await ask({ role: 'collator', ...agency }, [thaiNguyen()])).picture).toBeNull()
  })

  it('is for a branch its areas of the last quarter, and its commune', async () => {
    const units = unitsUnder('thai-nguyen', 'Thái Nguyên')
    const quarter = releaseOf('thai-nguyen', units, cellsOf(GROUPS, units, '2026-09'), { month: '2026-09' })
    const summary = await ask({ role: 'branch', placeId: 'a-1' }, [thaiNguyen(), quarter])
    const [first, second, third] = said(summary)
    expect(first).toBe('Chi hội An Một, quý III năm 2026. Chi hội chỉ có số theo quý, từng lĩnh vực.')
    expect(second).toBe(
      'Đang vững. 80 người: Dịch vụ công, Tự bảo vệ mình. 55 người: Mua sắm, Thanh toán. ' +
        '40 người: Các nền tảng số khác.',
    )
    expect(third).toBe('Xã An, ngày 31/10/2026. Đang thành thạo: 40 người.')
    expect(summary.picture).toBeNull()
    const small = await ask({ role: 'branch', placeId: 'b-1' }, [thaiNguyen(), quarter])
    expect(said(small)[1]).toBe('Đang vững. Chưa công bố: cả năm lĩnh vực. Chưa công bố không phải là số 0.')
    const [, without] = said(await ask({ role: 'branch', placeId: 'a-1' }, [thaiNguyen()]))
    expect(without).toBe('Chi hội chưa có quý nào được công bố.')
  })

  it('keeps to the rules of every screen', async () => {
    const units = unitsUnder('thai-nguyen', 'Thái Nguyên')
    const quarter = releaseOf('thai-nguyen', units, cellsOf(GROUPS, units, '2026-09'), {
      month: '2026-09',
      isDemo: true,
    })
    const demo = [...BOTH.map((release) => ({ ...release, isDemo: true })), quarter]
    for (const placeId of ['thai-nguyen', 'tay-ninh', 'a', 'b', 'a-1', 'b-1', 'nowhere'])
      expect(ruleProblemsOf(await ask({ role: 'branch', placeId }, demo, true))).toEqual([])
  })

  it('says so when nothing is published of their scope', async () => {
    for (const releases of [[], BOTH]) {
      const summary = await ask({ role: 'commune', placeId: 'elsewhere' }, releases)
      expect(said(summary)[0]).toBe('Chưa có tháng nào được công bố cho phạm vi này.')
      expect(summary.picture).toBeNull()
    }
  })

  it('never mixes the demo with real figures, and marks each of its sentences', async () => {
    const demo = BOTH.map((release) => ({ ...release, isDemo: true }))
    expect(said(await ask({ role: 'admin' }, demo))[0]).toMatch(/^Chưa có tháng nào/)
    const summary = await ask({ role: 'admin' }, [...BOTH, ...demo], true)
    expect(said(summary).every((sentence) => sentence.startsWith('DEMO – '))).toBe(true)
    expect(summary.picture).toMatchObject({ isDemo: true })
  })
})

describe('the chart', () => {
  const published = publishedOf(BOTH)
  const head = { plan: 'thai-nguyen', month: '2026-10', isDemo: false }

  it('shows the four numbers, and no bar where no number is told', async () => {
    expect(await chartOf({ ...head, unit: 'b' }, published)).toEqual({
      place: 'Xã Bình',
      when: 'Ngày 31/10/2026, quy tắc TT-1.1',
      isDemo: false,
      bars: [
        { label: 'Người cao tuổi', words: '400 người', share: '', length: 1 },
        { label: 'Đang học', words: '20 người', share: '5 % số người cao tuổi', length: 0.05 },
        { label: 'Đã làm bài được tính', words: 'chưa công bố', share: '', length: null },
        { label: 'Đang thành thạo', words: 'chưa công bố', share: '', length: null },
      ],
      note: 'Tự học qua chatbot, không giám sát. Số làm tròn đến 5. “Chưa công bố” không phải là số 0.',
    })
  })

  it('has bars without a population, and none for a branch or for what is not published', async () => {
    const around = await chartOf({ ...head, plan: 'long-an', unit: 'tay-ninh' }, published)
    expect(around!.bars.map(({ words: told, length }) => [told, length])).toEqual([
      ['chưa có dân số', null],
      ['200 người', 1],
      ['105 người', 105 / 200],
      ['45 người', 45 / 200],
    ])
    expect(await chartOf({ ...head, unit: 'a-1' }, published)).toBeNull()
    expect(await chartOf({ ...head, unit: 'none' }, published)).toBeNull()
    expect(await chartOf({ ...head, unit: 'b', month: '2026-09' }, published)).toBeNull()
    expect(await chartOf({ ...head, unit: 'b', isDemo: true }, published)).toBeNull()
  })
})
