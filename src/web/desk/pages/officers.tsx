import { invitesOf } from '../../../domain/role.js'
import type { ListedOfficer, OfficePlace } from '../../../services/officers.js'
import type { Html } from '../../pages/layout.js'
import { Button, type DeskView, Form, Table, deskPage } from '../frame.js'

/** A plan, and who may be named for it. */
export interface PlanAgencies {
  id: string
  title: string
  agencies: readonly string[]
}

export interface OfficersSeen {
  officers: readonly ListedOfficer[]
  places: readonly OfficePlace[]
  plans: readonly PlanAgencies[]
}

const COLUMNS = ['name', 'role', 'scope', 'chat', 'deeds'] as const

/** The officers below, and how one more is invited. */
export function officersPage(view: DeskView, seen: OfficersSeen): Html {
  const { words } = view
  return deskPage(
    view,
    words('frame.parts.officers'),
    <>
      <p class="soft">{words('officers.line')}</p>
      {seen.officers.length === 0 ? (
        <p>{words('officers.none')}</p>
      ) : (
        <OfficerTable view={view} officers={seen.officers} />
      )}
      <section class="card acts">
        <h2>{words('officers.invite')}</h2>
        <InviteForm view={view} seen={seen} />
      </section>
    </>,
  )
}

const OfficerTable = ({ view, officers }: { view: DeskView; officers: readonly ListedOfficer[] }) => {
  const { words } = view
  return (
    <Table
      label={words('frame.parts.officers')}
      columns={COLUMNS.map((column) => words(`officers.columns.${column}`))}
    >
      {officers.map(({ id, name, role, place, agency, hasJoined }) => (
        <tr>
          <th scope="row">
            <bdi>{name}</bdi>
          </th>
          <td>{words(`roles.${role}`)}</td>
          <td>{agency ?? place ?? words('roles.everywhere')}</td>
          <td>{words(hasJoined ? 'officers.joined' : 'officers.not-joined')}</td>
          <td class="acts">
            <Button
              view={view}
              action={`/dashboard/officers/${id}/code`}
              label={words('officers.new-code')}
            />
            <Button view={view} action={`/dashboard/officers/${id}/end`} label={words('officers.end')} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

const InviteForm = ({ view, seen: { places, plans } }: { view: DeskView; seen: OfficersSeen }) => {
  const { words } = view
  const roles = invitesOf(view.session.officer.role)
  return (
    <Form view={view} action="/dashboard/officers">
      <label>
        {words('officers.name')} <input name="name" maxlength={80} autocomplete="off" required />
      </label>
      <label>
        {words('officers.role')}
        <select name="role">
          {roles.map((role) => (
            <option value={role}>{words(`roles.${role}`)}</option>
          ))}
        </select>
      </label>
      <label>
        {words('officers.place')}
        <select name="place">
          <option value="">{words('officers.no-place')}</option>
          {places.map(({ id, name }) => (
            <option value={id}>{name}</option>
          ))}
        </select>
      </label>
      {roles.includes('lead') && (
        <label>
          {words('officers.agency')}
          <select name="agency">
            <option value="">{words('officers.no-agency')}</option>
            {plans.flatMap(({ id, title, agencies }) =>
              agencies.map((agency) => (
                <option value={`${id}|${agency}`}>
                  {agency} – {title}
                </option>
              )),
            )}
          </select>
        </label>
      )}
      <button type="submit">{words('officers.send')}</button>
    </Form>
  )
}

/** The one page on which a code stands. */
export function codePage(view: DeskView, name: string, code: string): Html {
  const { words } = view
  return deskPage(
    view,
    words('officers.code.title'),
    <>
      <section class="card">
        <p>{words('officers.code.line', { name })}</p>
        <p class="two-words">{code}</p>
        <p>{words('officers.code.how', { code })}</p>
      </section>
      <a class="door" href="/dashboard/officers">
        <strong>{words('frame.back')}</strong>
      </a>
    </>,
  )
}
