import type { StuckPlace } from '../../../domain/help-request.js'
import type { CallForHelp, SilentMember } from '../../../services/care.js'
import type { Html } from '../../pages/layout.js'
import { dayIn, momentIn } from '../formats.js'
import { Button, type DeskView, Table, deskPage } from '../frame.js'

interface Listed {
  calls: readonly CallForHelp[]
  silent: readonly SilentMember[]
}

/** Whom to look after: calls for help that nobody answered, and members who fell silent. */
export function carePage(view: DeskView, { calls, silent }: Listed): Html {
  const { words } = view
  return deskPage(
    view,
    words('frame.parts.care'),
    <>
      <p class="soft">{words('care.line')}</p>
      <section class="card">
        <h2>{words('care.calls')}</h2>
        <p class="soft">{words('care.calls-line')}</p>
        <Calls view={view} calls={calls.filter(({ helpedAt }) => helpedAt === null)} />
        <Helped view={view} calls={calls.filter(({ helpedAt }) => helpedAt !== null)} />
      </section>
      <section class="card">
        <h2>{words('care.silent')}</h2>
        <p class="soft">{words('care.silent-line')}</p>
        <Silent view={view} silent={silent.filter(({ visitedAt }) => visitedAt === null)} />
        <Visited view={view} silent={silent.filter(({ visitedAt }) => visitedAt !== null)} />
      </section>
    </>,
  )
}

type Member = Pick<CallForHelp, 'name' | 'learnerId' | 'branch' | 'branchId'>

/** A name may hold letters that run from right to left; they turn round nothing beside it. */
const Who = ({ view: { words }, of }: { view: DeskView; of: Member }) =>
  of.name === null ? <>{words('care.member', { n: of.learnerId })}</> : <bdi>{of.name}</bdi>

const One = ({ view, of }: { view: DeskView; of: Member }) => (
  <p>
    <strong>
      <Who view={view} of={of} />
    </strong>
    , {of.branch ?? of.branchId}
  </p>
)

const columns = ({ words }: DeskView, ...names: string[]): string[] =>
  names.map((name) => words(`care.columns.${name}`))

function Calls({ view, calls }: { view: DeskView; calls: readonly CallForHelp[] }) {
  const { words } = view
  if (calls.length === 0) return <p>{words('care.no-calls')}</p>
  return (
    <ul class="cared">
      {calls.map((call) => (
        <li>
          <One view={view} of={call} />
          <p>{words('care.lined', { at: momentIn(call.askedAt), where: whereWords(view, call.where) })}</p>
          <Button view={view} action={`/dashboard/care/help/${call.id}`} label={words('care.helped')} />
        </li>
      ))}
    </ul>
  )
}

function Helped({ view, calls }: { view: DeskView; calls: readonly CallForHelp[] }) {
  const { words } = view
  if (calls.length === 0) return <></>
  return (
    <>
      <h3>{words('care.helped-lately')}</h3>
      <Table
        label={words('care.helped-lately')}
        columns={columns(view, 'who', 'branch', 'helped', 'officer')}
      >
        {calls.map((call) => (
          <tr>
            <th scope="row">
              <Who view={view} of={call} />
            </th>
            <td>{call.branch ?? call.branchId}</td>
            <td>{momentIn(call.helpedAt!)}</td>
            <td>{call.helpedBy ?? ''}</td>
          </tr>
        ))}
      </Table>
    </>
  )
}

function Silent({ view, silent }: { view: DeskView; silent: readonly SilentMember[] }) {
  const { words } = view
  if (silent.length === 0) return <p>{words('care.no-silent')}</p>
  return (
    <ul class="cared">
      {silent.map((member) => (
        <li>
          <One view={view} of={member} />
          <p>{words('care.silent-since', { day: dayIn(member.since) })}</p>
          <Button
            view={view}
            action={`/dashboard/care/visits/${member.learnerId}/${member.since}`}
            label={words('care.visited')}
          />
        </li>
      ))}
    </ul>
  )
}

function Visited({ view, silent }: { view: DeskView; silent: readonly SilentMember[] }) {
  const { words } = view
  if (silent.length === 0) return <></>
  return (
    <>
      <h3>{words('care.visited-lately')}</h3>
      <Table
        label={words('care.visited-lately')}
        columns={columns(view, 'who', 'branch', 'since', 'visited', 'officer')}
      >
        {silent.map((member) => (
          <tr>
            <th scope="row">
              <Who view={view} of={member} />
            </th>
            <td>{member.branch ?? member.branchId}</td>
            <td>{dayIn(member.since)}</td>
            <td>{momentIn(member.visitedAt!)}</td>
            <td>{member.visitedBy ?? ''}</td>
          </tr>
        ))}
      </Table>
    </>
  )
}

function whereWords({ words }: DeskView, where: StuckPlace): string {
  if (where.kind === 'nowhere') return words('care.where.nowhere')
  const title = 'text' in where.title ? where.title.text : ''
  return where.kind === 'question'
    ? words('care.where.question', { title })
    : words(`care.where.${where.kind}`, { title, n: where.n })
}
