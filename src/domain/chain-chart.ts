import type { Chain, Told } from './chain.js'
import { type Figure, figureWords } from './figure.js'
import type { Release, ReleaseUnit } from './release.js'
import { dayWords } from './written-day.js'

/** The four numbers of the chain as bars, in words: what a picture shows of one place and month. */
export interface ChainChart {
  place: string
  /** "Ngày 31/10/2026, quy tắc TT-1.1". */
  when: string
  /** Invented people: said in the picture, in large letters. */
  isDemo: boolean
  bars: readonly ChainBar[]
  note: string
}

export interface ChainBar {
  label: string
  /** "1.230 người", or what stands for a number. */
  words: string
  /** "12 % số người cao tuổi"; empty for the population itself. */
  share: string
  /** From 0 to 1, of the longest bar; null where no number is published. */
  length: number | null
}

/** A picture of one place of a release, by what it shows. */
export interface ChartOf {
  plan: string
  month: string
  unit: string
  isDemo: boolean
}

export function chainChart({ unit, population, ...steps }: Chain, release: Release): ChainChart {
  const longest = Math.max(...[population, steps.enrolled.count].map(numberIn), 1)
  const bar = (label: string, count: Figure, share: string): ChainBar => ({
    label,
    words: figureWords(count, 'người'),
    share,
    length: typeof count === 'number' ? Math.min(1, count / longest) : null,
  })
  return {
    place: unit.name,
    when: `Ngày ${dayWords(release.snapshotOn)}, quy tắc ${release.rule}`,
    isDemo: release.isDemo,
    bars: [
      bar('Người cao tuổi', population, ''),
      bar('Đang học', steps.enrolled.count, shareWords(steps.enrolled)),
      bar('Đã làm bài được tính', steps.assessed.count, shareWords(steps.assessed)),
      bar('Đang thành thạo', steps.proficient.count, shareWords(steps.proficient)),
    ],
    note: 'Tự học qua chatbot, không giám sát. Số làm tròn đến 5. “Chưa công bố” không phải là số 0.',
  }
}

const numberIn = (figure: Figure): number => (typeof figure === 'number' ? figure : 0)

/** Only where it says more than the count. */
const shareWords = ({ count, ofPopulation }: Told): string =>
  typeof count === 'number' ? shareOfPopulation(ofPopulation) : ''

/** "12 % số người cao tuổi"; why there is none is said by itself. */
export function shareOfPopulation(share: Figure): string {
  if (typeof share === 'number') return `${share} % số người cao tuổi`
  return share.includes('%') ? `${share} số người cao tuổi` : share
}

/** Whether a place of this release can be drawn: branches have no chain. */
export const hasChart = ({ level }: ReleaseUnit): boolean => level !== 'branch'
