import { dayOf } from '../../../domain/calendar.js'
import type { ItemSeen } from '../../../services/item-report.js'
import type { Html } from '../../pages/layout.js'
import { dayIn, numberIn, percentIn } from '../formats.js'
import { type DeskView, Table, deskPage } from '../frame.js'

const COLUMNS = ['item', 'skill', 'type', 'right', 'share', 'guess', 'state'] as const

/** Those taken out of the count first. */
export function itemsPage(view: DeskView, items: readonly ItemSeen[]): Html {
  const { words } = view
  const title = words('frame.parts.items')
  const flagged = items.filter(({ flaggedAt }) => flaggedAt !== null).length
  return deskPage(
    view,
    title,
    <>
      <p class="soft">{words('items.line')}</p>
      <p class="soft">{words('items.flagged-line')}</p>
      {items.length === 0 ? (
        <p>{words('items.none')}</p>
      ) : (
        <>
          <p>{flagged === 0 ? words('items.none-flagged') : words('items.count', { count: flagged })}</p>
          <Table label={title} columns={COLUMNS.map((column) => words(`items.columns.${column}`))}>
            {items.map((item) => (
              <Item view={view} item={item} />
            ))}
          </Table>
        </>
      )}
    </>,
  )
}

function Item({ view: { words, language }, item }: { view: DeskView; item: ItemSeen }) {
  const { of, type, shown, right, flaggedAt, skill, guess } = item
  const percent = (share: number): string => percentIn(100 * share, language)
  return (
    <tr>
      <th scope="row">{of}</th>
      {skill === null ? <td>{words('items.gone')}</td> : <td lang="vi">{skill}</td>}
      <td>{words(`items.types.${type}`)}</td>
      <td>{words('items.of', { right: numberIn(right, language), shown: numberIn(shown, language) })}</td>
      <td>{shown === 0 ? words('items.no-share') : percent(right / shown)}</td>
      <td>{guess === null ? words('items.never-counts') : percent(guess)}</td>
      <td>
        {flaggedAt === null
          ? words('items.counts')
          : words('items.flagged', { day: dayIn(dayOf(flaggedAt)) })}
      </td>
    </tr>
  )
}
