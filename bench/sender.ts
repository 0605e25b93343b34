// How much of the allowed pace the sender keeps, against the stand-in for the Bot API. Writes bench/sender.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { RATES } from '../src/delivery/pace.js'
import { applyMigrations } from '../src/store/migrate.js'
import { createReportPool } from '../src/store/pool.js'
import { startPostgres } from '../src/store/postgres/embedded.js'
import { queueFor } from '../test/support/crash/queue-for.js'
import { startTelegramServer } from '../test/support/telegram/server.js'
import { cpuSeconds, startProcess, stopProcess } from './processes.js'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { seconds: { type: 'string', default: '600' }, 'answer-ms': { type: 'string', default: '60' } },
})
const SECONDS = Number(values.seconds)
/** How long the platform takes to answer. */
const ANSWER_MS = Number(values['answer-ms'])
const RATE = RATES['zalo-oa']
/** The first seconds, in which a full bucket is emptied, are not measured. */
const WARM_UP_MS = 5_000

const dataDir = mkdtempSync(join(tmpdir(), 'guong-sang-bench-'))
const postgres = await startPostgres(dataDir)
const server = await startTelegramServer({ validate: false, record: false })
server.fail({ delayMs: ANSWER_MS }, { method: 'sendMessage', times: Infinity })
let sent = 0
server.onCall(({ method }) => void (sent += method === 'sendMessage' ? 1 : 0))

try {
  await applyMigrations(postgres.url)
  const pool = createReportPool(postgres.url, 2)
  const messages = Math.ceil((SECONDS + WARM_UP_MS / 1000 + 15) * RATE.perSecond)
  await queueFor(Array.from({ length: messages }, () => server.person().id), pool) // prettier-ignore
  await pool.query('analyze')
  await pool.end()
  report(await measured())
} finally {
  await server.close()
  await postgres.release()
  rmSync(dataDir, { recursive: true, force: true })
}

interface Measured {
  perSecond: number
  /** Of one processor, 0 to 1. */
  cpu: number
}

async function measured(): Promise<Measured> {
  const env = {
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: postgres.url,
    SECRET: 'a secret of the bench, of 32 characters',
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.root,
  }
  const { child, pid } = await startProcess('bench/sender-process.ts', env, /^ready/)
  try {
    while (sent === 0) await sleep(20)
    await sleep(WARM_UP_MS)
    const [before, own] = [sent, cpuSeconds(pid)]
    const began = performance.now()
    await sleep(SECONDS * 1000)
    const seconds = (performance.now() - began) / 1000
    return {
      perSecond: (sent - before) / seconds,
      cpu: (cpuSeconds(pid) - own) / seconds,
    }
  } finally {
    await stopProcess(child)
  }
}

function report({ perSecond, cpu }: Measured): void {
  const share = (of: number): string => `${((perSecond / of) * 100).toFixed(1)} %`
  const text = `# The sender

Queued messages against the stand-in for the Bot API, which takes ${ANSWER_MS} ms for an answer, at the pace of Zalo OA:
${(RATE.perSecond * 60).toFixed(0)} a minute, so that with a burst it is never more than the 4,000 that are allowed. ${SECONDS} s,
one instance; absolute figures belong to this machine (${cpus().length} processors, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}).

of the pace: ${share(RATE.perSecond)}
of 4,000 a minute: ${share(4_000 / 60)}

| | |
|---|--:|
| messages per second | ${perSecond.toFixed(1)} |
| CPU of the sender, of one processor | ${(cpu * 100).toFixed(0)} % |
`
  writeFileSync('bench/sender.md', text)
  process.stdout.write(text)
}
