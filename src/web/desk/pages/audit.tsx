import type { Audited } from '../../../services/officers.js'
import type { Html } from '../../pages/layout.js'
import { momentIn } from '../formats.js'
import { type DeskView, Table, deskPage } from '../frame.js'
import { type DeskWords, hasWords } from '../words.js'

/** Numbers and ids with the words of what they count; what is empty is left out. */
const factWords = (facts: Audited['facts'], words: DeskWords): string =>
  Object.entries(facts ?? {})
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${hasWords(`facts.${name}`) ? words(`facts.${name}`) : name} ${String(value)}`)
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
              <td>{factWords(facts, words)}</td>
            </tr>
          ))}
        </Table>
      )}
      {next !== null && <a href={`/dashboard/audit?before=${next}`}>{words('frame.more')}</a>}
    </>,
  )
}
