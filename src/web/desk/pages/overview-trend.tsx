import type { Figure } from '../../../domain/figure.js'
import { countFigure, shareFigure } from '../../../domain/figure.js'
import type { NetRate } from '../../../domain/net-rate.js'
import type { PublishedCell } from '../../../domain/release-tables.js'
import { countBounds, shareBounds } from '../../../domain/share-bounds.js'
import { type TrendMonth, trendMonths } from '../../../domain/trend.js'
import { TREND_MONTHS, type ToldPlace } from '../../../services/desk-figures.js'
import type { SeriesPoint } from '../../../store/release-series.js'
import { Chart } from '../charts/figure.js'
import { type LinePoint, line } from '../charts/line.js'
import { type Speaks, countIn, shareIn } from '../figure-words.js'
import { monthIn } from '../formats.js'
import { Table } from '../frame.js'

const COLUMNS = ['month', 'people', 'share', 'rule'] as const

/** How the share of proficient people went, month by month, beside the targets. */
export function Trend({
  view,
  told,
  trend,
  rates,
}: {
  view: Speaks
  told: ToldPlace
  trend: readonly SeriesPoint[]
  rates: readonly NetRate[]
}) {
  const { words } = view
  const months = trendMonths(trend, TREND_MONTHS)
  const title = words('overview.trend.title')
  const last = months.findLast(({ told: point }) => typeof shareOf(point) === 'number')
  const lastWords = last === undefined ? words('overview.trend.none') : shareIn(shareOf(last.told), view)
  const targets = rates.flatMap(({ stage, target }) =>
    target === null
      ? []
      : [{ value: target, label: words('overview.targets.line-label', { target, year: stage }) }],
  )
  return (
    <section class="card">
      <h2>{title}</h2>
      <Chart
        message={words('overview.trend.message', { place: told.unit.name })}
        label={words('overview.trend.label', {
          place: told.unit.name,
          months: months.length,
          share: lastWords,
          targets: targets.map(({ label }) => label).join('; '),
        })}
        chart={line(
          months.map((month) => pointOf(month, view)),
          targets,
          lastWords,
        )}
      />
      <Table label={title} columns={COLUMNS.map((column) => words(`overview.trend.${column}`))}>
        {months.toReversed().map(({ month, told: point, isNewRule }) => (
          <tr>
            <th scope="row">{monthIn(month)}</th>
            <td>{countIn(countOf(point), view)}</td>
            <td>{shareIn(shareOf(point), view)}</td>
            <td>
              {point === null
                ? words('overview.trend.not-published')
                : `${point.rule}${isNewRule ? ` (${words('overview.trend.new-rule')})` : ''}`}
            </td>
          </tr>
        ))}
      </Table>
      <p class="soft">{words('overview.note-ends')}</p>
      <p class="soft">{words('overview.trend.line')}</p>
    </section>
  )
}

/** As much of a published cell as a line knows. */
const cellOf = ({ shown, band, share, shareBand }: SeriesPoint): PublishedCell =>
  ({ shown, band, share, shareBand }) as PublishedCell

const countOf = (point: SeriesPoint | null): Figure =>
  point === null ? countFigure(null) : countFigure(cellOf(point))

const shareOf = (point: SeriesPoint | null): Figure =>
  point === null
    ? countFigure(null)
    : shareFigure(cellOf(point), { population: point.population }, point.snapshotOn)

function pointOf({ month, told, isNewRule }: TrendMonth<SeriesPoint>, { words }: Speaks): LinePoint {
  const share = shareOf(told)
  const people = told?.population?.people ?? null
  // Both ends of the scale are told as bands; they stand where they begin.
  const isPlaced = told !== null && told.shown !== null && people !== null && canBePlaced(share, told)
  const counts = told === null ? null : countBounds(told)
  return {
    label: monthIn(month),
    value: isPlaced ? (100 * told.shown!) / people : null,
    bounds: isPlaced && counts !== null ? percents(shareBounds(counts, people)) : null,
    instead: words(told === null ? 'overview.trend.not-published' : 'overview.trend.no-number'),
    change: isNewRule ? told!.rule : null,
  }
}

const canBePlaced = (share: Figure, { shareBand }: SeriesPoint): boolean =>
  typeof share === 'number' || shareBand !== null

const percents = ({ from, to }: { from: number; to: number }) => ({ from: 100 * from, to: 100 * to })
