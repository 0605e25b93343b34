import { html } from 'hono/html'
import { invitesOf } from '../../../domain/role.js'
import type { ListedOfficer, OfficePlace } from '../../../services/officers.js'
import { ROLE_WORDS, officerWords } from '../officer-words.js'
import type { Html } from '../../pages/layout.js'
import { type OfficerView, button, form, officerPage, table } from './old-frame.js'

const w = officerWords

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

/** The officers below, and how one more is invited. */
export const officersPage = (view: OfficerView, seen: OfficersSeen): Html =>
  officerPage(
    view,
    w.officers,
    html`<p class="soft">${w.officersLine}</p>
      ${seen.officers.length === 0 ? html`<p>${w.noOfficers}</p>` : officerTable(view, seen.officers)}
      <section class="card">
        <h2>${w.invite}</h2>
        ${inviteForm(view, seen)}
      </section>`,
  )

const officerTable = ({ formToken }: OfficerView, officers: readonly ListedOfficer[]): Html =>
  table(
    w.officers,
    [...w.officerColumns, ''],
    officers.map(
      ({ id, name, role, place, agency, hasJoined }) =>
        html`<tr>
          <th scope="row">${name}</th>
          <td>${ROLE_WORDS[role]}</td>
          <td>${agency ?? place ?? w.everything}</td>
          <td>${hasJoined ? w.joined : w.notJoined}</td>
          <td>
            ${button(`/dashboard/officers/${id}/code`, formToken, w.newCode)}
            ${button(`/dashboard/officers/${id}/end`, formToken, w.end)}
          </td>
        </tr>`,
    ),
  )

function inviteForm({ session, formToken }: OfficerView, { places, plans }: OfficersSeen): Html {
  const roles = invitesOf(session.officer.role)
  const agencies = plans.flatMap(({ id, title, agencies: named }) =>
    named.map((agency) => html`<option value="${`${id}|${agency}`}">${agency} – ${title}</option>`),
  )
  return form(
    '/dashboard/officers',
    formToken,
    html`<label>${w.name} <input name="name" maxlength="80" autocomplete="off" required /></label>
      <label>
        ${w.role}
        <select name="role">
          ${roles.map((role) => html`<option value="${role}">${ROLE_WORDS[role]}</option>`)}
        </select>
      </label>
      <label>
        ${w.place}
        <select name="place">
          <option value="">${w.noPlace}</option>
          ${places.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
        </select>
      </label>
      ${
        roles.includes('lead')
          ? html`<label>
              ${w.agencyField}
              <select name="agency">
                <option value="">${w.noAgency}</option>
                ${agencies}
              </select>
            </label>`
          : ''
      }
      <button type="submit">${w.send}</button>`,
  )
}

/** The one page on which a code stands. */
export const codePage = (view: OfficerView, name: string, code: string): Html =>
  officerPage(
    view,
    w.codeTitle,
    html`<section class="card">
        <p>${w.codeLine(name)}</p>
        <p class="two-words">${code}</p>
        <p>${w.codeHow(code)}</p>
      </section>
      <a class="door" href="/dashboard/officers"><strong>${w.back}</strong></a>`,
  )
