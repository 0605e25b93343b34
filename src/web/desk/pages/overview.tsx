import { type Chain, chainOf } from '../../../domain/chain.js'
import type { NetRate } from '../../../domain/net-rate.js'
import type { PublishedCell } from '../../../domain/release-tables.js'
import type { ToldPlace } from '../../../services/desk-figures.js'
import type { SeriesPoint } from '../../../store/release-series.js'
import type { Html } from '../../pages/layout.js'
import { bars } from '../charts/bars.js'
import { Chart } from '../charts/figure.js'
import { type Speaks, countIn, shareIn } from '../figure-words.js'
import { type DeskView, Button, Table, deskPage } from '../frame.js'
import { Quarter } from './overview-quarter.js'
import { Rates } from './overview-rates.js'
import { Trend } from './overview-trend.js'
import { Head, Notes } from './told.js'

export interface Overview {
  told: ToldPlace
  /** What the chat says of the scope. */
  sentences: readonly string[]
  trend: readonly SeriesPoint[]
  rates: readonly NetRate[]
  /** Of a branch: its areas in the last quarter; none for others. */
  quarter: readonly { name: string; cell: PublishedCell }[]
}

/** The first page of an officer: how far the place is, beside both targets of its plan. */
export function overviewPage(view: DeskView, overview: Overview): Html {
  const { told, trend, rates, quarter } = overview
  const { words } = view
  const isBranch = told.unit.level === 'branch'
  return deskPage(
    view,
    words('frame.parts.overview'),
    <>
      <Head view={view} told={told} path="/dashboard" />
      <Sentences view={view} sentences={overview.sentences} />
      {isBranch ? (
        <Quarter view={view} told={told} cells={quarter} />
      ) : (
        <>
          <Rates view={view} told={told} rates={rates} />
          <ChainPart view={view} chain={chainOf(told.release, told.unit)} />
          <Trend view={view} told={told} trend={trend} rates={rates} />
        </>
      )}
      <Notes
        view={view}
        keys={[
          'overview.note-small',
          'overview.note-rounded',
          'overview.note-share',
          ...(isBranch ? [] : ['overview.note-review']),
        ]}
      />
      <SignOut view={view} />
    </>,
  )
}

/** Where nothing is published yet of the scope: what the chat says, and the way out. */
export const emptyOverviewPage = (view: DeskView, sentences: readonly string[]): Html =>
  deskPage(
    view,
    view.words('frame.parts.overview'),
    <>
      <Sentences view={view} sentences={sentences} />
      {view.language !== 'vi' && <p>{view.words('overview.nothing')}</p>}
      <p>{view.words('overview.nothing-more')}</p>
      <SignOut view={view} />
    </>,
  )

/** As in the chat, which speaks Vietnamese: a page in another language says the same further down. */
const Sentences = ({ view, sentences }: { view: DeskView; sentences: readonly string[] }) =>
  view.language === 'vi' && (
    <section class="card">
      {sentences.map((sentence) => (
        <p>{sentence}</p>
      ))}
    </section>
  )

const SignOut = ({ view }: { view: DeskView }) => (
  <Button
    view={view}
    action="/dashboard/sign-out/everywhere"
    label={view.words('overview.sign-out-everywhere')}
  />
)

const STEPS = ['enrolled', 'assessed', 'proficient'] as const

/** The four numbers, of which each is a part of the one before. */
export function ChainPart({ view, chain }: { view: Speaks; chain: Chain }) {
  const { words } = view
  const rows = [
    { name: words('overview.chain.population'), count: chain.population, share: null },
    ...STEPS.map((step) => ({
      name: words(`overview.chain.${step}`),
      count: chain[step].count,
      share: chain[step].ofPopulation,
    })),
  ]
  const numbers = rows.map(({ count }) => (typeof count === 'number' ? count : 0))
  const title = words('overview.chain.title')
  return (
    <section class="card">
      <h2>{title}</h2>
      <Chart
        message={words('overview.chain.message')}
        label={rows.map(({ name, count }) => `${name}: ${countIn(count, view)}`).join('; ')}
        chart={bars(
          rows.map(({ name, count }) => ({
            label: `${name}: ${countIn(count, view)}`,
            value: typeof count === 'number' ? count : null,
          })),
          Math.max(...numbers, 10),
          view.language,
        )}
      />
      <Table
        label={title}
        columns={[
          words('overview.chain.step'),
          words('overview.chain.people'),
          words('overview.chain.share'),
        ]}
      >
        {rows.map(({ name, count, share }) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{countIn(count, view)}</td>
            <td>{share === null ? words('overview.chain.base') : shareIn(share, view)}</td>
          </tr>
        ))}
      </Table>
      <p class="soft">{words('overview.chain.only-last')}</p>
    </section>
  )
}
