import type { Audited } from '../../../services/officers.js'
import type { Html } from '../../pages/layout.js'
import { momentIn } from '../formats.js'
import { type DeskView, Table, deskPage } from '../frame.js'
import { hasWords } from '../words.js'

const factWords = (facts: Audited['facts']): string =>
  Object.entries(facts ?? {})
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')

const COLUMNS = ['at', 'officer', 'deed', 'place', 'facts'] as const

/** The newest first; `next` is where the next page begins. */
export function auditPage(view: DeskView, rows: readonly Audited[], next: number | null): Html {
  const { words } = view
  const title = words('frame.parts.audit')
  return deskPage(
    view,
    title,
    <>
      <p class="soft">{words('audit.line')}</p>
      {rows.length === 0 ? (
        <p>{words('audit.none')}</p>
      ) : (
        <Table label={title} columns={COLUMNS.map((column) => words(`audit.columns.${column}`))}>
          {rows.map(({ at, officer, officerId, action, place, placeId, facts }) => (
            <tr>
              <td>{momentIn(at)}</td>
              <th scope="row">
                {officerId === null ? words('audit.machine') : (officer ?? String(officerId))}
              </th>
              <td>{hasWords(`deeds.${action}`) ? words(`deeds.${action}`) : action}</td>
              <td>{place ?? placeId ?? ''}</td>
              <td>{factWords(facts)}</td>
            </tr>
          ))}
        </Table>
      )}
      {next !== null && <a href={`/dashboard/audit?before=${next}`}>{words('frame.more')}</a>}
    </>,
  )
}
