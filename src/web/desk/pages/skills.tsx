import { type SkillCell, firmShare, isStalled, skillFigure } from '../../../domain/skill-month.js'
import { AT_MOST_5 } from '../../../domain/figure.js'
import { grouped } from '../../../domain/grouped.js'
import type { SkillsOfMonth } from '../../../services/desk-figures.js'
import type { Html } from '../../pages/layout.js'
import { type Bar, bars } from '../charts/bars.js'
import { Chart } from '../charts/figure.js'
import { countIn, shareIn } from '../figure-words.js'
import { monthIn } from '../formats.js'
import { type DeskView, Table, deskPage } from '../frame.js'
import { Notes } from './told.js'

const COLUMNS = ['skill', 'begun', 'firm', 'share'] as const

/** How far a province got with each skill, in the order of the content; nothing of anybody. */
export function skillsPage(
  view: DeskView,
  { province, month, skills }: SkillsOfMonth,
  areas: ReadonlyMap<string, string>,
): Html {
  const { words } = view
  const title = words('frame.parts.skills')
  const stalled = skills.filter(isStalled)
  const chartWords = (one: SkillsOfMonth['skills'][number]): string =>
    `${one.title}: ${shareIn(firmShare(one), view)}`
  return deskPage(
    view,
    title,
    <>
      <p class="soft">{words('skills.as-of', { place: province.name, month: monthIn(month) })}</p>
      <p class="note">
        {stalled.length === 0
          ? [words('skills.none-stalled'), ...slowestIn(skills, view)].join(' ')
          : words('skills.stalled', { skills: stalled.map((one) => one.title).join('; ') })}
      </p>
      <section class="card">
        <h2>{words('skills.chart')}</h2>
        <Chart
          message={words('skills.message')}
          label={skills.map(chartWords).join('; ')}
          chart={bars(
            skills.map((one) => barOf(one, chartWords(one))),
            100,
            view.language,
            [{ value: 50, label: words('skills.half') }],
            ' %',
          )}
        />
      </section>
      <section class="card">
        <h2>{words('skills.table')}</h2>
        <Table
          label={words('skills.table')}
          columns={COLUMNS.map((column) => words(`skills.columns.${column}`))}
        >
          {[...grouped(skills, ({ area }) => area)].map(([area, own]) => (
            <>
              <tr>
                <th scope="rowgroup" colspan={COLUMNS.length} lang="vi">
                  <strong>{areas.get(area) ?? area}</strong>
                </th>
              </tr>
              {own.map((one) => (
                <tr>
                  <th scope="row" lang="vi">
                    {one.title}
                  </th>
                  <td>{countIn(skillFigure(one.begun, one.begunBand), view)}</td>
                  <td>{countIn(skillFigure(one.firm, one.firmBand), view)}</td>
                  <td>{shareIn(firmShare(one), view)}</td>
                </tr>
              ))}
            </>
          ))}
        </Table>
      </section>
      <Notes view={view} keys={['skills.note-counted', 'skills.note-hidden', 'overview.note-small']} />
    </>,
  )
}

/** So many are named where none stalls: what a club may take up next. */
const SLOWEST = 2

function slowestIn(skills: SkillsOfMonth['skills'], view: DeskView): string[] {
  const told = skills.flatMap((one) => {
    const share = firmShare(one)
    return typeof share === 'number' ? [{ ...one, share }] : []
  })
  const slowest = told.toSorted((one, other) => one.share - other.share).slice(0, SLOWEST)
  const named = slowest.map(({ title, share }) => `${title} (${shareIn(share, view)})`)
  return named.length === 0 ? [] : [view.words('skills.lowest', { skills: named.join('; ') })]
}

/** Both numbers are rounded, so the share is known between the fewest of the most and the most of the fewest. */
function barOf(cell: SkillCell, label: string): Bar {
  const { begun, firm } = cell
  const share = firmShare(cell)
  if (begun === null || firm === null || (typeof share !== 'number' && share !== AT_MOST_5))
    return { label, value: null }
  const percent = (part: number, whole: number): number => Math.min(100, (100 * part) / whole)
  return {
    label,
    value: percent(firm, begun),
    bounds: {
      from: percent(Math.max(0, firm - 4), begun + 4),
      to: percent(firm + 4, Math.max(1, begun - 4)),
    },
  }
}
