import { html } from 'hono/html'
import { ABSENCES, mayUndo } from '../../../domain/absence.js'
import type { BranchWithWords } from '../../../services/branch-words.js'
import type { Member, NotedAbsence, OpenDouble } from '../../../services/members.js'
import { ABSENCE_WORDS, REASON_WORDS, officerWords } from '../officer-words.js'
import type { Html } from '../../pages/layout.js'
import { type OfficerView, button, dayWords, form, officerPage, table } from './old-frame.js'

const w = officerWords

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

/** Who belongs to the branches of the scope, and who may be two of them in one. */
export const membersPage = (view: OfficerView, seen: MembersSeen): Html =>
  officerPage(
    view,
    w.members,
    html`<p class="soft">${w.membersLine}</p>
      ${seen.members.length === 0 ? html`<p>${w.noMembers}</p>` : memberTable(view, seen)}
      ${seen.next === null ? '' : html`<a href="/dashboard/members?after=${seen.next}">${w.more}</a>`}
      ${seen.doubles.length === 0 ? '' : doublesSection(view, seen.doubles)}
      ${seen.branches.length === 0 ? '' : branchWordsSection(view, seen.branches)}`,
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
            ${button(`/dashboard/members/${member.learnerId}/new-chat`, view.formToken, w.newChat)}
          </td>
        </tr>`,
    ),
  )

function absenceItem({ formToken }: OfficerView, absence: NotedAbsence, { now, today }: MembersSeen): Html {
  const { id, kind, from, until, notedAt, by } = absence
  const action = `/dashboard/absences/${id}`
  return html`<p>
      ${w.absence(ABSENCE_WORDS[kind], dayWords(from), until === null ? null : dayWords(until))}
      <span class="soft">(${w.notedBy[by]})</span>
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
          ${button(`/dashboard/doubles/${one}/${other}/same`, formToken, w.same)}
        </div>`,
    )}
  </section>`

/** The one page on which three words for another chat stand. */
export const relinkPage = (view: OfficerView, learnerId: number, words: string): Html =>
  officerPage(
    view,
    w.relinkTitle,
    html`<section class="card">
        <p>${w.relinkLine(w.member(learnerId))}</p>
        <p class="two-words">${words}</p>
        <p>${w.relinkHow}</p>
        <p class="soft">${w.relinkMerge}</p>
      </section>
      <a class="door" href="/dashboard/members"><strong>${w.back}</strong></a>`,
  )

const branchWordsSection = (view: OfficerView, branches: readonly BranchWithWords[]): Html =>
  html`<section class="card">
    <h2>${w.branchWordsTitle}</h2>
    <p class="soft">${w.branchWordsLine}</p>
    ${table(
      w.branchWordsTitle,
      w.branchWordsColumns,
      branches.map((one) => branchRow(view, one)),
    )}
  </section>`

function branchRow({ formToken }: OfficerView, { branchId, branch, words, joined }: BranchWithWords): Html {
  const path = `/dashboard/branches/${encodeURIComponent(branchId)}`
  return html`<tr>
    <th scope="row">${branch}</th>
    <td>${words ?? w.noBranchWords}</td>
    <td>${joined}</td>
    <td>
      ${words === null ? '' : html`<a href="${path}/poster">${w.posterLink}</a>`}
      ${button(`${path}/words`, formToken, words === null ? w.makeBranchWords : w.renewBranchWords)}
      ${words === null ? '' : button(`${path}/words/end`, formToken, w.revokeBranchWords)}
    </td>
  </tr>`
}
