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

function PlanPart({ view: { words }, of: { plan, months, failed } }: { view: DeskView; of: PlanMonths }) {
  const { place } = plan.issuer
  return (
    <section class="card">
      <h2 lang="vi">{plan.title}</h2>
      {months.length === 0 ? (
        <p>{words('releases.none')}</p>
      ) : (
        <Table
          label={words('releases.table', { plan: plan.title })}
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
