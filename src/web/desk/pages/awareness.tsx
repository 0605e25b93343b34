import { type Reach, reachOf } from '../../../domain/awareness.js'
import type { Group } from '../../../domain/group.js'
import { GROUPS } from '../../../domain/group.js'
import { targetsOf } from '../../../domain/plan.js'
import { STAGES } from '../../../domain/plan-targets.js'
import { AWARE_OF_ALL } from '../../../domain/release-tables.js'
import { reachOfGroup } from '../../../domain/awareness.js'
import { toldCells } from '../../../domain/told-cells.js'
import { dayText } from '../../../domain/calendar.js'
import type { ToldPlace } from '../../../services/desk-figures.js'
import type { Html } from '../../pages/layout.js'
import { bars } from '../charts/bars.js'
import { Chart } from '../charts/figure.js'
import { countIn, shareIn } from '../figure-words.js'
import { dayIn } from '../formats.js'
import { type DeskView, Table, deskPage } from '../frame.js'
import { Head, Notes } from './told.js'

const COLUMNS = ['group', 'theme', 'people', 'enrolled', 'denominator', 'share', 'source'] as const

/** Whom the awareness lessons reached, by group and theme, beside the plan's own targets. */
export function awarenessPage(view: DeskView, told: ToldPlace): Html {
  const { words } = view
  const { plan, release, whole } = told
  const cells = toldCells(release)
  const ofAll = GROUPS.map((group) => reachOfGroup(cells, whole, group, AWARE_OF_ALL, release.snapshotOn))
  const targets = STAGES.flatMap((stage) => {
    const target = targetsOf(plan, 'tuyen-truyen', stage)[0]?.value ?? null
    return target === null
      ? []
      : [{ value: target, label: words('overview.targets.line-label', { target, year: stage }) }]
  })
  const said = ({ group, share }: { group: Group; share: Reach['share'] }): string =>
    `${words(`awareness.groups.${group}`)}: ${shareIn(share, view)}`
  return deskPage(
    view,
    words('frame.parts.awareness'),
    <>
      <Head view={view} told={{ ...told, unit: whole }} path="/dashboard/awareness" />
      <section class="card">
        <h2>{words('awareness.title')}</h2>
        <Chart
          message={words('awareness.message')}
          label={`${ofAll.map(said).join('; ')}. ${targets.map(({ label }) => label).join('; ')}`}
          chart={bars(
            ofAll.map((one) => ({
              label: said(one),
              value: typeof one.share === 'number' ? one.share : null,
            })),
            100,
            view.language,
            targets,
            ' %',
          )}
        />
        {targets.length === 0 && <p>{words('awareness.no-target')}</p>}
      </section>
      <section class="card">
        <h2>{words('awareness.table')}</h2>
        <Table
          label={words('awareness.table')}
          columns={COLUMNS.map((column) => words(`awareness.columns.${column}`))}
        >
          {reachOf(release, whole).map((one) => (
            <tr>
              <th scope="row">{words(`awareness.groups.${one.group}`)}</th>
              <td lang="vi">{one.theme}</td>
              <td>{countIn(one.count, view)}</td>
              <td>{countIn(one.enrolled, view)}</td>
              <td>{countIn(one.denominator, view)}</td>
              <td>{shareIn(one.share, view)}</td>
              <td>{sourceOf(one, view)}</td>
            </tr>
          ))}
        </Table>
      </section>
      <Notes view={view} keys={['awareness.note-counted', 'awareness.note-groups', 'overview.note-small']} />
    </>,
  )
}

const sourceOf = ({ counted }: Reach, { words }: DeskView): string =>
  counted === null
    ? words('overview.figures.no-denominator')
    : words('awareness.source', { source: counted.source, day: dayIn(dayText(counted.countedOn)) })
