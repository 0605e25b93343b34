import { z } from 'zod'
import type { Plan } from '../domain/curriculum.js'
import { INDICATORS, type StageOfIndicator, type Target } from '../domain/plan-targets.js'
import { readBy, slug, text } from './fields.js'

/** How a plan of `content/plans/` is written: the words of its appendix, and the numbers in them. */

const head = { id: slug, what: text }
const share = z.strictObject({ ...head, percent: z.int().min(1).max(100).nullable() })
const count = z.strictObject({ ...head, unit: text, at_least: z.int().positive().nullable() })

/** A share of the elderly, or a count; null stands where the plan gives no number. */
const target = z
  .record(z.string(), z.unknown())
  .transform((raw, context): TargetFile =>
    readBy<z.ZodType<TargetFile>>('percent' in raw ? share : count, raw, context),
  )
export type TargetFile = z.output<typeof share> | z.output<typeof count>

const stage = z.strictObject({
  wording: text,
  targets: z.array(target).min(1),
  lead: text,
  coordinating: text,
})
export type StageFile = z.output<typeof stage>

const indicator = z.strictObject({ id: z.enum(INDICATORS), to_2030: stage, to_2035: stage })

export const planSchema = z.strictObject({
  id: slug,
  title: text,
  /** The name of a file in `places/`. */
  province: slug,
  source: text,
  /** The core skills that the area nen-tang has in this province. */
  nen_tang: z.array(slug),
  /** Cơ quan ban hành of the plan, and the địa danh at its head. */
  issuer: z.strictObject({ agency: text, place: text }),
  /** Cơ quan tổng hợp. */
  collator: text,
  /** By the name of the agency, the indicators it leads and locks by itself. */
  locks: z.record(text, z.array(z.enum(INDICATORS)).min(1)),
  /** What the plan says of how often to report; the months between two reports, null where it fixes none. */
  reporting: z.strictObject({ wording: text, months: z.int().positive().nullable() }),
  /** Nơi nhận. */
  recipients: z.array(text).min(1),
  /** Provinces of today or before July 2025, by id: each gets a report of its own. */
  reports_on: z.array(slug).min(1),
  indicators: z.array(indicator),
})
export type PlanFile = z.output<typeof planSchema>

/** A plan as the domain knows it; `nameOf` gives the name of a province by the name of its file. */
export const toPlan = (file: PlanFile, nameOf: (province: string) => string): Plan => ({
  id: file.id,
  title: file.title,
  province: nameOf(file.province),
  source: file.source,
  chosenSkills: file.nen_tang,
  issuer: file.issuer,
  collator: file.collator,
  locks: new Map(Object.entries(file.locks)),
  reporting: file.reporting,
  recipients: file.recipients,
  reportsOn: file.reports_on,
  indicators: file.indicators.map(({ id, to_2030, to_2035 }) => ({
    id,
    stages: { 2030: toStage(to_2030), 2035: toStage(to_2035) },
  })),
})

const toStage = ({ wording, targets, lead, coordinating }: StageFile): StageOfIndicator => ({
  wording,
  targets: targets.map(toTarget),
  lead,
  coordinating,
})

export const toTarget = (file: TargetFile): Target =>
  'percent' in file
    ? { id: file.id, what: file.what, kind: 'share', unit: '%', value: file.percent }
    : { id: file.id, what: file.what, kind: 'count', unit: file.unit, value: file.at_least }
