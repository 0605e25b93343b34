import { chainOf } from '../../../domain/chain.js'
import { countFigure } from '../../../domain/figure.js'
import type { PublishedCell } from '../../../domain/release-tables.js'
import type { ToldPlace } from '../../../services/desk-figures.js'
import { countIn, shareIn } from '../figure-words.js'
import { monthIn } from '../formats.js'
import { type DeskView, Table } from '../frame.js'

/** What is told of a branch: its areas, each quarter only; and beside them its commune. */
export function Quarter({
  view,
  told,
  cells,
}: {
  view: DeskView
  told: ToldPlace
  cells: readonly { name: string; cell: PublishedCell }[]
}) {
  const { words } = view
  const month = cells[0]?.cell.month
  const title = words('overview.quarter.title')
  const commune = told.release.units.find(({ unit }) => unit === told.ownCommune)
  return (
    <section class="card">
      <h2>{title}</h2>
      {month === undefined ? (
        <p>{words('overview.quarter.none')}</p>
      ) : (
        <>
          <p>{words('overview.quarter.line', { month: monthIn(month) })}</p>
          <Table label={title} columns={[words('overview.quarter.area'), words('overview.quarter.people')]}>
            {cells.map(({ name, cell }) => (
              <tr>
                <th scope="row" lang="vi">
                  {name}
                </th>
                <td>{countIn(countFigure(cell), view)}</td>
              </tr>
            ))}
          </Table>
        </>
      )}
      {commune !== undefined && <CommuneLine view={view} told={told} commune={commune} />}
    </section>
  )
}

function CommuneLine({
  view,
  told,
  commune,
}: {
  view: DeskView
  told: ToldPlace
  commune: ToldPlace['unit']
}) {
  const { proficient } = chainOf(told.release, commune)
  return (
    <p>
      {view.words('overview.quarter.commune', {
        commune: commune.name,
        people: countIn(proficient.count, view),
        share: shareIn(proficient.ofPopulation, view),
      })}
    </p>
  )
}
