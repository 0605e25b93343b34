import type { Evidence } from './evidence.js'
import { append } from './append.js'
import { type Mastery, knows, newMastery } from './mastery.js'
import type { Rule, Rules } from './rule.js'
import { dayNumber } from './calendar.js'

/** One first answer of a newcomer. */
export interface NewcomersAnswer {
  exercise: string
  right: boolean
}

/**
 * The first answers that a log holds of somebody who most likely does not know: no lesson of the skill yet, and
 * P below its starting value, so they have missed something of it already. Everybody else is left out: many
 * newcomers know the skill well, and a good item must not look as if it gave its answer away.
 */
export function newcomersAnswers(log: readonly Evidence[], rules: Rules): NewcomersAnswer[] {
  const answers: NewcomersAnswer[] = []
  let mastery: Mastery | null = null
  for (const entry of log) {
    const rule: Rule = rules.versions.get(entry.rule) ?? rules.current
    const before: Mastery = mastery ?? newMastery(rule)
    const { open } = before
    if (entry.kind === 'answered' && open !== null && open.tells && isNewcomer(before, entry, rule))
      answers.push({ exercise: open.exercise, right: entry.right })
    mastery = append(before, entry, rule)
  }
  return answers
}

const isNewcomer = (mastery: Mastery, { at }: Evidence, { initial }: Rule): boolean =>
  mastery.taughtOn === null && mastery.guided === 0 && knows(mastery, dayNumber(at)) < initial

/** Answers needed before an item may be flagged. */
const ENOUGH = 20
const Z = 1.96

/** The lower end of the 95 % interval of a share (Wilson 1927); 0 without answers. */
export function wilsonLower(right: number, shown: number): number {
  if (shown === 0) return 0
  const share = right / shown
  const square = Z ** 2 / shown
  const middle = share + square / 2
  const margin = Z * Math.sqrt((share * (1 - share)) / shown + square / (4 * shown))
  return (middle - margin) / (1 + square)
}

/** Whether newcomers guess an item more often than the rule declares, beyond chance. */
export const isLeaking = (right: number, shown: number, declared: number): boolean =>
  shown >= ENOUGH && wilsonLower(right, shown) > declared
