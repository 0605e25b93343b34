import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url))
export const GOOD = join(FIXTURES, 'good')

/** The good content with the files of one case put over it, in a folder that goes with the test that asked for it. */
export function contentOf(...layers: string[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'guong-sang-content-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  for (const layer of layers) cpSync(layer, dir, { recursive: true })
  return dir
}
