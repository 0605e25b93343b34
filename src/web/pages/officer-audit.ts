import { html } from 'hono/html'
import type { Audited } from '../../services/officers.js'
import { DEED_WORDS, officerWords } from '../officer-words.js'
import type { Html } from './layout.js'
import { type OfficerView, officerPage, table } from './officer-frame.js'

const w = officerWords

const moment = (at: Date): string =>
  at.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' })

const factWords = (facts: Audited['facts']): string =>
  Object.entries(facts ?? {})
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')

/** What was seen, downloaded and changed in the own scope, newest first; `next` is where the next page begins. */
export const auditPage = (view: OfficerView, rows: readonly Audited[], next: number | null): Html =>
  officerPage(
    view,
    w.audit,
    html`<p class="soft">${w.auditLine}</p>
      ${
        rows.length === 0
          ? html`<p>${w.noAudit}</p>`
          : table(
              w.audit,
              w.auditColumns,
              rows.map(
                ({ at, officer, officerId, action, place, placeId, facts }) =>
                  html`<tr>
                    <td>${moment(at)}</td>
                    <th scope="row">${officerId === null ? w.machine : (officer ?? String(officerId))}</th>
                    <td>${DEED_WORDS.get(action) ?? action}</td>
                    <td>${place ?? placeId ?? ''}</td>
                    <td>${factWords(facts)}</td>
                  </tr>`,
              ),
            )
      }
      ${next === null ? '' : html`<a href="/dashboard/audit?before=${next}">${w.more}</a>`}`,
  )
