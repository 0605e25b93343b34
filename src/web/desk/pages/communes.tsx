import { type CommuneShare, communeShares } from '../../../domain/commune-shares.js'
import type { ToldPlace } from '../../../services/desk-figures.js'
import type { Html } from '../../pages/layout.js'
import { Chart } from '../charts/figure.js'
import { type FunnelPoint, funnel } from '../charts/funnel.js'
import { betweenIn, countIn, shareIn } from '../figure-words.js'
import { percentIn } from '../formats.js'
import { type DeskView, Table, deskPage } from '../frame.js'
import { Head, Notes } from './told.js'

const COLUMNS = ['commune', 'kind', 'people', 'enrolled', 'assessed', 'proficient', 'share', 'bounds', 'standing'] as const // prettier-ignore

/** The communes of a whole: by name, with intervals, and beside the limits of chance; no rank anywhere. */
export function communesPage(view: DeskView, told: ToldPlace): Html {
  const { words, language } = view
  const { release, whole, ownCommune } = told
  const { communes, theta } = communeShares(release, whole)
  const points = communes.flatMap((one) => pointOf(one, ownCommune))
  const title = words('frame.parts.communes')
  const wholeShare = theta === null ? null : percentIn(100 * theta, language)
  const names = (which: 'above' | 'below'): string =>
    communes.flatMap(({ standing, chain }) => (standing === which ? [chain.unit.name] : [])).join(', ')
  return deskPage(
    view,
    title,
    <>
      <Head view={view} told={{ ...told, unit: whole }} path="/dashboard/communes" />
      {communes.length === 0 ? (
        <p>{words('communes.none')}</p>
      ) : (
        <>
          {theta !== null && points.length > 0 && (
            <section class="card">
              <h2>{words('communes.funnel.title')}</h2>
              <Chart
                message={words('communes.funnel.message', { whole: whole.name, share: wholeShare! })}
                label={words('communes.funnel.label', {
                  told: points.length,
                  all: communes.length,
                  share: wholeShare!,
                  above: names('above') || words('communes.funnel.nobody'),
                  below: names('below') || words('communes.funnel.nobody'),
                })}
                chart={funnel(
                  points,
                  theta,
                  {
                    people: words('communes.funnel.people'),
                    whole: words('communes.funnel.whole', { share: wholeShare! }),
                  },
                  view.language,
                )}
              />
              <p>{words('communes.funnel.line')}</p>
              <p>{words('communes.funnel.forms')}</p>
              {points.length < communes.length && (
                <p>{words('communes.funnel.left-out', { communes: communes.length - points.length })}</p>
              )}
            </section>
          )}
          <section class="card">
            <h2>{words('communes.table')}</h2>
            <Table
              label={words('communes.table')}
              columns={COLUMNS.map((column) => words(`communes.columns.${column}`))}
            >
              {communes.map((one) => (
                <Row view={view} commune={one} isOwn={one.chain.unit.unit === ownCommune} />
              ))}
            </Table>
          </section>
        </>
      )}
      <Notes
        view={view}
        keys={[
          'communes.note-order',
          'communes.note-bounds',
          'communes.note-chance',
          'overview.note-small',
          'overview.note-ends',
        ]}
      />
    </>,
  )
}

function Row({ view, commune, isOwn }: { view: DeskView; commune: CommuneShare; isOwn: boolean }) {
  const { words } = view
  const { chain, bounds, standing } = commune
  return (
    <tr class={isOwn ? 'own-row' : undefined}>
      <th scope="row">
        {chain.unit.name}
        {isOwn && <strong> ({words('communes.own')})</strong>}
      </th>
      <td>
        {chain.unit.kinds.map((kind) => words(`communes.kinds.${kind}`)).join('; ') ||
          words('communes.kinds.none')}
      </td>
      <td>{countIn(chain.population, view)}</td>
      <td>{countIn(chain.enrolled.count, view)}</td>
      <td>{countIn(chain.assessed.count, view)}</td>
      <td>{countIn(chain.proficient.count, view)}</td>
      <td>{shareIn(chain.proficient.ofPopulation, view)}</td>
      <td>{bounds === null ? words('communes.no-bounds') : betweenIn(bounds, view)}</td>
      <td>{words(`communes.standing.${standing ?? 'unknown'}`)}</td>
    </tr>
  )
}

const pointOf = ({ chain, share, standing }: CommuneShare, own: string | null): FunnelPoint[] =>
  share === null || standing === null || typeof chain.population !== 'number'
    ? []
    : [
        {
          people: chain.population,
          share,
          standing,
          name: chain.unit.unit === own ? chain.unit.name : null,
        },
      ]
