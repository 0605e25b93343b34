import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'

export const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url))
export const GOOD = join(FIXTURES, 'good')

const made: string[] = []
afterEach(() => made.splice(0).forEach((dir) => rmSync(dir, { recursive: true, force: true })))

/** The good content with the files of one case put over it, in a folder that goes after the test. */
export function contentOf(...layers: string[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'guong-sang-content-'))
  made.push(dir)
  for (const layer of layers) cpSync(layer, dir, { recursive: true })
  return dir
}
