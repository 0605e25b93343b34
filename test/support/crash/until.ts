import { setTimeout as pause } from 'node:timers/promises'

/** Resolves when it holds; throws after `ms` with what was waited for. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  ms = 40_000,
): Promise<void> {
  const end = performance.now() + ms
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`)
    await pause(8)
  }
}
