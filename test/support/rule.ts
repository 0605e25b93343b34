import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { ruleSchema, toRules } from '../../src/content/rule-file.js'
import type { Rule } from '../../src/domain/rule.js'

/** The published rules, as `content/rule.yaml` has them. */
export const RULES = toRules(ruleSchema.parse(parse(readFileSync('content/rule.yaml', 'utf8'))))

/** The rule of the reference: a skill lapses at once. */
export const TT_1_0 = RULES.versions.get('TT-1.0')!

/** A variation of TT-1.0 under a name of its own. */
export const varied = (version: string, part: Partial<Rule>): Rule => ({ ...TT_1_0, ...part, version })

/** TT-1.0 with a retest after a miss, and the end at the second miss in a row. */
export const retesting = (retestDays: number, inARow = 2): Rule =>
  varied(`retest-${retestDays}-${inARow}`, {
    lapse: { ...TT_1_0.lapse, doubt: { kind: 'misses', inARow, retestDays } },
  })
