import { may } from '../../../domain/role.js'
import type { ClubList, ListedSession, RollRow } from '../../../services/club.js'
import type { Html } from '../../pages/layout.js'
import { momentIn } from '../formats.js'
import { type DeskView, Form, Meanwhile, Table, deskPage } from '../frame.js'
import { hrefOf } from './class-list.js'

const COLUMNS = ['at', 'branch', 'lesson', 'present', 'state', 'deed'] as const

/** The sessions of the scope, and the form that begins one; `once` keeps a form sent twice from beginning two. */
export function clubPage(view: DeskView, list: ClubList, once: string): Html {
  const { words } = view
  return deskPage(
    view,
    words('frame.parts.club'),
    <>
      <p class="soft">{words('club.line')}</p>
      <section class="card">
        <h2>{words('club.start')}</h2>
        {list.branches.length === 0 ? (
          <p>{words('club.no-branches')}</p>
        ) : (
          <StartForm view={view} list={list} once={once} />
        )}
      </section>
      <section class="card">
        <h2>{words('club.sessions')}</h2>
        {list.sessions.length === 0 ? (
          <p>{words('club.none')}</p>
        ) : (
          <Sessions view={view} sessions={list.sessions} />
        )}
        {list.next !== null && (
          <p>
            <a href={`/dashboard/club?before=${list.next}`}>{words('frame.more')}</a>
          </p>
        )}
      </section>
    </>,
  )
}

const StartForm = ({ view, list, once }: { view: DeskView; list: ClubList; once: string }) => {
  const { words } = view
  return (
    <Form view={view} action="/dashboard/club">
      <input type="hidden" name="once" value={once} />
      <label>
        {words('club.branch')}
        <select name="place">
          {list.branches.map(({ id, name }) => (
            <option value={id}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        {words('club.lesson')}
        <select name="lesson">
          {list.lessons.map(({ area, lessons }) => (
            <optgroup label={area}>
              {lessons.map(({ id, title }) => (
                <option value={id}>{title}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <button type="submit">{words('club.begin')}</button>
    </Form>
  )
}

function Sessions({ view: { words }, sessions }: { view: DeskView; sessions: readonly ListedSession[] }) {
  return (
    <Table label={words('club.sessions')} columns={COLUMNS.map((column) => words(`club.columns.${column}`))}>
      {sessions.map(({ id, startedAt, endedAt, branch, branchId, title, present, guests }) => (
        <tr>
          <th scope="row">
            <a href={`/dashboard/club/${id}`}>{momentIn(startedAt)}</a>
          </th>
          <td>{branch ?? branchId}</td>
          <td>{title ?? words('club.gone')}</td>
          <td>{words('club.people', { present: present + guests, guests })}</td>
          <td>{endedAt === null ? words('club.running') : words('club.ended', { at: momentIn(endedAt) })}</td>
          <td>
            <a href={`/dashboard/club/${id}/roll`}>{words('club.roll')}</a>
          </td>
        </tr>
      ))}
    </Table>
  )
}

const NoRows = ({ view: { words, session }, branchId }: { view: DeskView; branchId: string }) => (
  <>
    <p>{words('club.no-rows')}</p>
    {may(session.officer.role, 'keep-class-lists') && (
      <p>
        <a href={hrefOf(branchId)}>{words('club.to-list')}</a>
      </p>
    )}
  </>
)

interface TypedRoll {
  rowIds: readonly number[]
  guests: number
}

/** The roll as it is kept. */
const Kept = ({ view, guests, rows }: { view: DeskView; guests: number; rows: readonly RollRow[] }) => {
  const { words } = view
  const there = rows.filter(({ isThere }) => isThere)
  return (
    <Meanwhile view={view}>
      <dl class="facts">
        <div>
          <dt>{words('club.there')}</dt>
          <dd>
            {there.length === 0 ? 0 : null}
            {there.map(({ name }, nth) => (
              <>
                {nth > 0 && ', '}
                <bdi>{name}</bdi>
              </>
            ))}
          </dd>
        </div>
        <div>
          <dt>{words('club.guests')}</dt>
          <dd>{guests}</dd>
        </div>
      </dl>
    </Meanwhile>
  )
}

/**
 * The class list of the branch, to be ticked, and the number of those who stand on none; with `typed` where somebody else
 * was faster: what was ticked stands in it again, above it what is kept.
 */
export function rollPage(
  view: DeskView,
  session: ListedSession,
  rows: readonly RollRow[],
  typed?: TypedRoll,
): Html {
  const { words } = view
  const { id, version, branch, branchId, title } = session
  const ticked = new Set(typed?.rowIds ?? rows.filter(({ isThere }) => isThere).map(({ rowId }) => rowId))
  return deskPage(
    view,
    words('club.roll'),
    <>
      <p>
        {branch ?? branchId}, {momentIn(session.startedAt)}: {title ?? words('club.gone')}
      </p>
      {typed !== undefined && (
        <>
          <p class="note amber" role="alert">
            {words('frame.somebody-faster')}
          </p>
          <Kept view={view} guests={session.guests} rows={rows} />
        </>
      )}
      <p class="soft">{words('club.roll-line')}</p>
      <section class="card">
        <Form view={view} action={`/dashboard/club/${id}/roll`}>
          <input type="hidden" name="version" value={version} />
          {rows.length === 0 && <NoRows view={view} branchId={branchId} />}
          <div class="roll">
            {rows.map(({ rowId, name, birthYear }) => (
              <label class="tick">
                <input type="checkbox" name={`row.${rowId}`} value="1" checked={ticked.has(rowId)} />
                <span>
                  <bdi>{name}</bdi>
                  {birthYear !== null && <span class="soft"> {words('club.born', { year: birthYear })}</span>}
                </span>
              </label>
            ))}
          </div>
          <label>
            {words('club.guests')}
            <input
              type="number"
              name="guests"
              min="0"
              max="999"
              inputmode="numeric"
              value={typed?.guests ?? session.guests}
              required
            />
          </label>
          <button type="submit">{words('club.note')}</button>
        </Form>
      </section>
      <p class="ways">
        <a href={`/dashboard/club/${id}`}>{words('club.open')}</a>
        <a href="/dashboard/club">{words('club.all')}</a>
      </p>
    </>,
  )
}
