import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BadConfig } from '../src/config.js'
import { secretOf } from '../src/secret.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guong-sang-secret-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the secret', () => {
  it('is the one that was given, and then no file is made', async () => {
    const given = 'a secret of at least thirty-two characters'
    expect(await secretOf({ secret: given, dataDir: join(folder, 'none') })).toBe(given)
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  it('is made once, long, for its owner alone, and the same for all who begin together', async () => {
    const dataDir = join(folder, 'data')
    const all = await Promise.all(Array.from({ length: 8 }, () => secretOf({ secret: null, dataDir })))
    expect(new Set(all).size).toBe(1)
    expect(all[0]).toMatch(/^[\w-]{43}$/)
    expect(readFileSync(join(dataDir, 'secret'), 'utf8').trim()).toBe(all[0])
    expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
    expect(await secretOf({ secret: null, dataDir })).toBe(all[0])
  })

  it('is not taken from a file that somebody emptied', async () => {
    writeFileSync(join(folder, 'secret'), '\n')
    await expect(secretOf({ secret: null, dataDir: folder })).rejects.toThrow(BadConfig)
  })
})
