// A lesson turn beside a bare grammY bot, in turns, in one run. Writes bench/turns.md.
import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { applyMigrations } from '../src/store/migrate.js'
import { startPostgres } from '../src/store/postgres/embedded.js'
import { startTelegramServer } from '../test/support/telegram/server.js'
import { Driver, type Round } from './driver.js'
import { type Started, cpuSeconds, cpuSecondsOfTree, startProcess, stopProcess } from './processes.js'

const [ROUNDS = 6, SECONDS = 6, CHATS = 32] = process.argv.slice(3).map(Number)
const SECRET = 'bench-secret-of-sixteen'

const dataDir = mkdtempSync(join(tmpdir(), 'guong-sang-bench-'))
const postgres = await startPostgres(dataDir)
const server = await startTelegramServer({ validate: false, record: false })
const children: ChildProcess[] = []
const measured: Record<'bare' | 'lesson', Measured[]> = { bare: [], lesson: [] }
try {
  await run()
} finally {
  await Promise.all(children.map(stopProcess))
  await server.close()
  await postgres.release()
  rmSync(dataDir, { recursive: true, force: true })
}
report()

interface Measured {
  turnsPerSecond: number
  cpuMs: number
  postgresCpuMs: number
  p50: number
  p99: number
}

async function run(): Promise<void> {
  await applyMigrations(postgres.url)
  const bareIds = Array.from({ length: CHATS }, () => server.person().id)
  const lessonIds = Array.from({ length: CHATS }, () => server.person().id)
  await prepareDatabase(lessonIds)
  const bare = await startBare()
  const lesson = await startLesson()
  const contenders = [
    { name: 'bare', pid: bare.pid, driver: driverOf(bareIds, `http://127.0.0.1:${bare.line}/`) },
    {
      name: 'lesson',
      pid: lesson.pid,
      driver: driverOf(lessonIds, `${/http\S+/.exec(lesson.line)![0]}/webhooks/telegram`),
    },
  ] as const
  for (const { driver } of contenders) {
    await driver.begin('học')
    await driver.press(3)
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, pid, driver } of contenders) measured[name].push(await measure(pid, driver))
  }
}

async function startBare(): Promise<Started> {
  execFileSync('npx', ['prisma', 'generate', '--schema', 'bench/bare/schema.prisma'], { stdio: 'ignore' })
  const env = {
    BENCH_DATABASE_URL: postgres.url,
    BENCH_API_ROOT: server.root,
    BENCH_TOKEN: server.token,
    BENCH_SECRET: SECRET,
  }
  return kept(await startProcess('bench/bare/bot.ts', env, /^\d+$/))
}

async function startLesson(): Promise<Started> {
  const port = String(await freePort())
  const env = {
    PORT: port,
    DATABASE_URL: postgres.url,
    SECRET: 'a secret of the bench, of 32 characters',
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.root,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'warn',
  }
  return kept(await startProcess('src/main.ts', env, /^Gương Sáng:/))
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function kept(started: Started): Started {
  children.push(started.child)
  return started
}

async function prepareDatabase(learners: number[]): Promise<void> {
  const database = new Client({ connectionString: postgres.url })
  await database.connect()
  await database.query('create table bare_session (key text primary key, value text not null)')
  for (const id of learners) await enrol(database, id)
  await database.end()
}

/** A learner who has answered every later question: all presses are lesson turns. */
async function enrol(database: Client, id: number): Promise<void> {
  const { rows } = await database.query<{ id: number }>(
    `insert into learner (form_of_address, region, asked, created_at)
     values ('chu', 'nam', '{hour,place,counting,birth-year}', now()) returning id`,
  )
  const contact = await database.query<{ id: number }>(
    `insert into contact (channel, address, learner_id, seen_at) values ('telegram', $1, $2, now()) returning id`,
    [String(id), rows[0]!.id],
  )
  const state = {
    mode: { kind: 'rest' },
    trial: null,
    form: null,
    unclear: 0,
    seenAt: new Date().toISOString(),
  }
  await database.query('insert into session (contact_id, state, updated_at) values ($1, $2, now())', [
    contact.rows[0]!.id,
    JSON.stringify(state),
  ])
}

function driverOf(ids: number[], url: string): Driver {
  return new Driver(server, ids, { url, secret: SECRET })
}

function postmaster(): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

async function measure(pid: number, driver: Driver): Promise<Measured> {
  const [own, others] = [cpuSeconds(pid), cpuSecondsOfTree(postmaster())]
  const round: Round = await driver.press(SECONDS)
  const [ownUsed, othersUsed] = [cpuSeconds(pid) - own, cpuSecondsOfTree(postmaster()) - others]
  return {
    turnsPerSecond: round.turns / round.seconds,
    cpuMs: (ownUsed / round.turns) * 1000,
    postgresCpuMs: (othersUsed / round.turns) * 1000,
    p50: round.waits[Math.floor(round.waits.length * 0.5)]!,
    p99: round.waits[Math.floor(round.waits.length * 0.99)]!,
  }
}

function report(): void {
  const ratios = (of: (one: Measured) => number): number[] =>
    measured.lesson.map((one, round) => of(one) / of(measured.bare[round]!))
  const rate = ratios(({ turnsPerSecond }) => turnsPerSecond)
  const cpu = ratios(({ cpuMs }) => cpuMs)
  const withDatabase = ratios(({ cpuMs, postgresCpuMs }) => cpuMs + postgresCpuMs)
  const row = (name: string, of: (one: Measured) => number, digits = 1): string =>
    `| ${name} | ${median(measured.bare.map(of)).toFixed(digits)} | ${median(measured.lesson.map(of)).toFixed(digits)} |`
  const text = `# A lesson turn

A lesson turn (stored, graded, saved, answered) beside a bare grammY bot that keeps a counter with
\`@grammyjs/storage-prisma\`: the same PostgreSQL, the same button presses, the same stand-in for the Bot API,
${CHATS} chats at once, ${ROUNDS} rounds of ${SECONDS} s each in turns, one run. Ratios are medians over the rounds;
absolute figures belong to this machine (${cpus().length} processors, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}).

turns per second: ${median(rate).toFixed(2)} × (${spread(rate)})
CPU per turn: ${median(cpu).toFixed(2)} × (${spread(cpu)})
CPU per turn with PostgreSQL's: ${median(withDatabase).toFixed(2)} × (${spread(withDatabase)})

| median of the rounds | bare bot | lesson turn |
|---|--:|--:|
${row('turns per second', ({ turnsPerSecond }) => turnsPerSecond, 0)}
${row('CPU of the bot per turn, ms', ({ cpuMs }) => cpuMs, 2)}
${row('CPU of PostgreSQL per turn, ms', ({ postgresCpuMs }) => postgresCpuMs, 2)}
${row('press to answer, median, ms', ({ p50 }) => p50)}
${row('press to answer, 99th percentile, ms', ({ p99 }) => p99)}
`
  writeFileSync('bench/turns.md', text)
  process.stdout.write(text)
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
}

function spread(values: number[]): string {
  return `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`
}
