// What planning the reminders of a day takes, where all learners wait for the same minute, and what a minute takes in
// which nobody is due. Writes bench/reminders.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { VIEWING_CONSENT } from '../src/domain/family.js'
import { createReminderPlanner } from '../src/services/plan-reminders.js'
import { applyMigrations } from '../src/store/migrate.js'
import { createNoticeQueue } from '../src/store/notice-queue.js'
import { createPool, type Pool } from '../src/store/pool.js'
import { startPostgres } from '../src/store/postgres/embedded.js'

const LEARNERS = Number(process.argv[3] ?? 300_000)
const MOST_SECONDS = 60
const MOST_MB = 150
/** The morning on which they are planned; everybody did something on the day before, but a third a week and more ago. */
const NOW = new Date('2026-03-31T08:00:00+07:00')
const MINUTE_MS = 60_000
const SAMPLE_MS = 20

const dataDir = mkdtempSync(join(tmpdir(), 'guong-sang-bench-reminders-'))
const postgres = await startPostgres(dataDir)
const lines: string[] = []
try {
  await applyMigrations(postgres.url)
  const pool = createPool(postgres.url, 4)
  await fill(pool)
  await run(pool)
  await pool.end()
} finally {
  await postgres.release()
  rmSync(dataDir, { recursive: true, force: true })
}
writeFileSync('bench/reminders.md', report())
process.stdout.write(report())

async function run(pool: Pool): Promise<void> {
  const queue = createNoticeQueue(pool, (error) => {
    throw error
  })
  let queued = 0
  const notifyMany: typeof queue.notifyMany = async (...asked) => {
    queued += await seconds(() => queue.notifyMany(...asked))
  }
  const planner = createReminderPlanner({ pool, notifyMany, paid: false })
  // One look warms up, and takes the morning that nobody chose.
  await planner.plan(new Date(NOW.getTime() - MINUTE_MS))
  const memory = watchMemory()
  const took = await seconds(async () => {
    const planned = await planner.plan(NOW)
    lines.push(
      `| reminders, helpers told, learners listed | ${Object.values(planned).map(inWords).join(', ')} |`,
    )
  })
  const above = memory.stop()
  lines.push(`| planning them (at most ${MOST_SECONDS} s) | ${took.toFixed(1)} s |`)
  lines.push(`| of that, the queue | ${queued.toFixed(1)} s |`)
  lines.push(`| memory above idle at its highest (at most ${MOST_MB} MB) | ${above.toFixed(0)} MB |`)
  const quiet = await seconds(() => planner.plan(new Date(NOW.getTime() + MINUTE_MS)))
  lines.push(`| a minute in which nobody is due | ${(quiet * 1_000).toFixed(1)} ms |`)
  const again = await seconds(() =>
    createReminderPlanner({ pool, notifyMany: queue.notifyMany, paid: false }).plan(NOW),
  )
  lines.push(`| the same once more, by another instance: nothing is told twice | ${again.toFixed(1)} s |`)
  const { rows } = await pool.query<{ jobs: number; people: number }>(
    `select count(*)::int as jobs, count(distinct (data->>'to', data->'notice'->>'kind'))::int as people
     from pgboss.job where name like 'notice%'`,
  )
  lines.push(
    `| notices in the queue, and chats they are for | ${inWords(rows[0]!.jobs)}, ${inWords(rows[0]!.people)} |`,
  )
  const silent = await seconds(() => planner.silent(NOW))
  lines.push(`| counting who is silent and carried by nobody, once a day | ${silent.toFixed(1)} s |`)
}

/** All at eight: the worst minute there can be. One in three has a helper, one in four belongs and agreed to be asked after. */
async function fill(pool: Pool): Promise<void> {
  const ago = (id: string): string => `(case when ${id} % 3 = 0 then array[7, 8, 10, 60] else array[1] end)`
  await pool.query(
    `insert into learner (form_of_address, region, learning_time, asked, created_at)
     select 'ba', 'bac', case when n % 2 = 0 then 480 end, case when n % 2 = 0 then '{hour}'::text[] else '{}' end, $2
     from generate_series(1, $1::int) n`,
    [LEARNERS, NOW],
  )
  await pool.query(
    `insert into contact (channel, address, seen_at, learner_id)
     select case when id % 2 = 0 then 'zalo-oa' else 'telegram' end, 'a' || id,
       $1::timestamptz + interval '1 hour' - make_interval(days => (${ago('id')})[1 + id % array_length(${ago('id')}, 1)]), id
     from learner`,
    [NOW],
  )
  await pool.query(
    `with c as (
       insert into contact (channel, address, seen_at) select 'telegram', 'h' || id, $1 from learner where id % 3 = 0
       returning id, substring(address from 2)::int as learner
     ), h as (
       insert into helper (contact_id, name, made_at) select id, 'Hoa', $1 from c returning id, contact_id
     ), g as (
       insert into helping (helper_id, learner_id, called, since)
       select h.id, c.learner, 'má', $1 from h join c on c.id = h.contact_id returning id, learner_id)
     insert into consent (learner_id, purpose, helping_id, given, text_version, at)
     select learner_id, 'family', id, true, $2, $1 from g`,
    [NOW, VIEWING_CONSENT],
  )
  await pool.query(`insert into place (id, level) values ('chi-hoi', 'branch')`)
  await pool.query(
    `with m as (
       insert into membership (learner_id, branch_id, "from", way, confirmed_at)
       select id, 'chi-hoi', '2026-01-01', 'officer', $1 from learner where id % 4 = 2 returning learner_id)
     insert into consent (learner_id, purpose, given, text_version, at) select learner_id, 'care', true, 'v', $1 from m`,
    [NOW],
  )
  await pool.query('analyze')
}

/** Resident memory of this process: what it is at its highest above what it is now, in MB. */
function watchMemory(): { stop(): number } {
  const idle = process.memoryUsage.rss()
  let highest = idle
  const look = (): void => void (highest = Math.max(highest, process.memoryUsage.rss()))
  const looks = setInterval(look, SAMPLE_MS)
  return {
    stop() {
      look()
      clearInterval(looks)
      return (highest - idle) / 1024 / 1024
    },
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1_000
}

function inWords(count: number): string {
  return count.toLocaleString('en')
}

function report(): string {
  return `# Reminders

${inWords(LEARNERS)} learners, half on Zalo OA and half on Telegram, who all learn at eight: the worst minute there can be.
Absolute figures belong to this machine (${cpus().length} processors, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}).

| | |
|---|--:|
${lines.join('\n')}
`
}
