import { z } from 'zod'
import type { Doubt, Rule, Rules } from '../domain/rule.js'
import { text } from './fields.js'
import type { YamlFile } from './yaml-file.js'

/** How `content/rule.yaml` is written; what each field means stands in `domain/rule.ts`. */

const share = z.number().gt(0).lt(1)
const count = z.int().min(1)

const ratesSchema = z.strictObject({
  guess: share,
  slip: share,
  evidence: z.strictObject({ guess: share, slip: share }).nullable(),
})

const versionSchema = z.strictObject({
  version: text.regex(/^TT-\d+\.\d+$/, 'a version is named like TT-1.0'),
  rates: z.strictObject({ question: ratesSchema, pair: ratesSchema, task: ratesSchema }),
  initial: share,
  placement_cap: share,
  learn: share,
  seen_in_life: z.strictObject({ ratio: z.number().gt(1).lte(2), cap: share, every_days: count }),
  memory: z.strictObject({ retention: share, shortest: count, longest: count }),
  award: z.strictObject({
    evidence: z.number().gt(1),
    mastery: share,
    tasks: z.int().min(0),
    days: count,
    span_days: z.int().min(0),
  }),
  counted_per_day: count,
  variant_rest_days: count,
  haste_ms: z.int().min(0),
  abandon_ms: count,
  capstone_days: count,
  lapse: z.strictObject({
    below: share,
    keep_days: count,
    failed_days: count.optional(),
    misses: z.strictObject({ in_a_row: count.min(2), retest_days: count }).optional(),
  }),
  area_returns_with_skill: z.boolean(),
})

export const ruleSchema = z.strictObject({ current: text, versions: z.array(versionSchema).min(1) })
export type RuleFile = z.output<typeof ruleSchema>

/** Checks that the current version is there, and that each version could tell who knows from who guesses. */
export function checkRule({ value, report }: YamlFile<RuleFile> & { value: RuleFile }): void {
  const names = value.versions.map(({ version }) => version)
  if (!names.includes(value.current)) report(['current'], `there is no version ${value.current}`)
  value.versions.forEach((rule, index) => {
    const at = ['versions', index]
    if (names.indexOf(rule.version) < index)
      report([...at, 'version'], `the version ${rule.version} stands twice`)
    for (const [type, rates] of Object.entries(rule.rates)) {
      for (const { guess, slip } of [rates, rates.evidence ?? rates]) {
        if (guess + slip >= 1) report([...at, 'rates', type], 'guess and slip must be less than 1 together')
      }
    }
    if (rule.memory.shortest > rule.memory.longest)
      report([...at, 'memory'], 'shortest must not be more than longest')
    if (rule.seen_in_life.cap >= rule.award.mastery)
      report([...at, 'seen_in_life', 'cap'], 'it must be less than what the award asks')
    if (rule.lapse.below >= rule.award.mastery)
      report([...at, 'lapse', 'below'], 'it must be less than what the award asks')
    if ((rule.lapse.failed_days === undefined) === (rule.lapse.misses === undefined))
      report([...at, 'lapse'], 'it needs failed_days or misses, and not both')
  })
}

/** The rule as the domain knows it; the current version is among them. */
export function toRules({ current, versions }: RuleFile): Rules {
  const rules = new Map(versions.map((version) => [version.version, toRule(version)]))
  return { current: rules.get(current)!, versions: rules }
}

const toRule = (file: RuleFile['versions'][number]): Rule => ({
  version: file.version,
  rates: file.rates,
  initial: file.initial,
  placementCap: file.placement_cap,
  learn: file.learn,
  seenInLife: {
    ratio: file.seen_in_life.ratio,
    cap: file.seen_in_life.cap,
    everyDays: file.seen_in_life.every_days,
  },
  memory: file.memory,
  award: {
    evidence: file.award.evidence,
    mastery: file.award.mastery,
    tasks: file.award.tasks,
    days: file.award.days,
    spanDays: file.award.span_days,
  },
  countedPerDay: file.counted_per_day,
  variantRestDays: file.variant_rest_days,
  hasteMs: file.haste_ms,
  abandonMs: file.abandon_ms,
  capstoneDays: file.capstone_days,
  lapse: {
    below: file.lapse.below,
    keepDays: file.lapse.keep_days,
    doubt: toDoubt(file.lapse),
  },
  areaReturnsWithSkill: file.area_returns_with_skill,
})

const toDoubt = ({ failed_days: days, misses }: RuleFile['versions'][number]['lapse']): Doubt =>
  misses === undefined
    ? { kind: 'failed-days', days: days! }
    : { kind: 'misses', inARow: misses.in_a_row, retestDays: misses.retest_days }
