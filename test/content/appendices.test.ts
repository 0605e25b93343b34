import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { curriculum } from '../support/bot/content.js'

/** What the papers themselves say, with the line breaks of their pages: appendix, who gathers, who receives. */
const paperOf = (id: string): string =>
  readFileSync(fileURLToPath(new URL(`appendices/${id}.txt`, import.meta.url)), 'utf8')
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const HEAD = 'STT Chỉ tiêu Cơ quan chủ trì Cơ quan phối hợp'
const FIRST = 'I Giai đoạn 2025-2030'
const LAST = 'II Đến năm 2035'

describe.each(curriculum.plans.map((plan) => [plan.id, plan] as const))('the plan %s', (id, plan) => {
  const paper = flat(paperOf(id))
  const [, ...rest] = flat(paper.slice(paper.indexOf(FIRST)).replaceAll(HEAD, '')).split(FIRST)
  const [to2030 = '', to2035 = ''] = rest
    .join('')
    .replace(/[_ ]+$/, '')
    .split(LAST)

  it.each([
    [2030, to2030],
    [2035, to2035],
  ] as const)('says until %i what its appendix says, row by row, and nothing else', (stage, rows) => {
    const said = plan.indicators.map(({ stages }, index) => {
      const { wording, lead, coordinating } = stages[stage]
      return `${index + 1} ${wording} ${lead} ${coordinating}`
    })
    expect(flat(said.join(' '))).toBe(flat(rows))
  })

  it('has targets in the words of the appendix, with every number that stands there', () => {
    for (const { stages } of plan.indicators) {
      for (const { wording, targets } of Object.values(stages)) {
        const numbers = [...wording.matchAll(/\d[\d.,]*\d|\d/g)].map(([written]) => written)
        expect(targets.filter(({ value }) => value !== null)).toHaveLength(numbers.length)
        const values = numbers.map((written) => {
          const number = Number(written.replaceAll('.', '').replace(',', '.'))
          return wording.includes(`${written} triệu`) ? number * 1e6 : number
        })
        expect(targets.flatMap(({ value }) => value ?? [])).toEqual(values)
      }
    }
  })

  it('is of the agency and the place at the head of its paper', () => {
    const { agency, place } = plan.issuer
    expect(paper).toContain(`của ${agency})`)
    expect(paperOf(id).split('\n')[0]).toMatch(new RegExp(`^${place}, ngày +tháng`, 'u'))
  })

  it('names who gathers, who receives and how to report as its paper does', () => {
    expect(paper).toMatch(
      new RegExp(`1\\. ${plan.collator} .*Kiểm tra, tổng hợp, đánh giá tình hình, kết quả`),
    )
    expect(paper).toContain(plan.reporting.wording)
    const list = paper
      .slice(paper.indexOf('Nơi nhận:') + 'Nơi nhận:'.length, paper.indexOf('DANH MỤC'))
      .trim()
    expect(plan.recipients.map((one) => `- ${one}`).join('; ')).toBe(list.replace(/[;.]$/, ''))
  })
})
