import type { Aftermath } from './storm.js'

/** One line for whoever reads the log: a failure is played again with its seed. */
export function tellFigures(seed: number, after: Aftermath): void {
  const { kills, turns, attempts, duplicates, seconds } = after
  process.stdout.write(
    `seed ${seed}: ${kills} kills, ${turns} turns, ${attempts} graded, ${duplicates} sent twice, ${seconds.toFixed(1)} s\n`,
  )
}
