import { html } from 'hono/html'
import { dayOf } from '../../domain/calendar.js'
import { plainDay } from '../../domain/own-data.js'
import type { Names, OwnDataFile, OwnRow, OwnRows } from '../../services/own-data-file.js'
import { ownDataWords as w } from '../own-data-words.js'
import { words } from '../words.js'
import { type AssetPath, type Html, page } from './layout.js'
import { notice } from './notice.js'

/** Everything kept about a learner in plain words, and the way to the file with every row. */
export function ownDataPage({
  file,
  href,
  asset,
}: {
  file: OwnDataFile
  href: string
  asset: AssetPath
}): Html {
  const { rows, names, madeAt } = file
  const body = html`<main class="column">
    <h1>${w.title}</h1>
    <p>${w.madeAt(momentWords(madeAt))}</p>
    <p class="note amber">${w.care}</p>
    ${selfSection(rows, names)} ${listSection(w.consents, consentLines(rows))}
    ${listSection(w.family, familyLines(rows))} ${listSection(w.branch, branchLines(rows, names))}
    ${listSection(w.lessons, lessonLines(rows, names))} ${listSection(w.steps, stepLines(rows, names))}
    ${listSection(w.practice, practiceLines(rows, names))} ${listSection(w.rests, restLines(rows))}
    ${listSection(w.messages, messageLines(rows))} ${door(`${href}.json`, w.file)}
    <p class="soft">${w.fileHow}</p>
    <p class="soft">${w.back}</p>
  </main>`
  return page({ title: w.title, kind: 'record', body, asset })
}

/** What a link shows by itself: one button, and nothing of anybody. */
export function ownDataDoor({
  action,
  isFile,
  asset,
}: {
  action: string
  isFile: boolean
  asset: AssetPath
}): Html {
  const body = html`<main class="column">
    <h1>${w.title}</h1>
    <p>${w.doorHow}</p>
    <p class="note amber">${w.care}</p>
    ${door(action, isFile ? w.file : w.door)}
  </main>`
  return page({ title: w.title, kind: 'record', body, asset })
}

const door = (action: string, label: string): Html =>
  html`<form method="post" action="${action}" class="fields">
    <button type="submit" class="door primary"><strong>${label}</strong></button>
  </form>`

export const ownDataGone = (asset: AssetPath): Html =>
  notice({ title: w.gone, sentence: w.goneHow, link: { href: '/', words: words.failures.home }, asset })

export const ownDataRefused = (asset: AssetPath): Html =>
  notice({ title: w.gone, sentence: w.tooMany, link: { href: '/', words: words.failures.home }, asset })

const listSection = (title: string, lines: readonly string[]): Html | '' =>
  lines.length === 0
    ? ''
    : html`<section class="record">
        <h2>${title}</h2>
        <ul>
          ${lines.map((line) => html`<li>${line}</li>`)}
        </ul>
      </section>`

const FORMS: Record<string, string> = {
  bac: 'bác',
  co: 'cô',
  chu: 'chú',
  ong: 'ông',
  ba: 'bà',
  di: 'dì',
  cu: 'cụ',
}

function selfSection({ learner = [] }: OwnRows, names: Names): Html | '' {
  const [row] = learner
  if (row === undefined) return ''
  const place = textOf(row, 'place_id')
  const minutes = numberOf(row, 'learning_time')
  const known: [string, string | null][] = [
    [w.called, FORMS[textOf(row, 'form_of_address') ?? ''] ?? null],
    [w.place, place === null ? null : names.place(place)],
    [w.birthYear, textOf(row, 'birth_year')],
    [w.hour, minutes === null ? null : hourWords(minutes)],
    [w.since, dayIn(row, 'created_at')],
    [w.days, textOf(row, 'days_learned')],
    [w.lastDay, dayIn(row, 'last_day')],
  ]
  return html`<section class="record">
    <h2>${w.self}</h2>
    <dl>
      ${known.map(
        ([label, value]) =>
          html`<dt>${label}</dt>
            <dd>${value ?? w.unsaid}</dd>`,
      )}
    </dl>
  </section>`
}

/** Every decision, the newest first. */
const consentLines = ({ consent = [], helping = [] }: OwnRows): string[] =>
  consent.toReversed().map((row) => {
    const purpose = textOf(row, 'purpose') ?? ''
    const of = helping.find(({ id }) => id === row['helping_id'])
    const who = of === undefined ? '' : ` (${textOf(of, 'helper_name')})`
    return `${w.consent[purpose] ?? purpose}${who}: ${w.answered(row['given'] === true, dayIn(row, 'at') ?? '')}`
  })

const familyLines = ({ helping = [] }: OwnRows): string[] =>
  helping.map((row) => {
    const called = textOf(row, 'called') ?? ''
    if (row['is_own'] !== true) return w.helpsOther(called)
    return w.helper(
      textOf(row, 'helper_name') ?? '',
      called,
      dayIn(row, 'since') ?? '',
      dayIn(row, 'ended_at'),
    )
  })

const branchLines = ({ membership = [] }: OwnRows, names: Names): string[] =>
  membership.map((row) =>
    w.member(names.place(textOf(row, 'branch_id') ?? ''), dayIn(row, 'from') ?? '', dayIn(row, 'until')),
  )

const lessonLines = ({ lesson_progress: lessons = [] }: OwnRows, names: Names): string[] =>
  lessons.map((row) => {
    const title = names.lesson(textOf(row, 'lesson_id') ?? '')
    const day = dayIn(row, 'finished_at')
    return day === null ? w.begun(title) : w.finished(title, day)
  })

const stepLines = ({ recognition = [] }: OwnRows, names: Names): string[] =>
  recognition.map((row) => {
    const level = textOf(row, 'level') ?? ''
    const subject = textOf(row, 'subject') ?? ''
    const from = dayIn(row, 'awarded_on') ?? ''
    return w.step(
      w.level[level] ?? level,
      subject === '' ? '' : names.subject(subject),
      from,
      dayIn(row, 'valid_until'),
    )
  })

function practiceLines({ evidence = [] }: OwnRows, names: Names): string[] {
  const bySkill = new Map<string, number>()
  for (const row of evidence) {
    const skill = textOf(row, 'skill_id') ?? ''
    bySkill.set(skill, (bySkill.get(skill) ?? 0) + 1)
  }
  return [...bySkill].map(([skill, times]) => w.practised(names.subject(skill), times))
}

const restLines = (rows: OwnRows): string[] =>
  (rows['absence'] ?? []).map((row) => {
    const from = dayIn(row, 'from') ?? ''
    const by = notedBy(row, rows)
    if (row['undone_at'] !== null) return w.restUndone(from, by)
    return w.rest(w.absence[textOf(row, 'kind') ?? ''] ?? '', from, dayIn(row, 'until'), by)
  })

/** Who noted an absence. A helper or an officer may be gone; nobody notes their own death, nor that they moved away. */
function notedBy(row: OwnRow, { helping = [] }: OwnRows): string {
  const { officer, self, somebody } = w.notedBy
  if (row['by'] === 'officer') return officer
  if (row['by'] !== 'helper') return row['kind'] === 'tam-nghi' ? self : somebody
  const of = helping.find((one) => one['is_own'] === true && one['helper_id'] === row['helper_id'])
  return of === undefined ? somebody : w.notedByHelper(textOf(of, 'helper_name') ?? '')
}

function messageLines({ turn = [] }: OwnRows): string[] {
  const count = turn.filter((row) => row['incoming'] !== null).length
  return [count === 0 ? w.noMessages : w.kept(count)]
}

function textOf(row: OwnRow, column: string): string | null {
  const value = row[column]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
}

const numberOf = (row: OwnRow, column: string): number | null => {
  const value = row[column]
  return typeof value === 'number' ? value : null
}

/** A day or a moment as the database writes it, as a day in Việt Nam. */
function dayIn(row: OwnRow, column: string): string | null {
  const value = textOf(row, column)
  if (value === null) return null
  return plainDay(value.length === 10 ? value : dayOf(new Date(value)))
}

const hourWords = (minutes: number): string => {
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} giờ${rest === 0 ? '' : ` ${rest}`}`
}

const MOMENT = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const momentWords = (at: Date): string => `${MOMENT.format(at)} ngày ${plainDay(dayOf(at))}`
