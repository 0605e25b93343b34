import { dayText } from '../../../domain/calendar.js'
import type { ProvinceScams } from '../../../services/scam-picture.js'
import type { Html } from '../../pages/layout.js'
import { dayIn, numberIn } from '../formats.js'
import { type DeskView, Table, deskPage } from '../frame.js'
import type { ScamDesk } from '../scams-routes.js'

/** So many weeks stand beside each other. */
const WEEKS = 8

/** Each province of the scope: kinds below each other, weeks beside each other. */
export function scamsPage(
  view: DeskView,
  provinces: readonly ProvinceScams[],
  titleOf: ScamDesk['titleOf'],
): Html {
  const { words } = view
  return deskPage(
    view,
    words('frame.parts.scams'),
    <>
      <p class="soft">{words('scams.line')}</p>
      {provinces.length === 0 && <p>{words('scams.none')}</p>}
      {provinces.map((province) => (
        <Province view={view} province={province} titleOf={titleOf} />
      ))}
    </>,
  )
}

interface ProvinceOf {
  view: DeskView
  province: ProvinceScams
  titleOf: ScamDesk['titleOf']
}

function Province({ view, province: { name, cells }, titleOf }: ProvinceOf) {
  const { words, language } = view
  const weeks = [...new Set(cells.map(({ week }) => week))].slice(0, WEEKS)
  const kinds = [...new Set(cells.filter(({ week }) => weeks.includes(week)).map(({ kind }) => kind))]
  const inOrder = kinds.toSorted(
    (one, other) => Number(titleOf(one) === null) - Number(titleOf(other) === null) || (one < other ? -1 : 1),
  )
  const figure = (kind: string, of: number): string => {
    const cell = cells.find(({ kind: held, week }) => held === kind && week === of)
    if (cell === undefined) return words('scams.not-told')
    return cell.shown === null ? words('scams.under-10') : numberIn(cell.shown, language)
  }
  const week = (of: number): string => words('scams.week', { day: dayIn(dayText(of)) })
  return (
    <section>
      <h2>{name}</h2>
      <Table label={words('scams.of', { name })} columns={[words('scams.kind'), ...weeks.map(week)]}>
        {inOrder.map((kind) => (
          <tr>
            {titleOf(kind) === null ? (
              <th scope="row">{words('scams.other')}</th>
            ) : (
              <th scope="row" lang="vi">
                {titleOf(kind)}
              </th>
            )}
            {weeks.map((of) => (
              <td>{figure(kind, of)}</td>
            ))}
          </tr>
        ))}
      </Table>
    </section>
  )
}
