import type { NetRate } from '../../../domain/net-rate.js'
import { told as toldOf } from '../../../domain/chain.js'
import { toldCells } from '../../../domain/told-cells.js'
import type { ToldPlace } from '../../../services/desk-figures.js'
import { type Speaks, shareIn } from '../figure-words.js'
import { numberIn } from '../formats.js'
import { roughEstimate } from '../../../domain/required-rate.js'
import { Table } from '../frame.js'

const COLUMNS = ['stage', 'remark', 'target', 'now', 'people', 'months', 'needed', 'actual'] as const

/** Both targets of the plan beside what holds today, and how fast it would have to grow. */
export function Rates({ view, told, rates }: { view: Speaks; told: ToldPlace; rates: readonly NetRate[] }) {
  const { words } = view
  const { release, unit } = told
  const now = toldOf(toldCells(release), unit, 'proficient', release.snapshotOn).ofPopulation
  const title = words('overview.targets.title')
  return (
    <section class="card">
      <h2>{title}</h2>
      <Table label={title} columns={COLUMNS.map((column) => words(`overview.targets.${column}`))}>
        {rates.map((rate) => (
          <tr>
            <th scope="row">{words('overview.targets.until', { year: rate.stage })}</th>
            <td>{remarkIn(rate, view)}</td>
            <td>{rate.target === null ? words('overview.targets.not-given') : shareIn(rate.target, view)}</td>
            <td>{shareIn(now, view)}</td>
            {ratesIn(rate, view).map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </Table>
      {unit.level === 'commune' && <p class="soft">{words('overview.targets.of-the-whole')}</p>}
      <p class="soft">{words('overview.targets.line')}</p>
    </section>
  )
}

function ratesIn({ required, actual }: NetRate, { words, language }: Speaks): string[] {
  const unknown = words('overview.targets.unknown')
  return [
    ...(required === null
      ? [unknown, unknown, unknown]
      : [
          numberIn(roughEstimate(required.peopleThen), language),
          String(required.monthsLeft),
          // One fewer a month would not be enough.
          numberIn(Math.ceil(required.perMonth), language),
        ]),
    actual === null ? words('overview.why.short') : numberIn(Math.round(actual), language),
  ]
}

/** The point of it all, so it stands where a narrow screen shows it. */
function remarkIn({ required, why }: NetRate, { words }: Speaks): string {
  const pace = required?.pace ?? null
  return why === null && pace !== null
    ? words(`overview.pace.${pace}`)
    : words(`overview.why.${why ?? 'short'}`)
}
