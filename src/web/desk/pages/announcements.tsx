import { mayBeCancelled } from '../../../domain/announcement.js'
import { may } from '../../../domain/role.js'
import type { Rough } from '../../../domain/rough-number.js'
import type { Announcement, Listed, ProgressSeen, Seen } from '../../../services/announcements.js'
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

/** A number of people, as this officer is told it. */
const peopleIn = (people: Rough, { words, language }: DeskView): string =>
  people === 'under-10' ? words('announcements.under-10') : numberIn(people, language)

const isUnsent = ({ state }: Announcement): boolean => state === 'draft' || state === 'waiting'

/** What its state is called: an event that was told of is called off, and a draft is thrown away. */
function stateOf({ state, content, notBefore }: Announcement): string {
  if (state !== 'cancelled') return state
  if (notBefore === null) return 'thrown-away'
  return content.kind === 'event' ? 'called-off' : 'cancelled'
}

/** What ending it means, and so what its button says. */
function endingOf(one: Announcement): string {
  if (isUnsent(one)) return 'throw-away'
  return one.content.kind === 'event' ? 'call-off' : 'cancel'
}

/** The newest first. */
export function announcementsPage(
  view: DeskView,
  list: readonly Listed[],
  lessons: ReadonlyMap<string, string>,
): Html {
  const { words } = view
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
              <td>{words(`announcements.state.${stateOf(one)}`)}</td>
              <td>{momentIn(one.madeAt)}</td>
              <td>{isUnsent(one) ? '' : peopleIn(one.reached, view)}</td>
              <td>{isUnsent(one) ? '' : peopleIn(one.told, view)}</td>
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
      {one.progress !== null && one.progress.reached !== 0 && (
        <HowFar view={view} one={one} progress={one.progress} />
      )}
      <Deeds view={view} one={one} now={now} />
      <p>
        <a href={PATH}>{words('announcements.back')}</a>
      </p>
    </>,
  )
}

type Of = { view: DeskView; one: Seen }

function About({ view, one }: Of) {
  const { words } = view
  const { reaches, sendsAt } = one
  const facts: [string, string | null][] = [
    ['place', one.place],
    ['state', words(`announcements.state.${stateOf(one)}`)],
    ['made-by', one.madeBy ?? words('announcements.nobody-known')],
    ['agreed-by', one.agreedBy],
    ['reaches', reaches === null ? null : peopleIn(reaches, view)],
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
      {(reaches !== null || one.state === 'sending') && (
        <p class="soft">{words('announcements.one-a-day')}</p>
      )}
      {one.needsSecond && <p>{words('announcements.many')}</p>}
      {reaches === 0 && <NobodyYet view={view} />}
      {one.state === 'waiting' && !one.lacksSecond && <p>{words('announcements.waits')}</p>}
      {one.lacksSecond && <p class="note amber">{words('announcements.lacks-second')}</p>}
    </section>
  )
}

/** Why it cannot be sent, and what brings people in. */
const NobodyYet = ({ view: { words, session } }: { view: DeskView }) => (
  <p class="note amber">
    {words('announcements.nobody-yet')}{' '}
    {may(session.officer.role, 'keep-class-lists') && (
      <a href="/dashboard/class-list">{words('announcements.to-cards')}</a>
    )}
  </p>
)

function HowFar({ view, one: { content }, progress }: Of & { progress: ProgressSeen }) {
  const { words } = view
  const n = (people: Rough): string => peopleIn(people, view)
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
  const answers: [string, string][] = [
    ['answers.coming', n(progress.coming)],
    ['answers.not-coming', n(progress.notComing)],
    ['answers.none', n(progress.unanswered)],
  ]
  return (
    <section class="card">
      <h2>{words('announcements.progress.title')}</h2>
      <Numbers words={words} rows={rows} />
      <p class="soft">{words('announcements.progress-line')}</p>
      {!may(view.session.officer.role, 'see-members') && (
        <p class="soft">{words('announcements.rough-line')}</p>
      )}
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
  const isVain = (deed: string): boolean => one.reaches === 0 && (deed === 'send' || deed === 'agree')
  return (
    <div class="announcement-deeds">
      {deeds.map((deed) => (
        <Form view={view} action={`${PATH}/${one.id}/${deed}`}>
          <input type="hidden" name="version" value={String(one.version)} />
          <button type="submit" disabled={isVain(deed)}>
            {words(`announcements.deeds.${deed === 'cancel' ? endingOf(one) : deed}`)}
          </button>
        </Form>
      ))}
      {isUnsent(one) && <a href={`${PATH}/${one.id}/change`}>{words('announcements.deeds.change')}</a>}
    </div>
  )
}
