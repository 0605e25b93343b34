import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startPostgres } from '../../src/store/postgres/embedded.js'
import { until } from '../support/crash/until.js'
import type { Shown } from '../support/story/phone.js'
import { WebPhone } from '../support/story/web-phone.js'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

let directory: string
let running: ChildProcess | null = null
let isStopped = false
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'guong-sang-killed-'))
})
afterEach(async () => {
  running?.kill('SIGKILL')
  // After a failure the database server may be left: attached to, it is stopped by the last to leave.
  if (!isStopped) await (await startPostgres(directory)).release()
  await rm(directory, { recursive: true, force: true })
})

/** What `npm start` runs, on a data directory of its own; the address it prints. */
async function start(): Promise<{ child: ChildProcess; url: string }> {
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: directory, PORT: '0', LOG_LEVEL: 'error' }
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running = child
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  }
  const address = /^Gương Sáng: (http\S+)$/m
  await until(
    'the program prints its address',
    () => {
      if (child.exitCode !== null) throw new Error(`the program ended:\n${said}`)
      return address.test(said)
    },
    200_000,
  )
  return { child, url: address.exec(said)![1]! }
}

it('shows the same card when it is started again after kill -9', async () => {
  let { child, url } = await start()
  const phone = new WebPhone(() => url)
  const answer = async (text: string): Promise<Shown> => {
    await phone.says(text)
    let seen: Shown[] = []
    await until(`an answer to ${text}`, async () => (seen = await phone.reads()).length > 0)
    return seen.at(-1)!
  }
  for (const text of ['xin chào', '1', 'chú', '1', '2']) await answer(text)
  const card = await answer('1')

  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  ;({ child, url } = await start())
  const again = await answer('lại')
  expect(again.text).toBe(card.text)
  expect(again.buttons).toEqual(card.buttons)

  const stopped = once(child, 'exit')
  const from = performance.now()
  child.kill('SIGTERM')
  expect(await stopped).toEqual([0, null])
  expect(performance.now() - from).toBeLessThan(10_000)
  isStopped = true
}, 300_000)
