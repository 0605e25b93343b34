import { ABSENCES, mayUndo } from '../../../domain/absence.js'
import type { BranchWithWords } from '../../../services/branch-words.js'
import type { Member, NotedAbsence, OpenDouble } from '../../../services/members.js'
import type { Html } from '../../pages/layout.js'
import { dayIn } from '../formats.js'
import { Button, type DeskView, Form, Table, deskPage } from '../frame.js'
import { BranchWordsSection } from './branch-words.js'

export interface MembersSeen {
  members: readonly Member[]
  doubles: readonly OpenDouble[]
  /** The branches of an officer who may give them words. */
  branches: readonly BranchWithWords[]
  /** Where the next page begins; null on the last. */
  next: number | null
  now: Date
  /** YYYY-MM-DD. */
  today: string
}

const COLUMNS = ['member', 'branch', 'since', 'counted', 'absences'] as const

/** Who belongs to the branches of the scope, and who may be two of them in one. */
export function membersPage(view: DeskView, seen: MembersSeen): Html {
  const { words } = view
  const title = words('frame.parts.members')
  return deskPage(
    view,
    title,
    <>
      <p class="soft">{words('members.line')}</p>
      {seen.members.length === 0 ? (
        <p>{words('members.none')}</p>
      ) : (
        <Table label={title} columns={COLUMNS.map((column) => words(`members.columns.${column}`))}>
          {seen.members.map((member) => (
            <MemberRow view={view} member={member} seen={seen} />
          ))}
        </Table>
      )}
      {seen.next !== null && <a href={`/dashboard/members?after=${seen.next}`}>{words('frame.more')}</a>}
      {seen.doubles.length > 0 && <Doubles view={view} doubles={seen.doubles} />}
      {seen.branches.length > 0 && <BranchWordsSection view={view} branches={seen.branches} />}
    </>,
  )
}

const MemberRow = ({ view, member, seen }: { view: DeskView; member: Member; seen: MembersSeen }) => {
  const { words } = view
  const { learnerId, name, sex, branch, branchId, since, isCounted, absences } = member
  return (
    <tr>
      <th scope="row">
        <bdi>{name ?? words('members.member', { id: learnerId })}</bdi>{' '}
        {sex !== null && <span class="soft">{words(`members.sex.${sex}`)}</span>}
      </th>
      <td>{branch ?? branchId}</td>
      <td>{dayIn(since)}</td>
      <td>{words(isCounted ? 'members.counted' : 'members.uncounted')}</td>
      <td>
        {absences.map((absence) => (
          <Absence view={view} absence={absence} seen={seen} />
        ))}
        <AbsenceForm view={view} learnerId={learnerId} today={seen.today} />
        <Button
          view={view}
          action={`/dashboard/members/${learnerId}/new-chat`}
          label={words('members.new-chat')}
        />
      </td>
    </tr>
  )
}

const Absence = ({
  view,
  absence: { id, kind, from, until, notedAt, by },
  seen: { now, today },
}: {
  view: DeskView
  absence: NotedAbsence
  seen: MembersSeen
}) => {
  const { words } = view
  const action = `/dashboard/absences/${id}`
  const told = { kind: words(`members.kinds.${kind}`), from: dayIn(from) }
  return (
    <>
      <p>
        {until === null
          ? words('members.absence', told)
          : words('members.absence-until', { ...told, until: dayIn(until) })}{' '}
        <span class="soft">({words(`members.noted-by.${by}`)})</span>
      </p>
      {mayUndo(new Date(notedAt), now) && (
        <Button view={view} action={`${action}/undo`} label={words('members.undo')} />
      )}
      {until === null && kind === 'tam-nghi' && (
        <Form view={view} action={`${action}/end`}>
          <label>
            {words('members.end-on')} <input type="date" name="until" max={today} required />
          </label>
          <button type="submit">{words('members.note')}</button>
        </Form>
      )}
    </>
  )
}

const AbsenceForm = ({ view, learnerId, today }: { view: DeskView; learnerId: number; today: string }) => {
  const { words } = view
  return (
    <details>
      <summary>{words('members.note-absence')}</summary>
      <Form view={view} action={`/dashboard/members/${learnerId}/absences`}>
        <label>
          {words('members.kind')}
          <select name="kind">
            {ABSENCES.map((kind) => (
              <option value={kind}>{words(`members.kinds.${kind}`)}</option>
            ))}
          </select>
        </label>
        <label>
          {words('members.from')} <input type="date" name="from" max={today} value={today} required />
        </label>
        <label>
          {words('members.until')} <input type="date" name="until" />
        </label>
        <button type="submit">{words('members.note')}</button>
      </Form>
    </details>
  )
}

const Doubles = ({ view, doubles }: { view: DeskView; doubles: readonly OpenDouble[] }) => {
  const { words } = view
  const named = (name: string | null, id: number): string => name ?? words('members.member', { id })
  return (
    <section class="card">
      <h2>{words('members.doubles.title')}</h2>
      <p class="soft">{words('members.doubles.line')}</p>
      {doubles.map(({ one, other, oneName, otherName, oneBranch, otherBranch, reasons }) => (
        <div>
          <p>
            {words('members.doubles.pair', {
              one: named(oneName, one),
              other: named(otherName, other),
              oneBranch: oneBranch ?? '',
              otherBranch: otherBranch ?? '',
              reasons: reasons.map((reason) => words(`members.reasons.${reason}`)).join(', '),
            })}
          </p>
          <Button
            view={view}
            action={`/dashboard/doubles/${one}/${other}/different`}
            label={words('members.doubles.different')}
          />
          <Button
            view={view}
            action={`/dashboard/doubles/${one}/${other}/same`}
            label={words('members.doubles.same')}
          />
        </div>
      ))}
    </section>
  )
}
