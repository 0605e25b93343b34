import { html } from 'hono/html'
import { dayOf } from '../../../domain/calendar.js'
import type { LockRow, LockSeen } from '../../../services/indicator-locks.js'
import { officerWords } from '../officer-words.js'
import type { Html } from '../../pages/layout.js'
import { type OfficerView, button, dayWords, officerPage, table } from './old-frame.js'

const w = officerWords

/** The rows of a department's plan, and which figures of the newest month it has locked. */
export const indicatorsPage = (view: OfficerView, { plan, month, rows }: LockSeen): Html =>
  officerPage(
    view,
    w.indicators,
    html`<p class="soft">${month === null ? w.noMonth(plan) : w.lockLine(plan, month)}</p>
      ${table(
        w.indicators,
        w.lockColumns,
        rows.map((row, at) => lockRow(view, row, at + 1, month)),
      )}`,
  )

const lockRow = ({ formToken }: OfficerView, row: LockRow, number: number, month: string | null): Html =>
  html`<tr>
    <th scope="row">${number}</th>
    <td>${row.wording}</td>
    <td>
      ${row.lockedAt === null ? w.unlocked : w.lockedOn(dayWords(dayOf(row.lockedAt)))}
      ${row.isOwn ? button(`/dashboard/indicators/${row.indicator}/${month}/lock`, formToken, w.lock) : ''}
    </td>
  </tr>`
