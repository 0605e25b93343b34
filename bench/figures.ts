// What counting, a release and a report of a large province take, beside the plain SQL that must be paid in any case.
// Writes bench/figures.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCurriculum } from '../src/content/load.js'
import { dayNumber, dayText } from '../src/domain/calendar.js'
import { FILE_FORMATS } from '../src/domain/figures-file.js'
import { PACE_MONTHS } from '../src/domain/required-rate.js'
import { writeFigures } from '../src/reports/files.js'
import { createExportFigures } from '../src/services/export-figures.js'
import { type ReleaseDeps, release, themesOf } from '../src/services/release.js'
import { createCountedPeople } from '../src/store/counted-people.js'
import { applyMigrations } from '../src/store/migrate.js'
import { createPlaces } from '../src/store/places.js'
import { createReportPool } from '../src/store/pool.js'
import { createPopulations } from '../src/store/population.js'
import { startPostgres } from '../src/store/postgres/embedded.js'
import { createPublished, createReleases } from '../src/store/releases.js'

const LEARNERS = Number(process.argv[3] ?? 300_000)
const COMMUNES = 96
const BRANCHES = 10
/** Rows of the rollup of the whole country: branches × two sexes × three ages × measures. */
const NATION = { learners: 16_000_000, branches: 33_210, sexes: 2, ages: 3 }
const PROVINCE = 'thai-nguyen'
const START = '2026-01-05'
const SNAPSHOT = dayNumber(new Date('2026-03-31T05:00:00Z'))
/** What a release consists of. */
const OF_RELEASE = {
  release_unit: 'unit, level, parent, name, kinds, population, counted_on, source, groups, nth',
  release_cell:
    '"table", unit, measure, sex, age, shown, band, reason, was_hidden, merged_into, merges, share, share_band',
}
const lines: string[] = []

const dataDir = mkdtempSync(join(tmpdir(), 'guong-sang-bench-figures-'))
const postgres = await startPostgres(dataDir)
try {
  await applyMigrations(postgres.url)
  await run()
} finally {
  await postgres.release()
  rmSync(dataDir, { recursive: true, force: true })
}
writeFileSync('bench/figures.md', report())
process.stdout.write(report())

async function run(): Promise<void> {
  const pool = createReportPool(postgres.url, 4)
  const query = (sql: string, values: unknown[] = []) => pool.query<Record<string, unknown>>(sql, values)
  let now = new Date('2026-03-31T18:30:00Z')
  const deps: ReleaseDeps = {
    places: createPlaces(pool),
    populations: createPopulations(pool),
    counted: createCountedPeople(pool, () => now),
    releases: createReleases(pool),
    published: createPublished(pool),
    curriculum: loadCurriculum('content'),
    key: 'a secret of the bench',
    now: () => performance.now(),
  }
  const plan = deps.curriculum.plans.find(({ id }) => id === PROVINCE)!
  const themes = themesOf(deps.curriculum)
  await fillProvince(query)
  await measure(`counting all ${LEARNERS.toLocaleString('en')} learners anew`, () =>
    deps.counted.recount(SNAPSHOT - 1, themes),
  )
  const floor = await measure('the same by plain SQL: areas by commune, from the intervals', () =>
    query(
      `select c.parent_id, r.subject, count(*) from recognition r join membership m using (learner_id)
       join place_span c on c.place_id = m.branch_id
       where r.level = 'vung' and r.awarded_on <= $1 and r.valid_until > $1 group by 1, 2`,
      [dayText(SNAPSHOT)],
    ),
  )
  await query(`update learner set last_day = $1 where id % 100 = 0`, [dayText(SNAPSHOT)])
  await measure('a night in which one in a hundred learned', () => deps.counted.bring(SNAPSHOT, themes))
  await measure('a monthly release: counted, rounded, attacked, kept (at most 60 s)', async () => {
    const outcome = await release(plan, '2026-03', deps, now)
    if (!('release' in outcome)) throw new Error(JSON.stringify(outcome).slice(0, 400))
    lines.push(
      `| cells of it: ${outcome.release.cells.length.toLocaleString('en')}, of them published | ${outcome.release.cells.filter(({ shown }) => shown !== null).length.toLocaleString('en')} |`,
    )
  })
  now = new Date('2026-04-30T18:30:00Z')
  await measure('the next monthly release, attacked together with the one before', async () => {
    const outcome = await release(plan, '2026-04', deps, now)
    if (!('release' in outcome)) throw new Error(JSON.stringify(outcome).slice(0, 400))
  })
  await publishBefore(query, '2026-03', PACE_MONTHS - 1)
  const files = createExportFigures({
    pool,
    published: deps.published,
    curriculum: () => deps.curriculum,
    isDemo: false,
    write: writeFigures,
  })
  const told = await median(
    `a report of the province, with ${PACE_MONTHS} months before (at most 300 ms)`,
    () => files.file(plan, 'latest', 'json'),
  )
  lines.push(`| that is, of the plain SQL over all intervals | ${(told / floor).toFixed(2)} × |`)
  for (const format of FILE_FORMATS)
    await median(`the same as a file: ${format}`, () => files.file(plan, 'latest', format))
  await fillNation(query)
  await median('figures of a country of 16,000,000 from the rollup (at most 1 s)', () =>
    query('select measure, sum(people), sum(key_sum) % 256 from rollup group by measure'),
  )
  await median('the floor for it: reading every row of the rollup once', () =>
    query('select count(key_sum) from rollup'),
  )
  await pool.end()
}

type Query = (sql: string, values?: unknown[]) => Promise<unknown>

async function fillProvince(query: Query): Promise<void> {
  await query(`insert into place (id, level) values ($1, 'province')`, [PROVINCE])
  await query(`insert into place (id, level) select 'xa-' || c, 'commune' from generate_series(1, $1) c`, [
    COMMUNES,
  ])
  await query(
    `insert into place (id, level) select 'xa-' || c || '.' || b, 'branch' from generate_series(1, $1) c, generate_series(1, $2) b`,
    [COMMUNES, BRANCHES],
  )
  await query(
    `insert into place_span (place_id, "from", name, parent_id, source)
     select id, '2025-07-01', id, case level when 'province' then null when 'commune' then $1
       else split_part(id, '.', 1) end, 'bench' from place`,
    [PROVINCE],
  )
  // Branches differ in size, ages and sexes are mixed, and everything is drawn from the number of the learner.
  await query(
    `insert into learner (form_of_address, region, birth_year, created_at)
     select 'ba', 'bac', 1940 + n % 27, $2 from generate_series(1, $1::int) n`,
    [LEARNERS, START],
  )
  const drawn = (nth: number): string => `(abs(hashint8(id * 10 + ${nth})::bigint) / 2147483648.0)`
  await query(
    `insert into membership (learner_id, branch_id, "from", way, sex, confirmed_at)
     select id,
       'xa-' || (1 + floor($1 * power(${drawn(1)}, 1.5)))::int || '.' || (1 + floor($2 * power(${drawn(2)}, 1.3)))::int,
       $3::date, 'officer', case when ${drawn(3)} < 0.6 then 'nu' else 'nam' end, $3::date
     from learner`,
    [COMMUNES, BRANCHES, START],
  )
  await query(
    `insert into consent (learner_id, purpose, given, text_version, at)
     select id, 'counting', id % 50 <> 0, 'v', $1 from learner`,
    [START],
  )
  await query(
    `insert into evidence (learner_id, skill_id, seq, at, rule, kind, facts)
     select id, 'giu-ma', 1, $1, 'TT-1.1', 'shown', '{"counts": true}' from learner where id % 5 <> 0`,
    [START],
  )
  await query(
    `insert into recognition (id, learner_id, level, subject, awarded_on, valid_until, rule)
     select row_number() over (), id, level, subject, $1::date + (id % 60)::int, $1::date + (id % 60)::int + 60 + (id % 130)::int, 'TT-1.1'
     from learner, (values ('vung', 'dvc', 2), ('vung', 'mua-sam', 3), ('vung', 'thanh-toan', 3), ('vung', 'tu-bao-ve', 2),
       ('vung', 'nen-tang', 2), ('an-toan', '', 4), ('thanh-thao', '', 12)) as held(level, subject, one_in)
     where id % 5 <> 0 and (id % 12 = 0 or (subject <> '' and (id::bigint * 7919) % 101 % one_in = 0))`,
    [START],
  )
  await query('analyze')
}

/** The same figures as of `month`, as if they had been published in each of so many months before it. */
async function publishBefore(query: Query, month: string, months: number): Promise<void> {
  await query(
    `insert into release (plan, month, snapshot_on, rule, is_demo, state, made_at)
     select plan, to_char(first - make_interval(months => n), 'YYYY-MM'),
       (first - make_interval(months => n - 1))::date - 1, rule, is_demo, state, made_at
     from release, generate_series(1, $2::int) n, cast(month || '-01' as timestamp) first where month = $1`,
    [month, months],
  )
  for (const [table, columns] of Object.entries(OF_RELEASE))
    await query(
      `insert into ${table} (release_id, ${columns})
       select new.id, ${columns} from ${table} join release old on old.id = release_id, release new
       where old.month = $1 and new.month < $1`,
      [month],
    )
  await query('analyze release, release_unit, release_cell')
}

async function fillNation(query: Query): Promise<void> {
  await query('truncate rollup')
  const { learners, branches, sexes, ages } = NATION
  await query(
    `insert into rollup (branch_id, sex, age, measure, people, key_sum)
     select 'b' || b, 's' || s, 'a' || a, m, $4::int, b % 256
     from generate_series(1, $1) b, generate_series(1, $2) s, generate_series(1, $3) a,
       unnest(array['enrolled', 'assessed', 'ever-proficient', 'safe', 'area:dvc', 'area:mua-sam', 'area:thanh-toan',
         'area:tu-bao-ve', 'area:nen-tang', 'at-least-4', 'proficient', 'lapsed-60']) m`,
    [branches, sexes, ages, Math.round(learners / branches / sexes / ages)],
  )
  await query('analyze rollup')
}

async function measure(what: string, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  lines.push(`| ${what} | ${inWords(ms)} |`)
  return ms
}

/** Of seven runs. */
async function median(what: string, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let nth = 0; nth < 7; nth++) {
    const began = performance.now()
    await work()
    took.push(performance.now() - began)
  }
  const ms = took.toSorted((one, other) => one - other)[3]!
  lines.push(`| ${what} | ${inWords(ms)} |`)
  return ms
}

function inWords(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}

function report(): string {
  return `# Figures

A made-up province of ${LEARNERS.toLocaleString('en')} learners in ${COMMUNES} communes with ${COMMUNES * BRANCHES} branches; then the rollup of a whole country.
Absolute figures belong to this machine (${cpus().length} processors, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}).

| | |
|---|--:|
${lines.join('\n')}
`
}
