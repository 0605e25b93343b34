import { html } from 'hono/html'
import { ABSENCES, mayUndo } from '../../domain/absence.js'
import type { Member, NotedAbsence, OpenDouble } from '../../services/members.js'
import { ABSENCE_WORDS, REASON_WORDS, officerWords } from '../officer-words.js'
import type { Html } from './layout.js'
import { type OfficerView, button, dayWords, form, officerPage, table } from './officer-frame.js'

const w = officerWords

export interface MembersSeen {
  members: readonly Member[]
  doubles: readonly OpenDouble[]
  /** Where the next page begins; null on the last. */
  next: number | null
  now: Date
  /** YYYY-MM-DD. */
  today: string
}

/** Who belongs to the branches of the scope, and who may be two of them in one. */
export const membersPage = (view: OfficerView, seen: MembersSeen): Html =>
  officerPage(
    view,
    w.members,
    html`<p class="soft">${w.membersLine}</p>
      ${seen.members.length === 0 ? html`<p>${w.noMembers}</p>` : memberTable(view, seen)}
      ${seen.next === null ? '' : html`<a href="/dashboard/members?after=${seen.next}">${w.more}</a>`}
      ${seen.doubles.length === 0 ? '' : doublesSection(view, seen.doubles)}`,
  )

const memberTable = (view: OfficerView, seen: MembersSeen): Html =>
  table(
    w.members,
    w.memberColumns,
    seen.members.map(
      (member) =>
        html`<tr>
          <th scope="row">
            ${member.name ?? w.member(member.learnerId)} <span class="soft">${w.sex(member.sex)}</span>
          </th>
          <td>${member.branch ?? member.branchId}</td>
          <td>${dayWords(member.since)}</td>
          <td>${member.isCounted ? w.yes : w.no}</td>
          <td>
            ${member.absences.map((absence) => absenceItem(view, absence, seen))}
            ${absenceForm(view, member, seen)}
          </td>
        </tr>`,
    ),
  )

function absenceItem({ formToken }: OfficerView, absence: NotedAbsence, { now, today }: MembersSeen): Html {
  const { id, kind, from, until, notedAt } = absence
  const action = `/dashboard/absences/${id}`
  return html`<p>
      ${w.absence(ABSENCE_WORDS[kind], dayWords(from), until === null ? null : dayWords(until))}
    </p>
    ${mayUndo(new Date(notedAt), now) ? button(`${action}/undo`, formToken, w.undo) : ''}
    ${
      until === null && kind === 'tam-nghi'
        ? form(
            `${action}/end`,
            formToken,
            html`<label>${w.endOn} <input type="date" name="until" max="${today}" required /></label>
              <button type="submit">${w.note}</button>`,
          )
        : ''
    }`
}

const absenceForm = ({ formToken }: OfficerView, { learnerId }: Member, { today }: MembersSeen): Html =>
  html`<details>
    <summary>${w.noteAbsence}</summary>
    ${form(
      `/dashboard/members/${learnerId}/absences`,
      formToken,
      html`<label>
          ${w.kind}
          <select name="kind">
            ${ABSENCES.map((kind) => html`<option value="${kind}">${ABSENCE_WORDS[kind]}</option>`)}
          </select>
        </label>
        <label>${w.from} <input type="date" name="from" max="${today}" value="${today}" required /></label>
        <label>${w.until} <input type="date" name="until" /></label>
        <button type="submit">${w.note}</button>`,
    )}
  </details>`

const doublesSection = ({ formToken }: OfficerView, doubles: readonly OpenDouble[]): Html =>
  html`<section class="card">
    <h2>${w.doublesTitle}</h2>
    <p class="soft">${w.doublesLine}</p>
    ${doubles.map(
      ({ one, other, oneName, otherName, oneBranch, otherBranch, reasons }) =>
        html`<div>
          <p>
            ${oneName ?? w.member(one)} (${oneBranch ?? ''}) – ${otherName ?? w.member(other)}
            (${otherBranch ?? ''}): ${reasons.map((reason) => REASON_WORDS[reason]).join(', ')}.
          </p>
          ${button(`/dashboard/doubles/${one}/${other}/different`, formToken, w.different)}
        </div>`,
    )}
  </section>`
