import { dayOf } from '../../../domain/calendar.js'
import type { LockRow, LockSeen } from '../../../services/indicator-locks.js'
import type { Html } from '../../pages/layout.js'
import { dayIn, monthIn } from '../formats.js'
import { Button, type DeskView, Table, deskPage } from '../frame.js'

const COLUMNS = ['number', 'indicator', 'lock'] as const

/** The rows of a department's plan, and which figures of the newest month it has locked. */
export function indicatorsPage(view: DeskView, { plan, month, rows }: LockSeen): Html {
  const { words } = view
  const title = words('frame.parts.indicators')
  const line =
    month === null
      ? words('indicators.no-month', { plan })
      : words('indicators.line', { plan, month: monthIn(month) })
  return deskPage(
    view,
    title,
    <>
      <p class="soft">{line}</p>
      <Table label={title} columns={COLUMNS.map((column) => words(`indicators.columns.${column}`))}>
        {rows.map((row, at) => (
          <tr>
            <th scope="row" class="nth">
              {at + 1}
            </th>
            <td lang="vi">{row.wording}</td>
            <td>
              <Lock view={view} row={row} month={month} />
            </td>
          </tr>
        ))}
      </Table>
    </>,
  )
}

const Lock = ({ view, row, month }: { view: DeskView; row: LockRow; month: string | null }) => {
  const { words } = view
  const { indicator, lockedAt, isOwn } = row
  return (
    <>
      {lockedAt === null
        ? words('indicators.unlocked')
        : words('indicators.locked-on', { day: dayIn(dayOf(lockedAt)) })}
      {isOwn && month !== null && (
        <Button
          view={view}
          action={`/dashboard/indicators/${indicator}/${month}/lock`}
          label={words('indicators.lock')}
        />
      )}
    </>
  )
}
