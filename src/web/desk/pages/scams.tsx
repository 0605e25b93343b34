import { dayText } from '../../../domain/calendar.js'
import type { ProvinceScams } from '../../../services/scam-picture.js'
import type { Html } from '../../pages/layout.js'
import { dayIn, numberIn } from '../formats.js'
import { type DeskView, Table, deskPage } from '../frame.js'
import type { ScamDesk } from '../scams-routes.js'

/** So many weeks stand beside each other. */
const WEEKS = 8

/** Each province of the scope: kinds below each other, weeks beside each other; kinds without a number are only named. */
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

/** What goes round now stands first: by the latest week, then by the one before it. */
const byLatest =
  (shown: (kind: string) => readonly number[]) =>
  (one: string, other: string): number => {
    const [ones, others] = [shown(one), shown(other)]
    const at = ones.findIndex((count, week) => count !== others[week])
    return at === -1 ? 0 : others[at]! - ones[at]!
  }

function Province({ view, province: { name, cells }, titleOf }: ProvinceOf) {
  const { words, language } = view
  const weeks = [...new Set(cells.map(({ week }) => week))].slice(0, WEEKS)
  const kinds = [
    ...new Set(cells.filter(({ week }) => weeks.includes(week)).map(({ kind }) => kind)),
  ].toSorted()
  const shown = (kind: string): readonly number[] =>
    weeks.map((of) => cells.find((cell) => cell.kind === kind && cell.week === of)?.shown ?? 0)
  const told = kinds.filter((kind) => shown(kind).some(Boolean)).toSorted(byLatest(shown))
  const untold = kinds.filter((kind) => !told.includes(kind))
  const figure = (kind: string, of: number): string => {
    const cell = cells.find(({ kind: held, week }) => held === kind && week === of)
    if (cell === undefined) return words('scams.not-told')
    return cell.shown === null ? words('scams.under-10') : numberIn(cell.shown, language)
  }
  const named = (kind: string) =>
    titleOf(kind) === null ? words('scams.other') : <span lang="vi">{titleOf(kind)}</span>
  const week = (of: number): string => words('scams.week', { day: dayIn(dayText(of)) })
  return (
    <section>
      <h2>{name}</h2>
      {told.length > 0 && (
        <Table label={words('scams.of', { name })} columns={[words('scams.kind'), ...weeks.map(week)]}>
          {told.map((kind) => (
            <tr>
              <th scope="row">{named(kind)}</th>
              {weeks.map((of) => (
                <td>{figure(kind, of)}</td>
              ))}
            </tr>
          ))}
        </Table>
      )}
      {untold.length > 0 && (
        <>
          <p>{words(told.length > 0 ? 'scams.others' : 'scams.all')}</p>
          <ul>
            {untold.map((kind) => (
              <li>{named(kind)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
