import type { Audited } from '../../../services/officers.js'
import type { Html } from '../../pages/layout.js'
import { dayIn, momentIn, monthIn } from '../formats.js'
import { type DeskView, Table, deskPage } from '../frame.js'
import { type DeskWords, hasWords } from '../words.js'

/** What the content calls what a fact names by its id: `plan` and `subject` with their ids. */
export type FactNames = Record<'plan' | 'subject', ReadonlyMap<string, string>>

/** Numbers and ids with the words of what they count; what is empty is left out. */
const factWords = (facts: Audited['facts'], words: DeskWords, names: FactNames): string =>
  Object.entries(facts ?? {})
    .filter(([name, value]) => value !== null && value !== '' && !(name === 'after' && value === 0))
    .map(([name, value]) => {
      const label = hasWords(`facts.${name}`) ? words(`facts.${name}`) : name
      return typeof value === 'number'
        ? `${label} ${value}`
        : `${label}: ${valueWords(name, String(value), words, names)}`
    })
    .join(', ')

/** What a fact says in words: a role, a way in, a month. */
function valueWords(name: string, value: string, words: DeskWords, names: FactNames): string {
  const key = name === 'role' ? `roles.${value}` : `facts.values.${name}.${value}`
  if (/^[a-z-]+$/.test(value) && hasWords(key)) return words(key)
  if (name === 'plan' || name === 'subject') return names[name].get(value) ?? value
  if (name === 'format') return value.toUpperCase()
  if (/^\d{4}-\d{2}$/.test(value)) return monthIn(value)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayIn(value) : value
}

const COLUMNS = ['at', 'officer', 'deed', 'place', 'facts'] as const

interface AuditShown {
  rows: readonly Audited[]
  /** Where the next page begins. */
  next: number | null
  names: FactNames
}

/** The newest first. */
export function auditPage(view: DeskView, { rows, next, names }: AuditShown): Html {
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
              <td>{factWords(facts, words, names)}</td>
            </tr>
          ))}
        </Table>
      )}
      {next !== null && <a href={`/dashboard/audit?before=${next}`}>{words('frame.more')}</a>}
    </>,
  )
}
