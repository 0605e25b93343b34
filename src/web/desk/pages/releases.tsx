import { dayText } from '../../../domain/calendar.js'
import type { PlanMonths } from '../../../services/export-figures.js'
import type { Html } from '../../pages/layout.js'
import { dayIn, momentIn, monthIn } from '../formats.js'
import { type DeskView, Table, deskPage } from '../frame.js'

const COLUMNS = ['month', 'files', 'snapshot', 'published', 'rule', 'data'] as const

/** Every published month with its four files, and the months that could not be published. */
export function releasesPage(view: DeskView, plans: readonly PlanMonths[]): Html {
  const { words } = view
  return deskPage(
    view,
    words('frame.parts.releases'),
    <>
      <p class="soft">{words('releases.line')}</p>
      {plans.map((months) => (
        <PlanPart view={view} of={months} />
      ))}
      <p class="soft">{words('releases.files')}</p>
    </>,
  )
}

/** So many months stand open; those before are folded. */
const OPEN_MONTHS = 3

function PlanPart({ view, of: { plan, months, failed } }: { view: DeskView; of: PlanMonths }) {
  const { words } = view
  const { place } = plan.issuer
  const older = months.slice(OPEN_MONTHS)
  return (
    <section class="card">
      <h2 lang="vi">{plan.title}</h2>
      {months.length === 0 ? (
        <p>{words('releases.none')}</p>
      ) : (
        <Months view={view} plan={plan} months={months.slice(0, OPEN_MONTHS)} />
      )}
      {older.length > 0 && (
        <details>
          <summary>{words('releases.older', { months: older.length })}</summary>
          <Months view={view} plan={plan} months={older} isOlder />
        </details>
      )}
      {failed.map(({ month, triedAt, places }) => (
        <p>{words('releases.failed', { month: monthIn(month), at: momentIn(triedAt), places })}</p>
      ))}
      {plan.province !== place && (
        <p class="soft">{words('releases.older-name', { place, province: plan.province })}</p>
      )}
    </section>
  )
}

interface MonthsOf extends Pick<PlanMonths, 'plan' | 'months'> {
  view: DeskView
  isOlder?: boolean
}

function Months({ view: { words }, plan, months, isOlder = false }: MonthsOf) {
  const table = words('releases.table', { plan: plan.title })
  return (
    <Table
      label={isOlder ? `${table}, ${words('releases.older', { months: months.length })}` : table}
      columns={COLUMNS.map((column) => words(`releases.columns.${column}`))}
    >
      {months.map(({ head, files }) => (
        <tr>
          <th scope="row">{monthIn(head.month)}</th>
          <td class="downloads">
            {files.map(({ format, name }) => (
              <a
                href={`/dashboard/releases/${plan.id}/${head.month}/${name}`}
                download={name}
                aria-label={words('releases.download', {
                  format: format.toUpperCase(),
                  month: monthIn(head.month),
                })}
              >
                {format.toUpperCase()}
              </a>
            ))}
          </td>
          <td>{dayIn(dayText(head.snapshotOn))}</td>
          <td>{momentIn(head.madeAt)}</td>
          <td>{head.rule}</td>
          <td>{words(head.isDemo ? 'releases.demo' : 'releases.real')}</td>
        </tr>
      ))}
    </Table>
  )
}
