import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadCurriculum } from '../src/content/load.js'
import { type TestDatabase, createDatabase } from './support/database.js'
import { inLongRun } from './support/long.js'

const SECRET = 'thirty-two characters or a few more'

const root = fileURLToPath(new URL('..', import.meta.url))
let directory: string
let database: TestDatabase
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'guong-sang-main-'))
  database = await createDatabase()
})
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true })
  await database.drop()
})

/** The program as `npm start` starts it; it has to end by itself. */
async function run(env: Record<string, string>): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: join(directory, 'data'), LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 200_000,
    killSignal: 'SIGKILL',
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

const isOneSentence = (err: string): boolean =>
  err.trim().split('\n').length === 1 && !err.includes('    at ')

const SETTINGS: [env: Record<string, string>, sentence: string][] = [
  [{ PORT: 'eighty' }, 'PORT must be a number from 0 to 65535'],
  [{ TELEGRAM_MODE: 'push' }, 'TELEGRAM_MODE must be one of polling, webhook'],
]

describe('a start that cannot be', () => {
  inLongRun(() => {
    it.each(SETTINGS)('for its settings %j says so in one sentence', async (env, sentence) => {
      const { code, out, err } = await run(env)
      expect({ code, out, err }).toEqual({ code: 1, out: '', err: `${sentence}\n` })
    })
  })

  it('for a port that is taken says so in one sentence', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const { code, out, err } = await run({
      DATABASE_URL: database.url,
      SECRET,
      PORT: String(port),
    })
    taken.close()
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: 'The port is taken: set PORT to another number.\n',
    })
  })

  inLongRun(() => {
    it('for a database that is not there says so in one sentence', async () => {
      const { code, err } = await run({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', SECRET })
      expect(code).toBe(1)
      expect(err).toMatch(/DATABASE_URL|database/i)
      expect(isOneSentence(err)).toBe(true)
    })

    it('for a host that is not this machine names HOST', async () => {
      const { code, err } = await run({
        DATABASE_URL: database.url,
        SECRET,
        PORT: '0',
        HOST: '203.0.113.7',
      })
      expect(code).toBe(1)
      expect(err).toContain('HOST')
      expect(isOneSentence(err)).toBe(true)
    })
  })
})

inLongRun(() => {
  it('broken content is named by file, line and field', () => {
    const content = join(directory, 'content')
    cpSync(join(root, 'content'), content, { recursive: true })
    const file = join(content, 'lessons', '5.1.yaml')
    const lines = readFileSync(file, 'utf8').split('\n')
    const line = lines.findIndex((one) => one.trim().startsWith('right:'))
    writeFileSync(file, lines.with(line, '    right: zz').join('\n'))
    expect(() => loadCurriculum(content)).toThrow(
      new RegExp(`lessons/5\\.1\\.yaml, line ${line + 1}, .*right`),
    )
  })
})
