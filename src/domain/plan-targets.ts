/** The stages of the plans, by the year in which each ends. */
export const STAGES = [2030, 2035] as const
export type Stage = (typeof STAGES)[number]

/** The rows of the appendix of every plan, in its order. */
export const INDICATORS = ['tuyen-truyen', 'thanh-thao', 'xanh', 'khoi-nghiep', 'viec-lam'] as const
export type IndicatorId = (typeof INDICATORS)[number]

/** One thing that an indicator asks for. */
export interface Target {
  id: string
  /** What is counted, in words of the plan: "cây xanh". */
  what: string
  /** A share of all elderly people of the province, in percent, or a count of `unit`. */
  kind: 'share' | 'count'
  /** "%" for a share. */
  unit: string
  /** Null where the plan gives no number; that is never 0. */
  value: number | null
}

/** What one row of a plan's appendix says for one stage, word for word. */
export interface StageOfIndicator {
  wording: string
  targets: readonly Target[]
  /** Cơ quan chủ trì. */
  lead: string
  /** Cơ quan phối hợp, as the plan lists them. */
  coordinating: string
}

export interface Indicator {
  id: IndicatorId
  stages: Readonly<Record<Stage, StageOfIndicator>>
}

/** The words for a target without a number. */
export const NOT_GIVEN = 'chưa giao số'

/** "50%", "ít nhất 300.000 cây xanh", or that the plan gives no number. */
export function targetWords({ kind, unit, what, value }: Target): string {
  if (value === null) return NOT_GIVEN
  if (kind === 'share') return `${value}%`
  return `ít nhất ${value.toLocaleString('vi-VN')} ${what.startsWith(unit) ? what : `${unit} ${what}`}`
}

/** How plans write a number: 300.000 · 05 · 1,0 triệu. */
export const writtenForms = (value: number): string[] => [
  value.toLocaleString('vi-VN'),
  String(value).padStart(2, '0'),
  `${(value / 1e6).toLocaleString('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 6 })} triệu`,
]
