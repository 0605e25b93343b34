import { mayBeCancelled } from '../../../domain/announcement.js'
import type { Announcement, Seen } from '../../../services/announcements.js'
import type { Html } from '../../pages/layout.js'
import { momentIn, numberIn } from '../formats.js'
import { type DeskView, Form, Table, deskPage } from '../frame.js'
import { Shown, type ShownWords } from './announcement-shown.js'

const PATH = '/dashboard/announcements'
const COLUMNS = ['what', 'place', 'state', 'made', 'reached', 'told'] as const

/** What stands for an announcement in a list. */
function nameOf(
  { content }: Announcement,
  lessons: ReadonlyMap<string, string>,
  { words }: DeskView,
): string {
  if (content.kind === 'event') return content.title
  if (content.kind === 'lesson') return lessons.get(content.lessonId) ?? words('announcements.lesson-gone')
  return shortened(content.body.split('\n')[0]!)
}

const LONGEST_SHOWN = 60

function shortened(line: string): string {
  const letters = Array.from(line)
  return letters.length <= LONGEST_SHOWN ? line : `${letters.slice(0, LONGEST_SHOWN - 1).join('')}…`
}

const isUnsent = ({ state }: Announcement): boolean => state === 'draft' || state === 'waiting'

/** The newest first. */
export function announcementsPage(
  view: DeskView,
  list: readonly Announcement[],
  lessons: ReadonlyMap<string, string>,
): Html {
  const { words, language } = view
  const title = words('frame.parts.announcements')
  return deskPage(
    view,
    title,
    <>
      <p class="soft">{words('announcements.line')}</p>
      <p>
        <a class="door" href={`${PATH}/new`}>
          <strong>{words('announcements.new')}</strong>
        </a>
      </p>
      {list.length === 0 ? (
        <p>{words('announcements.none')}</p>
      ) : (
        <Table label={title} columns={COLUMNS.map((column) => words(`announcements.columns.${column}`))}>
          {list.map((one) => (
            <tr>
              <th scope="row">
                <a href={`${PATH}/${one.id}`}>
                  <bdi>{nameOf(one, lessons, view)}</bdi>
                </a>
              </th>
              <td>{one.place}</td>
              <td>{words(`announcements.state.${one.state}`)}</td>
              <td>{momentIn(one.madeAt)}</td>
              <td>{isUnsent(one) ? '' : numberIn(one.progress.reached, language)}</td>
              <td>{isUnsent(one) ? '' : numberIn(one.progress.told, language)}</td>
            </tr>
          ))}
        </Table>
      )}
    </>,
  )
}

export interface OneSeen {
  one: Seen
  shown: ShownWords | null
  /** The officer's own chat has just been sent it. */
  isTried: boolean
  now: Date
}

/** One announcement: what it says, to whom, how far it is, and what may be done with it. */
export function announcementPage(view: DeskView, { one, shown, isTried, now }: OneSeen): Html {
  const { words } = view
  return deskPage(
    view,
    words(`announcements.kind.${one.content.kind}`),
    <>
      {isTried && (
        <p class="note amber" role="status">
          {words('announcements.tried')}
        </p>
      )}
      <section class="card">
        <h2>{words('announcements.shown')}</h2>
        <Shown view={view} shown={shown} />
        <p class="soft">{words('announcements.shown-line')}</p>
      </section>
      <About view={view} one={one} />
      {!isUnsent(one) && one.progress.reached > 0 && <HowFar view={view} one={one} />}
      <Deeds view={view} one={one} now={now} />
      <p>
        <a href={PATH}>{words('announcements.back')}</a>
      </p>
    </>,
  )
}

type Of = { view: DeskView; one: Seen }

function About({ view: { words, language }, one }: Of) {
  const { reaches, sendsAt } = one
  const facts: [string, string | null][] = [
    ['place', one.place],
    ['state', words(`announcements.state.${one.state}`)],
    ['made-by', one.madeBy ?? words('announcements.nobody-known')],
    ['agreed-by', one.agreedBy],
    ['reaches', reaches === null ? null : numberIn(reaches, language)],
    ['sends', sendsAt === null ? null : momentIn(sendsAt)],
    ['begun', one.notBefore === null ? null : momentIn(one.notBefore)],
  ]
  return (
    <section class="card">
      <h2>{words('announcements.about')}</h2>
      <dl class="facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div>
              <dt>{words(`announcements.facts.${name}`)}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
      {reaches !== null && <p class="soft">{words('announcements.reaches-line')}</p>}
      {reaches !== null && <p class="soft">{words('announcements.many')}</p>}
      {one.state === 'waiting' && <p>{words('announcements.waits')}</p>}
    </section>
  )
}

function HowFar({ view: { words, language }, one }: Of) {
  const { progress, content } = one
  const n = (value: number): string => numberIn(value, language)
  const read =
    progress.tellsRead === 0
      ? words('announcements.progress.not-told')
      : words('announcements.progress.read-of', { read: n(progress.read), of: n(progress.tellsRead) })
  const rows: [string, string][] = [
    ...(['reached', 'told', 'queued', 'failed', 'dropped'] as const).map((name): [string, string] => [
      `progress.${name}`,
      n(progress[name]),
    ]),
    ['progress.read', read],
  ]
  const unanswered = progress.told - progress.coming - progress.notComing
  const answers: [string, string][] = [
    ['answers.coming', n(progress.coming)],
    ['answers.not-coming', n(progress.notComing)],
    ['answers.none', n(Math.max(0, unanswered))],
  ]
  return (
    <section class="card">
      <h2>{words('announcements.progress.title')}</h2>
      <Numbers words={words} rows={rows} />
      <p class="soft">{words('announcements.progress-line')}</p>
      {content.kind === 'event' && (
        <>
          <h2>{words('announcements.answers.title')}</h2>
          <Numbers words={words} rows={answers} />
        </>
      )}
    </section>
  )
}

const Numbers = ({ words, rows }: { words: DeskView['words']; rows: readonly [string, string][] }) => (
  <dl class="facts">
    {rows.map(([key, value]) => (
      <div>
        <dt>{words(`announcements.${key}`)}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

function Deeds({ view, one, now }: Of & { now: Date }) {
  const { words } = view
  const deeds = [
    ...(isUnsent(one) ? ['try'] : []),
    ...(one.state === 'draft' ? ['send'] : []),
    ...(one.mayAgree ? ['agree'] : []),
    ...(mayBeCancelled(one, now) ? ['cancel'] : []),
  ]
  if (deeds.length === 0) return <></>
  return (
    <div class="announcement-deeds">
      {deeds.map((deed) => (
        <Form view={view} action={`${PATH}/${one.id}/${deed}`}>
          <input type="hidden" name="version" value={String(one.version)} />
          <button type="submit">{words(`announcements.deeds.${deed}`)}</button>
        </Form>
      ))}
      {isUnsent(one) && <a href={`${PATH}/${one.id}/change`}>{words('announcements.deeds.change')}</a>}
    </div>
  )
}
