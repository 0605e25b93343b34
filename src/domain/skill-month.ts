import type { Figure } from './figure.js'
import { AT_LEAST_95, UNDER_10, WITHHELD, percentFigure } from './figure.js'
import type { Band } from './release-tables.js'
import { BASE, type DrawKey, type Drawn, draw } from './rounding.js'
import { REAPPEARS_AT, bandOf, reasonToHide } from './thresholds.js'

/** Of one branch and skill: how many people who count began to practise it, and how many of them hold it firmly. */
export interface SkillCount {
  branch: string
  skill: string
  begun: number
  /** Sums of the members' random keys (0 to 255). */
  begunKeys: number
  firm: number
  firmKeys: number
}

/** What is told of a skill in a province: numbers rounded to 5, or what stands for them. */
export interface SkillCell {
  skill: string
  begun: number | null
  begunBand: SkillBand | null
  firm: number | null
  firmBand: SkillBand | null
}

export type SkillBand = Exclude<Band, 'merged'>

/** The province a month is told of, and what is known of it beside the counts. */
export interface SkillProvince {
  branches: ReadonlySet<string>
  /** How many people count there; officers know them by name. */
  enrolled: number
  /** What the release of the month tells: how many count, and how many hold the area of a skill. */
  shownEnrolled: number | null
  shownArea(skill: string): number | null
  /** What the month before told of a skill; null where it told nothing. */
  before(skill: string): Pick<SkillCell, 'begun' | 'firm'> | null
}

/**
 * How far a province got with each skill, by the thresholds and the keyed rounding of releases. Who holds a skill firmly
 * began it, so fewer than 10 beside them are told as little as fewer than 10 of them. A whole is never told smaller than
 * its part, nor larger than what the release tells of those around it.
 */
export function skillMonth(
  skills: readonly string[],
  counts: readonly SkillCount[],
  province: SkillProvince,
  key: DrawKey,
): SkillCell[] {
  const own = counts.filter(({ branch }) => province.branches.has(branch))
  return skills.map((skill) => told(skill, own, province, key))
}

function told(
  skill: string,
  counts: readonly SkillCount[],
  { enrolled, shownEnrolled, shownArea, before }: SkillProvince,
  key: DrawKey,
): SkillCell {
  const ofSkill = counts.filter((one) => one.skill === skill)
  const begun = summed(ofSkill.map((one) => ({ count: one.begun, memberKeys: one.begunKeys })))
  const firm = summed(ofSkill.map((one) => ({ count: one.firm, memberKeys: one.firmKeys })))
  const last = before(skill)
  const [drawnBegun, drawnFirm] = [draw(begun, key), draw(firm, key)]
  const begunReason = reasonToHide(begun.count, enrolled, drawnBegun, wasHidden(last, 'begun'))
  // What lies within a cell that is hidden as small is small too.
  const within = begunReason === 'small' ? 'within-small' : null
  const firmReason = within ?? reasonToHide(firm.count, begun.count, drawnFirm, wasHidden(last, 'firm'))
  const atMost = (number: number): number => Math.min(number, shownEnrolled ?? Infinity)
  const shownFirm = firmReason === null ? atMost(Math.max(drawnFirm.rounded, shownArea(skill) ?? 0)) : null
  const shownBegun = begunReason === null ? atMost(Math.max(drawnBegun.rounded, shownFirm ?? 0)) : null
  return {
    skill,
    begun: shownBegun,
    begunBand: begunReason === null ? null : (bandOf(begunReason, enrolled) as SkillBand),
    firm: shownFirm,
    firmBand: firmReason === null ? null : (bandOf(firmReason, begun.count) as SkillBand),
  }
}

const wasHidden = (last: Pick<SkillCell, 'begun' | 'firm'> | null, which: 'begun' | 'firm'): boolean =>
  last !== null && last[which] === null

const summed = (parts: readonly Drawn[]): Drawn => ({
  count: parts.reduce((sum, { count }) => sum + count, 0),
  memberKeys: parts.reduce((sum, { memberKeys }) => sum + memberKeys, 0) % 256,
})

const BAND_WORDS: Record<SkillBand, string> = {
  'under-10': UNDER_10,
  'at-least-95-percent': AT_LEAST_95,
  withheld: WITHHELD,
}

/** A number of a cell, or the words that stand for it. */
export const skillFigure = (shown: number | null, band: SkillBand | null): Figure =>
  shown ?? BAND_WORDS[band ?? 'withheld']

/** Percent of those who began that hold it firmly, from the numbers told; or what stands for it. */
export function firmShare({ begun, begunBand, firm, firmBand }: SkillCell): Figure {
  if (firm === null) return skillFigure(firm, firmBand)
  return begun === null ? skillFigure(begun, begunBand) : percentFigure(firm, begun)
}

/**
 * Whether less than half of those who began hold it firmly, as far as what is told says so: "dưới 10" may stand for up to
 * 15, and a number for 4 fewer.
 */
export function isStalled({ begun, firm, firmBand }: SkillCell): boolean {
  if (begun === null) return false
  if (firm !== null) return 2 * firm < begun
  return firmBand === 'under-10' && 2 * REAPPEARS_AT <= begun - BASE
}
