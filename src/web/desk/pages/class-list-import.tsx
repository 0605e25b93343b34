import { type ImportReport, countOf } from '../../../services/import-report.js'
import type { Html } from '../../pages/layout.js'
import { numberIn } from '../formats.js'
import { type DeskView, Form, Table, deskPage } from '../frame.js'
import { CLASS_LIST } from './class-list.js'

/** Rows of a report that a page shows; those that are wrong come first. */
const MOST_SHOWN = 500

/**
 * Where a file is chosen, and what became of the last one.
 * @param report or a sentence, in Vietnamese, why it is no table
 */
export function importPage(view: DeskView, report: ImportReport | string | null): Html {
  const { words } = view
  return deskPage(
    view,
    words('class-list.import.title'),
    <>
      {typeof report === 'string' ? (
        <p class="note amber" role="alert" lang="vi">
          {report}
        </p>
      ) : (
        report !== null && <Report view={view} report={report} />
      )}
      <section class="card">
        <h2>{words('class-list.import.choose')}</h2>
        <p>{words('class-list.import.columns')}</p>
        <p class="soft">{words('class-list.import.line')}</p>
        <Form view={view} action={`${CLASS_LIST}/import`} upload>
          <label>
            {words('class-list.import.file')}
            <input type="file" name="file" accept=".csv,.xlsx" required />
          </label>
          <button type="submit" name="do" value="try">
            {words('class-list.import.try')}
          </button>
          <button type="submit" name="do" value="write">
            {words('class-list.import.write')}
          </button>
        </Form>
      </section>
      <p>
        <a href={CLASS_LIST}>{words('frame.back')}</a>
      </p>
    </>,
  )
}

function Report({ view, report: { rows, written } }: { view: DeskView; report: ImportReport }) {
  const { words, language } = view
  const counts = Object.fromEntries(
    (['new', 'changed', 'same', 'wrong'] as const).map((one) => [
      one,
      numberIn(countOf(rows, one), language),
    ]),
  )
  const isWrong = countOf(rows, 'wrong') > 0
  const end = isWrong ? 'wrong' : written ? 'written' : 'tried'
  const shown = rows
    .toSorted((one, other) => Number(other.outcome === 'wrong') - Number(one.outcome === 'wrong'))
    .slice(0, MOST_SHOWN)
  return (
    <section>
      <h2>{words('class-list.import.report')}</h2>
      <p role="status">{words(`class-list.import.${end}-end`, counts)}</p>
      <Table
        label={words('class-list.import.report')}
        columns={['line-column', 'outcome', 'message'].map((one) => words(`class-list.import.${one}`))}
      >
        {shown.map(({ line, outcome, message }) => (
          <tr>
            <th scope="row">{line ?? words('class-list.import.whole')}</th>
            <td>{words(`class-list.import.outcomes.${outcome}`)}</td>
            <td lang="vi">{message}</td>
          </tr>
        ))}
      </Table>
    </section>
  )
}
