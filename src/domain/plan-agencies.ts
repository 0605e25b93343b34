import type { Plan } from './curriculum.js'

/** The agencies that somebody may be an officer of, as the plan names them, each once. */
export function agenciesOf({ collator, locks, indicators }: Plan): string[] {
  const leads = indicators.flatMap(({ stages }) => Object.values(stages).map(({ lead }) => lead))
  return [...new Set([...locks.keys(), ...leads, collator])]
}
