import { daysLeft } from '../../../domain/class-list.js'
import type { Listed } from '../../../domain/listed.js'
import type { ListedBranch, SeenList, Typed } from '../../../services/class-list.js'
import type { Html } from '../../pages/layout.js'
import { dayIn, numberIn } from '../formats.js'
import { type DeskView, Form, Meanwhile, Table, deskPage } from '../frame.js'
import { GroupField, NameField, SexField, YearField } from './class-list-fields.js'

export const CLASS_LIST = '/dashboard/class-list'
/** Rows on a page. */
const PAGE = 200

/** What was done just now, as the way back to the list tells it. */
export const SAID = ['new', 'same', 'adds', 'changes', 'changed', 'removed', 'freed'] as const
export type Said = (typeof SAID)[number]

/** A form that was not taken: why, and what was typed, which stands in it again. */
export interface NotTaken {
  form: 'add' | 'free'
  why: string
  /** What is wrong with a field, in Vietnamese words that follow. */
  field?: string
  typed: Typed
}

export interface ListSeen extends SeenList {
  said: Said | null
  notTaken?: NotTaken
  /** From 1. */
  page: number
  now: Date
}

/** The branches of an officer who has several, each with the way to its list. */
export function branchesPage(view: DeskView, branches: readonly ListedBranch[]): Html {
  const { words, language } = view
  const title = words('frame.parts.class-list')
  return deskPage(
    view,
    title,
    <>
      <p class="soft">{words('class-list.line')}</p>
      {branches.length === 0 ? (
        <p>{words('class-list.no-branches')}</p>
      ) : (
        <Table
          label={title}
          columns={['branch', 'commune', 'rows', 'joined'].map((one) => words(`class-list.branches.${one}`))}
        >
          {branches.map(({ branchId, branch, commune, rows, joined }) => (
            <tr>
              <th scope="row">
                <a href={hrefOf(branchId)}>{branch}</a>
              </th>
              <td>{commune ?? ''}</td>
              <td>{numberIn(rows, language)}</td>
              <td>{numberIn(joined, language)}</td>
            </tr>
          ))}
        </Table>
      )}
      <p>
        <a href={`${CLASS_LIST}/import`}>{words('class-list.import.link')}</a>
      </p>
    </>,
  )
}

export const hrefOf = (branchId: string, more = ''): string =>
  `${CLASS_LIST}?branch=${encodeURIComponent(branchId)}${more}`

/** The list of one branch: who may be invited, who joined, and the forms that change it. */
export function classListPage(view: DeskView, seen: ListSeen): Html {
  const { words, language } = view
  const { branch, rows, said, page, notTaken } = seen
  const typedIn = (form: NotTaken['form']): Partial<Typed> => (notTaken?.form === form ? notTaken.typed : {})
  const [add, free] = [typedIn('add'), typedIn('free')]
  const shown = rows.slice((page - 1) * PAGE, page * PAGE)
  const counts = {
    joined: numberIn(branch.joined, language),
    rows: numberIn(branch.rows, language),
  }
  return deskPage(
    view,
    words('class-list.title', { branch: branch.branch }),
    <>
      {said !== null && <p role="status">{words(`class-list.said.${said}`)}</p>}
      <Why of={notTaken} />
      <p class="soft">{words('class-list.line')}</p>
      <p>{words('class-list.counts', counts)}</p>
      <p class="ways">
        <a href={`${CLASS_LIST}/cards?branch=${encodeURIComponent(branch.branchId)}`}>
          {words('class-list.cards.link')}
        </a>
        <a href={`${CLASS_LIST}/import`}>{words('class-list.import.link')}</a>
      </p>
      {rows.length === 0 ? (
        <p>{words('class-list.none')}</p>
      ) : (
        <Rows view={view} rows={shown} now={seen.now} />
      )}
      <Pages view={view} branchId={branch.branchId} page={page} last={Math.ceil(rows.length / PAGE)} />
      <section class="card">
        <h2>{words('class-list.add.title')}</h2>
        <Form view={view} action={CLASS_LIST}>
          <input type="hidden" name="branch" value={branch.branchId} />
          <NameField view={view} value={add.name} />
          <YearField view={view} value={add.birthYear} />
          <SexField view={view} value={add.sex} />
          <GroupField view={view} value={add.group} />
          <button type="submit">{words('class-list.add.button')}</button>
        </Form>
      </section>
      <section class="card">
        <h2>{words('class-list.free.title')}</h2>
        <p class="soft">{words('class-list.free.line')}</p>
        <Form view={view} action={`${CLASS_LIST}/free`}>
          <input type="hidden" name="branch" value={branch.branchId} />
          <NameField view={view} value={free.name} />
          <YearField view={view} value={free.birthYear} />
          <button type="submit">{words('class-list.free.button')}</button>
        </Form>
      </section>
    </>,
  )
}

const Why = ({ of }: { of: Pick<NotTaken, 'why' | 'field'> | undefined }) =>
  of === undefined ? null : (
    <p class="note amber" role="alert">
      {of.why}
      {of.field !== undefined && (
        <>
          {' '}
          <span lang="vi">{of.field}.</span>
        </>
      )}
    </p>
  )

const COLUMNS = ['name', 'birth-year', 'sex', 'group', 'state', 'deed'] as const

const Rows = ({ view, rows, now }: { view: DeskView; rows: readonly Listed[]; now: Date }) => (
  <div class="people">
    <Table
      label={view.words('frame.parts.class-list')}
      columns={COLUMNS.map((column) => view.words(`class-list.columns.${column}`))}
    >
      {rows.map((row) => (
        <Row view={view} row={row} now={now} />
      ))}
    </Table>
  </div>
)

function Row({ view: { words }, row, now }: { view: DeskView; row: Listed; now: Date }) {
  const isNamed = 'name' in row
  return (
    <tr>
      <th scope="row">{nameOf(row, words)}</th>
      <td>{isNamed ? (row.birthYear ?? '') : ''}</td>
      <td>{row.sex === null ? '' : words(`class-list.sex.${row.sex}`)}</td>
      <td>{isNamed && row.group !== null ? words(`class-list.group.${row.group}`) : ''}</td>
      <td>{stateOf(row, words, now)}</td>
      <td>{isNamed && <a href={`${CLASS_LIST}/rows/${row.id}`}>{words('class-list.edit.link')}</a>}</td>
    </tr>
  )
}

function nameOf(row: Listed, words: DeskView['words']): string {
  if ('name' in row) return row.name
  return row.is === 'unnamed'
    ? words('class-list.unnamed', { number: row.learnerId })
    : words('class-list.nobody')
}

function stateOf(row: Listed, words: DeskView['words'], now: Date): string {
  switch (row.is) {
    case 'open': {
      const days = daysLeft(row.enteredAt, now)
      return words(row.card !== null ? 'class-list.state.card' : 'class-list.state.open', { days })
    }
    case 'named':
    case 'unnamed':
      return words('class-list.state.joined', { day: dayIn(row.since) })
    case 'elsewhere':
      return words('class-list.state.elsewhere')
  }
}

const Pages = (at: { view: DeskView; branchId: string; page: number; last: number }) => (
  <>
    {at.page < at.last && (
      <p>
        <a href={hrefOf(at.branchId, `&page=${at.page + 1}`)}>{at.view.words('frame.more')}</a>
      </p>
    )}
  </>
)

type NamedRow = Extract<Listed, { name: string }>

/**
 * A row that was not changed. `seen`: the version on which they typed, which stays theirs until they have read a newer one;
 * `isFaster`: somebody else changed it meanwhile, and here they read that.
 */
export type RowNotTaken = Omit<NotTaken, 'form'> & { seen: number; isFaster: boolean }

interface RowSeen {
  row: NamedRow
  branchId: string
  now: Date
  notTaken?: RowNotTaken
}

function Kept({ view, row }: { view: DeskView; row: NamedRow }) {
  const { words } = view
  const facts = {
    name: row.name,
    'birth-year': row.birthYear,
    sex: row.sex && words(`class-list.sex.${row.sex}`),
    group: row.group && words(`class-list.group.${row.group}`),
  }
  return (
    <Meanwhile view={view}>
      <dl class="facts">
        {Object.entries(facts).map(([name, value]) => (
          <div>
            <dt>{words(`class-list.columns.${name}`)}</dt>
            <dd>
              <bdi>{value ?? words('class-list.unsaid')}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Meanwhile>
  )
}

/** One row, to be changed, taken away, or given back to whom it names. */
export function rowPage(view: DeskView, { row, branchId, now, notTaken }: RowSeen): Html {
  const { words } = view
  const shown = notTaken?.typed ?? row
  const path = `${CLASS_LIST}/rows/${row.id}`
  const version = String(notTaken?.isFaster === false ? notTaken.seen : row.version)
  return deskPage(
    view,
    words('class-list.edit.title'),
    <>
      <p class="soft">{stateOf(row, words, now)}</p>
      <Why of={notTaken} />
      {notTaken?.isFaster === true && <Kept view={view} row={row} />}
      <section class="card">
        {row.is === 'open' && row.card !== null && <p class="soft">{words('class-list.edit.line')}</p>}
        <Form view={view} action={path}>
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="branch" value={branchId} />
          <NameField view={view} value={shown.name} />
          <YearField view={view} value={shown.birthYear} />
          <SexField view={view} value={shown.sex} />
          <GroupField view={view} value={shown.group} />
          <button type="submit">{words('class-list.edit.button')}</button>
        </Form>
      </section>
      {row.is === 'open' ? (
        <>
          {row.card !== null && (
            <section class="card">
              <h2>{words('class-list.cards.renew-title')}</h2>
              <p class="soft">{words('class-list.cards.renew-line')}</p>
              <Form view={view} action={`${CLASS_LIST}/cards`}>
                <input type="hidden" name="branch" value={branchId} />
                <input type="hidden" name="row" value={String(row.id)} />
                <input type="hidden" name="card" value={String(row.card)} />
                <button type="submit">{words('class-list.cards.renew')}</button>
              </Form>
            </section>
          )}
          <section class="card">
            <h2>{words('class-list.remove.title')}</h2>
            <p class="soft">{words('class-list.remove.line')}</p>
            <Form view={view} action={`${path}/remove`}>
              <input type="hidden" name="version" value={version} />
              <input type="hidden" name="branch" value={branchId} />
              <button type="submit">{words('class-list.remove.button')}</button>
            </Form>
          </section>
        </>
      ) : (
        <section class="card">
          <h2>{words('class-list.free.title')}</h2>
          <p class="soft">{words('class-list.free.line')}</p>
          <Form view={view} action={`${CLASS_LIST}/free`}>
            <input type="hidden" name="branch" value={branchId} />
            <input type="hidden" name="name" value={row.name} />
            <input type="hidden" name="birthYear" value={row.birthYear ?? ''} />
            <button type="submit">{words('class-list.free.button')}</button>
          </Form>
        </section>
      )}
      <p>
        <a href={hrefOf(branchId)}>{words('frame.back')}</a>
      </p>
    </>,
  )
}
